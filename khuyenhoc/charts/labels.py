"""Which names can be printed on a map without running into each other."""

from collections.abc import Iterable
from dataclasses import dataclass

# Size of one letter and one line of the map's small print, in pixels, measured on the screen.
LETTER_WIDTH = 7.0
LINE_HEIGHT = 15


@dataclass(frozen=True)
class MapLabel:
    """Text around a point.

    Attributes:
        x: pixels from the left.
        y: pixels from the top.
        room: how many pixels wide the shape is there.
    """

    key: str
    x: float
    y: float
    room: float
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        """Pixels that the longest line takes."""
        return max(len(line) for line in self.lines) * LETTER_WIDTH

    def overlaps(self, other: "MapLabel") -> bool:
        """Whether two texts would run into each other."""
        apart_across = abs(self.x - other.x) >= (self.width + other.width) / 2
        apart_down = abs(self.y - other.y) >= LINE_HEIGHT * (len(self.lines) + len(other.lines)) / 2
        return not (apart_across or apart_down)


def printable(labels: Iterable[MapLabel], *, among: Iterable[MapLabel] = ()) -> list[MapLabel]:
    """Those that fit their shape and leave each other room; the widest shapes choose first.

    Args:
        among: labels that stand already; they come first in the result.
    """
    placed = list(among)
    for label in sorted(labels, key=lambda label: (-label.room, label.key)):
        if label.width <= label.room and not any(label.overlaps(other) for other in placed):
            placed.append(label)
    return placed
