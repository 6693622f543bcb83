"""On which side of its mark a value of a line is written, so that no line runs through the words."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]

# Pixels: a line of letters, and from the middle of a mark to the words beside it.
_HEIGHT, _OFFSET = 17, 8
_MARKS = re.compile("<[^>]+>")
_FIGURE_WIDTH, _NARROW, _NARROW_WIDTH = 8.5, " ,.", 4.0
# Plotly's names, the usual one first; to the right or left of a mark its own line most likely runs.
_SIDES = ("top center", "bottom center", "top right", "top left", "bottom right", "bottom left")
_NAME_SIDES = ("top center", "bottom center", "middle right", "middle left")


def value_width(text: str) -> float:
    """Pixels that a printed value takes, which may have the marks of slanted letters in it."""
    text = _MARKS.sub("", text)
    narrow = sum(text.count(letter) for letter in _NARROW)
    return narrow * _NARROW_WIDTH + (len(text) - narrow) * _FIGURE_WIDTH


def label_sides(
    points: Sequence[Point | None],
    widths: Sequence[float],
    *,
    upright: Iterable[float] = (),
    level: Iterable[float] = (),
    others: Iterable[Sequence[Point | None]] = (),
    height: float,
) -> list[str]:
    """The first side of each mark where nothing runs through the words, or the one where least does.

    Words that lie on the words before them count twice: neither can be read.

    Args:
        points: pixels from the left and from the bottom; None where there is no value.
        widths: pixels that each value takes; 0 where none is written.
        upright: where upright lines stand, in pixels from the left; words stay on their mark's side of them.
        level: where level lines lie, in pixels from the bottom.
        others: further lines, as `points`.
        height: of the figure: words do not leave it.
    """
    lines = [
        *(
            (start, end)
            for line in (points, *others)
            for start, end in pairwise(line)
            if start is not None and end is not None
        ),
        *(((-1e6, y), (1e6, y)) for y in level),
    ]
    uprights, sides = list(upright), []
    before: list[tuple[float, float, float, float]] = []
    for point, width in zip(points, widths, strict=True):
        if point is None or not width:
            sides.append(_SIDES[0])
            continue
        crossed = {
            side: _crossed(box, lines, height)
            + sum(_parts(x, box, point) for x in uprights)
            + 2 * sum(_overlap(box, other) for other in before)
            for side in _SIDES
            for box in [_words(point, width, side)]
        }
        sides.append(min(_SIDES, key=lambda side: crossed[side]))
        before.append(_words(point, width, sides[-1]))
    return sides


def name_sides(
    points: Sequence[Point], widths: Sequence[float], *, others: Iterable[Point] = (), width: float
) -> list[str]:
    """Sides on which names of single marks stand clear of the other marks and names; above where they can.

    Args:
        points: pixels from the left and from the bottom.
        widths: pixels that each name takes.
        others: marks without a name, which may rather be covered.
        width: of the figure: names do not leave it.
    """
    marks = [_mark(point) for point in points]
    nameless = [_mark(point) for point in others]
    placed: list[tuple[float, float, float, float]] = []
    sides = []
    for place, (point, words) in enumerate(zip(points, widths, strict=True)):
        taken = [*placed, *marks[:place], *marks[place + 1 :]]
        boxes = {side: _words(point, words, side) for side in _NAME_SIDES}
        clashes = {
            side: (
                sum(_overlap(box, other) for other in taken) + (box[0] < 0 or box[2] > width),
                sum(_overlap(box, other) for other in nameless),
            )
            for side, box in boxes.items()
        }
        side = min(_NAME_SIDES, key=lambda name: clashes[name])
        placed.append(boxes[side])
        sides.append(side)
    return sides


def _mark(point: Point) -> tuple[float, float, float, float]:
    x, y = point
    return x - _OFFSET, y - _OFFSET, x + _OFFSET, y + _OFFSET


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _parts(upright: float, box: tuple[float, float, float, float], point: Point) -> bool:
    """Whether an upright line runs through words, or between them and their mark."""
    return min(box[0], point[0]) < upright < max(box[2], point[0])


def _words(point: Point, width: float, side: str) -> tuple[float, float, float, float]:
    """Left, lower, right and upper edge of the words."""
    x, y = point
    vertical, across = side.split()
    low = {"top": y + _OFFSET, "middle": y - _HEIGHT / 2, "bottom": y - _OFFSET - _HEIGHT}[vertical]
    left = {"left": x - _OFFSET - width, "center": x - width / 2, "right": x + _OFFSET}[across]
    return left, low, left + width, low + _HEIGHT


def _crossed(
    box: tuple[float, float, float, float], lines: Iterable[tuple[Point, Point]], height: float
) -> int:
    is_outside = box[1] < 0 or box[3] > height + _HEIGHT
    return sum(_crosses(box, *line) for line in lines) + is_outside


def _crosses(box: tuple[float, float, float, float], start: Point, end: Point) -> bool:
    """Whether a line runs through a box: what is left of it between the box's edges is more than nothing."""
    left, low, right, high = box
    first, last = 0.0, 1.0
    for edge_low, edge_high, at, to in ((left, right, start[0], end[0]), (low, high, start[1], end[1])):
        if at == to:
            if not edge_low < at < edge_high:
                return False
            continue
        one, other = sorted(((edge_low - at) / (to - at), (edge_high - at) / (to - at)))
        first, last = max(first, one), min(last, other)
    return first < last
