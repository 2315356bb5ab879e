"""The theme: its words, its colours, and how its pages behave in a browser."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from test_frames import NETWORK, RECORD, site_at, sources_at

from talkoot.frames import make_frames
from talkoot.frames.assets import THEME
from talkoot.languages import LANGUAGES, words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOKENS = (THEME / "styles" / "tokens.css").read_text()
PALETTES = [
    dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6})", block))
    for block in re.split(r"\n +color-scheme:", TOKENS)[1:]
]
LIGHT, DARK, DARK_CHOSEN = PALETTES


# Words and colours


def test_every_word_a_template_asks_for_is_there_in_every_language() -> None:
    templates = "".join(path.read_text() for path in THEME.rglob("*.html"))
    asked = set(re.findall(r"\bwords\.([a-z_]+)", templates)) | {"skip", "untranslated"}
    sections = {f"section_{section}" for section in site_at(NETWORK).sections}

    assert len(asked) > 12
    for language in LANGUAGES:
        assert set(words(language).entries["theme"]) == asked | sections


def test_dark_is_dark_however_it_came_about() -> None:
    assert DARK == DARK_CHOSEN
    assert set(DARK) == set(LIGHT)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        *(
            (text, ground, 4.5)
            for text in ("ink", "slate", "spruce", "lingonberry")
            for ground in ("snow", "paper")
        ),
        *((text, "birch", 4.5) for text in ("ink", "slate", "spruce")),
        ("on-spruce", "spruce", 4.5),
        ("on-cloudberry", "cloudberry", 4.5),
        ("edge", "snow", 3),
        ("edge", "paper", 3),
        ("spruce", "birch", 3),
    ],
)
def test_colours_stand_out_as_wcag_asks(
    palette: dict[str, str], text: str, ground: str, least: float
) -> None:
    lighter, darker = sorted((luminance(palette[f"--{name}"]) for name in (text, ground)), reverse=True)

    assert (lighter + 0.05) / (darker + 0.05) >= least


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# In a browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A little site made of frames alone, served under a path prefix."""
    top = tmp_path_factory.mktemp("site")
    site = site_at(NETWORK)
    frames = make_frames(site, sources_at(NETWORK), (NETWORK / "mkdocs.yml").read_text())
    pages = {
        path: page.frame.fill(dict.fromkeys(page.frame.names, "")).decode()
        for path, page in frames.pages.items()
    }
    content = '<h1>Hirsi ja Hopea</h1><p class="lede">Silver</p>' + "<p>Logs and silver.</p>" * 40
    search = '<h1>Search</h1><label>Words <input type="search"></label>'
    for code in site.codes:
        prefix = site.prefix(code)
        pages[f"{prefix}members/hirsi/index.html"] = (
            frames.frame(code, "members", 2).fill({**RECORD, "content": content}).decode()
        )
        pages[f"{prefix}search/index.html"] = (
            frames.frame(code, "search", 1)
            .fill({**RECORD, "content": search, "toc": "", "address": "search/"})
            .decode()
        )
    files = {path: page.encode() for path, page in pages.items()} | dict(frames.assets)
    for path, written in {**files, "404.html": frames.not_found.encode()}.items():
        target = top / "portal" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(written)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(top)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/portal/"
    server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_breaks_its_policy_its_width_or_its_word(
    browser: "Browser", address: str, width: int, colours: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=colours)  # type: ignore[arg-type]
    page = context.new_page()
    remarks: list[str] = []
    page.on("console", lambda message: remarks.append(message.text))
    page.on("pageerror", lambda error: remarks.append(str(error)))
    page.on(
        "request",
        lambda request: request.url.startswith(address) or remarks.append(request.url),
    )
    page.on("response", lambda response: response.status < 400 or remarks.append(response.url))

    for path in ("", "about/", "sv/about/", "fi/members/hirsi/", "search/"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    page.goto(address + "404.html")

    assert remarks == []
    context.close()


def test_the_menu_of_a_narrow_page_folds_and_escape_gives_the_focus_back(page: "Page", address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(address + "members/hirsi/")
    menu, sections = page.get_by_role("button", name="Menu"), page.get_by_role("navigation", name="Sections")

    assert not sections.is_visible()
    assert menu.get_attribute("aria-expanded") == "false"
    menu.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#site-menu') !== null")
    page.keyboard.press("Escape")
    assert not sections.is_visible()
    assert page.evaluate("document.activeElement.className") == "menu-button"


def test_everything_is_there_without_scripts(browser: "Browser", address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(address + "members/hirsi/")

    assert page.get_by_role("link", name="Members").is_visible()
    assert page.get_by_role("link", name="Suomi").is_visible()
    assert page.get_by_role("link", name="Search").get_attribute("href") == "../../search/"
    assert page.get_by_role("button").count() == 0
    context.close()


def test_a_choice_of_colours_is_kept_only_while_it_differs_from_the_systems(
    page: "Page", address: str
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    button = page.get_by_role("button", name="Dark colours")

    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = ground()
    button.click()
    page.reload()
    assert button.get_attribute("aria-pressed") == "true"
    assert ground() != light
    button.click()
    assert ground() == light
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("keys", ["Control+k", "/"])
def test_search_opens_by_key(page: "Page", address: str, keys: str) -> None:
    page.goto(address + "fi/members/hirsi/")

    page.keyboard.press(keys)

    page.wait_for_url(address + "fi/search/")
    page.keyboard.press(keys)
    assert page.evaluate("document.activeElement.type") == "search"


def test_the_first_stop_by_keyboard_leads_past_the_header(page: "Page", address: str) -> None:
    page.goto(address + "members/hirsi/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page-text"
