"""A sector → its hue: a name for the style sheet, and the colours for what is drawn without one."""

from dataclasses import dataclass
from zlib import crc32


@dataclass(frozen=True, slots=True)
class Hue:
    """A deep and a pale colour, by day and for the dark palette; all hues are equally light."""

    deep: str
    pale: str
    dark_deep: str
    dark_pale: str


# The same colours stand in theme/styles/covers.css, where a network may change them.
HUES = {
    "rust": Hue("#824629", "#fae0d5", "#7e4d36", "#e8c1b0"),
    "clay": Hue("#84423a", "#fbdfda", "#804a43", "#eabfb9"),
    "lingon": Hue("#83404a", "#fbdee0", "#7f484f", "#e9bec2"),
    "heather": Hue("#7c4164", "#f7deeb", "#794964", "#e4bed2"),
    "bilberry": Hue("#68487e", "#ede1f7", "#684f7a", "#d5c2e4"),
    "dusk": Hue("#535089", "#e3e4fb", "#565583", "#c6c7eb"),
    "lake": Hue("#36588b", "#d9e7fc", "#405c85", "#b7ccec"),
    "ice": Hue("#006181", "#d2ebf8", "#25627d", "#aad1e5"),
    "spruce": Hue("#026758", "#d1eee6", "#1e685b", "#a8d6ca"),
    "fern": Hue("#29663e", "#d7eddc", "#386746", "#b3d4bb"),
    "moss": Hue("#4c6121", "#e1ead3", "#516231", "#c3d1ae"),
    "rye": Hue("#6d5405", "#efe6cf", "#6c5824", "#d8c9a6"),
}

SECTORS = {
    "business-services": "dusk",
    "care": "lingon",
    "construction": "clay",
    "crafts": "rust",
    "creative": "bilberry",
    "digital": "lake",
    "farming": "moss",
    "food": "rye",
    "retail": "heather",
    "tourism": "spruce",
    "transport": "ice",
    "wellbeing": "fern",
}
"""The hues of the sectors every new network starts with."""


def hue(sector: str) -> str:
    """The name of a sector's hue, a key of `HUES`; a sector we do not know always gets the same one."""
    return SECTORS.get(sector) or tuple(HUES)[crc32(sector.encode()) % len(HUES)]
