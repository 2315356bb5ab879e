"""The network → its search index, one a language: a slim document of every page, given to Pagefind."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from talkoot.outputs.findable import findable
from talkoot.outputs.hits import hits
from talkoot.outputs.pagefind import PagefindFault, PagefindMissing, index_documents
from talkoot.outputs.site import File, Site
from talkoot.outputs.templates import template
from talkoot.publish.refusal import Refusal

BUNDLE = "pagefind"
"""Where the index is on the site, the same for all languages: a page asks the one of its own."""

SCRIPTS = ("pagefind.js", "pagefind-worker.js")
"""What our search page loads of Pagefind's own; its ready-made interfaces are not published."""


def search_files(site: Site) -> list[File]:
    """The files of the index. Raises `Refusal` where Pagefind can't make it."""
    try:
        files = index_documents(slim_documents(site))
    except PagefindMissing as missing:
        raise Refusal.of("search-program-missing", Path(BUNDLE)) from missing
    except PagefindFault as fault:
        raise Refusal.of("search-index-failed", Path(BUNDLE), found=str(fault)) from fault
    files |= hits(site, files)
    wanted = sorted(path for path in files if path in SCRIPTS or not path.endswith((".js", ".css")))
    return [File(f"{BUNDLE}/{path}", partial(bytes, files[path])) for path in wanted]


def slim_documents(site: Site) -> Iterator[tuple[str, str]]:
    """Path and HTML of every page that search is to find, as `templates/slim.html` tells it to Pagefind."""
    for language in site.languages:
        slim = template("slim.html", language)
        for position, page in enumerate(findable(site, language)):
            view = {"language": language, "title": page.title, "position": position, "it": page.tell()}
            yield page.path, slim.render(view)
