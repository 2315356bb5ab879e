"""Texts of content/*.md → hand-written pages, checked before the theme engine sees any of them."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote

from talkoot.frames.addresses import is_elsewhere, picture_of, record_of, resolve
from talkoot.frames.site import SHARED, FrameSite
from talkoot.markdown import to_html
from talkoot.problems import Problem, shorten
from talkoot.sources import names
from talkoot.sources.front_matter import read_front_matter
from talkoot.sources.refused import Refused

KEYS = ("title", "description")
"""What the front matter of a hand-written page may say."""

_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_PART = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_HEADING = re.compile("<h1>(.*?)</h1>", re.DOTALL)
_LINK = re.compile(r'<(?:a|img)\b[^>]*?\b(?:href|src)="([^"]*)"')
_CODE = re.compile(r"""<(?:script|style)\b|<[a-z][^>]*\s(?:on[a-z]+|style)\s*=|\{:[^}]*\bstyle\s*=""", re.I)


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A hand-written page in one language, as its author wrote it."""

    path: str
    title: str
    description: str
    body: str
    parts: tuple[str, ...]
    """Live parts it asks for, in their order."""


@dataclass(frozen=True, slots=True)
class WrittenPages:
    """Every hand-written page: name → language → text."""

    texts: Mapping[str, Mapping[str, WrittenText]]

    def text(self, name: str, language: str, site: FrameSite) -> tuple[str, WrittenText]:
        """What a reader of `language` gets, and the language it is written in."""
        texts = self.texts[name]
        written_in = language if language in texts else next(code for code in site.codes if code in texts)
        return written_in, texts[written_in]


def read_pages(
    site: FrameSite, sources: Mapping[str, str], records: Mapping[str, Collection[str]] | None = None
) -> tuple[WrittenPages, tuple[Problem, ...]]:
    """Read hand-written pages: path in the repository → text. Every problem is told, by path.

    `records` are the ids of each section's records, and under “pictures” the names of the pages' pictures;
    with them, links to these are checked too.
    """
    problems: list[Problem] = []
    named: dict[str, dict[str, str]] = {}
    for path in sorted(sources):
        name, language = _name(path, site)
        if language not in site.codes:
            hints = (("languages", ", ".join(site.codes)),)
            problems.append(Problem("not-a-site-language", path, found=language, hints=hints))
        elif name in site.steps or name in SHARED or name in site.codes:
            problems.append(Problem("page-name-taken", path, found=f"{name}.md"))
        else:
            named.setdefault(name, {})[language] = path
    if "index" not in named:
        problems.append(Problem("home-missing", "content/index.md"))
    texts: dict[str, dict[str, WrittenText]] = {}
    for name, paths in named.items():
        for language, path in paths.items():
            links = _Links(name, language, frozenset(named), site, records or {})
            text, found = _read(path, sources[path], site, links)
            problems += found
            if text:
                texts.setdefault(name, {})[language] = text
    return WrittenPages(texts), tuple(problems)


@dataclass(frozen=True, slots=True)
class _Links:
    """Where the links of one page may lead."""

    page: str
    language: str
    names: frozenset[str]
    site: FrameSite
    records: Mapping[str, Collection[str]]

    def problem(self, target: str) -> tuple[tuple[str, str], ...] | None:
        """What to say of a link that leads nowhere; None of one that leads somewhere."""
        if is_elsewhere(target):
            return None
        address = resolve(target, self.page, self.language, self.language, self.names, self.site)
        if address is None:
            near = names.near(target, (f"{name}.md" for name in sorted(self.names)))
            return (("near", near),) if near else ()
        match record_of(address, self.site) or picture_of(address):
            case (section, id_) if section in self.records and id_ not in self.records[section]:
                near = names.near(id_, self.records[section])
                return (("near", target.replace(id_, near)),) if near else ()
        return None


def _name(path: str, site: FrameSite) -> tuple[str, str]:
    """`content/about.fi.md` → `about`, `fi`. Whoever found the file has seen to its name."""
    found = names.PAGE.fullmatch(path.removeprefix("content/"))
    if not found:
        raise ValueError(f"no name of a hand-written page: {path}")
    return found["id"], found["language"] or site.codes[0]


