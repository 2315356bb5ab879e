"""What the theme engine is given for one language: staged pages and the configuration to render them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from babel import Locale

from talkoot.frames.addresses import page_address
from talkoot.frames.look import Look
from talkoot.frames.site import FrameSite, SiteLanguage
from talkoot.frames.written import WrittenPages

DEPTHS = (1, 2, 3)
"""Steps in a record page's address: `/members/`, `/members/x/`, `/members/page/2/`; all below `/fi/` too."""

MARKDOWN = ("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables")
"""Extensions of Python-Markdown that hand-written pages may use; `toc` comes with the engine."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The engine's input for one language; all of them share one docs root, each under its own prefix."""

    language: SiteLanguage
    configuration: Mapping[str, Any]
    pages: Mapping[str, bytes]


def stage(
    site: FrameSite,
    language: SiteLanguage,
    look: Look,
    written: WrittenPages,
    assets: Mapping[str, str],
    engine: str,
) -> Stage:
    """Stage the frames and hand-written pages of one language. `assets` are the paths templates ask for."""
    prefix = site.prefix(language.code)
    pages = {
        f"{prefix}{frame_page(section, depth)}.md": _staged(
            {"template": "record.html", "section": section, "is_front": depth == 1}
        )
        for section in ("", *site.sections)
        for depth in DEPTHS
    }
    for name in written.texts:
        written_in, text = written.text(name, language.code, site)
        keys: dict[str, Any] = {"section": name, "is_front": True, "is_home": name == "index"}
        if written_in != language.code:
            told = Locale.parse(language.code).languages.get(written_in, written_in)
            keys |= {"written_in": written_in, "note": language.words["untranslated"].format(language=told)}
        pages[f"{prefix}{name}.md"] = _staged(keys, text.body)
    return Stage(language, _configuration(site, language, look, written, assets, engine), pages)


def frame_page(section: str, depth: int) -> str:
    """Where a frame is staged, without its ending; as many steps down as the pages it is for."""
    return "/".join((f"frame-{section}", *"xx"[: depth - 1], "index"))


def _staged(keys: Mapping[str, Any], body: str = "") -> bytes:
    """A page for the engine. What an author wrote never stands in its front matter; JSON is YAML."""
    return f"---\n{json.dumps(keys, ensure_ascii=False)}\n---\n{body}".encode()


def _configuration(
    site: FrameSite,
    language: SiteLanguage,
    look: Look,
    written: WrittenPages,
    assets: Mapping[str, str],
    engine: str,
) -> dict[str, Any]:
    def entries(names: tuple[str, ...]) -> list[dict[str, str]]:
        return [
            _menu_entry(name, language, site, written)
            for name in names
            if name in written.texts or name in site.sections
        ]

    portal = {
        **assets,
        "generator": f"Talkoot, {engine} {version(engine)}, mkdocs-material {version('mkdocs-material')}",
        "language": language.code,
        "prefix": site.prefix(language.code),
        "network": language.network,
        "short_name": language.short_name,
        "summary": language.summary,
        "notice": language.notice,
        "foreign": language.foreign,
        "repository": site.repository or "",
        "words": language.words,
        "menu": entries(look.menu),
        "listings": [section for section in site.sections if section != "search"],
        "footer": entries(look.footer),
        "others": [
            {"code": other.code, "name": other.name, "prefix": site.prefix(other.code)}
            for other in site.languages
            if other is not language
        ],
        "every_language": [
            {"code": each.code, "prefix": site.prefix(each.code), "words": each.words}
            for each in site.languages
        ],
    }
    return {
        "site_name": language.network,
        "site_url": site.top,
        "use_directory_urls": True,
        # Material's own words are not used: ours stand in partials/language.html and the words folders.
        "theme": {"name": "material", "font": False},
        "plugins": [],
        "nav": [],
        "markdown_extensions": list(MARKDOWN),
        "extra_css": list(look.styles),
        "extra_javascript": list(look.scripts),
        "extra": {"portal": portal},
        # Links are resolved and checked by us; the engine still says which headings it does not find.
        "validation": {
            "nav": {"omitted_files": "ignore"},
            "links": {
                "not_found": "ignore",
                "unrecognized_links": "ignore",
                "absolute_links": "ignore",
                "anchors": "warn",
            },
        },
    }


def _menu_entry(name: str, language: SiteLanguage, site: FrameSite, written: WrittenPages) -> dict[str, str]:
    entry = {"key": name, "address": page_address(name), "lang": ""}
    if name not in written.texts:
        return entry | {"title": language.words[f"section_{name}"]}
    written_in, text = written.text(name, language.code, site)
    return entry | {"title": text.title, "lang": written_in if written_in != language.code else ""}
