"""What the sheets' own parts hold, read without the parser: errors, uncalculated formulas, merges, counts.

The parser gives an empty cell for an error, for a formula that was never calculated and for what it cannot
read. So every sheet is read twice, here and there, and the two counts have to agree.

Most sheets are written the way Excel writes them; for those a few regular expressions count. The exact way,
an XML parser at a sixth of the speed, is taken for the others and wherever the counts differ.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol
from xml.parsers import expat

from khuyenhoc.intake.cells import CellValue, MergedRange, column_letters
from khuyenhoc.intake.refusals import DAMAGED_FILE, FAR_CELL, SUSPICIOUS_FILE, TOO_MANY_CELLS, refused

LAST_ROW = 60_000
LAST_COLUMN = 400
MAX_AREA = 3_000_000
MAX_CONTENT_CELLS = 500_000
MAX_CELLS = 3_000_000
MAX_MERGED = 50_000

_LONGEST_REST_BYTES = 4_000_000

Address = tuple[int, int]

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_PLAIN_CONTENT = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]*(?<!/)>\s*<(?!/)')
_PLAIN_MERGE = re.compile(rb'<mergeCell [^<>]*?\bref="([A-Z0-9:]+)"')
_PLAIN_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]*?\bt="e"[^<>]*>(?:\s*<f[^<>]*(?:/>|>[^<]*</f>))?\s*<v>([^<]+)'
)
_PLAIN_UNCALCULATED = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"([^<>]*)>\s*<f[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
# What makes a sheet other than plain: prefixes, other quotes, cells without an address.
_NOT_PLAIN = (b"<c>", b":c", b"='")
_DIGITS = b"0123456789"
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Parts(Protocol):
    """The unpacked side of a workbook."""

    def __contains__(self, name: str) -> bool: ...

    def read(self, name: str) -> bytes:
        """A small part as a whole."""

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part in pieces."""


@dataclass
class RawSheet:
    """One sheet as its part has it; addresses are 1-based `(row, column)`.

    Attributes:
        part: name of the part inside the package; empty where sheets share one.
        content_cells: cells with a value, errors and uncalculated formulas not counted.
        content: their addresses, each with the number of its shared string or `""`; None if only counted.
        repeated: addresses that occur twice, so that one of the values is bound to be lost.
    """

    name: str
    part: str = ""
    is_hidden: bool = False
    content_cells: int = 0
    content: dict[Address, str] | None = field(default_factory=dict)
    error_cells: dict[Address, str] = field(default_factory=dict)
    formulas_without_value: set[Address] = field(default_factory=set)
    merged: list[MergedRange] = field(default_factory=list)
    repeated: set[Address] = field(default_factory=set)

    def put(self, row: int, column: int, shared_string: str = "") -> None:
        """Note a cell with content.

        Raises:
            Refused: the cell is too far out, or one too many.
        """
        self._check_place(row, column)
        if (row, column) in self.content:
            self.repeated.add((row, column))
        self.content[row, column] = shared_string

    def put_error(self, row: int, column: int, text: str) -> None:
        """Note an error such as `#REF!`; raises as `put`."""
        self._check_place(row, column)
        self.error_cells[row, column] = text

    def put_uncalculated(self, row: int, column: int) -> None:
        """Note a formula without a value; raises as `put`."""
        self._check_place(row, column)
        self.formulas_without_value.add((row, column))

    def _check_place(self, row: int, column: int) -> None:
        noted = len(self.content) + len(self.error_cells) + len(self.formulas_without_value)
        self.check_size(row, column, f"{column_letters(column)}{row}", noted + 1)

    def check_size(self, last_row: int, last_column: int, address: str, noted: int) -> None:
        """Check the block from A1 to the last row and column, which a parser builds in memory.

        Args:
            last_row: the last one with content.
            last_column: the last one with content.
            address: the cell to name when the block is too large.
            noted: number of cells with content, errors and uncalculated formulas among them.

        Raises:
            Refused: a cell is too far out, or one too many.
        """
        if _is_far(last_row, last_column) or last_row * last_column > MAX_AREA:
            raise refused(FAR_CELL, f"{self.name}!{address}", sheet=self.name, address=address)
        if noted > MAX_CONTENT_CELLS:
            raise refused(TOO_MANY_CELLS, self.name, sheet=self.name, limit=f"{MAX_CONTENT_CELLS:,}")

    def put_merged(self, areas: Iterable[MergedRange]) -> None:
        """Note merged ranges.

        Raises:
            Refused: there are more than any sheet has.
        """
        self.merged += areas
        if len(self.merged) > MAX_MERGED:
            raise refused(SUSPICIOUS_FILE, self.name, detail="merged ranges")

    def finish(self) -> "RawSheet":
        """Count, and check the block as a whole.

        Raises:
            Refused: the block is too large, because of one cell far to the right and one far below.
        """
        self.content_cells = len(self.content)
        cells = [*self.content, *self.error_cells, *self.formulas_without_value]
        row, column = max(cells, default=(0, 0))
        last_column = max((column for _, column in cells), default=0)
        self.check_size(row, last_column, f"{column_letters(column)}{row}", len(cells))
        return self


