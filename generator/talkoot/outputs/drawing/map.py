"""Places → a map as SVG: land from Natural Earth, a dot for each place and a link on each dot."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from math import hypot, sqrt

from babel.core import get_global
from markupsafe import Markup

from talkoot.outputs.drawing.boundaries import Box, Ring, boundaries
from talkoot.outputs.drawing.projection import Page, Spot, clipped, page_around, simplified

WIDTH = 640
"""Of every map, in its own units; a phone shows about half a pixel a unit."""

APART = 40
"""Dots closer than this are drawn as one: a finger could not tell them apart."""

WIDE_LETTERS, NARROW_LETTERS = 15, 24
"""How large a label's letters are on a wide screen and on a narrow one; map.css says the same."""

POLAR_CIRCLE = 66.5637
"""Its latitude in degrees; north of it the sun does not rise on some days of winter."""

EDGE = 8
"""So far beyond the page land is drawn, that its outline is not seen there."""

# A letter of Familjen Grotesk in semibold is so wide, in the mean of our place names.
_LETTER = 0.56


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere with something to count. Degrees are those of WGS 84."""

    id: str
    label: str
    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True, slots=True)
class Dot:
    """One place, or several that would touch, the largest first; where it is drawn and how large."""

    places: tuple[Place, ...]
    x: float
    y: float

    @property
    def count(self) -> int:
        return sum(place.count for place in self.places)

    @property
    def radius(self) -> float:
        """By area, so that twice as many look twice as large."""
        return min(6 + 4.2 * sqrt(self.count), 34)

    @property
    def reach(self) -> float:
        """What a finger may touch; around several places it is drawn as a ring."""
        return max(self.radius + 5, 24)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a dot leads, and its name for screen readers: “Rovaniemi: 5 members”."""

    href: str
    name: str


def draw_map(
    places: Sequence[Place],
    link: Callable[[tuple[Place, ...]], Link],
    countries: Collection[str],
    label: str,
    polar_circle: str = "",
) -> Markup:
    """The map of these places as inline SVG; empty where there are none.

    `link` is asked once a dot, with all its places, so its name should begin with their labels.
    `countries` are the network's own (ISO 3166-1 alpha-2), drawn lighter than their neighbours.
    `label` names the whole for screen readers; `polar_circle` what is written at the circle where the map
    shows it. Colours and letters are in theme/styles/map.css.
    """
    shown = [place for place in places if place.count > 0]
    if not shown:
        return Markup("")
    page = page_around(((place.longitude, place.latitude) for place in shown), WIDTH)
    dots = gather(shown, page)
    circle = _polar_circle(page) if polar_circle else []
    names = _labels(dots, page)
    southwards = sorted(enumerate(dots), key=lambda numbered: numbered[1].y)
    links = [_dot(dot, link(dot.places), names.get(n)) for n, dot in southwards]
    return Markup('<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}{}</svg>').format(
        page.width,
        page.height,
        label,
        _land(page, frozenset(countries)),
        _written_along(circle, polar_circle),
        Markup("").join(links),
    )


def _polar_circle(page: Page) -> list[Spot]:
    """The polar circle's points on the page, from west to east; none where it does not cross the page."""
    west, _, east, _ = page.degrees
    steps = 48
    spots = [page.spot(west + (east - west) * n / steps, POLAR_CIRCLE) for n in range(steps + 1)]
    return next(_inside(spots, page), [])


def _written_along(line: Sequence[Spot], text: str) -> Markup:
    """A line across the map, with a word at its eastern end; nobody needs to hear of it."""
    if not line:
        return Markup()
    # The last point lies beyond the page.
    x, y = line[-2]
    drawn = '<path d="{}"/><text x="{:.0f}" y="{:.0f}" text-anchor="end">{}</text>'
    return Markup(f'<g class="circle" aria-hidden="true">{drawn}</g>').format(_path(line), x, y - 7, text)


def gather(places: Iterable[Place], page: Page) -> list[Dot]:
    """Dots for the places, larger ones first; a place too close to a larger one joins it.

    The outcome does not depend on the order in which the places are given.
    """
    dots: list[Dot] = []
    for place in sorted(places, key=lambda place: (-place.count, place.id)):
        x, y = page.spot(place.longitude, place.latitude)
        near = [n for n, dot in enumerate(dots) if hypot(dot.x - x, dot.y - y) < APART]
        if near:
            n = min(near, key=lambda n: hypot(dots[n].x - x, dots[n].y - y))
            dots[n] = Dot((*dots[n].places, place), dots[n].x, dots[n].y)
        else:
            dots.append(Dot((place,), x, y))
    return dots


