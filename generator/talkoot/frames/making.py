"""Pages rendered by the theme engine → frames, each mended, given its policy and cut."""

import re
from html import escape, unescape

from talkoot.engine import Rendered, render_pages
from talkoot.frames.addresses import is_elsewhere, page_address, resolve
from talkoot.frames.assets import THEME
from talkoot.frames.frame import Frame, FrameFault, cut
from talkoot.frames.look import OVERRIDES
from talkoot.frames.made import LanguageFrames, WrittenPage
from talkoot.frames.mending import WRITTEN, mend, squeeze
from talkoot.frames.policy import inline_hashes, write_policy
from talkoot.frames.site import FrameSite, SiteLanguage
from talkoot.frames.staging import DEPTHS, Stage, frame_page
from talkoot.frames.written import WrittenPages

HEAD = {"policy": 1, "title": 2, "description": 2, "head": 1, "edit": 1, "form": 1}
"""How often each slot stands on every page; `address` once for every other language."""


def make_language(stage: Stage, site: FrameSite, written: WrittenPages, engine: str) -> LanguageFrames:
    """Run the engine for one language and cut its pages. Raises `FrameFault`, naming the page."""
    folders = [folder for folder in (site.root / OVERRIDES, THEME) if folder.is_dir()]
    rendered = render_pages(stage.configuration, stage.pages, folders, engine)
    language, prefix = stage.language, site.prefix(stage.language.code)
    hashes: set[tuple[str, str]] = set()

    records = {}
    for section in ("", *site.sections):
        for depth in DEPTHS:
            path = f"{prefix}{frame_page(section, depth)}.html"
            html = _html(rendered, path)
            frame = _cut(path, squeeze(mend(html, language.words)), {"content": 1, "toc": 1}, site, hashes)
            records[language.code, section, depth] = frame

    pages = {}
    for name in written.texts:
        path = f"{prefix}{page_address(name)}index.html"
        pages[path] = _written_page(path, name, _html(rendered, path), language, site, written, hashes)

    return LanguageFrames(
        records,
        pages,
        _not_found(rendered, language, site, hashes) if language is site.languages[0] else "",
        frozenset(hashes),
        rendered.warnings,
    )


def _html(rendered: Rendered, path: str) -> str:
    return rendered.files[path].decode()


def _cut(path: str, html: str, slots: dict[str, int], site: FrameSite, hashes: set[tuple[str, str]]) -> Frame:
    """Cut a mended page and fill in its own policy."""
    try:
        own = inline_hashes(html)
        frame = cut(html, HEAD | slots | ({"address": len(site.languages) - 1} if site.codes[1:] else {}))
    except FrameFault as fault:
        raise FrameFault(f"{path}: {fault}") from None
    hashes |= own
    return frame.fill_some({"policy": write_policy(own)})


def _written_page(
    path: str,
    name: str,
    html: str,
    language: SiteLanguage,
    site: FrameSite,
    written: WrittenPages,
    hashes: set[tuple[str, str]],
) -> WrittenPage:
    written_in, text = written.text(name, language.code, site)
    above, content, below = _split(path, mend(html, language.words))
    content = _with_links(_with_classes(content), name, written_in, language.code, site, written)
    for part in text.parts:
        content = content.replace(f"<p>[[{part}]]</p>", f"\ue000{part}\ue001", 1)
    above = squeeze(above).replace(
        "\ue000head\ue001", f"{_addresses(name, written_in, site, written)}\ue000head\ue001"
    )
    slots = {part: text.parts.count(part) for part in text.parts}
    # A page without a heading of its own gets its title as one.
    slots["title"] = HEAD["title"] + above.count("<h1>\ue000title\ue001</h1>")
    slots["description"] = HEAD["description"]
    frame = _cut(path, above + content + squeeze(below), slots, site, hashes)
    filled = frame.fill_some(
        {
            "title": "" if name == "index" else text.title,
            "description": text.description,
            "edit": site.edit_address(text.path),
            "form": "",
            "address": page_address(name),
        }
    )
    return WrittenPage(filled, name, language.code, written_in, text.path, text.title, text.description)


def _split(path: str, html: str) -> tuple[str, str, str]:
    try:
        above, rest = html.split(WRITTEN[0])
        content, below = rest.split(WRITTEN[1])
    except ValueError:
        raise FrameFault(f"{path}: the page's own text is not where the theme puts it") from None
    return above, content, below


def _with_classes(content: str) -> str:
    """Tables' alignment as classes: the policy knows no style attributes."""
    return re.sub(r'style="text-align: (left|center|right);"', r'class="align-\1"', content)


def _with_links(
    content: str, name: str, written_in: str, shown_in: str, site: FrameSite, written: WrittenPages
) -> str:
    """Every link within the site, however its author wrote it, as it must read on this page."""
    up = "../" * len((site.prefix(shown_in) + page_address(name)).rstrip("/").split("/"))
    top = up if site.prefix(shown_in) + page_address(name) else "./"

    def led(found: re.Match[str]) -> str:
        target = unescape(found[2])
        if is_elsewhere(target):
            return found[0]
        address = resolve(target, name, written_in, shown_in, written.texts, site)
        return found[0] if address is None else f'{found[1]}"{escape(top + address)}"'

    return re.sub(r'(<(?:a|img)\b[^>]*?\b(?:href|src)=)"([^"]*)"', led, content)


def _addresses(name: str, written_in: str, site: FrameSite, written: WrittenPages) -> str:
    """The page's canonical address and its translations' where it has any; a fallback names its original."""
    if not site.url:
        return ""

    def href(code: str) -> str:
        return escape(f"{site.top}{site.prefix(code)}{page_address(name)}")

    codes = [code for code in site.codes if code in written.texts[name]]
    lines = [f'<link rel="canonical" href="{href(written_in)}">']
    if len(codes) > 1:
        lines += [f'<link rel="alternate" hreflang="{code}" href="{href(code)}">' for code in codes]
    return "\n".join(lines)


def _not_found(
    rendered: Rendered, language: SiteLanguage, site: FrameSite, hashes: set[tuple[str, str]]
) -> str:
    html = squeeze(mend(_html(rendered, "404.html"), language.words))
    frame = _cut("404.html", html, {}, site, hashes)
    return frame.fill(
        {
            "title": language.words["missing_title"],
            "description": "",
            "head": '<meta name="robots" content="noindex">',
            "edit": "",
            "form": "",
            "address": "",
        }
    ).decode()
