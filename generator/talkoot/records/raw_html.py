"""HTML in an author's Markdown: pages leave it out, so the author is told."""

import re
from collections.abc import Iterator

from talkoot.problems import Problem, shorten
from talkoot.records.check import walk_written
from talkoot.records.fields import Prose
from talkoot.records.record import Part, body_field
from talkoot.sources.documents import Document

_TAG = re.compile(r"<[A-Za-z/!?][^>]*>?")
_OMITTED = "<!-- raw HTML omitted -->"
"""What GitHub's own Markdown puts in the place of HTML it does not let through."""


def html_in(document: Document, model: type[Part]) -> Iterator[Problem]:
    """A warning for every text of `document`, a record of `model`, that holds HTML."""
    for path, _, text in walk_written(model, document.data, Prose):
        if tag := _first_tag(text):
            line, column = document.locate(path)
            yield _problem(document, line, column, path, tag)
    body = body_field(model)
    if body and (tag := _first_tag(document.body)):
        line = document.body_line + document.body.count("\n", 0, tag.start())
        column = tag.start() - document.body.rfind("\n", 0, tag.start())
        yield _problem(document, line, column, (body.key,), tag)


def _problem(
    document: Document, line: int, column: int, path: tuple[str | int, ...], tag: re.Match[str]
) -> Problem:
    return Problem("html-in-text", document.path, line, column, path, shorten(tag[0]), severity="warning")


def _first_tag(text: str) -> re.Match[str] | None:
    """The first piece of `text` that Markdown takes for HTML: not an address in <…>, nor a tag in code."""
    if not _TAG.search(text):
        return None
    pieces = _count(text)
    if not pieces:
        return None
    return next(
        (
            tag
            for tag in _TAG.finditer(text)
            if _count(f"{text[: tag.start()]}x{text[tag.end() :]}") != pieces
        ),
        None,
    )


def _count(text: str) -> int:
    import cmarkgfm

    html: str = cmarkgfm.github_flavored_markdown_to_html(text)
    return html.count(_OMITTED)