@cache
def _land(page: Page, countries: frozenset[str]) -> Markup:
    """Land, the network's own countries, and what divides them. There is water all around."""
    world, numbers = boundaries(), _numbers(countries)
    lines: dict[int, list[Spot]] = {}
    own: list[str] = []
    others: list[str] = []
    seen: set[int] = set()
    shared: set[int] = set()
    for code, rings in world.countries.items():
        for ring in rings:
            if not _may_show(ring, world.boxes, page):
                continue
            for n in ring:
                n = max(n, ~n)
                if n not in lines:
                    lines[n] = simplified([page.spot(*point) for point in world.lines[n]], 0.7)
                (shared if n in seen else seen).add(n)
            outline = chain.from_iterable(lines[n][:-1] if n >= 0 else lines[~n][:0:-1] for n in ring)
            part = clipped(list(outline), -EDGE, -EDGE, page.width + EDGE, page.height + EDGE)
            if len(part) > 2:
                (own if code in numbers else others).append(f"{_path(part)}z")
    borders = [_path(part) for n in sorted(shared) for part in _inside(lines[n], page)]
    shapes = (("land", others), ("land land--own", own), ("border", borders))
    return Markup("".join(f'<path class="{kind}" d="{"".join(paths)}"/>' for kind, paths in shapes if paths))


def _numbers(countries: frozenset[str]) -> frozenset[str]:
    """The numeric codes (ISO 3166-1) of countries given by two letters; they may be the old ones too."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return frozenset(
        code for code, now in aliases.items() if code.isdigit() and not countries.isdisjoint(now)
    )


def _may_show(ring: Ring, boxes: Sequence[Box], page: Page) -> bool:
    west, south, east, north = page.degrees
    wests, souths, easts, norths = zip(*(boxes[max(n, ~n)] for n in ring), strict=True)
    return bool(min(souths) < north and max(norths) > south and min(wests) < east and max(easts) > west)


def _inside(line: Sequence[Spot], page: Page) -> Iterator[list[Spot]]:
    """The stretches of a line that touch the page."""
    stretch: list[Spot] = []
    for before, after in pairwise(line):
        (x1, y1), (x2, y2) = before, after
        out = max(x1, x2) < 0 or min(x1, x2) > page.width or max(y1, y2) < 0 or min(y1, y2) > page.height
        if not out:
            stretch = stretch or [before]
            stretch.append(after)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _path(spots: Sequence[Spot]) -> str:
    """The spots as path data: the first as it is, then steps, in tenths of a unit."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in spots]
    (x, y), *_ = tenths
    steps = [f"{(x2 - x1) / 10:g} {(y2 - y1) / 10:g}" for (x1, y1), (x2, y2) in pairwise(tenths)]
    return f"M{x / 10:g} {y / 10:g}l{' '.join(steps)}"


def _seen(dot: Dot) -> float:
    return dot.reach if len(dot.places) > 1 else dot.radius


def _labels(dots: Sequence[Dot], page: Page) -> dict[int, tuple[float, float, str, bool]]:
    """Where there is room for a dot's label: by its number x, y, how it is anchored, and whether only on wide
    screens, where letters are smaller."""
    taken = [
        _Box(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for dot in dots
    ]
    found: dict[int, tuple[float, float, str, bool]] = {}
    for size in (NARROW_LETTERS, WIDE_LETTERS):
        for n, dot in enumerate(dots):
            if n in found:
                continue
            wide, away = len(dot.places[-1].label) * size * _LETTER, _seen(dot) + size * 0.3
            for x, y, anchor, left in (
                (dot.x + away, dot.y, "start", dot.x + away),
                (dot.x - away, dot.y, "end", dot.x - away - wide),
                (dot.x, dot.y + away + size * 0.5, "middle", dot.x - wide / 2),
                (dot.x, dot.y - away - size * 0.3, "middle", dot.x - wide / 2),
            ):
                box = _Box(left, y - size * 0.55, left + wide, y + size * 0.55)
                if box.within(page) and not any(box.meets(other) for other in taken):
                    taken.append(box)
                    found[n] = x, y, anchor, size == WIDE_LETTERS
                    break
    return found


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, page: Page) -> bool:
        return (
            self.left > 4 and self.top > 4 and self.right < page.width - 4 and self.bottom < page.height - 4
        )


def _dot(dot: Dot, link: Link, label: tuple[float, float, str, bool] | None) -> Markup:
    x, y, radius = f"{dot.x:.0f}", f"{dot.y:.0f}", f"{dot.radius:.0f}"
    crowd = " dot--crowd" if len(dot.places) > 1 else ""
    shapes = Markup(
        '<circle class="dot__reach" cx="{0}" cy="{1}" r="{2}"/><circle cx="{0}" cy="{1}" r="{3}"/>'
    )
    drawn = shapes.format(x, y, f"{dot.reach:.0f}", radius)
    # What one sees stands in the name (WCAG 2.5.3): “Rovaniemi 5”; of several places the last, by the count.
    if label:
        at, down, anchor, only_wide = label
        # As an attribute: checkers of styles do not know that the edge may be painted first.
        drawn += Markup(
            '<text class="dot__label{}" x="{:.0f}" y="{:.0f}" text-anchor="{}"'
            ' paint-order="stroke">{}</text> '
        ).format(" dot__label--wide" if only_wide else "", at, down, anchor, dot.places[-1].label)
    if dot.count > 1:
        drawn += Markup('<text class="dot__count" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            x, y, dot.count
        )
    return Markup('<a class="dot{}" href="{}" aria-label="{}"><title>{}</title>{}</a>').format(
        crowd, link.href, link.name, link.name, drawn
    )
