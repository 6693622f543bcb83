"""CSV, TSV and TXT: one parser, three delimiters, and whatever encoding the office's computer wrote.

An encoding that cannot be told from the text itself is not guessed: a wrong guess would store wrong names.
"""

import csv
import unicodedata
from collections import Counter
from contextlib import suppress
from functools import lru_cache
from io import StringIO

from khuyenhoc.intake.cells import Sheet, column_letters
from khuyenhoc.intake.raw_sheet import LAST_COLUMN, LAST_ROW, MAX_CONTENT_CELLS
from khuyenhoc.intake.refusals import (
    DAMAGED_FILE,
    ENCODING_UNCLEAR,
    FAR_CELL,
    NOT_A_WORKBOOK,
    TOO_MANY_CELLS,
    refused,
)
from khuyenhoc.intake.repairs import ROWS_LOOKED_AT, find_repairs
from khuyenhoc.intake.text_repair import decode, readable_share

SHEET_NAME = "CSV"

# A comma is also the decimal sign here, so a regular semicolon or tab outweighs it.
_DELIMITERS = ("\t", ";", ",")
_LINES_LOOKED_AT = 500
_CHARACTERS_LOOKED_AT = 200_000
# Blank lines included: as many as Excel has rows.
_MOST_LINES = 1_048_576
_SHARE_READABLE = 0.7
_LEAD = 0.2
_ERRORS = frozenset({"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!"})


def read_delimited(content: bytes) -> Sheet:
    """The one sheet of a delimited text file; every value is text, None where there is none.

    Raises:
        Refused: the encoding cannot be told, there are no columns, or the quotes do not match.
    """
    text, old_encoding = decode_bytes(content)
    delimiter = find_delimiter(text)
    if text.startswith("sep="):
        text = text.partition("\n")[2]
    rows: list[list[str | None]] = []
    stored: list[list[str]] = []
    errors: dict[tuple[int, int], str] = {}
    filled = 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, fields in enumerate(reader, 1):
            while fields and not fields[-1]:
                fields.pop()
            filled += len(fields)
            _check_size(number, len(fields), filled)
            errors |= {(number, column): value for column, value in enumerate(fields, 1) if value in _ERRORS}
            rows.append([_value(value, old_encoding) for value in fields])
            if old_encoding and number <= ROWS_LOOKED_AT:
                stored.append(fields)
    except csv.Error as error:
        raise refused(DAMAGED_FILE, f"{SHEET_NAME}!A{reader.line_num}", detail=f"csv: {error}") from error
    while rows and not rows[-1]:
        rows.pop()
    width = max(map(len, rows), default=0)
    even = tuple((*row, *[None] * (width - len(row))) for row in rows)
    repairs = find_repairs(SHEET_NAME, stored, even, old_encoding)
    return Sheet(
        SHEET_NAME, even, error_cells=errors, text_was_repaired=old_encoding is not None, repairs=repairs
    )


@lru_cache(maxsize=20_000)
def _value(text: str, old_encoding: str | None) -> str | None:
    if not text or text in _ERRORS:
        return None
    return (decode(text, old_encoding) or text) if old_encoding else text


def _check_size(row: int, width: int, filled: int) -> None:
    if row > _MOST_LINES:
        raise refused(TOO_MANY_CELLS, SHEET_NAME, sheet=SHEET_NAME, limit=f"{_MOST_LINES:,}")
    if width and (row > LAST_ROW or width > LAST_COLUMN):
        address = f"{column_letters(width)}{row}"
        raise refused(FAR_CELL, f"{SHEET_NAME}!{address}", sheet=SHEET_NAME, address=address)
    if filled > MAX_CONTENT_CELLS:
        raise refused(TOO_MANY_CELLS, SHEET_NAME, sheet=SHEET_NAME, limit=f"{MAX_CONTENT_CELLS:,}")


def decode_bytes(content: bytes) -> tuple[str, str | None]:
    """The text, by its byte order mark, as UTF-8, as UTF-16, or in the old encoding that makes it Vietnamese.

    Returns:
        The text and None; or the bytes as Latin-1 characters and `tcvn3` or `vni`, to be undone cell by cell.

    Raises:
        Refused: no encoding makes the text Vietnamese, or two do.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decode_strictly(content, encoding), None
    if b"\0" in content:
        # Latin letters and digits in UTF-16 have a zero byte: the second one when little-endian.
        odd, even = content[1::2].count(0), content[::2].count(0)
        return _decode_strictly(content, "utf-16-le" if odd > even else "utf-16-be"), None
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        return _decode_eight_bit(content)


def _decode_strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise refused(ENCODING_UNCLEAR, detail=encoding) from error
    if "\0" in text:
        raise refused(NOT_A_WORKBOOK, kind_vi="loại tệp khác", kind_en="some other kind of file")
    return text


def _decode_eight_bit(content: bytes) -> tuple[str, str | None]:
    """As `decode_bytes`: Windows-1258, TCVN3 or VNI, whichever makes most words Vietnamese by a lead."""
    latin = content.decode("latin-1")
    sample = latin[:_CHARACTERS_LOOKED_AT]
    options: dict[str, str | None] = {}
    with suppress(UnicodeDecodeError):
        options[unicodedata.normalize("NFC", sample.encode("latin-1").decode("cp1258"))] = None
    for name in ("tcvn3", "vni"):
        options.setdefault(decode(sample, name) or "", name)
    ranked = sorted(((readable_share(text), text) for text in options), reverse=True)
    share, best = ranked[0]
    if share < _SHARE_READABLE or (len(ranked) > 1 and share < ranked[1][0] + _LEAD):
        raise refused(ENCODING_UNCLEAR, detail=f"best share {share:.2f}")
    if options[best]:
        return latin, options[best]
    return unicodedata.normalize("NFC", content.decode("cp1258", errors="replace")), None


def find_delimiter(text: str) -> str:
    """Tab, semicolon or comma: the first that cuts at least half of the lines into equally many columns.

    Raises:
        Refused: no line has any of them, so there is no table.
    """
    lines = [line for line in text[:1_000_000].splitlines() if line.strip()][:_LINES_LOOKED_AT]
    if lines and lines[0].startswith("sep=") and lines[0][4:5] in _DELIMITERS:
        return lines[0][4]
    for delimiter in _DELIMITERS:
        # The quotes of a field may hold delimiters, so the parser counts, not `str.count`.
        widths = _widths(lines, delimiter)
        regular = max((count for width, count in widths.items() if width > 1), default=0)
        if 2 * regular >= len(lines):
            return delimiter
    most = max(_DELIMITERS, key=lambda delimiter: sum(line.count(delimiter) for line in lines))
    if not any(most in line for line in lines):
        raise refused(NOT_A_WORKBOOK, kind_vi="tệp chữ không chia cột", kind_en="a text without columns")
    return most


def _widths(lines: list[str], delimiter: str) -> Counter[int]:
    """How many lines have how many columns; none where a field is too long for any table."""
    try:
        return Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return Counter()
