"""HTML in an author's Markdown: pages leave it out, so the author is told."""

import re
from collections.abc import Iterator

from talkoot.markdown import to_html
from talkoot.problems import Problem, shorten
from talkoot.records.check import walk_written
from talkoot.records.fields import Prose
from talkoot.records.record import Part, body_field
from talkoot.sources.documents import Document

_TAG = re.compile(r"<[A-Za-z/!?][^>]*>?")
_OMITTED = "<!-- raw HTML omitted -->"
"""What stands in the place of HTML that is not let through."""


def html_in(document: Document, model: type[Part]) -> Iterator[Problem]:
    """A warning for every text of `document`, a record of `model`, that holds HTML."""
    # YAML may also write the sign as a number, behind a backslash.
    if "<" not in document.text and "\\" not in document.text and "<" not in document.body:
        return
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
    if not _TAG.search(text) or not _holds_html(text):
        return None
    # Up to the end of the tag's line, so that code which begins there also ends.
    return next((tag for tag in _TAG.finditer(text) if _holds_html(_up_to_line_of(tag, text))), None)


def _up_to_line_of(tag: re.Match[str], text: str) -> str:
    return text[: tag.end()] + text[tag.end() :].partition("\n")[0]


def _holds_html(text: str) -> bool:
    return _OMITTED in to_html(text)
