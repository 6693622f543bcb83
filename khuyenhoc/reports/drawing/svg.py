"""Pieces of SVG: text that is measured and broken, boxes, lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from PIL import ImageFont

from khuyenhoc import theme

FONT = "Be Vietnam Pro"
FONT_FOLDER = files("fontpkg_be_vietnam_pro") / "files"


@dataclass(frozen=True)
class Box:
    """A rectangle, in the drawing's units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.height


_MEASURED_SIZE = 100


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT_FOLDER / "BeVietnamPro-SemiBold.ttf"), _MEASURED_SIZE)


@cache
def _unit_width(text: str) -> float:
    return _font().getlength(text) / _MEASURED_SIZE


def text_width(text: str, size: float) -> float:
    """Width of a line of text; that of its semibold, so that every weight fits."""
    return size * _unit_width(text)


def broken(text: str, size: float, width: float, most_lines: int = 99) -> list[str]:
    """A text in lines that fit a width; the last one ends in `…` where there are more than allowed."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > most_lines:
        last = lines[most_lines - 1]
        while last and text_width(f"{last}…", size) > width:
            last = last.rpartition(" ")[0]
        lines = [*lines[: most_lines - 1], f"{last}…"]
    return lines


def text(
    words: str,
    x: float,
    y: float,
    size: float,
    *,
    colour: str,
    anchor: str = "start",
    weight: int = 400,
    halo: str = "",
) -> str:
    """One line of text with its baseline at `y`."""
    stroke = f' stroke="{halo}" stroke-width="{size / 5:.1f}" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" font-weight="{weight}" fill="{colour}" '
        f'text-anchor="{anchor}"{stroke}>{escape(words)}</text>'
    )


def paragraph(
    words: str, box: Box, size: float, *, colour: str, weight: int = 400, most_lines: int = 99
) -> str:
    """Text broken to the width of a box, from its top."""
    return "".join(
        text(line, box.x, box.y + size * (1.0 + 1.32 * place), size, colour=colour, weight=weight)
        for place, line in enumerate(broken(words, size, box.width, most_lines))
    )


def rectangle(box: Box, fill: str, *, radius: float = 0, stroke: str = "none") -> str:
    """A filled rectangle."""
    return (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{max(box.width, 0):.1f}" '
        f'height="{max(box.height, 0):.1f}" rx="{radius}" fill="{fill}" stroke="{stroke}"/>'
    )


def circle(x: float, y: float, radius: float, fill: str) -> str:
    """A filled circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}"/>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str, *, width: float = 2, dash: str = "") -> str:
    """A straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width}"{dashes}/>'
    )


def document(parts: Iterable[str], width: float, height: float, *, label: str) -> str:
    """A whole SVG document with a description for those who cannot see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'font-family={quoteattr(f"{FONT}, Segoe UI, Arial, sans-serif")} role="img" '
        f"aria-label={quoteattr(label)}>"
        f"{''.join(parts)}</svg>"
    )


def hatching(drawing: object) -> tuple[str, str]:
    """Slanted lines for estimates: what defines them, and the fill that draws them.

    Args:
        drawing: what is hatched. Each drawing needs lines of its own, as in a file of many drawings those of
            a hidden one are not shown.
    """
    name = f"estimate-{sha256(repr(drawing).encode()).hexdigest()[:12]}"
    lines = f'<rect width="2.5" height="10" fill="{theme.INK}"/>'
    pattern = (
        f'<pattern id="{name}" width="10" height="10" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)">{lines}</pattern>'
    )
    return f"<defs>{pattern}</defs>", f"url(#{name})"
