"""Parses one file in a process of its own, which may run out of memory or time without harm to anyone.

Started by `reader` as a script, in Python's isolated mode and without `site`, so that it is up in 30 ms: the
bytes of the file come on standard input, the answer goes to standard output as JSON. It imports the
project's own modules only for the kinds of file that need them.

The answer is `{"sheets": [...]}`, or `{"refused": {...}}` with a finding's fields, or `{"failed": "..."}`.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO, TextIOWrapper

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
# Excel holds no longer one.
LONGEST_TEXT = 32_767
MAX_ANSWER_BYTES = 100_000_000

_ERROR_TEXT = re.compile(
    r"#(REF|DIV/0|NULL|NUM|VALUE|SPILL|CALC|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN|EXTERNAL|PYTHON)!"
    r"|#N/A|#NAME\?|#GETTING_DATA|Err:\d{3}"
)


def main() -> None:
    """Read standard input, parse, write the answer.

    Command line: the kind of file, the project's folder, then the folders where the parsers are installed.
    """
    _limit_self()
    kind, project, *folders = sys.argv[1:]
    sys.path += [*folders, project]
    # What a parser prints must not end up in the answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    content = sys.stdin.buffer.read()
    try:
        answer = json.dumps(_parse(kind, content), ensure_ascii=False).encode("utf-8", "surrogatepass")
        if len(answer) > MAX_ANSWER_BYTES:
            answer = b'{"failed": "answer too large"}'
    except BaseException as error:  # noqa: BLE001 - a panic of the parser comes as a BaseException
        finding = getattr(error, "finding", None)
        fields = dict(vars(finding)) if finding else None
        answer = json.dumps({"refused": fields} if fields else {"failed": type(error).__name__}).encode()
    answers.write(answer)
    answers.close()


def _limit_self() -> None:
    """Bound memory, processor time, core dumps and file writing, where the platform can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for limit, value in limits:
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            continue


def _parse(kind: str, content: bytes) -> dict:
    if kind == "xls":
        return {"sheets": _xls_sheets(content)}
    surveyed = None
    if kind == "ods":
        surveyed = _survey_ods(content)
    elif kind == "xlsb":
        surveyed = _survey_xlsb(content)
    return {"sheets": _calamine_sheets(content, surveyed)}


