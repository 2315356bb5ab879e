"""Style sheets → the colours they set, for what is drawn without one: cards, icons, paper."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from talkoot.contrast import readable

PANEL = "#f3f0e8"
"""The darkest ground of text on paper (styles/print.css)."""

SPACES = ("srgb", "hsl", "hwb")
"""How a colour may be told: `#7a1f4b`, a name, `rgb()`, `hsl()` or `hwb()`."""

_FALLBACK = re.compile(rb"var\(--([a-z-]+)(?:, ?#[0-9A-Fa-f]{6})?\)")
_TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})(?=;)")


@dataclass(frozen=True, slots=True)
class Colours:
    """Token, without its hyphens (`spruce`, `hue-rust-deep`) → six hexadecimal digits, in each palette."""

    day: Mapping[str, str]
    night: Mapping[str, str]


def read_colours(sheets: Iterable[str]) -> Colours:
    """The colours that style sheets give to `:root`, and by day to the hues; of two, the later one holds.

    What only a browser can make a colour of, such as a mixture, and what can be seen through is left out.
    """
    from tinycss2 import parse_stylesheet

    told: tuple[dict[str, str], dict[str, str]] = {}, {}
    for sheet in sheets:
        _read(parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), told, False)
    return Colours(*told)


def _read(rules: Iterable[Any], told: tuple[dict[str, str], dict[str, str]], dark: bool) -> None:
    from tinycss2 import parse_blocks_contents, parse_rule_list, serialize

    for rule in rules:
        if rule.type not in ("at-rule", "qualified-rule") or rule.content is None:
            continue
        prelude = re.sub(r"[\s\"']", "", serialize(rule.prelude))
        if rule.type == "at-rule":
            if rule.lower_at_keyword == "media" and prelude == "(prefers-color-scheme:dark)":
                _read(parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), told, True)
            continue
        declared = {
            declaration.name.removeprefix("--"): colour
            for declaration in parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            if declaration.type == "declaration" and (colour := _colour(declaration.value))
        }
        for selector in prelude.split(","):
            if selector == ":root[data-colours=dark]" or (dark and selector.startswith(":root")):
                told[1].update(declared)
            elif selector == ":root":
                told[0].update(declared)
            elif selector.startswith(".hue-") and not dark:
                hue = selector.removeprefix(".")
                told[0].update({f"{hue}{name.removeprefix('hue')}": to for name, to in declared.items()})


def _colour(value: Iterable[Any]) -> str | None:
    """Six hexadecimal digits of what a declaration says, however it writes its colour."""
    from tinycss2.color4 import parse_color

    tokens = [token for token in value if token.type not in ("whitespace", "comment")]
    colour = parse_color(tokens[0]) if len(tokens) == 1 else None
    if colour is None or isinstance(colour, str) or colour.alpha != 1 or colour.space not in SPACES:
        return None
    shares = (min(max(share or 0, 0), 1) for share in colour.to("srgb").coordinates)
    return "#" + "".join(f"{round(255 * share):02x}" for share in shares)


def on_paper(day: Mapping[str, str]) -> Mapping[str, str]:
    """The tokens of what is printed on white, each ink dark enough to be read."""
    inks = {name: readable(day[name], PANEL) for name in ("ink", "slate", "spruce", "lingonberry")}
    grounds = {"spruce": inks["spruce"], "cloudberry": day["cloudberry"]}
    return {
        **inks,
        "cloudberry": day["cloudberry"],
        **{f"on-{name}": readable(day[f"on-{name}"], ground) for name, ground in grounds.items()},
    }


def dyed(sheet: str, tokens: Mapping[str, str]) -> str:
    """The style sheet with other values for its `tokens`."""
    return _TOKEN.sub(lambda found: f"--{found[1]}: {tokens.get(found[1], found[2])}", sheet)


def alone(drawing: bytes, tokens: Mapping[str, str]) -> bytes:
    """A drawing that knows what its `tokens` are also where no style sheet says so."""

    def told(found: re.Match[bytes]) -> bytes:
        value = tokens.get(found[1].decode())
        return b"var(--%s, %s)" % (found[1], value.encode()) if value else found[0]

    return _FALLBACK.sub(told, drawing)


def recoloured(drawing: str, before: Colours, after: Colours) -> str:
    """A drawing of ours in the colours of `before`, in those of `after`."""
    names = ("spruce", "cloudberry")
    others = {before.night[name]: after.night[name] for name in names}
    others |= {before.day[name]: after.day[name] for name in names}
    return re.sub("|".join(others), lambda found: others[found[0]], drawing)
