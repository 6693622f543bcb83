"""Files built to do harm: small ones that ask a parser for gigabytes, hours, or both.

The zip files are written field by field, as `zipfile` would not repeat a packed block a thousand times.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_MEGABYTE = 1 << 20
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPES = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'
_WORKBOOK_PARTS = {
    "[Content_Types].xml": (
        f'<Types {_TYPES}><Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "xl/workbook.xml": (
        f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships {_RELATIONS}><Relationship Id="rId1" Type="{_OFFICE}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>'
    ),
}
_SHEET_START = f"<worksheet {_MAIN}><sheetData>".encode()
_SHEET_END = b"</sheetData></worksheet>"
_ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
_ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


@dataclass(frozen=True)
class _Entry:
    """A packed zip entry, and what it says of itself."""

    packed: bytes
    size: int
    checksum: int


def hostile_files() -> Iterator[tuple[str, str, bytes]]:
    """Label, file name and content of each; an intake has to refuse them all."""
    gigabyte = 1024
    yield (
        "far_cells",
        "a.xlsx",
        _xlsx(_sheet(_ONE_CELL, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    )
    yield (
        "gigabyte_of_padding",
        "a.xlsx",
        _xlsx(_repeated(_SHEET_START, b" " * _MEGABYTE, gigabyte, _SHEET_END)),
    )
    row = b'<row><c t="n"><v>1</v></c></row>'
    rows = row * (_MEGABYTE // len(row))
    yield "gigabyte_of_rows", "a.xlsx", _xlsx(_repeated(_SHEET_START, rows, gigabyte, _SHEET_END))
    yield (
        "understated_size",
        "a.xlsx",
        _xlsx(_repeated(_SHEET_START, rows, gigabyte, _SHEET_END, said=900_000)),
    )
    string = _repeated(f"<sst {_MAIN}><si><t>".encode(), b"a" * _MEGABYTE, gigabyte, b"</t></si></sst>")
    yield "gigabyte_of_text", "a.xlsx", _xlsx(_sheet(_ONE_CELL), {"xl/sharedStrings.xml": string})
    yield "billion_laughs", "a.xlsx", _xlsx(_entry(_billion_laughs()))
    yield "too_many_cells", "a.xlsx", _xlsx(_entry(_dense_rows()))
    yield "merged_everywhere", "a.xlsx", _xlsx(_entry(_merged_everywhere()))
    many = {f"xl/media/{number}.png": _entry(b"x") for number in range(60_000)}
    yield "many_entries", "a.xlsx", _xlsx(_sheet(_ONE_CELL), many)
    yield "overlapping_entries", "a.xlsx", _xlsx(_sheet(_ONE_CELL), {"a.xml": _entry(b"x")}, overlapping=True)
    yield "repeated_ods_cells", "a.ods", _ods()
    yield "endless_csv_line", "a.csv", b"1," * (9 * _MEGABYTE)
    yield "hollow_xls", "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 60_000


def _billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "haha">{entities}]>'
    cell = '<row r="1"><c r="A1" t="str"><v>&l9;</v></c></row>'
    return head.encode() + _SHEET_START + cell.encode() + _SHEET_END


def _dense_rows() -> bytes:
    """More cells than any report has, each of them well-formed."""
    letters = [chr(65 + high) + chr(65 + low) for high in range(4) for low in range(26)]
    rows = (
        f'<row r="{row}">'
        + "".join(f'<c r="{letter}{row}"><v>{row}</v></c>' for letter in letters)
        + "</row>"
        for row in range(1, 7_001)
    )
    return _SHEET_START + "".join(rows).encode() + _SHEET_END


def _merged_everywhere() -> bytes:
    merged = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(2, 300_000))
    end = f"</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
    return _SHEET_START + _ONE_CELL.encode() + end.encode()


def _ods() -> bytes:
    """A trillion filled cells in one line of XML."""
    cell = '<table:table-cell table:number-columns-repeated="1000000"><text:p>1</text:p></table:table-cell>'
    content = (
        f"<office:document-content {_ODS_SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="1000000">{cell}'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return _zip(
        {
            "mimetype": _entry(b"application/vnd.oasis.opendocument.spreadsheet"),
            "content.xml": _entry(content.encode()),
        }
    )


# --- zip -------------------------------------------------------------------------------------------------


def _sheet(*rows: str) -> _Entry:
    return _entry(_SHEET_START + "".join(rows).encode() + _SHEET_END)


def _xlsx(sheet: _Entry, more: Mapping[str, _Entry] | None = None, *, overlapping: bool = False) -> bytes:
    parts = {name: _entry(text.encode()) for name, text in _WORKBOOK_PARTS.items()}
    return _zip(parts | {"xl/worksheets/sheet1.xml": sheet} | dict(more or {}), overlapping=overlapping)


def _entry(content: bytes) -> _Entry:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _Entry(packer.compress(content) + packer.flush(), len(content), zlib.crc32(content))


def _repeated(start: bytes, block: bytes, times: int, end: bytes, *, said: int | None = None) -> _Entry:
    """An entry that unpacks to one block again and again; only one of them is ever packed.

    Args:
        said: the size that the entry states, if not its own.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    tail = packer.compress(end) + packer.flush()
    size = len(start) + len(block) * times + len(end)
    return _Entry(head + body * times + tail, said or size, 0)


def _zip(entries: Mapping[str, _Entry], *, overlapping: bool = False) -> bytes:
    """A zip of packed entries; `overlapping` makes the directory point to the first of them every time."""
    body, directory = bytearray(), bytearray()
    for name, entry in entries.items():
        encoded = name.encode()
        fields = (20, 0x800, 8, 0, 0x21, entry.checksum, len(entry.packed), entry.size, len(encoded))
        offset = 0 if overlapping else len(body)
        directory += struct.pack("<4sH5HIIIHHHHHII", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, 0, offset)
        directory += encoded
        body += struct.pack("<4s5HIIIHH", b"PK\x03\x04", *fields, 0) + encoded + entry.packed
    count = min(len(entries), 0xFFFF)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)
