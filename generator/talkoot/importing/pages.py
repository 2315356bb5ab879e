"""A saved page → its lines as whoever read it saw them, and apart from them what stands around its text."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from talkoot.importing.blocks import Block, Read, block_of, spaced

UNSEEN = frozenset({"script", "style", "svg", "template", "iframe", "title"})
"""What no reader of a page ever sees."""

AROUND = frozenset({"nav", "footer", "aside", "noscript"})
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
        "textarea",
    )
)
UNCLOSED = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})

ANSWERS = frozenset({"textarea", "option"})
"""What somebody fills in or chooses: no heading, though it stand within one."""

UNSHOWN = frozenset(("hidden", "password", "file", "image"))
BUTTONS = frozenset(("submit", "button", "reset"))
TICKED = frozenset(("checkbox", "radio"))
"""Kinds of `<input>`; in all others something is typed (HTML Standard, 4.10.5)."""

CHOSEN, LEFT = "☒", "☐"
"""What a ticked box is told as, and one that is not."""


def read_page(text: str, name: str) -> Read:
    """The lines of a page's HTML; `name` is that of its file."""
    boxes = _Boxes()
    boxes.feed(text)
    page = _Page(boxes)
    page.feed(text)
    page.close()
    page.end()
    told = {_folded(block.text) for block in page.blocks}
    around = [block.told for block in page.around if block.links or _folded(block.text) not in told]
    return Read(
        tuple(page.blocks),
        page.language,
        "html",
        tuple(dict.fromkeys(around)),
        tuple(page.pictures),
        name,
    )


def _folded(text: str) -> str:
    return spaced(text).casefold()


class _Boxes(HTMLParser):
    """The boxes of a page that may be ticked, and which of them a label elsewhere is for."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[str, str] = {}
        self.labelled: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "input" and given.get("type", "").casefold() in TICKED and given.get("id"):
            self.marks[given["id"]] = CHOSEN if "checked" in given else LEFT
        if tag == "label" and given.get("for"):
            self.labelled.add(given["for"])


class _Page(HTMLParser):
    """Gathers the lines of a page, and apart from them those that stand around its text or are hidden."""

    def __init__(self, boxes: _Boxes) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.around: list[Block] = []
        self.pictures: list[str] = []
        self.language = ""
        self._boxes = boxes
        self._runs: list[tuple[str, str]] = []
        """What is being gathered for the next block, and where it leads."""
        self._stack: list[str] = []
        self._hidden: list[int] = []
        """How deep in the stack each part begins that is not shown as text."""
        self._href = ""
        self._wordless = False
        """Whether the link has had no words so far."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")[:2].casefold()
        if tag in BREAKS:
            self._leave("p")
            self.end()
        if tag in SIBLINGS and self._stack[-1:] == [tag]:
            self._leave(tag)
        if tag == "li":
            self._runs.append(("- ", ""))
        if tag == "a":
            self._href = given.get("href", "").strip()
            if self._href.startswith(("#", "javascript:")):
                self._href = ""  # It leads nowhere else.
            self._wordless = bool(self._href)
        if tag == "img" and not self._hidden:
            self.pictures.append(given.get("alt") or given.get("src", ""))
        if tag == "label" and (mark := self._boxes.marks.get(given.get("for", ""))):
            self._runs.append((f"{mark} ", ""))
        if tag == "input":
            self._input(given)
        if tag not in UNCLOSED:
            unchosen = tag == "option" and not ("selected" in given and given.get("value", "?"))
            if tag in UNSEEN | AROUND or "hidden" in given or unchosen:
                self.end()
                self._hidden.append(len(self._stack))
            self._stack.append(tag)

    def _input(self, given: dict[str, str]) -> None:
        """What stands in a field, on a button or in a box."""
        kind = given.get("type", "").casefold()
        if kind in TICKED and given.get("id") not in self._boxes.labelled:
            self._runs.append((f"{CHOSEN if 'checked' in given else LEFT} ", ""))
        elif kind not in UNSHOWN | TICKED:
            self.end()
            if value := spaced(given.get("value", "")):
                (self.around if kind in BUTTONS or self._hidden else self.blocks).append(Block(value))

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self.end()
        if tag == "a":
            if self._wordless:
                self.around.append(Block(self._href))
            self._href, self._wordless = "", False
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
        if self._stack[-1:] == ["textarea"]:
            for line in data.splitlines():
                self.end()
                self._runs.append((line, ""))
            return
        self._wordless &= not data.strip()
        self._runs.append((data, self._href))

    def end(self) -> None:
        """Close the block that is being gathered."""
        marked = [tag for tag in self._stack if tag in HEADINGS]
        level = next((int(tag[1]) for tag in marked if re.fullmatch("h[1-6]", tag)), 0)
        block = block_of(self._runs, bool(marked) and not ANSWERS.intersection(self._stack), level)
        self._runs = []
        if self._hidden and block.text.strip("- "):
            told = (block.text.removeprefix("- "), block.markdown.removeprefix("- "))
            self.around.append(Block(told[0], links=block.links, markdown=told[1]))
        elif block.text.startswith(LEFT) and CHOSEN not in block.text:
            self.around.append(block)
        elif block.text and block.text != "-":
            self.blocks.append(replace(block, heading=False) if CHOSEN in block.text else block)
