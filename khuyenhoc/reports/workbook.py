"""Any table as an .xlsx file: typed cells, a frozen header, and a sheet that says what the figures are."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import xlsxwriter

_WIDEST_COLUMN = 48
# The sign stands in the format, so that the cell stays a number.
_ESTIMATE = '"≈ "{}'


@dataclass(frozen=True)
class TableColumn:
    """A column of an export.

    Attributes:
        source: column of the frame.
        number_format: Excel's format code; empty for text.
        method: column that says "estimate" of the rows whose figure is one; they get italics and a sign.
    """

    source: str
    heading: str
    number_format: str = ""
    method: str = ""


def table_columns(
    headings: Mapping[str, str],
    formats: Mapping[str, str] | None = None,
    methods: Mapping[str, str] | None = None,
) -> list[TableColumn]:
    """One column for each heading, in their order.

    Args:
        headings: column of the frame -> heading.
        formats: column -> Excel's format code; a column without one is text.
        methods: column of figures -> the one that says which of them are estimates.
    """
    return [
        TableColumn(name, heading, (formats or {}).get(name, ""), method=(methods or {}).get(name, ""))
        for name, heading in headings.items()
    ]


@dataclass(frozen=True)
class Sheet:
    """A frame as it stands on a sheet of its own."""

    name: str
    frame: pd.DataFrame
    columns: Sequence[TableColumn]


def to_workbook(
    frame: pd.DataFrame,
    columns: Sequence[TableColumn],
    *,
    sheet: str,
    notes: Mapping[str, str],
    notes_sheet: str,
) -> bytes:
    """An .xlsx file of a frame.

    Text is written as text, so that a unit's name beginning with `=` stays a name; missing values stay empty.

    Args:
        notes: heading -> text, on a second sheet: definition, source, completeness.
    """
    return to_book([Sheet(sheet, frame, columns)], notes=notes, notes_sheet=notes_sheet)


def to_book(sheets: Sequence[Sheet], *, notes: Mapping[str, str], notes_sheet: str) -> bytes:
    """An .xlsx file of several frames, written as `to_workbook` writes one."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        for sheet in sheets:
            _write_table(workbook, workbook.add_worksheet(sheet.name), sheet.frame, sheet.columns)
        _write_notes(workbook, workbook.add_worksheet(notes_sheet), notes)
    return buffer.getvalue()


def _write_table(
    workbook: xlsxwriter.Workbook,
    worksheet: xlsxwriter.worksheet.Worksheet,
    frame: pd.DataFrame,
    columns: Sequence[TableColumn],
) -> None:
    header = workbook.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
    for place, column in enumerate(columns):
        values = frame[column.source]
        plain = workbook.add_format({"num_format": column.number_format} if column.number_format else {})
        estimate = workbook.add_format({"num_format": _ESTIMATE.format(column.number_format), "italic": True})
        methods = frame[column.method] if column.method else [""] * len(frame)
        worksheet.write_string(0, place, column.heading, header)
        for row, (value, method) in enumerate(zip(values, methods, strict=True), start=1):
            if pd.isna(value):
                continue
            cell = estimate if method == "estimate" else plain
            if isinstance(value, str):
                worksheet.write_string(row, place, value, cell)
            elif isinstance(value, pd.Timestamp):
                worksheet.write_datetime(row, place, value.to_pydatetime(), cell)
            else:
                worksheet.write_number(row, place, float(value), cell)
        longest = max([len(column.heading), *(len(str(value)) for value in values if isinstance(value, str))])
        worksheet.set_column(place, place, min(max(longest, 12), _WIDEST_COLUMN))
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, max(len(frame), 1), max(len(columns) - 1, 0))
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _write_notes(
    workbook: xlsxwriter.Workbook, worksheet: xlsxwriter.worksheet.Worksheet, notes: Mapping[str, str]
) -> None:
    bold = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    worksheet.set_column(0, 0, 24)
    worksheet.set_column(1, 1, 90)
    for row, (heading, text) in enumerate(notes.items()):
        worksheet.write_string(row, 0, heading, bold)
        worksheet.write_string(row, 1, text, wrapped)
