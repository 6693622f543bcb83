"""What forms filled in under headings of our own share: finding the table, and reading its cells."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple

from khuyenhoc.domain.findings import Finding
from khuyenhoc.intake.cells import CellValue, Sheet
from khuyenhoc.intake.reader import read_workbook
from khuyenhoc.intake.text_repair import fold

_ROWS_SEARCHED = 40
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LONGEST_QUOTE = 60


class CellError(Exception):
    """A cell of a form is wrong."""

    def __init__(self, finding: Finding) -> None:
        """Carry what is told about the cell."""
        self.finding = finding


class FormTable(NamedTuple):
    """A table found by its headings: the row of the headings, and where each field stands; both from 1."""

    sheet: Sheet
    heading_row: int
    columns: dict[str, int]


def find_form(
    content: bytes, file_name: str, fields: Mapping[str, str], required: Collection[str]
) -> FormTable | None:
    """The first table with every required field, on a sheet that is shown; None when there is none.

    Args:
        fields: heading -> field; headings are matched without marks and without what stands in brackets.

    Raises:
        Refused: the file was not read.
    """
    keys = {fold(heading): field for heading, field in fields.items()}
    for sheet in read_workbook(content, file_name).sheets:
        if sheet.is_hidden:
            continue
        for row in range(1, min(len(sheet.rows), _ROWS_SEARCHED) + 1):
            columns = _columns(sheet, row, keys)
            if columns.keys() >= set(required):
                return FormTable(sheet, row, columns)
    return None


def _columns(sheet: Sheet, row: int, keys: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in range(1, len(sheet.rows[row - 1]) + 1):
        text = cell_text(sheet.value(row, column))
        # Forms write the unit of a value below its heading, in brackets.
        field = keys.get(fold(text)) or keys.get(fold(text.split("(")[0]))
        if field:
            found.setdefault(field, column)
    return found


def cell_text(value: CellValue) -> str:
    """A cell as somebody would read it aloud; empty for an empty one."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def quoted(text: str) -> str:
    """A cell's text, short enough for a message."""
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def read_day(value: CellValue) -> date:
    """A day: a date cell, dd/mm/yyyy or yyyy-mm-dd.

    Raises:
        ValueError: it is none of these.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = cell_text(value)
    match = _DAY.fullmatch(text)
    return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text)


def is_broken(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell holds an Excel error, or a formula whose value the file does not keep."""
    return (row, column) in sheet.error_cells or (row, column) in sheet.formulas_without_value
