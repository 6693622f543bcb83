"""Any table as an .xlsx file: typed cells, a frozen header, and a sheet that says what the figures are."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import ceil
from textwrap import wrap

import pandas as pd
import xlsxwriter

from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment

# Formats of columns of days, and of moments by the clock of Viet Nam (`formats.in_viet_nam`).
DAY = "dd/mm/yyyy"
MOMENT = "dd/mm/yyyy hh:mm"
_WIDEST_COLUMN = 48
_A4 = 9
_LINE_HEIGHT = 15  # points
# Characters: of the text of a note, and across a printed page that can still be read.
_NOTE_WIDTH, _WIDEST_PAGE = 90, 260
# Excel refuses a footer of more characters, its codes included.
_LONGEST_FOOTER = 200
# The sign stands in the format, so that the cell stays a number.
_ESTIMATE = '"≈ "{}'


@dataclass(frozen=True)
class TableColumn:
    """A column of an export.

    Attributes:
        source: column of the frame.
        number_format: Excel's format code; empty for text.
        method: column that says "estimate" of the rows whose figure is one; they get italics and a sign.
        written: makes the words of a value that the frame holds as a code.
    """

    source: str
    heading: str
    number_format: str = ""
    method: str = ""
    written: Callable[[object], str] | None = None


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
    footer: str = "",
) -> bytes:
    """An .xlsx file of a frame.

    Text is written as text, so that a unit's name beginning with `=` stays a name; missing values stay empty.

    Args:
        notes: heading -> text, on a second sheet: definition, source, completeness.
        footer: what each printed page says beside its number: of what the figures are, whether made up.
    """
    return to_book([Sheet(sheet, frame, columns)], notes=notes, notes_sheet=notes_sheet, footer=footer)


def to_book(
    sheets: Sequence[Sheet], *, notes: Mapping[str, str], notes_sheet: str, footer: str = ""
) -> bytes:
    """An .xlsx file of several frames, written as `to_workbook` writes one."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        for sheet in sheets:
            worksheet = workbook.add_worksheet(sheet.name)
            _write_table(workbook, worksheet, sheet.frame, sheet.columns)
            set_up_print(worksheet, footer, heading_row=0)
            if (pages := ceil(_table_width(sheet) / _WIDEST_PAGE)) > 1:
                # On one page the letters would be too small to read; the unit's name stands on each.
                worksheet.fit_to_pages(pages, 0)
                worksheet.repeat_columns(0, _name_column(sheet))
        worksheet = workbook.add_worksheet(notes_sheet)
        _write_notes(workbook, worksheet, notes)
        set_up_print(worksheet, footer)
    return buffer.getvalue()


def dated(notes: Mapping[str, str], t: Translator) -> dict[str, str]:
    """The notes, and when the file is made: now."""
    return {**notes, t("notes.made_at"): format_moment(datetime.now(UTC))}


def printed_words(notes: Mapping[str, str], t: Translator) -> str:
    """What each printed page says at its foot, place, period, and that figures are made up."""
    headings = (t(f"notes.{name}") for name in ("province", "period", "warning"))
    return " · ".join(notes[heading] for heading in headings if heading in notes)


def _write_table(
    workbook: xlsxwriter.Workbook,
    worksheet: xlsxwriter.worksheet.Worksheet,
    frame: pd.DataFrame,
    columns: Sequence[TableColumn],
) -> None:
    header = workbook.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
    lines = 1
    for place, column in enumerate(columns):
        values = frame[column.source]
        if column.written:
            values = values.map(column.written, na_action="ignore")
        # Words behind a column of figures stand off from them.
        apart = {"indent": 1} if place and not column.number_format else {}
        plain = workbook.add_format(_appearance(column, values) | apart)
        estimate = workbook.add_format({"num_format": _ESTIMATE.format(column.number_format), "italic": True})
        methods = frame[column.method] if column.method else [""] * len(frame)
        worksheet.write_string(0, place, column.heading, header)
        for row, (value, method) in enumerate(zip(values, methods, strict=True), start=1):
            if pd.isna(value):
                continue
            cell = estimate if method == "estimate" else plain
            if isinstance(value, str):
                worksheet.write_string(row, place, value, cell)
            elif isinstance(value, date):
                worksheet.write_datetime(row, place, value, cell)
            else:
                worksheet.write_number(row, place, float(value), cell)
        width = _width(column, values)
        worksheet.set_column(place, place, width)
        lines = max(lines, len(wrap(column.heading, width - 2)))
    # Not every program makes room by itself for a heading of several lines.
    worksheet.set_row(0, _LINE_HEIGHT * lines + 3)
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, max(len(frame), 1), max(len(columns) - 1, 0))


def _table_width(sheet: Sheet) -> int:
    return sum(_width(column, sheet.frame[column.source]) for column in sheet.columns)


def _name_column(sheet: Sheet) -> int:
    """Place of the first column of names, which says what a row is of; codes may stand before it."""
    sources = [column.source for column in sheet.columns]
    return sources.index("name") if "name" in sources else 0


def _appearance(column: TableColumn, values: pd.Series) -> dict[str, object]:
    """Format of a column's cells; texts wider than the widest column go on in lines of their own."""
    if column.number_format:
        return {"num_format": column.number_format}
    return {"text_wrap": True, "valign": "top"} if _longest(values) > _WIDEST_COLUMN else {}


def _width(column: TableColumn, values: pd.Series) -> int:
    """In characters; a heading over figures stands in several lines rather than make its column wide."""
    shortest = len(MOMENT) + 1 if column.number_format == MOMENT else 12
    heading = (
        max(len(word) for word in column.heading.split()) if column.number_format else len(column.heading)
    )
    return min(max(_longest(values), _widest_number(column, values), heading, shortest), _WIDEST_COLUMN)


def _widest_number(column: TableColumn, values: pd.Series) -> int:
    """A number too wide for its column is shown as `####`."""
    numbers = [abs(value) for value in values if isinstance(value, int | float) and not pd.isna(value)]
    decimals = len(column.number_format.partition(".")[2])
    return len(f"{max(numbers, default=0):,.0f}") + decimals + len(_ESTIMATE.format(""))


def _longest(values: pd.Series) -> int:
    return max((len(value) for value in values if isinstance(value, str)), default=0)


def set_up_print(
    worksheet: xlsxwriter.worksheet.Worksheet, footer: str = "", *, heading_row: int | None = None
) -> None:
    """A4, all columns on one page, pages numbered and saying what they are of.

    Args:
        heading_row: of a table, which lies across the page and has its heading on every page.
    """
    worksheet.set_paper(_A4)
    if heading_row is not None:
        worksheet.set_landscape()
        worksheet.repeat_rows(heading_row)
    worksheet.fit_to_pages(1, 0)
    words = footer[:_LONGEST_FOOTER].replace("&", "&&")
    worksheet.set_footer(f"&L{words}&R&P/&N" if words else "&R&P/&N")


def _write_notes(
    workbook: xlsxwriter.Workbook, worksheet: xlsxwriter.worksheet.Worksheet, notes: Mapping[str, str]
) -> None:
    bold = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    worksheet.set_column(0, 0, max([24, *map(len, notes)]))
    worksheet.set_column(1, 1, _NOTE_WIDTH)
    for row, (heading, text) in enumerate(notes.items()):
        worksheet.write_string(row, 0, heading, bold)
        worksheet.write_string(row, 1, text, wrapped)
        worksheet.set_row(row, _LINE_HEIGHT * len(wrap(text, _NOTE_WIDTH - 5)))
