"""A record without a picture → its cover: a log corner as SVG that takes its colours from the page."""

from functools import cache

from markupsafe import Markup

from talkoot.outputs.drawing.corner import HEIGHT, WIDTH, Corner, Point, corner, variant
from talkoot.outputs.drawing.hues import hue

# Layers of a log's end, bark first: each one's breadth in hundredths of the radius.
RINGS = ((200, 172, 128, 96, 40), (200, 168, 108, 52))


def cover(id: str, sector: str) -> Markup:  # noqa: A002
    """The cover of the record with this id, in its sector's hue: inline SVG of at most 1,200 bytes.

    It says nothing that stands nowhere else, so it is hidden from screen readers. Its colours are in
    theme/styles/covers.css; it holds neither ids nor styles, so any number of them can stand on a page.
    """
    return Markup(f'<svg class="cover hue-{hue(sector)}" {_drawn(variant(id))}</svg>')


@cache
def _drawn(variant: int) -> str:
    """A corner as SVG, from its measures on; the colours come with the class that stands before."""
    drawn = corner(variant)
    shapes = "".join((_sky(drawn), *_walls(drawn), _details(drawn), _snow(drawn), _ends(drawn)))
    return f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">{shapes}'


def _sky(drawn: Corner) -> str:
    if drawn.moon:
        x, y, radius = drawn.moon
        return f'<circle class="moon" cx="{x}" cy="{y}" r="{radius}"/>'
    if drawn.fell:
        (x, y), (saddle, low), (_, foot) = drawn.fell
        path = f"M0 {low}Q{x} {y} {saddle} {low}T{WIDTH} {foot}V{HEIGHT}H0"
    else:
        path = "".join([_spruce(*each) for each in drawn.spruces])
    return f'<path class="far" d="{path}"/>' if path else ""


def _spruce(x: int, y: int, size: int) -> str:
    upper, inwards = size * 2 // 3, size // 3
    high = size * 3 // 2
    lower = f"L{x - size} {y + size * 4}h{size * 2}L{x + upper - inwards} {y + high}"
    return f"M{x} {y}l-{upper} {high}h{inwards}{lower}h{inwards}"


def _walls(drawn: Corner) -> list[str]:
    shapes, gaps = [], []
    for wall in drawn.walls:
        kind = "wall" if wall.lit else "shade"
        top = wall.tops[0]
        # The top log reaches over the joint; below it the wall begins at the joint.
        near = f"H{wall.near}" if wall.tip == wall.near else f"H{wall.near}V{wall.tops[1]}H{wall.tip}"
        line = _line((wall.tip, top), (wall.far, top + wall.fall))
        shapes.append(f'<path class="{kind}" d="{line}V{HEIGHT}{near}"/>')
        # The joint itself lies under the neighbours' ends.
        inset = drawn.radius * 2 // 3
        far = wall.length if wall.far in (0, WIDTH) else wall.length - inset
        gaps += [_line(wall.at(inset, y), wall.at(far, y)) for y in wall.tops[1:-1]]
    shapes.append(f'<path class="gap" d="{"".join(gaps)}"/>')
    return shapes


def _details(drawn: Corner) -> str:
    grain = "".join([_line(*line) for line in drawn.grain])
    shapes = f'<path class="grain" d="{grain}"/>'
    if drawn.knots:
        shapes += f'<path class="knot" d="{"".join([f"M{x} {y}z" for x, y in drawn.knots])}"/>'
    if drawn.window:
        (left, one), (right, other), high = drawn.window
        middle, top = (left + right) // 2, (one + other) // 2
        shapes += (
            f'<path class="window" d="M{left} {one}L{right} {other}v{high}L{left} {one + high}z'
            f'M{middle} {top}v{high}"/>'
        )
    return shapes


def _snow(drawn: Corner) -> str:
    lines = "".join([_line(*line) for line in drawn.snow])
    return f'<path class="snow" d="{lines}"/>' if lines else ""


def _ends(drawn: Corner) -> str:
    """Every layer of all the ends is one path: dots of no length, with round caps as broad as the layer."""
    (x, y), *others = drawn.ends
    rest, at = "z", (x, y)
    for end in others:
        rest += f"m{end[0] - at[0]} {end[1] - at[1]}z"
        at = end
    layers = []
    for n, share in enumerate(RINGS[len(others) > 6]):
        first = f"M{x + drawn.heart[0] * n // 3} {y + drawn.heart[1] * n // 3}"
        layers.append(f'<path stroke-width="{drawn.radius * share // 100}" d="{first}{rest}"/>')
    return f'<g class="ends">{"".join(layers)}</g>'


def _line(start: Point, end: Point) -> str:
    (x, y), (to, height) = start, end
    return f"M{x} {y}H{to}" if y == height else f"M{x} {y}L{to} {height}"
