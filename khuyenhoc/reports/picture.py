"""An SVG drawing as a PNG picture, made on this machine with a font that has every Vietnamese letter."""

import tempfile
from pathlib import Path

import typst

from khuyenhoc.reports.drawing.svg import FONT_FOLDER

_SOURCE = '#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n#image("drawing.svg", width: 100%)'
_POINTS_PER_INCH = 72


def svg_to_png(svg: str, *, width: float, height: float, scale: float = 2.0) -> bytes:
    """Draw an SVG document as pixels.

    Args:
        svg: document that refers to nothing outside itself.
        width: of the document, in its units.
        height: of the document.
        scale: pixels for each unit.

    Returns:
        The PNG file. Fonts of the system are not used, so that every machine makes the same picture.
    """
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-") as folder:
        (Path(folder) / "drawing.svg").write_text(svg, encoding="utf-8")
        source = Path(folder) / "picture.typ"
        source.write_text(_SOURCE.format(width=width, height=height), encoding="utf-8")
        return typst.compile(
            source,
            format="png",
            ppi=_POINTS_PER_INCH * scale,
            font_paths=[str(FONT_FOLDER)],
            ignore_system_fonts=True,
        )
