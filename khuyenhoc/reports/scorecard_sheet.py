"""The scorecard as one A3 page: every unit a line, bands as colours with their symbols."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from khuyenhoc.i18n.formats import ESTIMATE_SIGN

# Texts come in as data, never as typst source: a unit's name cannot become markup.
_TEMPLATE = """
#let sheet = json(bytes(sys.inputs.sheet))
#set page(paper: "a3", margin: (x: 12mm, top: 12mm, bottom: 10mm))
#set text(lang: sheet.language, size: 11pt, fill: rgb(sheet.ink))
#text(size: 19pt, weight: "bold")[#sheet.title]
#v(-3mm)
#text(size: 12pt)[#sheet.subtitle]
#v(1mm)
#set text(size: sheet.size * 1pt)
#table(
  columns: sheet.widths.map(width => width * 1fr),
  rows: (auto,) + (sheet.row_height * 1mm,) * sheet.rows.len(),
  inset: (x: 1.2mm, y: 0.2mm),
  align: (column, row) => if column == 1 { left + horizon } else { center + horizon },
  stroke: 0.4pt + rgb(sheet.grid),
  fill: (column, row) => if row == 0 { rgb(sheet.head) } else { rgb(sheet.fills.at(row - 1).at(column)) },
  ..sheet.headings.map(heading => pad(y: 1mm, strong(heading))),
  ..sheet.rows.flatten().map(cell => if cell.contains(sheet.estimate) { emph(cell) } else { cell }),
)
#v(1fr)
#set text(size: 9pt)
#for line in sheet.footer [#line #linebreak()]
"""
_ROWS_HEIGHT = 330.0  # mm of an A3 page that are left for the lines
_TALLEST_ROW = 7.0
_POINTS_PER_MM = 1.7
_LARGEST_SIZE = 9.5


@dataclass(frozen=True)
class SheetColours:
    """Colours of the page, from the theme."""

    ink: str
    grid: str
    head: str


def scorecard_sheet(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    fills: Sequence[Sequence[str]],
    *,
    widths: Sequence[float],
    words: Mapping[str, object],
    colours: SheetColours,
) -> bytes:
    """A PDF of one A3 page, the letters as large as the number of rows allows.

    Args:
        rows: one text for each heading; one with an estimate is set in italics.
        fills: a colour for each cell.
        widths: of the columns, as shares.
        words: `language`, `title`, `subtitle`, `footer` (lines).
    """
    height = min(_TALLEST_ROW, _ROWS_HEIGHT / max(len(rows), 1))
    sheet = {
        **words,
        "headings": list(headings),
        "rows": [list(row) for row in rows],
        "fills": [list(row) for row in fills],
        "widths": list(widths),
        "row_height": height,
        "size": min(_LARGEST_SIZE, height * _POINTS_PER_MM),
        "estimate": f"{ESTIMATE_SIGN} ",
        **vars(colours),
    }
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "scorecard.typ"
        source.write_text(_TEMPLATE, encoding="utf-8")
        inputs = {"sheet": json.dumps(sheet, ensure_ascii=False)}
        return typst.compile(str(source), format="pdf", sys_inputs=inputs, ignore_system_fonts=True)
