"""Small workbooks made by hand, byte by byte where a library would refuse to write what is needed."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


# --- zip -------------------------------------------------------------------------------------------------


def raw_zip(entries: Sequence[dict]) -> bytes:
    """A zip written field by field.

    Each entry has `name` and `data`; optionally what is to be a lie: `local_name`, `size`, `flags`, `method`,
    `checksum`; and `packed` where the packing itself matters.
    """
    body, directory = bytearray(), bytearray()
    for entry in entries:
        name, data = entry["name"].encode(), entry["data"]
        method = entry.get("method", 8)
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush() if method == 8 else data
        packed = entry.get("packed", packed)
        local_name = entry.get("local_name", entry["name"]).encode()
        size = entry.get("size", len(data))
        fields = (20, entry.get("flags", 0x800), method, 0, 0x21, entry.get("checksum", zlib.crc32(data)))
        offset = len(body)
        body += struct.pack("<4s5HIIIHH", b"PK\x03\x04", *fields, len(packed), size, len(local_name), 0)
        body += local_name + packed
        directory += struct.pack(
            "<4sH5HIIIHHHHHII",
            b"PK\x01\x02",
            20,
            *fields,
            len(packed),
            size,
            len(name),
            0,
            0,
            0,
            0,
            0,
            offset,
        )
        directory += name
    end = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), len(body), 0
    )
    return bytes(body + directory + end)


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """An ordinary zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


# --- xlsx ------------------------------------------------------------------------------------------------


def sheet_xml(cells: str, after: str = "", before: str = "") -> str:
    """A worksheet part around `<row>` elements."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{cells}</sheetData>{after}</worksheet>'


def text_cell(address: str, text: str) -> str:
    """A cell with its own text."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'


