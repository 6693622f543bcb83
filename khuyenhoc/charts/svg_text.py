"""Words in an SVG drawing: lines, wrapping, and the legend with signs drawn as shapes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from khuyenhoc import theme
from khuyenhoc.charts.bands import REACHED_MARK
from khuyenhoc.charts.map_classes import APPROXIMATE_MARK, ESTIMATE_MARK, MapClass
from khuyenhoc.charts.map_legend import class_entry_name
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number

# The first is the one that pictures are made with; the others stand in on a machine that opens the drawing.
FONT = "Be Vietnam Pro, Segoe UI, Arial, sans-serif"
_LEGEND_SIZE = 17
_SWATCH = 20
_ROW_HEIGHT = _SWATCH * 1.45


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


def mark_path(mark: str, x: float, y: float, size: float, colour: str = theme.INK) -> str:
    """The sign of a state as lines: few fonts have all of them.

    Args:
        mark: one of `map_classes.STATE_MARKS`, or `bands.REACHED_MARK`.
        x: of its middle.
        y: of its middle.
        size: width and height.
    """
    half = size / 2
    lines = {
        "✕": f"M{x - half:.1f} {y - half:.1f}l{size} {size}M{x - half:.1f} {y + half:.1f}l{size} {-size}",
        "–": f"M{x - half:.1f} {y:.1f}h{size}",
        "∅": f"M{x - half:.1f} {y + half:.1f}l{size} {-size}",
        "✓": f"M{x - half:.1f} {y:.1f}l{half * 0.8:.1f} {half * 0.8:.1f}L{x + half:.1f} {y - half:.1f}",
        "○": "",
    }
    stroke = f'stroke="{colour}" stroke-width="1.8" fill="none"'
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" {stroke}/>' if mark in "○∅" else ""
    return f'{ring}<path d="{lines[mark]}" {stroke}/>' if lines[mark] else ring


def legend_rows(
    classes: Sequence[MapClass],
    side: Box,
    t: Translator,
    *,
    estimates: int,
    approximate: int,
    has_ranks: bool,
    has_counts: bool = True,
    has_list: bool = True,
) -> Iterator[str]:
    """One row a class, with its number of units, then what hatching and marks mean.

    Args:
        has_list: whether a rank leads to a list in the picture.
    """
    y = side.top
    for found in classes:
        yield _swatch(side.left, y, found.colour)
        sign = found.mark or (REACHED_MARK if found.name.startswith(REACHED_MARK) else "")
        if sign:
            ink = theme.text_on(found.colour)
            yield mark_path(sign, side.left + _SWATCH / 2, y + _SWATCH / 2, _SWATCH * 0.5, ink)
        name = class_entry_name(found, t) if has_counts else found.name
        yield from _row(side.left, y, name.removeprefix(f"{sign} "))
        y += _ROW_HEIGHT
    if estimates:
        yield _swatch(side.left, y, theme.PAPER)
        yield _swatch(side.left, y, "url(#estimate)")
        count = f" ({format_number(estimates, t.language)})" if has_counts else ""
        yield from _row(side.left, y, f"{ESTIMATE_MARK} {t('map.legend_estimate')}{count}")
        y += _ROW_HEIGHT
    if approximate:
        count = f" ({format_number(approximate, t.language)})" if has_counts else ""
        yield from _row(side.left, y, f"{APPROXIMATE_MARK} {t('map.legend_approximate')}{count}")
        y += _ROW_HEIGHT
    if has_ranks:
        yield from _row(side.left, y, t("map.legend_rank" if has_list else "map.legend_rank_alone"))


def legend_height(classes: Sequence[MapClass], *, estimates: int, approximate: int, has_ranks: bool) -> float:
    """Height that `legend_rows` takes."""
    return (len(classes) + sum(map(bool, (estimates, approximate, has_ranks)))) * _ROW_HEIGHT


def _swatch(x: float, y: float, fill: str) -> str:
    return (
        f'<rect x="{x}" y="{y:.1f}" width="{_SWATCH}" height="{_SWATCH}" fill="{fill}" '
        f'stroke="{theme.OUTLINE_STRONG}"/>'
    )


def _row(x: float, y: float, text: str) -> Iterator[str]:
    yield from text_lines([text], x + _SWATCH + 10, y + _SWATCH * 0.78, _LEGEND_SIZE)
