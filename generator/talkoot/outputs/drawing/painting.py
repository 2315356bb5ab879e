"""A log corner → a picture in pixels, by day: the covers' drawing again, for share cards."""

from PIL import Image, ImageColor, ImageDraw

from talkoot.outputs.drawing.corner import HEIGHT, WIDTH, Corner, Point, Wall
from talkoot.outputs.drawing.covers import RINGS
from talkoot.outputs.drawing.inks import Inks

WHITE = "#ffffff"

# Pillow's shapes have hard edges: they are drawn larger and made smaller.
_FINER = 2


def paint(drawn: Corner, inks: Inks, width: int, height: int) -> Image.Image:
    """The corner, as high as asked for, and of its breadth what lies around the first joint.

    Of the inks it takes the hue and the one of lit windows. Mixtures are those of theme/styles/covers.css.
    """
    deep, pale = inks.deep, inks.pale
    scale = height * _FINER / HEIGHT
    shown = width * HEIGHT / height
    left = min(max(drawn.walls[0].near - shown * 0.5, 0), WIDTH - shown)
    picture = Image.new("RGB", (width * _FINER, height * _FINER), pale)
    brush = _Brush(ImageDraw.Draw(picture), scale, left)
    far, shade = mixed(deep, pale, 22), mixed(deep, pale, 72)
    if drawn.moon:
        x, y, radius = drawn.moon
        brush.dot((x, y), radius * 2, mixed(WHITE, pale, 60))
    if drawn.fell:
        brush.area(_fell(*drawn.fell), far)
    for spruce in drawn.spruces:
        brush.area(_spruce(*spruce), far)
    inset = drawn.radius * 2 // 3
    for wall in drawn.walls:
        brush.area(_wall(wall), deep if wall.lit else shade)
    for wall in drawn.walls:
        end = wall.length if wall.far in (0, WIDTH) else wall.length - inset
        for top in wall.tops[1:-1]:
            brush.line(wall.at(inset, top), wall.at(end, top), 5, pale)
    for start, stop in drawn.grain:
        brush.line(start, stop, 2.5, mixed(pale, deep, 45))
    for knot in drawn.knots:
        brush.dot(knot, 9, mixed(deep, "#000000", 70))
    if drawn.window:
        (x1, y1), (x2, y2), high = drawn.window
        corners = [(x1, y1), (x2, y2), (x2, y2 + high), (x1, y1 + high)]
        brush.area(corners, inks.cloudberry)
        middle = ((x1 + x2) // 2, (y1 + y2) // 2)
        for start, stop in (
            *zip(corners, [*corners[1:], corners[0]], strict=True),
            (middle, (middle[0], middle[1] + high)),
        ):
            brush.line(start, stop, 6, pale)
    for start, stop in drawn.snow:
        brush.line(start, stop, 20, WHITE)
    for n, share in enumerate(RINGS[len(drawn.ends) > 7]):
        for x, y in drawn.ends:
            middle = (x + drawn.heart[0] * n // 3, y + drawn.heart[1] * n // 3)
            brush.dot(middle, drawn.radius * share // 100, pale if n % 2 else deep)
    return picture.reduce(_FINER)


def mixed(one: str, other: str, share: int) -> str:
    """`share` per cent of one colour in the other, in sRGB as CSS mixes them."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round((a * share + b * (100 - share)) / 100):02x}" for a, b in pairs)


class _Brush:
    """Draws in the corner's units."""

    def __init__(self, draw: ImageDraw.ImageDraw, scale: float, left: float) -> None:
        self._draw, self._scale, self._left = draw, scale, left

    def _at(self, point: Point) -> tuple[float, float]:
        return (point[0] - self._left) * self._scale, point[1] * self._scale

    def area(self, points: list[Point], colour: str) -> None:
        self._draw.polygon([self._at(point) for point in points], colour)

    def line(self, start: Point, stop: Point, breadth: float, colour: str) -> None:
        """With round ends."""
        self._draw.line((self._at(start), self._at(stop)), colour, round(breadth * self._scale))
        for end in (start, stop):
            self.dot(end, breadth, colour)

    def dot(self, middle: Point, breadth: float, colour: str) -> None:
        self._draw.circle(self._at(middle), breadth * self._scale / 2, colour)


def _fell(summit: Point, saddle: Point, foot: Point) -> list[Point]:
    (x, y), (middle, low) = summit, saddle
    mirrored = (2 * middle - x, 2 * low - y)
    return [*_bow((0, low), summit, saddle), *_bow(saddle, mirrored, foot), (WIDTH, HEIGHT), (0, HEIGHT)]


def _bow(start: Point, towards: Point, stop: Point) -> list[Point]:
    """Points of a quadratic Bézier curve."""
    steps = [n / 12 for n in range(13)]
    xs, ys = zip(start, towards, stop, strict=True)
    return [
        tuple(round((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c) for a, b, c in (xs, ys))  # type: ignore[misc]
        for t in steps
    ]


def _spruce(x: int, y: int, size: int) -> list[Point]:
    upper, inner, high, low = size * 2 // 3, size // 3, y + size * 3 // 2, y + size * 4
    right = [(x + upper, high), (x + upper - inner, high), (x + size, low)]
    return [(x, y), *right, *((2 * x - along, down) for along, down in reversed(right))]


def _wall(wall: Wall) -> list[Point]:
    top = wall.tops[0]
    under = [(wall.near, wall.tops[1]), (wall.tip, wall.tops[1])] if wall.tip != wall.near else []
    return [(wall.tip, top), (wall.far, top + wall.fall), (wall.far, HEIGHT), (wall.near, HEIGHT), *under]
