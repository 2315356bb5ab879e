"""The network → `/admin/`, a visual editor for coordinators: Sveltia CMS with what our declarations say.

`configuration` says what can be edited and where it is kept, `widgets` how each kind of field is asked for.
Its own files are the theme's, fetched by `generator/vendor.sh`; nobody but the forge is asked for anything.
"""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

from talkoot.frames.colours import dyed
from talkoot.outputs.admin.configuration import configuration, formats, is_possible
from talkoot.outputs.site import File, Site
from talkoot.outputs.templates import template

THEME = Path(__file__).parents[2] / "theme"
EDITOR = THEME / "admin"
SCRIPTS = {
    "start.js": EDITOR / "start.js",
    "./vendor/sveltia-cms.js": EDITOR / "vendor/sveltia-cms.js",
    "../scripts/edit/vendor/yaml.js": THEME / "scripts/edit/vendor/yaml.js",
}
"""The page's scripts, by what the first of them calls the others."""

FOLDER = "admin/"
FORGE = ("https://api.github.com", "https://avatars.githubusercontent.com")

POLICY = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    # Sveltia's parts bring their own styles, written while it runs.
    "style-src": ("'self'", "'unsafe-inline'"),
    "img-src": ("'self'", "data:", "blob:", FORGE[1]),
    "font-src": ("'self'", "data:"),
    "media-src": ("blob:",),
    "connect-src": ("'self'", "blob:", "data:", FORGE[0]),
    "worker-src": ("'self'", "blob:"),
    "frame-src": ("blob:",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
    "object-src": ("'none'",),
}
"""What the editor may do, and no other page: ask GitHub's interface, and show what it has not saved yet."""


def admin_pages(site: Site) -> Iterator[File]:
    """The editor's page, its settings and its files; nothing where the repository is not on GitHub."""
    if not is_possible(site):
        return
    names = {called: _name(path) for called, path in SCRIPTS.items()}
    yield File(f"{FOLDER}index.html", partial(_page, site, names))
    yield File(f"{FOLDER}config.json", partial(_settings, site))
    for called, path in SCRIPTS.items():
        yield File(f"{FOLDER}{names[called]}", partial(_script, path, names))
    yield File(f"{FOLDER}admin.css", partial(_style, site), of=repr(site.frames.colours))
    for path in sorted((EDITOR / "vendor/fonts").glob("*.woff2")):
        yield File(f"{FOLDER}fonts/{path.name}", path.read_bytes)


def policy() -> str:
    """The policy as it stands in the page's head."""
    return "; ".join(" ".join((directive, *sources)) for directive, sources in POLICY.items())


def _style(site: Site) -> bytes:
    """Its style sheet in the network's colours."""
    day, dark, night = (EDITOR / "admin.css").read_text(encoding="utf-8").partition("@media")
    colours = site.frames.colours
    return f"{dyed(day, colours.day)}{dark}{dyed(night, colours.night)}".encode()


def _page(site: Site, names: Mapping[str, str]) -> bytes:
    language = site.languages[0]
    view = {
        "language": language,
        "policy": policy(),
        "start": names["start.js"],
        "network": site.network.about.told(language).record.name,
        "said": site.words(language).entries["admin"],
        "tellings": [(code, site.words(code).entries["admin"]) for code in site.languages],
        "icon": site.frames.icon,
        "home": site.url or "../",
        "formats": json.dumps(formats()),
        "relay": site.network.about.record.sign_in_relay,
    }
    return template("admin.html", language).render(view).encode()


def _settings(site: Site) -> bytes:
    return f"{json.dumps(configuration(site), ensure_ascii=False, indent=1)}\n".encode()


def _name(path: Path) -> str:
    """A script's name with its content in it: a browser never meets another version's."""
    return f"{path.stem}.{sha256(path.read_bytes()).hexdigest()[:10]}.js"


def _script(path: Path, names: Mapping[str, str]) -> bytes:
    """A script; the first one asks for the others by the names they have on the site."""
    content = path.read_bytes()
    if path.name == "start.js":
        for called, name in names.items():
            content = content.replace(f'"{called}"'.encode(), f'"./{name}"'.encode())
    return content