def _calamine_sheets(content: bytes, surveyed: dict | None) -> list[dict]:
    """Every worksheet by calamine, with what a second look at .ods and .xlsb found."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    sheets = []
    with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
        for index, about in enumerate(workbook.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            parsed = workbook.get_sheet_by_index(index)
            sheet = _plain_sheet(about.name, parsed.to_python(skip_empty_area=False))
            sheet["hidden"] = about.visible != SheetVisibleEnum.Visible
            sheet["merged"] = [
                [first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1]
                for first, last in parsed.merged_cell_ranges or ()
            ]
            if surveyed is not None and about.name in surveyed:
                _add_survey(sheet, surveyed[about.name])
            sheets.append(sheet)
    return sheets


def _plain_sheet(name: str, rows: list[list]) -> dict:
    """A sheet as JSON can hold it: whole floats as integers, dates and error texts apart, `None` for empty.

    `filled` counts the cells with content, as the parser gave them.
    """
    special, errors, plain_rows, filled = [], [], [], 0
    for row_number, row in enumerate(rows, 1):
        plain = []
        for value in row:
            kind = type(value)
            if kind is float:
                filled += 1
                if value.is_integer():
                    value = int(value)
                elif value - value != 0:
                    # Infinity and not-a-number are no figures, whatever wrote them.
                    errors.append([row_number, len(plain) + 1, "#NUM!"])
                    value = None
            elif kind is str:
                filled += bool(value) and not value.isspace()
                if len(value) > LONGEST_TEXT:
                    _refuse_text(name)
                if value[:1] in {"#", "E"} and _ERROR_TEXT.fullmatch(value):
                    errors.append([row_number, len(plain) + 1, value])
                    value = None
                elif not value:
                    value = None
            elif value is not None:
                filled += 1
                if kind not in {int, bool}:
                    special.append([row_number, len(plain) + 1, *_moment(value)])
                    value = None
            plain.append(value)
        plain_rows.append(plain)
    return {"name": name, "rows": plain_rows, "special": special, "errors": errors, "filled": filled}


def _refuse_text(name: str) -> None:
    from khuyenhoc.intake.refusals import SUSPICIOUS_FILE, refused

    raise refused(SUSPICIOUS_FILE, name, detail="text too long")


def _moment(value: date | datetime | time | timedelta) -> tuple[str, str]:
    if isinstance(value, timedelta):
        return "timedelta", str(value.total_seconds())
    return type(value).__name__, value.isoformat()


def _add_survey(sheet: dict, raw: object) -> None:
    """Add what the second look found, and which cells the parser lost."""
    from khuyenhoc.intake.raw_xml import lost_cells

    sheet["errors"] += [[*address, text] for address, text in raw.error_cells.items()]
    sheet["uncalculated"] = [list(address) for address in raw.formulas_without_value]
    sheet["merged"] = sheet["merged"] or [list(vars(merged).values()) for merged in raw.merged]
    moments = {(row, column) for row, column, *_ in [*sheet["special"], *sheet["errors"]]}
    sheet["lost"] = [address for address in lost_cells(None, raw, sheet["rows"]) if address not in moments]


# --- .xls ------------------------------------------------------------------------------------------------


def _xls_sheets(content: bytes) -> list[dict]:
    """Every worksheet of an .xls by xlrd, which tells errors from empty cells and stands damaged files."""
    import xlrd

    from khuyenhoc.intake.refusals import PASSWORD_PROTECTED, refused

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
    from xlrd import biffh

    from khuyenhoc.intake.raw_xml import RawSheet

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
    plain = _plain_sheet(sheet.name, rows)
    plain["errors"] += [[*address, text] for address, text in raw.error_cells.items()]
    plain["merged"] = [[top + 1, left + 1, bottom, right] for top, bottom, left, right in sheet.merged_cells]
    return plain | {"hidden": sheet.visibility != 0}


def _moment_of(serial: float, datemode: int) -> datetime | date | time | float:
    """A time for a fraction of a day, a date for a whole day; the number itself if there is no such day."""
    from xlrd import xldate

    try:
        moment = xldate.xldate_as_datetime(serial, datemode)
    except (xldate.XLDateError, OverflowError):
        return serial
    if serial < 1:
        return moment.time()
    return moment if moment.time() != time(0) else moment.date()


# --- .ods ------------------------------------------------------------------------------------------------


def _survey_ods(content: bytes) -> dict:
    """What content.xml holds, sheet by sheet."""
    import zipfile

    from khuyenhoc.intake.raw_xml import parse_xml

    scan = _OdsScan()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parse_xml([archive.read("content.xml")], start=scan.start, end=scan.end, text=scan.text)
    return scan.sheets


class _OdsScan:
    """Follows the elements of content.xml; rows and cells may be said once and meant many times."""

    def __init__(self) -> None:
        self.sheets: dict = {}
        self.raw = None
        self.row, self.column, self.row_times = 1, 1, 1
        self.cells: list[tuple[int, int, str, str]] = []
        self.cell: dict[str, str] | None = None
        self.paragraphs: list[str] = []
        self.aside = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        from khuyenhoc.intake.raw_xml import RawSheet

        if self.aside or tag == "office:annotation" or tag.startswith("draw:"):
            self.aside += 1
        elif tag == "table:table":
            self.raw = RawSheet(attributes.get("table:name", ""))
            self.sheets[self.raw.name] = self.raw
            self.row = 1
        elif tag == "table:table-row":
            self.row_times = int(attributes.get("table:number-rows-repeated", 1))
            self.column, self.cells = 1, []
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
        from khuyenhoc.intake.cells import MergedRange

        times = int(cell.get("table:number-columns-repeated", 1))
        text = "\n".join(self.paragraphs)
        kind = cell.get("office:value-type", "")
        is_formula = "table:formula" in cell
        if cell.get("calcext:value-type") == "error" or (is_formula and _ERROR_TEXT.fullmatch(text)):
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


# --- .xlsb -----------------------------------------------------------------------------------------------

_XLSB_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def _survey_xlsb(content: bytes) -> dict:
    """What the binary sheets hold, by name."""
    import posixpath
    import zipfile

    from khuyenhoc.intake.raw_xml import parse_xml

    targets: dict[str, str] = {}

    def relationship(_: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes["Id"]] = posixpath.join("/xl", attributes["Target"]).lstrip("/")

    sheets = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parse_xml([archive.read("xl/_rels/workbook.bin.rels")], start=relationship)
        blank = set()
        if "xl/sharedStrings.bin" in archive.namelist():
            items = [body for kind, body in _records(archive.read("xl/sharedStrings.bin")) if kind == 19]
            blank = {number for number, body in enumerate(items) if not any(body[1:5])}
        for kind, body in _records(archive.read("xl/workbook.bin")):
            if kind == 156:
                key, after = _wide_text(body, 8)
                if key in targets:
                    name = _wide_text(body, after)[0]
                    sheets[name] = _survey_binary_sheet(name, archive.read(targets[key]), blank)
    return sheets


def _survey_binary_sheet(name: str, data: bytes, blank: set[int]) -> object:
    from khuyenhoc.intake.cells import MergedRange
    from khuyenhoc.intake.raw_xml import RawSheet

    raw, row = RawSheet(name), 0
    for kind, body in _records(data):
        if kind == 0:
            row = int.from_bytes(body[:4], "little") + 1
        elif 2 <= kind <= 11:
            column = int.from_bytes(body[:4], "little") + 1
            number = int.from_bytes(body[8:12], "little")
            if kind in {3, 11}:
                raw.put_error(row, column, _XLSB_ERRORS.get(body[8], "#N/A"))
            elif not (kind in {6, 8} and number == 0) and not (kind == 7 and number in blank):
                raw.put(row, column)
        elif kind == 176:
            top, bottom, left, right = (
                int.from_bytes(body[at : at + 4], "little") + 1 for at in (0, 4, 8, 12)
            )
            raw.merged.append(MergedRange(top, left, bottom, right))
    return raw.finish()


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a binary part: kind and size as numbers of seven bits a byte, then the body."""
    position = 0
    while position < len(data):
        kind, position = _seven_bit_number(data, position, 2)
        size, position = _seven_bit_number(data, position, 4)
        yield kind, data[position : position + size]
        position += size


def _seven_bit_number(data: bytes, position: int, longest: int) -> tuple[int, int]:
    number = 0
    for index in range(longest):
        byte = data[position + index]
        number |= (byte & 0x7F) << 7 * index
        if byte < 0x80:
            return number, position + index + 1
    return number, position + longest


def _wide_text(body: bytes, position: int) -> tuple[str, int]:
    """A counted UTF-16 text and the position after it."""
    end = position + 4 + 2 * int.from_bytes(body[position : position + 4], "little")
    return body[position + 4 : end].decode("utf-16-le"), end


if __name__ == "__main__":
    main()
