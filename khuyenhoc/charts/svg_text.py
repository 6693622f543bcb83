"""Words in an SVG drawing: lines, wrapping, and the legend with signs drawn as shapes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from khuyenhoc import theme
from khuyenhoc.charts.map_classes import APPROXIMATE_MARK, ESTIMATE_MARK, MapClass
from khuyenhoc.charts.map_legend import class_entry_name
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number

# The first is the one that pictures are made with; the others stand in on a machine that opens the drawing.
FONT = "Be Vietnam Pro, Segoe UI, Arial, sans-serif"
_LEGEND_SIZE = 17
_SWATCH = 20


@dataclass(frozen=True)
class Box:
    """A part of the drawing, in its units."""

    left: float
    top: float
    width: float
    height: float

    def within(self, margin: float) -> "Box":
        """The box without a margin on each side."""
        return Box(self.left + margin, self.top + margin, self.width - 2 * margin, self.height - 2 * margin)


def text_lines(
    lines: Sequence[str],
    x: float,
    y: float,
    size: float,
    *,
    colour: str = theme.INK,
    anchor: str = "start",
    weight: int = 400,
    leading: float = 1.35,
) -> Iterator[str]:
    """Lines below each other; `y` is the first one's baseline."""
    for place, line in enumerate(lines):
        yield (
            f'<text x="{x:.1f}" y="{y + place * size * leading:.1f}" font-size="{size}" '
            f'font-weight="{weight}" fill="{colour}" text-anchor="{anchor}">{escape(line)}</text>'
        )


def wrapped(text: str, letters: int) -> list[str]:
    """Lines of at most so many letters, broken between words."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def legend_rows(
    classes: Sequence[MapClass], side: Box, t: Translator, *, estimates: int, approximate: int
) -> Iterator[str]:
    """One row a class, with its number of units, then what hatching and marks mean."""
    y = side.top
    for found in classes:
        yield _swatch(side.left, y, found.colour)
        yield from _row(side.left, y, class_entry_name(found, t))
        y += _SWATCH * 1.45
    if estimates:
        yield _swatch(side.left, y, theme.PAPER)
        yield _swatch(side.left, y, "url(#estimate)")
        count = format_number(estimates, t.language)
        yield from _row(side.left, y, f"{ESTIMATE_MARK} {t('map.legend_estimate')} ({count})")
        y += _SWATCH * 1.45
    if approximate:
        count = format_number(approximate, t.language)
        yield from _row(side.left, y, f"{APPROXIMATE_MARK} {t('map.legend_approximate')} ({count})")


def _swatch(x: float, y: float, fill: str) -> str:
    return (
        f'<rect x="{x}" y="{y:.1f}" width="{_SWATCH}" height="{_SWATCH}" fill="{fill}" '
        f'stroke="{theme.OUTLINE_STRONG}"/>'
    )


def _row(x: float, y: float, text: str) -> Iterator[str]:
    yield from text_lines([text], x + _SWATCH + 10, y + _SWATCH * 0.78, _LEGEND_SIZE)
