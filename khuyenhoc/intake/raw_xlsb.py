"""What the binary sheets of an .xlsb hold, read without the parser; runs in the reading child."""

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO

from khuyenhoc.intake.cells import MergedRange
from khuyenhoc.intake.raw_sheet import RawSheet
from khuyenhoc.intake.raw_xml import parse_xml

_XLSB_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
# Flags of the records for a row and for columns.
_ROW_HIDDEN = 0x10
_COLUMN_HIDDEN = 0x01


def survey_xlsb(content: bytes) -> dict[str, RawSheet]:
    """What the binary sheets hold, by name."""
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


def _survey_binary_sheet(name: str, data: bytes, blank: set[int]) -> RawSheet:
    raw, row = RawSheet(name), 0
    for kind, body in _records(data):
        if kind == 0:
            row = int.from_bytes(body[:4], "little") + 1
            if len(body) > 11 and body[11] & _ROW_HIDDEN:
                raw.hidden_rows.add(row)
        elif kind == 60 and len(body) > 16 and body[16] & _COLUMN_HIDDEN:
            first, last = (int.from_bytes(body[at : at + 4], "little") + 1 for at in (0, 4))
            raw.hide_columns(first, last)
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
