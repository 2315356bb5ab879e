"""Places on the globe → places on a page: Lambert's equal-area azimuthal projection, and what fits the page.

Near its centre it keeps areas and shapes, in the far north too. Source: Snyder, Map Projections (USGS
Professional Paper 1395), pages 185–187, for a sphere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, degrees, hypot, pi, radians, sin, sqrt

EARTH = 6371.0
"""Radius in kilometres."""

Spot = tuple[float, float]
"""Left to right and top to bottom."""


@dataclass(frozen=True, slots=True)
class Projection:
    """The globe seen from above `longitude` and `latitude`, in kilometres from there."""

    longitude: float
    latitude: float

    def spot(self, longitude: float, latitude: float) -> Spot:
        """Where a point of the globe comes to lie; the centre's antipode at the edge of everything."""
        along, up, middle = radians(longitude - self.longitude), radians(latitude), radians(self.latitude)
        facing = 1 + sin(middle) * sin(up) + cos(middle) * cos(up) * cos(along)
        scale = EARTH * sqrt(2 / max(facing, 1e-9))
        x = scale * cos(up) * sin(along)
        y = scale * (cos(middle) * sin(up) - sin(middle) * cos(up) * cos(along))
        return x, -y


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a projection, `width` × `height` units large."""

    projection: Projection
    left: float
    top: float
    scale: float
    """Units a kilometre."""
    width: int
    height: int

    def spot(self, longitude: float, latitude: float) -> Spot:
        x, y = self.projection.spot(longitude, latitude)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    @property
    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east and north of everything on the page, and of a little more."""
        right, bottom = self.left + self.width / self.scale, self.top + self.height / self.scale
        reach = hypot(max(-self.left, right), max(-self.top, bottom)) / EARTH * 1.1
        middle = radians(self.projection.latitude)
        south, north = degrees(middle - reach), degrees(middle + reach)
        narrowest = cos(min(abs(middle) + reach, radians(89.9)))
        aside = degrees(min(reach / narrowest, pi))
        return self.projection.longitude - aside, south, self.projection.longitude + aside, north


def page_around(points: Iterable[tuple[float, float]], width: int, margin: float = 0.12) -> Page:
    """A page as wide as asked for that shows all points (longitude, latitude) with a margin.

    It is between 1 : 1 and 4 : 3, so that a list has room beside it, and shows at least 260 km, so that
    one can tell where it is.
    """
    known = list(points)
    longitudes, latitudes = [x for x, _ in known], [y for _, y in known]
    projection = Projection((min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2)
    spots = [projection.spot(*point) for point in known]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    across = max((max(xs) - min(xs)) * (1 + 2 * margin), 260)
    down = max((max(ys) - min(ys)) * (1 + 2 * margin), 260)
    across, down = max(across, down), max(down, across * 3 / 4)
    height = round(width * down / across)
    left, top = (min(xs) + max(xs) - across) / 2, (min(ys) + max(ys) - down) / 2
    return Page(projection, left, top, width / across, width, height)


def simplified(line: Sequence[Spot], tolerance: float) -> list[Spot]:
    """The line without points that change it by less than `tolerance`; its ends stay (Douglas, Peucker)."""
    kept = {0, len(line) - 1}
    stretches = [(0, len(line) - 1)]
    while stretches:
        first, last = stretches.pop()
        (x1, y1), (x2, y2) = line[first], line[last]
        length = hypot(x2 - x1, y2 - y1)
        far, at = tolerance, 0
        for n in range(first + 1, last):
            x, y = line[n]
            if length:
                off = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
            else:
                off = hypot(x - x1, y - y1)
            if off > far:
                far, at = off, n
        if at:
            kept.add(at)
            stretches += [(first, at), (at, last)]
    return [line[n] for n in sorted(kept)]


def clipped(ring: Sequence[Spot], left: float, top: float, right: float, bottom: float) -> list[Spot]:
    """The part of a closed ring inside a rectangle (Sutherland and Hodgman)."""
    for axis, bound, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        inside: list[Spot] = []
        for n, point in enumerate(ring):
            before = ring[n - 1]
            here, there = (point[axis] - bound) * sign, (before[axis] - bound) * sign
            if (here < 0) != (there < 0):
                part = there / (there - here)
                inside.append(
                    (before[0] + (point[0] - before[0]) * part, before[1] + (point[1] - before[1]) * part)
                )
            if here >= 0:
                inside.append(point)
        ring = inside
    return list(ring)