def text_rows(rows: Sequence[Sequence[str | int | float | None]]) -> str:
    """`<row>` elements for plain values."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row):
            address = f"{chr(65 + column)}{number}"
            if isinstance(value, str):
                cells.append(text_cell(address, value))
            elif value is not None:
                cells.append(f'<c r="{address}"><v>{value}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(lines)


def xlsx_parts(
    sheets: Mapping[str, str],
    *,
    states: Mapping[str, str] | None = None,
    shared_strings: str | None = None,
    macros: bool = False,
    title: str = "",
) -> dict[str, str | bytes]:
    """The parts of an .xlsx; `sheets` maps names to worksheet XML."""
    types = '<Default Extension="xml" ContentType="application/xml"/>'
    listed, links, parts = "", "", {}
    for number, (name, xml) in enumerate(sheets.items(), 1):
        state = (states or {}).get(name)
        listed += f"<sheet name={quoteattr(name)} sheetId='{number}' r:id='rId{number}'"
        listed += f' state="{state}"/>' if state else "/>"
        links += _link(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml")
        parts[f"xl/worksheets/sheet{number}.xml"] = xml
    if shared_strings is not None:
        links += _link("rIdS", "sharedStrings", "sharedStrings.xml")
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared_strings}</sst>'
    if macros:
        parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 not read"
    if title:
        parts["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
        )
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": _links(_link("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": _links(links),
        **parts,
    }


def _link(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _links(links: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def xlsx(
    cells: str = '<row r="1"><c r="A1"><v>1</v></c></row>',
    after: str = "",
    before: str = "",
    **options: object,
) -> bytes:
    """An .xlsx with one sheet, `Biểu 1`, given as `<row>` elements."""
    return packed(xlsx_parts({"Biểu 1": sheet_xml(cells, after, before)}, **options))


def xlsx_of(rows: Sequence[Sequence[str | int | float | None]]) -> bytes:
    """An .xlsx with one sheet of plain values."""
    return xlsx(text_rows(rows))


def lying_xlsx(part: str, data: bytes, **lies: object) -> bytes:
    """An .xlsx whose entry for one part is replaced by `data` and tells `lies` (see `raw_zip`)."""
    parts = xlsx_parts({"Biểu 1": sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')})
    entries = [
        {"name": name, "data": content.encode() if isinstance(content, str) else content}
        for name, content in parts.items()
        if name != part
    ]
    return raw_zip([*entries, {"name": part, "data": data, **lies}])


# --- OLE: .xls and passwords -----------------------------------------------------------------------------

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file with up to three streams, each padded to the 4,096 bytes of a full stream."""
    padded = {
        name: data + bytes(-len(data) % 512) + bytes(max(0, 4096 - len(data) - (-len(data) % 512)))
        for name, data in streams.items()
    }
    table, places, sector = [_FAT, _END], {}, 2
    for name, data in padded.items():
        count = len(data) // 512
        places[name] = sector
        table += [*range(sector + 1, sector + count), _END]
        sector += count
    table += [_FREE] * (128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    entries = [_directory_entry("Root Entry", 5, _END, 0, child=1)]
    names = list(padded)
    for index, name in enumerate(names):
        following = index + 2 if index + 1 < len(names) else _FREE
        entries.append(_directory_entry(name, 2, places[name], len(padded[name]), right=following))
    entries += [bytes(128)] * (4 - len(entries))
    return header + struct.pack("<128I", *table) + b"".join(entries) + b"".join(padded.values())


def _directory_entry(
    name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE
) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xIQQIQ", text, len(text), kind, 1, _FREE, right, child, 0, 0, 0, start, size
    )


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def xls(
    cells: Sequence[tuple], *, visibility: int = 0, merged: Sequence[tuple] = (), locked: bool = False
) -> bytes:
    """A BIFF8 .xls with one sheet.

    Args:
        cells: `(row, column, value)`, 0-based; a value is a number, a text, a bool, or `("error", code)`.
        visibility: 1 for a hidden sheet.
        merged: `(first row, last row, first column, last column)`, 0-based.
        locked: with the record that says the file is under a password.
    """
    body = b""
    for row, column, value in cells:
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, bool):
            body += _record(0x205, place + bytes([value, 0]))
        elif isinstance(value, tuple):
            body += _record(0x205, place + bytes([value[1], 1]))
        elif isinstance(value, str):
            body += _record(0x204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
        else:
            body += _record(0x203, place + struct.pack("<d", value))
    if merged:
        body += _record(
            0xE5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<4H", *area) for area in merged)
        )
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + body + _record(0x0A)
    name = "Biểu 1"
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    start += _record(0x2F, struct.pack("<HHH", 0, 1, 1)) if locked else b""
    start += _record(0x42, struct.pack("<H", 1200))
    tail = struct.pack("<BBBB", visibility, 0, len(name), 1) + name.encode("utf-16-le")
    position = len(start) + 4 + 4 + len(tail) + 4
    book = start + _record(0x85, struct.pack("<I", position) + tail) + _record(0x0A) + sheet
    return ole({"Workbook": book})


# --- xlsb and ods ----------------------------------------------------------------------------------------


def _binary_record(kind: int, body: bytes = b"") -> bytes:
    kind_bytes = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    size_bytes = bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])
    return kind_bytes + size_bytes + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(
    rows: Sequence[Sequence[object]],
    merged: Sequence[tuple] = (),
    *,
    hidden_row: int | None = None,
    hidden_column: int | None = None,
) -> bytes:
    """An .xlsb with one sheet; a value is a number, a text, a bool, None, or `("error", code)`."""
    data = b""
    for number, row in enumerate(rows):
        # Height, then outline level and flags in two bytes, the hidden one the fifth bit of the second.
        flags = bytes([0, 0, 0, 0x10 if number == hidden_row else 0])
        data += _binary_record(0, struct.pack("<II", number, 0) + flags + bytes(13))
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if isinstance(value, bool):
                data += _binary_record(4, place + bytes([value]))
            elif isinstance(value, tuple):
                data += _binary_record(3, place + bytes([value[1]]))
            elif isinstance(value, str):
                data += _binary_record(6, place + _wide(value))
            elif value is not None:
                data += _binary_record(5, place + struct.pack("<d", value))
    areas = b"".join(_binary_record(176, struct.pack("<4I", *area)) for area in merged)
    last_row, last_column = len(rows) - 1, max(map(len, rows)) - 1
    sheet = _binary_record(129) + _binary_record(148, struct.pack("<4I", 0, last_row, 0, last_column))
    if hidden_column is not None:
        about = struct.pack("<4I", hidden_column, hidden_column, 0, 0) + b"\x01\x00"
        sheet += _binary_record(390) + _binary_record(60, about) + _binary_record(391)
    sheet += _binary_record(145) + data + _binary_record(146) + areas + _binary_record(130)
    listed = _binary_record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Biểu 1"))
    book = _binary_record(131) + _binary_record(143) + listed + _binary_record(144) + _binary_record(132)
    link = _link("rId1", "worksheet", "worksheets/sheet1.bin")
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": _links(link),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def ods(table: str, *, manifest: str = "") -> bytes:
    """An .ods whose one sheet, `Biểu 1`, holds the given `<table:table-row>` elements."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("draw", "drawing"))
    )
    calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    content = (
        f'<office:document-content {spaces} xmlns:calcext="{calc}"><office:body>'
        f'<office:spreadsheet><table:table table:name="Biểu 1">{table}'
        f"</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": f"<!DOCTYPE manifest:manifest><manifest>{manifest}</manifest>",
    }
    return packed(parts)
