"""The files every page of the site loads: one style sheet, two scripts, an icon, and the network's own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from talkoot.frames.colours import Colours, alone, dyed, on_paper, read_colours, recoloured
from talkoot.frames.frame import FrameFault
from talkoot.frames.look import Look

THEME = Path(__file__).parent.parent / "theme"
"""Our templates, styles and scripts."""

STYLES = (
    "styles/fonts.css",
    "styles/tokens.css",
    "styles/talkoot.css",
    "styles/records.css",
    "styles/home.css",
    "styles/member.css",
    "styles/charts.css",
    "styles/evidence.css",
    "styles/meetings.css",
    "styles/practice.css",
    "styles/library.css",
    "styles/print.css",
    "styles/practice-print.css",
    "styles/search.css",
    "styles/covers.css",
    "styles/map.css",
    "styles/directory.css",
)

COLOURED = ("styles/tokens.css", "styles/covers.css")
"""Where our colours stand; a network's own style sheets may change them."""

PAPER = "styles/print.css"

OURS = "assets/icon."
"""How the address of our own icon begins."""

FONT = "familjen-grotesk.woff2"
"""The font file that every page needs at once."""

# In a layer, Material's rules give way to ours without a contest of selectors.
_MATERIAL = b"/* Material for MkDocs, (c) Martin Donath, MIT licence */\n@layer material {\n%s\n}\n"


@dataclass(frozen=True, slots=True)
class Assets:
    """Path on the site → bytes, and the paths templates ask for by name."""

    files: Mapping[str, bytes]
    names: Mapping[str, str]
    colours: Colours


def gather_assets(overrides: Mapping[str, bytes], look: Look) -> Assets:
    """Collect the site's assets. `overrides` are the files of the network's folder of that name.

    Our own bear their content's hash in their names, so browsers may keep them for ever and a page never
    meets the style sheet of another version.
    """
    fonts = {path.name: path.read_bytes() for path in sorted((THEME / "fonts").glob("*.woff2"))}
    own_sheets = [overrides[path].decode(errors="replace") for path in look.styles if path in overrides]
    themes = {path: (THEME / path).read_text(encoding="utf-8") for path in STYLES}
    our_colours = read_colours(themes[path] for path in COLOURED)
    colours = read_colours([*(themes[path] for path in COLOURED), *own_sheets])
    themes[PAPER] = dyed(themes[PAPER], on_paper(colours.day))
    sheet = _MATERIAL % _material_styles() + "".join(themes.values()).encode()
    for name, content in fonts.items():
        sheet = sheet.replace(f'"{name}"'.encode(), f'"{_hashed(name, content).rpartition("/")[2]}"'.encode())
    icon = (THEME / "images/icon.svg").read_text(encoding="utf-8")
    own = {
        "stylesheet": ("talkoot.css", sheet),
        "script": ("talkoot.js", (THEME / "scripts/talkoot.js").read_bytes()),
        "colours_script": ("colours.js", (THEME / "scripts/colours.js").read_bytes()),
        "icon": ("icon.svg", recoloured(icon, our_colours, colours).encode()),
        "font": (FONT, fonts[FONT]),
    }
    names = {key: _hashed(name, content) for key, (name, content) in own.items()}
    files = {names[key]: content for key, (_, content) in own.items()}
    files |= {_hashed(name, content): content for name, content in fonts.items()}
    form = {"edit.css": (THEME / "styles/edit.css").read_bytes(), **read_folder(THEME / "scripts/edit")}
    files |= _together("edit", form)
    files |= _together("practices", read_folder(THEME / "scripts/practices"))
    files |= _together("finding", read_folder(THEME / "scripts/finding"))
    files |= {path: content for path, content in overrides.items() if not path.endswith(".html")}
    if look.favicon:
        names["icon"] = look.favicon
        if look.favicon.endswith(".svg") and look.favicon in files:
            files[look.favicon] = alone(files[look.favicon], colours.day)
    missing = [path for path in (names["icon"], *look.styles, *look.scripts) if path not in files]
    if missing:
        raise FrameFault(f"mkdocs.yml names files that overrides/ does not have: {', '.join(missing)}")
    return Assets(files, names, colours)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every regular file below `folder` but hidden ones and symbolic links; none if there is no folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "__")) or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path


def _material_styles() -> bytes:
    found = find_spec("material")
    folders = list(found.submodule_search_locations or ()) if found else []
    sheets = [
        sheet for each in folders for sheet in Path(each).glob("templates/assets/stylesheets/main.*.css")
    ]
    if len(sheets) != 1:
        raise FrameFault(f"Material has {len(sheets)} main style sheets instead of one")
    text = sheets[0].read_bytes().removeprefix(b'@charset "UTF-8";')
    return re.sub(rb"/\*# sourceMappingURL=.*?\*/", b"", text)


def _together(name: str, modules: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files that name one another: the hash of all of them is that of their folder."""
    digest = sha256(b"".join(content for _, content in sorted(modules.items()))).hexdigest()[:10]
    return {f"assets/{name}.{digest}/{path}": content for path, content in modules.items()}


def _hashed(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{sha256(content).hexdigest()[:10]}.{ending}"
