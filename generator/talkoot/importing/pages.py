"""A saved page → its lines as whoever read it saw them, and apart from them what stands around its text."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from talkoot.importing.blocks import Block, Read

UNSEEN = frozenset({"script", "style", "svg", "template", "iframe", "title"})
"""What no reader of a page ever sees."""

AROUND = frozenset({"nav", "footer", "aside", "noscript", "select"})
"""What stands around the text of a page: it is told of, and taken for nobody's practice."""

SIBLINGS = frozenset({"li", "dt", "dd", "tr", "td", "th", "option"})
"""What ends where the next one begins, also where nobody has written its end."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "legend", "label"})
BREAKS = HEADINGS | frozenset(
    (
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "br",
        "hr",
        "tr",
        "td",
        "dd",
        "dl",
        "table",
        "section",
        "article",
        "main",
        "header",
        "aside",
        "figure",
        "figcaption",
        "blockquote",
        "body",
        "time",
        "address",
        "details",
        "summary",
        "button",
        "form",
        "fieldset",
        "nav",
        "footer",
        "option",
        "select",
    )
)
UNCLOSED = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})


def read_page(text: str, name: str) -> Read:
    """The lines of a page's HTML; `name` is that of its file."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end()
    told = {_folded(block.text) for block in page.blocks}
    around = dict.fromkeys(line for line in page.around if _folded(line) not in told)
    return Read(tuple(page.blocks), page.language, "html", tuple(around), tuple(page.pictures), name)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass
class _Open:
    """What is being gathered for the next block."""

    text: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


class _Page(HTMLParser):
    """Gathers the lines of a page, and apart from them those that stand around its text or are hidden."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.around: list[str] = []
        self.pictures: list[str] = []
        self.language = ""
        self._open = _Open()
        self._stack: list[str] = []
        self._hidden: list[int] = []
        """How deep in the stack each part begins that is not shown as text."""
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = (given.get("lang") or "")[:2].casefold()
        if tag in BREAKS:
            self._leave("p")
        if tag in SIBLINGS and self._stack[-1:] == [tag]:
            self._leave(tag)
        if tag in BREAKS:
            self.end()
        if tag == "li":
            self._open.text.append("- ")
        if tag == "a":
            self._href = given.get("href") or ""
        if tag == "img" and not self._hidden:
            self.pictures.append(given.get("alt") or given.get("src") or "")
        if tag not in UNCLOSED:
            if tag in UNSEEN | AROUND or "hidden" in given:
                self.end()
                self._hidden.append(len(self._stack))
            self._stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self.end()
        if tag == "a":
            self._href = ""
        self._leave(tag)

    def _leave(self, tag: str) -> None:
        """Close the innermost element of this name, and whatever nobody has closed within it."""
        if tag not in self._stack:
            return
        depth = len(self._stack) - 1 - self._stack[::-1].index(tag)
        if self._hidden and self._hidden[-1] >= depth:
            self.end()
        del self._stack[depth:]
        self._hidden = [start for start in self._hidden if start < depth]

    def handle_data(self, data: str) -> None:
        if UNSEEN.intersection(self._stack):
            return
        self._open.text.append(data)
        if self._href.startswith(("http:", "https:")) and data.strip():
            self._open.links.append((" ".join(data.split()), self._href))

    def end(self) -> None:
        """Close the block that is being gathered."""
        text = " ".join("".join(self._open.text).split())
        if self._hidden and text.strip("- "):
            self.around.append(text.removeprefix("- "))
        elif text and text != "-":
            marked = [tag for tag in self._stack if tag in HEADINGS]
            level = next((int(tag[1]) for tag in marked if re.fullmatch("h[1-6]", tag)), 0)
            self.blocks.append(Block(text, bool(marked), level, tuple(self._open.links)))
        self._open = _Open()