def _is_far(row: int, column: int) -> bool:
    return row > LAST_ROW or column > LAST_COLUMN


def lost_cells(parts: Parts | None, raw: RawSheet, rows: Sequence[Sequence[CellValue]]) -> list[Address]:
    """Addresses of cells that have content in the file but not in the parser's rows, in reading order.

    Args:
        parts: needed for what is only counted or holds shared strings, that is, for .xlsx.
        raw: the sheet as its part has it.
        rows: as the parser gave them.
    """
    if raw.content is None:
        raw = _scan_sheet(parts.chunks(raw.part), RawSheet(raw.name, raw.part))
    missing = {}
    for (row, column), shared_string in raw.content.items():
        value = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None
        if value is None or (isinstance(value, str) and not value.strip()):
            missing[row, column] = shared_string
    if any(missing.values()):
        blank = _blank_shared_strings(parts)
        missing = {address: string for address, string in missing.items() if string not in blank}
    return sorted({*missing, *raw.repeated})


def title_of(parts: Parts, name: str) -> str:
    """The document's title, from its properties part; empty if there is none."""
    if name not in parts:
        return ""
    found: list[str] = []
    inside: list[str] = []
    parse_xml(
        [parts.read(name)],
        start=lambda tag, _: inside.append(_local(tag)),
        end=lambda _: inside.pop(),
        text=lambda data: found.append(data) if inside and inside[-1] == "title" else None,
    )
    return "".join(found).strip()


# --- xlsx and xlsm ---------------------------------------------------------------------------------------


def survey_xlsx(parts: Parts) -> dict[str, RawSheet]:
    """Every worksheet of an .xlsx, by name.

    Raises:
        Refused: the workbook is damaged or a sheet too large.
    """
    sheets = {}
    for name, part, is_hidden in _listed_sheets(parts):
        if part not in parts or name in sheets:
            raise refused(DAMAGED_FILE, name, detail="a listed sheet is missing or listed twice")
        raw = _count_plain(parts.chunks(part), RawSheet(name, part))
        raw = raw or _scan_sheet(parts.chunks(part), RawSheet(name, part))
        raw.is_hidden = is_hidden
        sheets[name] = raw
    return sheets


def _listed_sheets(parts: Parts) -> list[tuple[str, str, bool]]:
    """Name, part and hiddenness of the worksheets that the workbook lists."""
    listed: list[tuple[str, str, bool]] = []
    targets: dict[str, str] = {}

    def relationship(tag: str, attributes: Mapping[str, str]) -> None:
        if _local(tag) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes["Id"]] = attributes["Target"]

    def sheet(tag: str, attributes: Mapping[str, str]) -> None:
        if _local(tag) == "sheet":
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            if key in targets:
                listed.append((attributes.get("name", ""), targets[key], hidden))

    if "xl/_rels/workbook.xml.rels" not in parts:
        raise refused(DAMAGED_FILE, detail="no relationships")
    parse_xml([parts.read("xl/_rels/workbook.xml.rels")], start=relationship)
    parse_xml([parts.read("xl/workbook.xml")], start=sheet)
    return [(name, posixpath.join("/xl", target).lstrip("/"), hidden) for name, target, hidden in listed]


def _count_plain(chunks: Iterable[bytes], raw: RawSheet) -> RawSheet | None:
    """Count a sheet written the way Excel writes one; None if it needs the exact way."""
    raw.content = None
    last_row, last_column, lowest, noted, rest = 0, 0, "", 0, b""
    for chunk in _then_end(chunks):
        block = rest + (chunk or b"")
        cut = len(block) if chunk is None else _safe_cut(block)
        block, rest = block[:cut], block[cut:]
        is_plain = block.count(b"<c ") == block.count(b'<c r="') and not any(
            sign in block for sign in _NOT_PLAIN
        )
        if not is_plain or len(rest) > _LONGEST_REST_BYTES:
            return None
        if references := _PLAIN_CONTENT.findall(block):
            noted += len(references)
            raw.content_cells += len(references) - _note_odd_cells(block, raw)
            row, column = _extent(references)
            last_column = max(last_column, column)
            if row > last_row:
                last_row, lowest = row, references[-1].decode()
            if row > LAST_ROW or column > LAST_COLUMN:
                lowest = next(text for text in map(bytes.decode, references) if _is_far(*_address(text)))
            raw.check_size(last_row, last_column, lowest, noted)
        if b"<mergeCell " in block:
            raw.put_merged(map(_merged_range, map(bytes.decode, _PLAIN_MERGE.findall(block))))
    return raw


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
    return max(map(int, rows)), max(map(_column_number, columns))


