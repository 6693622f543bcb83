"""Where names stand on a map: inside their own shape, or on the paper beside it with a line to the shape."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import dist

import numpy as np
from PIL import Image, ImageDraw

from khuyenhoc.domain.screens import Areas
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.drawing.outlines import Frame, Outlines, middle
from khuyenhoc.reports.drawing.svg import Box

Point = tuple[float, float]

# The drawing is looked at as a grid of so many cells across: fine enough for letters, quick to fill.
_CELLS = 700
# Places on paper are tried in steps of so many cells, the nearest first, and at most so many of them.
_STRIDE, _MOST_TRIED = 4, 900
# The best and the last so many units are named before others.
_ENDS_NAMED = 3
# Of the size of letters: distance between two names, and between a name and the land beside it.
_GAP, _SHORE = 0.25, 0.35
# Part of the drawing that a line may cross; a longer one is lost among the shapes.
_LONGEST = 0.3
# To the left or right a line leads level and is easily followed; up and down costs so much more.
_STEEPNESS = 1.6


@dataclass(frozen=True)
class PlacedName:
    """A name and its value on a map.

    Attributes:
        box: that the two lines fill.
        words: name and value.
        leader: from the box to the unit where the name stands beside the map; None inside the shape.
        is_over_others: whether there was no room, and the name, which the headline gives, covers others.
    """

    unit: str
    box: Box
    words: tuple[str, str]
    leader: tuple[Point, Point] | None = None
    is_over_others: bool = False


def placed_names(
    content: Areas,
    outlines: Outlines,
    frame: Frame,
    room: Box,
    apart: frozenset[str],
    size: float,
) -> Iterator[PlacedName]:
    """The names that have room; units of the headline always, the other ends and large ones where they fit.

    Args:
        frame: that the outlines stand in.
        room: of the drawing, where names may stand: land and the paper around it.
        apart: units drawn elsewhere.
        size: of letters, in the drawing's units.
    """
    shown = {unit: polygons for unit, polygons in outlines.items() if unit not in apart}
    if not shown:
        return
    grid = _Grid.of(shown, frame, room)
    in_headline, ends = headline_units(content), _ends(content)
    placed: list[PlacedName] = []
    for unit, name, value in named_first(content, shown, frame):
        if unit not in shown:
            continue
        words = (f"{name} {content.approximate_sign[0]}" if unit in content.approximate else name, value)
        label = _Label(unit, words, max(svg.text_width(line, size) for line in words), 2.2 * size, size)
        found = grid.inside(shown[unit], frame, label, placed)
        if found is None and unit in ends:
            found = grid.beside(shown[unit], frame, label, placed)
        if found is None and unit in in_headline:
            x, y = frame.place(middle(shown[unit]))
            box = Box(x - label.width / 2, y - label.height / 2, label.width, label.height)
            found = PlacedName(unit, box, words, is_over_others=True)
        if found is not None:
            placed.append(found)
            yield found


def headline_units(content: Areas) -> frozenset[str]:
    """The first and the last unit with a value, which the headline names."""
    valued = _valued(content)
    return frozenset(row[0] for row in (*valued[:1], *valued[-1:]))


def named_first(content: Areas, outlines: Outlines, frame: Frame) -> list[tuple[str, str, str]]:
    """Unit, name and value in the order in which they get room for their names: from both ends inwards."""
    rows = list(zip(content.org_unit_ids, content.names, content.texts, strict=True))
    ends = list(_ends(content).values())
    rest = sorted(
        (row for row in rows if row not in ends), key=lambda row: -_widest(outlines.get(row[0]), frame)
    )
    return ends + rest


def _ends(content: Areas) -> dict[str, tuple[str, str, str]]:
    valued = _valued(content)
    pairs = zip(valued[:_ENDS_NAMED], valued[: -_ENDS_NAMED - 1 : -1], strict=True)
    return {row[0]: row for pair in pairs for row in pair}


def _valued(content: Areas) -> list[tuple[str, str, str]]:
    """Unit, name and value of those that have one, the best first."""
    signs = content.signs or ("",) * len(content.classes)
    rows = zip(content.org_unit_ids, content.names, content.texts, content.class_of, strict=True)
    return [(unit, name, words) for unit, name, words, place in rows if not signs[place]]


def _widest(polygons: list | None, frame: Frame) -> float:
    """How wide a unit's widest part is on the drawing."""
    if polygons is None:
        return 0.0
    return max(
        (max(x for x, _ in polygon[0]) - min(x for x, _ in polygon[0])) * frame.shrink * frame.scale
        for polygon in polygons
    )


@dataclass(frozen=True)
class _Label:
    unit: str
    words: tuple[str, str]
    width: float
    height: float
    size: float


