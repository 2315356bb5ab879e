"""`floor.py SITE TO`: only writes the files of a site again, the same bytes; says how many seconds that took.

No generator can be faster than that on the same file system. They are read into memory before, untimed.
"""

import os
import sys
import time
from pathlib import Path


def rewrite(site: Path, to: Path) -> float:
    """Write every file below `site` below `to`, a missing folder; gives the seconds."""
    to.parent.mkdir(parents=True, exist_ok=True)
    folders, files = [], []
    for at, _, names in os.walk(site):
        there = str(to / Path(at).relative_to(site))
        folders.append(there)
        files += [(f"{there}/{name}", Path(at, name).read_bytes()) for name in names]
    began = time.perf_counter()
    for folder in folders:
        os.mkdir(folder)  # noqa: PTH102 – nothing but the system's own calls
    for path, content in files:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(file, content)
        os.close(file)
    return time.perf_counter() - began


if __name__ == "__main__":
    print(rewrite(Path(sys.argv[1]), Path(sys.argv[2])))