def _read(path: str, source: str, site: FrameSite, links: _Links) -> tuple[WrittenText | None, list[Problem]]:
    try:
        keys, body, line = _front_matter(source)
    except Refused as refused:
        return None, [refused.in_file(path)]
    html = _drawn(body)
    heading = _HEADING.search(html)
    title = keys.get("title") or (unescape(re.sub("<[^>]+>", "", heading[1])) if heading else "")
    problems = [
        *_key_problems(path, keys, source),
        *_part_problems(path, body, line, site),
        *_link_problems(path, body, line, html, links),
        *_code_problems(path, body, line, html),
    ]
    if not title:
        problems.append(Problem("page-without-title", path, line))
    parts = tuple(part for _, part, alone in _parts(body) if alone and part in site.parts)
    return WrittenText(path, str(title), str(keys.get("description", "")), body, parts), problems


def _front_matter(source: str) -> tuple[dict[str, Any], str, int]:
    """Front matter is not asked for here; but whatever looks like the start of one is read as one."""
    first = source.lstrip().split("\n", 1)[0].strip()
    if source.startswith("\ufeff") or (first and not first.strip("-–— ")) or first in ("+++", ";;;"):
        matter = read_front_matter(source)
        return matter.keys, matter.body, matter.body_line
    return {}, source.replace("\r\n", "\n").replace("\r", "\n"), 1


def _key_problems(path: str, keys: Mapping[str, object], source: str) -> Iterator[Problem]:
    for key, value in keys.items():
        line = _line_of(f"{key}:", source)
        if key not in KEYS:
            near = names.near(key, KEYS)
            more = ("near", near) if near else ("keys", ", ".join(KEYS))
            yield Problem("unknown-key", path, line, field=(key,), hints=(("key", key), more))
        elif not isinstance(value, str):
            example = (("example", f"{key}: {key.capitalize()}…"),)
            yield Problem("text-expected", path, line, field=(key,), hints=example)


def _part_problems(path: str, body: str, line: int, site: FrameSite) -> Iterator[Problem]:
    for n, part, alone in _parts(body):
        if part not in site.parts:
            if alone:
                near = names.near(part, sorted(site.parts))
                more = ("near", f"[[{near}]]") if near else ("parts", ", ".join(sorted(site.parts)))
                yield Problem("live-part-unknown", path, line + n, found=f"[[{part}]]", hints=(more,))
        elif not alone:
            yield Problem("live-part-not-alone", path, line + n, found=f"[[{part}]]")


def _parts(body: str) -> Iterator[tuple[int, str, bool]]:
    """Line from 0, name, and whether it stands alone with empty lines around; code is left out."""
    lines = ["", *body.split("\n"), ""]
    fence = ""
    for n, text in enumerate(lines[1:-1]):
        if opening := _FENCE.match(text):
            if not fence:
                fence = opening[1]
            elif opening[1].startswith(fence):
                fence = ""
        elif not fence and not text.startswith(("    ", "\t")):
            for found in _PART.finditer(re.sub("`[^`]*`", "", text)):
                lonely = text.strip() == found[0] and not lines[n].strip() and not lines[n + 2].strip()
                yield n, found[1], lonely


def _link_problems(path: str, body: str, line: int, html: str, links: _Links) -> Iterator[Problem]:
    for target in dict.fromkeys(unescape(found) for found in _LINK.findall(html)):
        if (hints := links.problem(target)) is not None:
            where = line + max(_line_of(target, body), _line_of(unquote(target), body)) - 1
            yield Problem("page-link", path, where, found=shorten(target), hints=hints)


def _code_problems(path: str, body: str, line: int, html: str) -> Iterator[Problem]:
    """Scripts and styles inside a page: the site's policy would not let them run."""
    found = _CODE.search(html)
    if found:
        yield Problem("page-code", path, line + _line_of(found[0], body) - 1, found=shorten(found[0]))


def _line_of(part: str, text: str) -> int:
    """The line, from 1, in which `part` first stands; the first if nowhere."""
    return text.count("\n", 0, max(text.find(part), 0)) + 1


def _drawn(body: str) -> str:
    # Raw HTML stays, for what is drawn here is only looked at and thrown away.
    return to_html(body, raw_html=True)