@dataclass(frozen=True)
class _Grid:
    """A drawing as cells that are land or paper."""

    room: Box
    cell: float
    land: np.ndarray

    @classmethod
    def of(cls, outlines: Outlines, frame: Frame, room: Box) -> "_Grid":
        cell = max(room.width, room.height) / _CELLS
        empty = cls(room, cell, np.zeros((0, 0)))
        return cls(room, cell, empty.filled([each for unit in outlines.values() for each in unit], frame))

    def filled(self, polygons: list, frame: Frame) -> np.ndarray:
        """Cells that polygons cover."""
        image = Image.new("1", (int(self.room.width / self.cell) + 1, int(self.room.height / self.cell) + 1))
        draw = ImageDraw.Draw(image)
        for polygon in polygons:
            for place, ring in enumerate(polygon):
                corners = [self._at(frame.place(point)) for point in ring]
                if len(corners) > 2:
                    draw.polygon(corners, fill=0 if place else 1)
        return np.asarray(image, dtype=np.int32)

    def inside(
        self, polygons: list, frame: Frame, label: _Label, placed: list[PlacedName]
    ) -> PlacedName | None:
        """The place nearest to the middle of a unit where a name stands on nothing but the unit."""
        if label.width > _widest(polygons, frame):
            return None
        sums, rows, columns = _box_sums(self.filled(polygons, frame), *self._cells(label, 0.1))
        middle_of = frame.place(middle(polygons))
        for box in self._nearest(sums == rows * columns, label, middle_of, 0.1):
            if not any(_is_near(box, other.box, label.size) for other in placed):
                return PlacedName(label.unit, box, label.words)
        return None

    def beside(
        self, polygons: list, frame: Frame, label: _Label, placed: list[PlacedName]
    ) -> PlacedName | None:
        """The place on paper nearest to a unit, from where a line leads to it and crosses no other name."""
        sums, *_ = _box_sums(self.land, *self._cells(label, _SHORE))
        end = frame.place(middle(polygons))
        for box in self._nearest(sums == 0, label, end, _SHORE):
            leader = (_start(box, end, label.size), end)
            if dist(*leader) > _LONGEST * max(self.room.width, self.room.height):
                continue
            if not any(_is_in_the_way(box, leader, other, label.size) for other in placed):
                return PlacedName(label.unit, box, label.words, leader)
        return None

    def _at(self, point: Point) -> Point:
        return (point[0] - self.room.x) / self.cell, (point[1] - self.room.y) / self.cell

    def _cells(self, label: _Label, margin: float) -> tuple[int, int]:
        return (
            int((label.height + 2 * margin * label.size) / self.cell) + 1,
            int((label.width + 2 * margin * label.size) / self.cell) + 1,
        )

    def _nearest(self, is_free: np.ndarray, label: _Label, to: Point, margin: float) -> Iterator[Box]:
        """Boxes of a label at free places, the nearest first."""
        rows, columns = np.nonzero(is_free[::_STRIDE, ::_STRIDE])
        x = self.room.x + columns * _STRIDE * self.cell + margin * label.size
        y = self.room.y + rows * _STRIDE * self.cell + margin * label.size
        across = np.maximum(np.abs(x + label.width / 2 - to[0]) - label.width / 2, 0)
        down = np.abs(y + label.height / 2 - to[1]) * _STEEPNESS
        if not margin >= _SHORE:
            across = np.abs(x + label.width / 2 - to[0])
        for place in np.argsort(np.hypot(across, down), kind="stable")[:_MOST_TRIED]:
            yield Box(float(x[place]), float(y[place]), label.width, label.height)


def _box_sums(cells: np.ndarray, height: int, width: int) -> tuple[np.ndarray, int, int]:
    """Filled cells in the box of a size that starts at each cell, with that size; empty where none fits."""
    if height > cells.shape[0] or width > cells.shape[1]:
        return np.full((0, 0), -1), height, width
    total = np.pad(cells.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    sums = (
        total[height:, width:] - total[:-height, width:] - total[height:, :-width] + total[:-height, :-width]
    )
    return sums, height, width


def _start(box: Box, end: Point, size: float) -> Point:
    """Where a line from a name to a point starts: beside the box at half its height, or above or below it."""
    gap = _GAP * size / 2
    if box.x <= end[0] <= box.right:
        return end[0], box.y - gap if end[1] < box.y else box.bottom + gap
    return box.x - gap if end[0] < box.x else box.right + gap, box.y + box.height / 2


def _is_near(one: Box, other: Box, size: float) -> bool:
    gap = _GAP * size
    return (
        one.x < other.right + gap
        and other.x < one.right + gap
        and one.y < other.bottom + gap
        and other.y < one.bottom + gap
    )


def _is_in_the_way(box: Box, leader: tuple[Point, Point], other: PlacedName, size: float) -> bool:
    """Whether names or their lines would run into each other."""
    if _is_near(box, other.box, size) or _crosses(leader, other.box):
        return True
    if other.leader is None:
        return False
    return _crosses(other.leader, box) or _meet(leader, other.leader)


def _crosses(line: tuple[Point, Point], box: Box) -> bool:
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    sides: Iterable[tuple[Point, Point]] = zip(corners, corners[1:] + corners[:1], strict=True)
    return any(_meet(line, side) for side in sides)


def _meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    return _turn(*one, other[0]) != _turn(*one, other[1]) and _turn(*other, one[0]) != _turn(*other, one[1])


def _turn(start: Point, end: Point, point: Point) -> bool:
    return (end[0] - start[0]) * (point[1] - start[1]) > (end[1] - start[1]) * (point[0] - start[0])
