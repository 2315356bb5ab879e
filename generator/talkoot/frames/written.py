"""Texts of content/*.md → hand-written pages, checked before the theme engine sees any of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from html import unescape
from urllib.parse import unquote

from talkoot.frames.addresses import is_elsewhere, resolve
from talkoot.frames.site import SHARED, FrameSite
from talkoot.problems import Problem, shorten
from talkoot.sources.front_matter import read_front_matter
from talkoot.sources.refused import Refused

KEYS = ("title", "description")
"""What the front matter of a hand-written page may say."""

_NAME = re.compile(r"content/([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.([a-z]{2,3}))?\.md")
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


def read_pages(site: FrameSite, sources: Mapping[str, str]) -> tuple[WrittenPages, tuple[Problem, ...]]:
    """Read hand-written pages: path in the repository → text. Every problem is told, in file order."""
    problems: list[Problem] = []
    named: dict[str, dict[str, str]] = {}
    for path in sorted(sources):
        match _name(path, site):
            case Problem() as problem:
                problems.append(problem)
            case (name, language):
                named.setdefault(name, {})[language] = path
    if "index" not in named:
        problems.append(Problem("page-home-missing", "content/index.md"))
    texts: dict[str, dict[str, WrittenText]] = {}
    for name, paths in named.items():
        for language, path in paths.items():
            text, found = _read(path, name, language, sources[path], frozenset(named), site)
            problems += found
            if text:
                texts.setdefault(name, {})[language] = text
    problems.sort(key=lambda problem: (problem.path, problem.line, problem.column))
    return WrittenPages(texts), tuple(problems)


def _name(path: str, site: FrameSite) -> tuple[str, str] | Problem:
    found = _NAME.fullmatch(path)
    file = path.rpartition("/")[2]
    if not found:
        return Problem("page-name", path, found=file)
    name, language = found[1], found[2] or site.codes[0]
    if language not in site.codes:
        return Problem("page-language", path, found=language, hints=(("languages", ", ".join(site.codes)),))
    if name in site.sections or name in SHARED or name in site.codes:
        return Problem("page-name-taken", path, found=file)
    return name, language


def _read(
    path: str, name: str, language: str, source: str, names: frozenset[str], site: FrameSite
) -> tuple[WrittenText | None, list[Problem]]:
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
        *_link_problems(path, name, language, body, line, html, names, site),
        *_code_problems(path, body, line, html),
    ]
    if not title:
        problems.append(Problem("page-without-title", path, line))
    parts = tuple(part for _, part, alone in _parts(body) if alone and part in site.parts)
    return WrittenText(path, title, keys.get("description", ""), body, parts), problems


def _front_matter(source: str) -> tuple[dict[str, str], str, int]:
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
            near = next(iter(get_close_matches(key, KEYS, 1)), "")
            yield Problem(
                "page-key",
                path,
                line,
                field=(key,),
                found=key,
                hints=(("near", near), ("keys", ", ".join(KEYS))),
            )
        elif not isinstance(value, str):
            yield Problem("page-key-text", path, line, field=(key,), found=key)


def _part_problems(path: str, body: str, line: int, site: FrameSite) -> Iterator[Problem]:
    for n, part, alone in _parts(body):
        if part not in site.parts:
            if alone:
                near = next(iter(get_close_matches(part, sorted(site.parts), 1)), "")
                hints = (("near", near), ("parts", ", ".join(sorted(site.parts))))
                yield Problem("live-part-unknown", path, line + n, found=f"[[{part}]]", hints=hints)
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


def _link_problems(
    path: str,
    name: str,
    language: str,
    body: str,
    line: int,
    html: str,
    names: frozenset[str],
    site: FrameSite,
) -> Iterator[Problem]:
    for target in dict.fromkeys(unescape(found) for found in _LINK.findall(html)):
        if is_elsewhere(target) or resolve(target, name, language, language, names, site) is not None:
            continue
        near = next(iter(get_close_matches(target, [f"{other}.md" for other in sorted(names)], 1)), "")
        where = line + max(_line_of(target, body), _line_of(unquote(target), body)) - 1
        yield Problem("page-link", path, where, found=shorten(target), hints=(("near", near),))


def _code_problems(path: str, body: str, line: int, html: str) -> Iterator[Problem]:
    """Scripts and styles inside a page: the site's policy would not let them run."""
    found = _CODE.search(html)
    if found:
        yield Problem("page-code", path, line + _line_of(found[0], body) - 1, found=shorten(found[0]))


def _line_of(part: str, text: str) -> int:
    """The line, from 1, in which `part` first stands; the first if nowhere."""
    return text.count("\n", 0, max(text.find(part), 0)) + 1


def _drawn(body: str) -> str:
    import cmarkgfm
    from cmarkgfm.cmark import Options

    # Raw HTML stays, for what is drawn here is only looked at and thrown away.
    return str(cmarkgfm.github_flavored_markdown_to_html(body, Options.CMARK_OPT_UNSAFE))
