"""placeholder"""


def search_files(site, jobs=1):
    return []
