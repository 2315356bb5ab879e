"""A number → a log corner: walls whose logs lock into each other at a joint, under a northern sky."""

from dataclasses import dataclass
from hashlib import shake_128
from zlib import crc32

VARIETY = 1024
"""How many corners there are. Each is drawn once, and two firms of a trade share one on few pages."""

WIDTH, HEIGHT = 640, 320
"""The drawing in its own units; whatever lies outside is cut off."""

Point = tuple[int, int]

SLOPES = (-14, -9, -5, 0, 0, 6, 9, 13)
"""How much the logs fall on their way from the joint, in hundredths."""


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall from a joint to the drawing's edge, or to the next joint."""

    near: int
    far: int
    tops: tuple[int, ...]
    """Where each of its courses begins at the joint, from above, and where the last one ends."""
    fall: int
    """How much lower a log is at the far side."""
    tip: int
    """Where its top log ends: beyond the joint if nothing lies above it."""
    lit: bool

    @property
    def length(self) -> int:
        return abs(self.far - self.near)

    def at(self, away: int, height: int) -> Point:
        """The point `away` from the joint, on the line along the wall that leaves the joint at `height`."""
        onward = away if self.far > self.near else -away
        return self.near + onward, height + self.fall * away // self.length


@dataclass(frozen=True, slots=True)
class Corner:
    """What there is to draw, from the back to the front. Lines are pairs of points."""

    moon: tuple[int, int, int] | None
    """Its middle and its radius."""
    fell: tuple[Point, Point, Point] | None
    """A summit, the saddle behind it and where the second slope reaches the edge."""
    spruces: tuple[tuple[int, int, int], ...]
    """The tip of each, and its size: it is twice as broad and four times as high."""
    walls: tuple[Wall, ...]
    grain: tuple[tuple[Point, Point], ...]
    knots: tuple[Point, ...]
    window: tuple[Point, Point, int] | None
    """Its upper corners and its height."""
    snow: tuple[tuple[Point, Point], ...]
    ends: tuple[Point, ...]
    """The middle of each log's end."""
    radius: int
    heart: Point
    """How far the rings have grown from the middle of an end."""


class _Dice:
    """Throws that follow from a seed alone, alike on every machine and in every version of Python."""

    __slots__ = ("_throws",)

    def __init__(self, seed: str) -> None:
        self._throws = iter(shake_128(seed.encode()).digest(128))

    def between(self, low: int, high: int) -> int:
        return low + (high - low + 1) * next(self._throws) // 256

    def one_in(self, n: int) -> bool:
        return next(self._throws) * n < 256


def variant(id: str) -> int:  # noqa: A002
    """Which of the corners is that of the record with this id: the same for ever."""
    return crc32(id.encode()) % VARIETY


