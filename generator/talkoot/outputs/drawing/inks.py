"""A network's colours → what its share cards are printed with."""

from collections.abc import Mapping
from dataclasses import dataclass

from talkoot.contrast import readable
from talkoot.outputs.drawing.hues import hue


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours of six hexadecimal digits: the paper, what stands on it, the picture's hue."""

    paper: str
    ink: str
    slate: str
    spruce: str
    cloudberry: str
    deep: str
    pale: str


def inks(day: Mapping[str, str], sector: str) -> Inks:
    """Those of the card of a record of this sector; a card has no dark palette.

    Whatever colour a network chose, text in it is dark enough, or light enough, to be read.
    """
    paper, name = day["snow"], hue(sector)
    return Inks(
        paper,
        readable(day["ink"], paper),
        readable(day["slate"], paper),
        readable(day["spruce"], paper),
        day["cloudberry"],
        day[f"hue-{name}-deep"],
        day[f"hue-{name}-pale"],
    )
