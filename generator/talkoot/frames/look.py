"""mkdocs.yml → the site's look: its menu, its pictures, its style sheets."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from talkoot.frames.site import FrameSite
from talkoot.problems import Problem, shorten
from talkoot.sources import names as likely
from talkoot.sources.refused import Refused
from talkoot.sources.site_address import is_site_address
from talkoot.sources.strict_yaml import find_lines, read_keys

FILE = "mkdocs.yml"

KEYS = ("site_name", "site_url", "docs_dir", "theme", "nav", "extra", "extra_css", "extra_javascript")
"""What of MkDocs' configuration has a meaning here. Plugins and hooks do not: no record passes MkDocs."""

THEME_KEYS = ("name", "custom_dir", "favicon", "logo", "icon", "font")

OVERRIDES = "overrides"


@dataclass(frozen=True, slots=True)
class Look:
    """What `mkdocs.yml` says."""

    url: str | None = None
    menu: tuple[str, ...] = ()
    """Names of sections and hand-written pages, in their order."""
    footer: tuple[str, ...] = ()
    favicon: str | None = None
    """A path below `overrides/`."""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def read_look(text: str, site: FrameSite, names: Collection[str]) -> tuple[Look, tuple[Problem, ...]]:
    """Read `mkdocs.yml`. `names` are those of the hand-written pages the menu and the footer may name."""
    try:
        settings = read_keys(text)
    except Refused as refused:
        return Look(), (refused.in_file(FILE),)
    problems = list(_problems(settings, site, frozenset(names)))
    places = find_lines(text) if problems else {}
    theme, extra = _group(settings, "theme"), _group(settings, "extra")
    look = Look(
        url=_text(settings, "site_url"),
        menu=tuple(_entry(entry) for entry in _texts(settings, "nav")),
        footer=tuple(_entry(entry) for entry in _texts(extra, "footer")),
        favicon=_text(theme, "favicon"),
        styles=_texts(settings, "extra_css"),
        scripts=_texts(settings, "extra_javascript"),
    )
    return look, tuple(
        Problem(
            problem.code,
            FILE,
            *places.get(problem.field, (1, 1)),
            field=problem.field,
            found=problem.found,
            hints=problem.hints,
        )
        for problem in problems
    )


def site_url(text: str) -> str | None:
    """The site's own address as `mkdocs.yml` gives it; None where it gives none or can't be read."""
    try:
        return _text(read_keys(text), "site_url")
    except Refused:
        return None


def _problems(settings: Mapping[str, Any], site: FrameSite, names: frozenset[str]) -> Iterator[Problem]:
    yield from _unknown(settings, KEYS, ())
    yield from _unknown(_group(settings, "theme"), THEME_KEYS, ("theme",))
    url = settings.get("site_url") or ""
    if not isinstance(url, str) or (url and not is_site_address(url)):
        yield Problem("site-address", FILE, field=("site_url",), found=shorten(str(url)))
    for field, entries in (
        (("nav",), settings.get("nav", [])),
        (("extra", "footer"), _group(settings, "extra").get("footer", [])),
    ):
        if not isinstance(entries, list):
            hints = (("example", f"{field[-1]}:\n  - about.md\n  - members/"),)
            yield Problem("list-expected", FILE, field=field, found=shorten(str(entries)), hints=hints)
            continue
        known = [f"{name}.md" for name in sorted(names)] + [f"{section}/" for section in site.sections]
        for n, entry in enumerate(entries):
            if entry not in known:
                near = likely.near(str(entry), known)
                more = ("near", near) if near else ("known", ", ".join(known))
                found = shorten(str(entry))
                yield Problem("menu-entry-unknown", FILE, field=(*field, n), found=found, hints=(more,))


def _unknown(settings: Mapping[str, Any], keys: Collection[str], field: tuple[str, ...]) -> Iterator[Problem]:
    for key in settings:
        if key not in keys:
            near = likely.near(key, keys)
            more = ("near", near) if near else ("keys", ", ".join(keys))
            yield Problem("unknown-key", FILE, field=(*field, key), hints=(("key", key), more))


def _entry(entry: str) -> str:
    """`about.md` → `about`, `members/` → `members`."""
    return entry.removesuffix(".md").removesuffix("/")


def _group(settings: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    group = settings.get(key)
    return group if isinstance(group, dict) else {}


def _text(settings: Mapping[str, Any], key: str) -> str | None:
    value = settings.get(key)
    return value if isinstance(value, str) and value else None


def _texts(settings: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = settings.get(key)
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()