def corner(variant: int) -> Corner:
    """A corner, like others only as siblings are."""
    dice = _Dice(f"corner {variant}")
    between = dice.between
    two = dice.one_in(5)
    xs = (between(110, 170), between(460, 540)) if two else (between(150, 490),)
    count = 4 if two else between(3, 5)
    sky = between(84, 116) if two else between(52, 112)
    course = (HEIGHT - sky + 130 // count) // count
    ends, tips = _ends(dice, xs, count, sky, course)
    walls = _walls(dice, xs, tips, count, sky, course)
    above = between(0, 7)
    broad = max(walls, key=lambda wall: wall.length)
    lived_in = dice.one_in(4)
    return Corner(
        moon=_moon(dice, xs, sky) if above < 3 else None,
        fell=_fell(dice, sky) if above in (3, 4) else None,
        spruces=_spruces(dice, sky, 1 if two else 3) if above > 4 else (),
        walls=walls,
        grain=_grain(dice, walls, course),
        knots=() if two else _knots(dice, walls, course),
        window=_window(dice, broad, course) if lived_in else None,
        snow=_snow(dice, walls, course) if dice.one_in(2) and not (two and lived_in) else (),
        ends=ends,
        radius=course * 47 // 100,
        heart=(between(-3, 3), between(-2, 2)),
    )


def _ends(
    dice: _Dice, xs: tuple[int, ...], count: int, sky: int, course: int
) -> tuple[tuple[Point, ...], tuple[int, ...]]:
    """The ends of the logs of both walls at each joint, and how far the topmost reaches over it."""
    ends, tips = [], []
    # At one joint the ends of both walls find room between each other, half a course apart.
    side = 1 if dice.one_in(2) else -1
    for x in xs:
        reach = course * 46 // 100
        for half in range(2 * count):
            along = side if half % 2 else -side
            y = sky + course * (half + 1) // 2
            if y < HEIGHT + course // 8:
                ends.append((x + along * (reach + dice.between(-course // 16, course // 10)), y))
        tips.append(x - side * reach)
        side = -side
    return tuple(ends), tuple(tips)


def _walls(
    dice: _Dice, xs: tuple[int, ...], tips: tuple[int, ...], count: int, sky: int, course: int
) -> tuple[Wall, ...]:
    slope = SLOPES[dice.between(0, 7)]
    lit = dice.one_in(2)
    spans = ((xs[0], 0), (xs[0], xs[-1]), (xs[-1], WIDTH)) if len(xs) > 1 else ((xs[0], 0), (xs[0], WIDTH))
    walls = []
    for n, (near, far) in enumerate(spans):
        tip = tips[0] if near == xs[0] else tips[-1]
        # A log's end lies on the other side of the joint than its wall.
        high = (tip > near) != (far > near)
        first = sky if high else sky + course // 2
        tops = (first, *(first + course * k + dice.between(-3, 3) for k in range(1, count + 1)))
        between_joints = far not in (0, WIDTH)
        fall = 0 if between_joints else abs(far - near) * slope // 100
        walls.append(Wall(near, far, tops, fall, tip if high else near, lit == bool(n % 2)))
    return tuple(walls)


def _moon(dice: _Dice, xs: tuple[int, ...], sky: int) -> tuple[int, int, int]:
    # The upper left is a card's: its chip lies there.
    aside = dice.between(110, 250)
    x = WIDTH // 2 + aside // 2 - 90 if len(xs) > 1 else min(xs[0] + aside, WIDTH - aside // 3)
    return x, dice.between(28, max(30, sky - 28)), dice.between(14, 24)


def _fell(dice: _Dice, sky: int) -> tuple[Point, Point, Point]:
    summit = (dice.between(60, 220), sky - dice.between(50, 100))
    saddle = (dice.between(290, 380), sky - dice.between(0, 30))
    return summit, saddle, (WIDTH, sky + dice.between(0, 30))


def _spruces(dice: _Dice, sky: int, most: int) -> tuple[tuple[int, int, int], ...]:
    trees = []
    x = dice.between(30, 440)
    for _ in range(dice.between((most + 1) // 2, most)):
        size = dice.between(15, 26)
        trees.append((x, max(10, sky + 30 - size * 4 + dice.between(0, 16)), size))
        x += size + dice.between(16, 44)
    return tuple(trees)


def _grain(dice: _Dice, walls: tuple[Wall, ...], course: int) -> tuple[tuple[Point, Point], ...]:
    lines = []
    for wall in walls:
        # Beside a joint there is room only on a long log.
        room = wall.length - course
        for top in wall.tops[:2] if room > 150 else ():
            start = dice.between(course, room)
            height = top + course * dice.between(28, 72) // 100
            lines.append((wall.at(start, height), wall.at(start + dice.between(40, 120), height)))
    return tuple(lines)


def _knots(dice: _Dice, walls: tuple[Wall, ...], course: int) -> tuple[Point, ...]:
    return tuple(
        wall.at(dice.between(course, 250), wall.tops[n] + course * 45 // 100)
        for n, wall in enumerate(walls, 1)
        if wall.length > 270 and dice.one_in(2)
    )


def _window(dice: _Dice, wall: Wall, course: int) -> tuple[Point, Point, int]:
    wide = dice.between(68, 92)
    end = wall.length - (24 if wall.far in (0, WIDTH) else course)
    away = min(course + 30 + dice.between(0, 90), end - wide)
    height = wall.tops[0] + course * dice.between(45, 60) // 100
    left, right = sorted((wall.at(away, height), wall.at(away + wide, height)))
    return left, right, course * dice.between(100, 125) // 100


def _snow(dice: _Dice, walls: tuple[Wall, ...], course: int) -> tuple[tuple[Point, Point], ...]:
    """A layer along each top log, and where it has slipped a little over the edge."""
    lines = []
    for wall in walls:
        height = wall.tops[0] - 2
        over = course // 2 if wall.tip != wall.near else -course // 2
        far = wall.length + (over if wall.far not in (0, WIDTH) else 20)
        lines.append((wall.at(-over, height), wall.at(far, height)))
        if wall.length > 200:
            start = dice.between(0, wall.length - 120)
            lines.append((wall.at(start, height + 8), wall.at(start + dice.between(24, 80), height + 8)))
    return tuple(lines)