def _note_odd_cells(block: bytes, raw: RawSheet) -> int:
    """Note errors and formulas without a value; returns how many cells have no content after all."""
    odd = 0
    if b't="e"' in block:
        for match in _PLAIN_ERROR.finditer(block):
            raw.error_cells[_address(match[1].decode())] = match[2].decode()
            odd += 1
    if b"<f" in block:
        for match in _PLAIN_UNCALCULATED.finditer(block):
            # Excel marks a formula that gave an empty text as text.
            if b't="str"' not in match[2]:
                raw.formulas_without_value.add(_address(match[1].decode()))
            odd += 1
    return odd


def _then_end(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    yield from chunks
    yield None


def _scan_sheet(chunks: Iterable[bytes], raw: RawSheet) -> RawSheet:
    """Read a sheet the exact way: cells without addresses, formulas, errors, any prefix."""
    scan = _SheetScan(raw)
    parse_xml(chunks, start=scan.start, end=scan.end, text=scan.text)
    return raw.finish()


class _SheetScan:
    """Follows the elements of one sheet."""

    def __init__(self, raw: RawSheet) -> None:
        self.raw = raw
        self.row, self.column, self.cells = 0, 0, 0
        self.type, self.has_formula = "n", False
        self.value: list[str] = []
        self.is_value = False
        self.is_phonetic = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = _local(tag)
        if kind == "c":
            reference = attributes.get("r")
            self.row, self.column = _address(reference) if reference else (max(self.row, 1), self.column + 1)
            self.type, self.has_formula, self.value = attributes.get("t", "n"), False, []
            self.cells += 1
            if self.cells > MAX_CELLS:
                raise refused(TOO_MANY_CELLS, self.raw.name, sheet=self.raw.name, limit=f"{MAX_CELLS:,}")
        elif kind in {"v", "t"}:
            self.is_value = not self.is_phonetic
        elif kind == "f":
            self.has_formula = True
        elif kind == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
        elif kind == "rPh":
            self.is_phonetic = True
        elif kind == "mergeCell":
            self.raw.put_merged([_merged_range(attributes["ref"])])

    def end(self, tag: str) -> None:
        kind = _local(tag)
        if kind in {"v", "t"}:
            self.is_value = False
        elif kind == "rPh":
            self.is_phonetic = False
        elif kind == "c":
            value = "".join(self.value).strip()
            if self.type == "e" and value:
                self.raw.put_error(self.row, self.column, value)
            elif value:
                self.raw.put(self.row, self.column, value if self.type == "s" else "")
            elif self.has_formula and self.type != "str":
                self.raw.put_uncalculated(self.row, self.column)

    def text(self, data: str) -> None:
        if self.is_value:
            self.value.append(data)


def _blank_shared_strings(parts: Parts) -> set[str]:
    """Numbers of the shared strings that hold nothing but spaces."""
    blank: set[str] = set()
    scan = _SheetScan(RawSheet(""))
    number = -1

    def end(tag: str) -> None:
        nonlocal number
        scan.end(tag)
        if _local(tag) == "si":
            number += 1
            if not "".join(scan.value).strip():
                blank.add(str(number))
            scan.value = []

    if "xl/sharedStrings.xml" in parts:
        parse_xml(parts.chunks("xl/sharedStrings.xml"), start=scan.start, end=end, text=scan.text)
    return blank


# --- Small things ----------------------------------------------------------------------------------------


def parse_xml(
    chunks: Iterable[bytes],
    *,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Feed a part to an XML parser, piece by piece; parts with a DTD have been refused before.

    Raises:
        Refused: the part is not well-formed.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", 1)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise refused(DAMAGED_FILE, detail=f"XML: {error}") from error


def _refuse_dtd(*_: object) -> None:
    raise refused(SUSPICIOUS_FILE, detail="DTD")


def _local(tag: str) -> str:
    """A tag without its prefix."""
    return tag[tag.find(":") + 1 :]


@lru_cache(maxsize=2_000)
def _column_number(letters: str) -> int:
    """1 for `A`, 27 for `AA`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _address(reference: str) -> Address:
    """`(row, column)` of `B7`.

    Raises:
        ValueError: it is no cell reference.
    """
    match = _REFERENCE.fullmatch(reference)
    if not match:
        message = f"not a cell: {reference[:20]!r}"
        raise ValueError(message)
    return int(match[2]), _column_number(match[1])


def _merged_range(reference: str) -> MergedRange:
    """The range of `A1:B2`.

    Raises:
        ValueError: it is no range.
    """
    first, _, last = reference.partition(":")
    return MergedRange(*_address(first), *_address(last or first))
