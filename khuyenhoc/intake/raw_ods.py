"""What the sheets of an .ods hold, read without the parser; runs in the reading child."""

import zipfile
from io import BytesIO

from khuyenhoc.intake.cells import MergedRange
from khuyenhoc.intake.child_answer import is_error_text
from khuyenhoc.intake.raw_sheet import LAST_ROW, RawSheet
from khuyenhoc.intake.raw_xml import parse_xml

_NOT_SHOWN = frozenset({"collapse", "filter"})


def survey_ods(content: bytes) -> dict[str, RawSheet]:
    """What content.xml holds, sheet by sheet."""
    scan = _OdsScan()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parse_xml([archive.read("content.xml")], start=scan.start, end=scan.end, text=scan.text)
    return scan.sheets


class _OdsScan:
    """Follows the elements of content.xml; rows and cells may be said once and meant many times."""

    def __init__(self) -> None:
        self.sheets: dict = {}
        self.raw = None
        self.row, self.column, self.row_times, self.table_column = 1, 1, 1, 1
        self.cells: list[tuple[int, int, str, str]] = []
        self.cell: dict[str, str] | None = None
        self.paragraphs: list[str] = []
        self.aside = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.aside or tag == "office:annotation" or tag.startswith("draw:"):
            self.aside += 1
        elif tag == "table:table":
            self.raw = RawSheet(attributes.get("table:name", ""))
            self.sheets[self.raw.name] = self.raw
            self.row, self.table_column = 1, 1
        elif tag == "table:table-column" and self.raw is not None:
            times = int(attributes.get("table:number-columns-repeated", 1))
            if attributes.get("table:visibility") in _NOT_SHOWN:
                self.raw.hide_columns(self.table_column, self.table_column + times - 1)
            self.table_column += times
        elif tag == "table:table-row":
            self.row_times = int(attributes.get("table:number-rows-repeated", 1))
            self.column, self.cells = 1, []
            if attributes.get("table:visibility") in _NOT_SHOWN and self.raw is not None:
                last = min(self.row + self.row_times - 1, LAST_ROW)
                self.raw.hidden_rows.update(range(self.row, last + 1))
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self.cell, self.paragraphs = attributes, []
        elif tag == "text:p" and self.cell is not None:
            self.paragraphs.append("")

    def text(self, data: str) -> None:
        if self.paragraphs and self.cell is not None and not self.aside:
            self.paragraphs[-1] += data

    def end(self, tag: str) -> None:
        if self.aside:
            self.aside -= 1
        elif self.cell is not None and tag in {"table:table-cell", "table:covered-table-cell"}:
            self._end_cell(self.cell)
            self.cell = None
        elif tag == "table:table-row" and self.raw is not None:
            # Limits in `put` end a bomb of repetitions.
            for row in range(self.row, self.row + self.row_times) if self.cells else ():
                for column, times, kind, text in self.cells:
                    for repeated in range(column, column + times):
                        self._put(row, repeated, kind, text)
            self.row += self.row_times

    def _end_cell(self, cell: dict[str, str]) -> None:
        times = int(cell.get("table:number-columns-repeated", 1))
        text = "\n".join(self.paragraphs)
        kind = cell.get("office:value-type", "")
        is_formula = "table:formula" in cell
        if cell.get("calcext:value-type") == "error" or (is_formula and is_error_text(text)):
            self.cells.append((self.column, times, "error", text))
        elif is_formula and not kind and not self.paragraphs:
            self.cells.append((self.column, times, "uncalculated", ""))
        elif kind not in {"", "string"} or text.strip():
            self.cells.append((self.column, times, "content", ""))
        down, right = (
            int(cell.get("table:number-rows-spanned", 1)),
            int(cell.get("table:number-columns-spanned", 1)),
        )
        if down > 1 or right > 1:
            merged = MergedRange(self.row, self.column, self.row + down - 1, self.column + right - 1)
            self.raw.merged.append(merged)
        self.column += times

    def _put(self, row: int, column: int, kind: str, text: str) -> None:
        if kind == "error":
            self.raw.put_error(row, column, text)
        elif kind == "uncalculated":
            self.raw.put_uncalculated(row, column)
        else:
            self.raw.put(row, column)
