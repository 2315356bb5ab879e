"""The countries' boundaries, as Natural Earth draws them at 1:50 million: lines shared by neighbours.

The file is TopoJSON (https://github.com/topojson/topojson-specification), from the package world-atlas.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "theme" / "boundaries" / "countries-50m.json"

Line = tuple[tuple[float, float], ...]
"""Longitude and latitude of its points, in degrees."""

Box = tuple[float, float, float, float]
"""What a line lies in: west, south, east, north."""

Ring = tuple[int, ...]
"""Lines that follow one another; `~n` is line n backwards."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Every line once, and the rings each country is made of, by its ISO 3166-1 numeric code."""

    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    countries: Mapping[str, tuple[Ring, ...]]


@cache
def boundaries() -> Boundaries:
    """Read the file, once; it takes about 80 ms."""
    topology = json.loads(FILE.read_bytes())
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]

    def line(arc: list[list[int]]) -> Line:
        # Each point is told by its steps from the one before.
        xs, ys = (accumulate(steps) for steps in zip(*arc, strict=True))
        return tuple((x * across + west, y * up + south) for x, y in zip(xs, ys, strict=True))

    lines = tuple(map(line, topology["arcs"]))
    return Boundaries(
        lines,
        tuple(map(_box, lines)),
        {
            country.get("id", country["properties"]["name"]): tuple(_rings(country))
            for country in topology["objects"]["countries"]["geometries"]
        },
    )


def _box(line: Line) -> Box:
    longitudes, latitudes = zip(*line, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _rings(country: dict[str, Any]) -> Iterator[Ring]:
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            yield tuple(ring)
