"""Counts a sheet of an .xlsx that is written the way Excel writes one, by a few regular expressions.

Most sheets are; the others, and those where the counts differ from the parser's, are read the exact way, at a
sixth of the speed (`raw_xlsx.py`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from khuyenhoc.intake.raw_sheet import (
    LAST_COLUMN,
    LAST_ROW,
    Address,
    RawSheet,
    cell_address,
    column_number,
    is_far,
    merged_range,
)

_LONGEST_REST_BYTES = 4_000_000
_PLAIN_CONTENT = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>/]*+>\s*+<[^/]')
_PLAIN_MERGE = re.compile(rb'<mergeCell [^<>]*?\bref="([A-Z0-9:]+)"')
_PLAIN_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]*?\bt="e"[^<>]*>(?:\s*<f[^<>]*(?:/>|>[^<]*</f>))?\s*<v>([^<]+)'
)
_PLAIN_UNCALCULATED = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"([^<>]*)>\s*<f[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
# Each cell that the pattern above finds ends like one of these, which begin with a fixed text: they look a
# sheet through in a fifth of the time, and mostly find nothing.
_ENDS_WITHOUT_VALUE = (
    re.compile(rb"</f>\s*+(?:<v\s*+/>|<v>\s*+</v>)?+\s*+</c>"),
    re.compile(rb"<f[^<>]*/>\s*+(?:<v\s*+/>|<v>\s*+</v>)?+\s*+</c>"),
)
_PLAIN_HIDDEN_ROW = re.compile(rb'<row r="([0-9]{1,7})"[^<>]*\bhidden="(?:1|true)"')
_PLAIN_HIDDEN_COLUMNS = re.compile(rb'<col ([^<>]*\bhidden="(?:1|true)"[^<>]*)>')
_FIRST_TO_LAST = (re.compile(rb'\bmin="([0-9]{1,5})"'), re.compile(rb'\bmax="([0-9]{1,5})"'))
# What makes a sheet other than plain: prefixes, other quotes, cells without an address.
_OTHER_QUOTES = b"='"
_NOT_PLAIN = (b"<c>", b":c", _OTHER_QUOTES)
_DIGITS = b"0123456789"
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def count_plain(chunks: Iterable[bytes], raw: RawSheet, *, is_small: bool = False) -> RawSheet | None:
    """Count a sheet written the way Excel writes one; None if it needs the exact way.

    Args:
        chunks: the sheet's part.
        raw: what is found goes here.
        is_small: `raw_xlsx_size` has found that every cell has an address, no prefix, and none is far out.
    """
    raw.content = None
    last_row, last_column, lowest, noted, rest = 0, 0, "", 0, b""
    for chunk in _then_end(chunks):
        block = rest + (chunk or b"")
        cut = len(block) if chunk is None else _safe_cut(block)
        block, rest = block[:cut], block[cut:]
        if not _is_plain(block, is_small=is_small) or len(rest) > _LONGEST_REST_BYTES:
            return None
        if references := _PLAIN_CONTENT.findall(block):
            noted += len(references)
            raw.content_cells += len(references) - _note_odd_cells(block, raw)
        if references and not is_small:
            row, column = _extent(references)
            last_column = max(last_column, column)
            if row > last_row:
                last_row, lowest = row, references[-1].decode()
            if row > LAST_ROW or column > LAST_COLUMN:
                lowest = next(text for text in map(bytes.decode, references) if is_far(*cell_address(text)))
            raw.check_size(last_row, last_column, lowest, noted)
        if b"<mergeCell " in block:
            raw.put_merged(map(merged_range, map(bytes.decode, _PLAIN_MERGE.findall(block))))
        if b' hidden="' in block:
            _note_hidden(block, raw)
    return raw


def _is_plain(block: bytes, *, is_small: bool) -> bool:
    if is_small:
        return _OTHER_QUOTES not in block
    has_addresses = block.count(b"<c ") == block.count(b'<c r="')
    return has_addresses and not any(sign in block for sign in _NOT_PLAIN)


def _safe_cut(block: bytes) -> int:
    """Where a block may be cut so that no cell is torn: before a cell, or before what comes after one."""
    cell = block.rfind(b"<c ")
    if cell < 0:
        return max(block.rfind(b"<"), 0)
    return max(cell, *(block.rfind(sign) for sign in (b"<row ", b"</sheetData>", b"<mergeCell ")))


def _extent(references: Sequence[bytes]) -> Address:
    """The last row and the last column among cells such as `B7`, in a few passes over all of them."""
    joined = b",".join(references)
    rows = set(joined.translate(None, _LETTERS).split(b","))
    columns = set(joined.translate(None, _DIGITS).decode().split(","))
    return max(map(int, rows)), max(map(column_number, columns))


def _note_odd_cells(block: bytes, raw: RawSheet) -> int:
    """Note errors and formulas without a value; returns how many cells have no content after all."""
    odd = 0
    if b't="e"' in block:
        for match in _PLAIN_ERROR.finditer(block):
            raw.error_cells[cell_address(match[1].decode())] = match[2].decode()
            odd += 1
    if any(pattern.search(block) for pattern in _ENDS_WITHOUT_VALUE):
        for match in _PLAIN_UNCALCULATED.finditer(block):
            # Excel marks a formula that gave an empty text as text.
            if b't="str"' not in match[2]:
                raw.formulas_without_value.add(cell_address(match[1].decode()))
            odd += 1
    return odd


def _note_hidden(block: bytes, raw: RawSheet) -> None:
    raw.hidden_rows.update(map(int, _PLAIN_HIDDEN_ROW.findall(block)))
    for attributes in _PLAIN_HIDDEN_COLUMNS.findall(block):
        first, last = (pattern.search(attributes) for pattern in _FIRST_TO_LAST)
        if first and last:
            raw.hide_columns(int(first[1]), int(last[1]))


def _then_end(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    yield from chunks
    yield None
