"""Text with front matter → its keys and its body; a fence that is not quite one never lets text through.

python-frontmatter does the splitting, with our strict reader, but it takes a file without proper fences
for a body, which would then be public: so the fences are checked here first.
"""

import re
from typing import Any, NamedTuple

import frontmatter
from frontmatter.default_handlers import BaseHandler

from talkoot.problems import shorten
from talkoot.sources.characters import place
from talkoot.sources.refused import Refused
from talkoot.sources.strict_yaml import read_keys

FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)

_OTHER_FENCES = ("+++", ";;;", "{", "---toml", "---json", "---yaml")


class FrontMatter(NamedTuple):
    """`yaml` begins with the line break after the first fence, so that its lines are the file's own."""

    keys: dict[str, Any]
    body: str
    body_line: int
    yaml: str


class _Strict(BaseHandler):
    """Hands the text between the fences to `read_keys`, and lets nothing but keys through."""

    FM_BOUNDARY = FENCE

    def load(self, fm: str) -> dict[str, Any]:
        return read_keys(fm)


def read_front_matter(text: str) -> FrontMatter:
    """The keys between the fences of `text`; below them the body, as written, and the line it starts on.

    Raises `Refused`, its line counted from the top of `text`, where a fence or the keys can't be read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    opening = _opening_fence(text)
    closing = _closing_fence(text, opening.end())
    keys, _ = frontmatter.parse(text, handler=_Strict())
    body_line = text.count("\n", 0, closing.end()) + 2
    return FrontMatter(keys, text[closing.end() + 1 :], body_line, text[opening.end() : closing.start()])


def _opening_fence(text: str) -> re.Match[str]:
    if opening := FENCE.match(text):
        return opening
    if text.startswith("\ufeff"):
        raise Refused("file-with-bom")
    if not text.strip():
        raise Refused("file-empty")
    first = text.split("\n", 1)[0]
    found = shorten(first)
    if first.strip() in _OTHER_FENCES or (first.strip() and not first.strip(" \t-–—")):
        raise Refused("front-matter-fence", found=found)
    if later := FENCE.search(text):
        raise Refused("front-matter-not-first", *place(text, later.start()), found=found)
    raise Refused("front-matter-missing", found=found)


def _closing_fence(text: str, start: int) -> re.Match[str]:
    closing = FENCE.search(text, start)
    if closing is None:
        raise Refused("front-matter-not-closed", found="---")
    if not text[start : closing.start()].strip():
        raise Refused("front-matter-empty", found="---")
    return closing
