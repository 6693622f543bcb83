"""What the sheets of an .xlsx hold, read without the parser: errors, uncalculated formulas, merges, counts.

The parser gives an empty cell for an error, for a formula that was never calculated and for what it cannot
read. So every sheet is read twice, here and there, and the two counts have to agree.
"""

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.raw_sheet import Address, RawSheet, cell_address, merged_range
from khuyenhoc.intake.raw_xlsx_plain import count_plain
from khuyenhoc.intake.raw_xlsx_size import is_surely_small
from khuyenhoc.intake.raw_xml import Parts, local_name, parse_xml
from khuyenhoc.intake.refusals import DAMAGED_FILE, TOO_MANY_CELLS, refused

MAX_CELLS = 3_000_000

_TRUE = frozenset({"1", "true"})


def are_surely_small(parts: Parts) -> bool:
    """Whether every worksheet of an .xlsx is so small that a parser may read it before it is surveyed.

    Raises:
        Refused: the workbook is damaged.
    """
    return all(is_surely_small(parts.chunks(part)) for _, part, _ in _listed_sheets(parts))


def survey_xlsx(parts: Parts, *, are_small: bool = False) -> dict[str, RawSheet]:
    """Every worksheet of an .xlsx, by name.

    Args:
        parts: the workbook's.
        are_small: what `are_surely_small` said of it.

    Raises:
        Refused: the workbook is damaged or a sheet too large.
    """
    sheets = {}
    for name, part, is_hidden in _listed_sheets(parts):
        raw = count_plain(parts.chunks(part), RawSheet(name, part), is_small=are_small)
        raw = raw or _scan_sheet(parts.chunks(part), RawSheet(name, part))
        raw.is_hidden = is_hidden
        sheets[name] = raw
    return sheets


def _listed_sheets(parts: Parts) -> list[tuple[str, str, bool]]:
    """Name, part and hiddenness of the worksheets that the workbook lists.

    Raises:
        Refused: one is missing, or listed twice.
    """
    listed: list[tuple[str, str, bool]] = []
    targets: dict[str, str] = {}

    def relationship(tag: str, attributes: Mapping[str, str]) -> None:
        if local_name(tag) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes["Id"]] = attributes["Target"]

    def sheet(tag: str, attributes: Mapping[str, str]) -> None:
        if local_name(tag) == "sheet":
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            if key in targets:
                listed.append((attributes.get("name", ""), targets[key], hidden))

    if "xl/_rels/workbook.xml.rels" not in parts:
        raise refused(DAMAGED_FILE, detail="no relationships")
    parse_xml([parts.read("xl/_rels/workbook.xml.rels")], start=relationship)
    parse_xml([parts.read("xl/workbook.xml")], start=sheet)
    sheets = [(name, posixpath.join("/xl", target).lstrip("/"), hidden) for name, target, hidden in listed]
    names = Counter(name for name, _, _ in sheets)
    for name, part, _ in sheets:
        if part not in parts or names[name] > 1:
            raise refused(DAMAGED_FILE, name, detail="a listed sheet is missing or listed twice")
    return sheets


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
        kind = local_name(tag)
        if kind == "c":
            reference = attributes.get("r")
            following = max(self.row, 1), self.column + 1
            self.row, self.column = cell_address(reference) if reference else following
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
            if attributes.get("hidden") in _TRUE:
                self.raw.hidden_rows.add(self.row)
        elif kind == "col":
            if attributes.get("hidden") in _TRUE:
                self.raw.hide_columns(int(attributes["min"]), int(attributes["max"]))
        elif kind == "rPh":
            self.is_phonetic = True
        elif kind == "mergeCell":
            self.raw.put_merged([merged_range(attributes["ref"])])

    def end(self, tag: str) -> None:
        kind = local_name(tag)
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
        if local_name(tag) == "si":
            number += 1
            if not "".join(scan.value).strip():
                blank.add(str(number))
            scan.value = []

    if "xl/sharedStrings.xml" in parts:
        parse_xml(parts.chunks("xl/sharedStrings.xml"), start=scan.start, end=end, text=scan.text)
    return blank
