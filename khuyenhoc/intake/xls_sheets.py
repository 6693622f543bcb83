"""The sheets of an .xls, by xlrd; runs in the reading child."""

from datetime import date, datetime, time
from io import BytesIO, TextIOWrapper

import xlrd
from xlrd import biffh, xldate

from khuyenhoc.intake.child_answer import plain_sheet
from khuyenhoc.intake.raw_sheet import LAST_COLUMN, LAST_ROW, RawSheet
from khuyenhoc.intake.refusals import PASSWORD_PROTECTED, refused


def xls_sheets(content: bytes) -> list[dict]:
    """Every worksheet of an .xls by xlrd, which tells errors from empty cells and stands damaged files."""
    chatter = TextIOWrapper(BytesIO())
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=chatter
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise refused(PASSWORD_PROTECTED) from error
        raise
    return [_xls_sheet(sheet, book.datemode) for sheet in book.sheets()]


def _xls_sheet(sheet: object, datemode: int) -> dict:
    raw = RawSheet(sheet.name)
    values: dict[tuple[int, int], object] = {}
    for row_index in range(sheet.nrows):
        for column_index, cell in enumerate(sheet.row(row_index)):
            address = (row_index + 1, column_index + 1)
            if cell.ctype == biffh.XL_CELL_ERROR:
                raw.error_cells[address] = biffh.error_text_from_code.get(cell.value, "#N/A")
            elif cell.ctype not in {biffh.XL_CELL_EMPTY, biffh.XL_CELL_BLANK} and cell.value != "":
                raw.put(*address)
                values[address] = cell.value
                if cell.ctype == biffh.XL_CELL_BOOLEAN:
                    values[address] = bool(cell.value)
                elif cell.ctype == biffh.XL_CELL_DATE:
                    values[address] = _moment_of(cell.value, datemode)
    raw.finish()
    width = max((column for _, column in [*values, *raw.error_cells]), default=0)
    height = max((row for row, _ in [*values, *raw.error_cells]), default=0)
    rows = [[values.get((row, column), "") for column in range(1, width + 1)] for row in range(1, height + 1)]
    plain = plain_sheet(sheet.name, rows)
    plain["errors"] += [[*address, text] for address, text in raw.error_cells.items()]
    plain["merged"] = [[top + 1, left + 1, bottom, right] for top, bottom, left, right in sheet.merged_cells]
    hidden_rows = [row + 1 for row, about in sheet.rowinfo_map.items() if about.hidden and row < LAST_ROW]
    hidden_columns = [
        column + 1 for column, about in sheet.colinfo_map.items() if about.hidden and column < LAST_COLUMN
    ]
    return plain | {
        "hidden": sheet.visibility != 0,
        "hidden_rows": sorted(hidden_rows),
        "hidden_columns": sorted(hidden_columns),
    }


def _moment_of(serial: float, datemode: int) -> datetime | date | time | float:
    """A time for a fraction of a day, a date for a whole day; the number itself if there is no such day."""
    try:
        moment = xldate.xldate_as_datetime(serial, datemode)
    except (xldate.XLDateError, OverflowError):
        return serial
    if serial < 1:
        return moment.time()
    return moment if moment.time() != time(0) else moment.date()
