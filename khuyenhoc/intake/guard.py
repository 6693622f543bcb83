"""What kind of file has come in, and whether it may be handed to a parser: checked before any parser runs.

A workbook of one kilobyte can ask a parser for half a terabyte of memory, so nothing is trusted that the file
says of itself: sizes are counted while unpacking, and an entry that goes past its word ends the check.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath
from re import compile as pattern

from khuyenhoc.domain.findings import Rule
from khuyenhoc.intake.raw_sheet import RawSheet
from khuyenhoc.intake.raw_xlsx import survey_xlsx
from khuyenhoc.intake.raw_xml import title_of
from khuyenhoc.intake.refusals import (
    DAMAGED_FILE,
    EMPTY_FILE,
    FILE_TOO_LARGE,
    NOT_A_WORKBOOK,
    PASSWORD_PROTECTED,
    SUSPICIOUS_FILE,
    refused,
)

MAX_FILE_MEGABYTES = 20
MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 150_000_000
MAX_RATIO = 200
MAX_SHARED_STRINGS = 1_000_000

# Pictures of one colour pack very well; below this size the ratio says nothing.
_RATIO_COUNTS_FROM_BYTES = 1_000_000
_MAX_DIRECTORY_BYTES = 1_000_000
_CHUNK_BYTES = 1 << 20
_PACKED_STEP_BYTES = 1 << 16
_MAX_SMALL_PART_BYTES = 4_000_000
_HEAD_BYTES = 4096

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELIMITED_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
_OTHER_KINDS = (
    (b"%PDF", "tệp PDF", "a PDF file"),
    (b"\xff\xd8\xff", "ảnh chụp", "a photograph"),
    (b"\x89PNG", "ảnh", "a picture"),
    (b"GIF8", "ảnh", "a picture"),
    (b"Rar!", "tệp nén RAR", "a RAR archive"),
    (b"7z\xbc\xaf", "tệp nén 7z", "a 7z archive"),
    (b"{\\rtf", "tệp văn bản Word", "a Word document"),
)
_XML_SUFFIXES = (".xml", ".rels")
_DTD = (b"<!DOCTYPE", b"<!ENTITY")
_ENCODING = pattern(rb"^\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
_STRING_COUNT = pattern(rb"<(?:\w+:)?sst\s[^>]*?\b(?:uniqueCount|count)\s*=\s*[\"']\s*(\d+)")
_STRING_COUNT_UNIQUE = pattern(rb"<(?:\w+:)?sst\s[^>]*?\buniqueCount\s*=\s*[\"']\s*(\d+)")


@dataclass(frozen=True)
class Inspection:
    """What the guard found.

    Attributes:
        kind: `xlsx`, `xlsm`, `xlsb`, `ods`, `xls` or `csv`.
        has_macros: whether the file carries a macro project.
        title: the document's title, if any.
        sheets: what the sheets' own parts hold, by sheet name; empty for the other kinds.
        package: the unpacked side of a zip file, for a second look.
    """

    kind: str
    has_macros: bool = False
    title: str = ""
    sheets: Mapping[str, RawSheet] = field(default_factory=dict)
    package: "Package | None" = None


def inspect_file(content: bytes, file_name: str) -> Inspection:
    """Find out what a file is and check that it is safe to parse.

    Raises:
        Refused: it is empty, too large, no spreadsheet, locked, damaged or built to do harm.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise refused(EMPTY_FILE)
    if len(content) > MAX_FILE_MEGABYTES << 20:
        megabytes = f"{len(content) / (1 << 20):.0f}"
        raise refused(FILE_TOO_LARGE, megabytes=megabytes, limit=MAX_FILE_MEGABYTES)
    if content.startswith(b"PK\x03\x04"):
        return _inspect_zip(content)
    if content.startswith(_OLE_MAGIC):
        return _inspect_ole(content)
    for magic, kind_vi, kind_en in _OTHER_KINDS:
        if content.startswith(magic):
            raise refused(NOT_A_WORKBOOK, kind_vi=kind_vi, kind_en=kind_en)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise refused(NOT_A_WORKBOOK, kind_vi="trang web hoặc tệp XML", kind_en="a web page or an XML file")
    if PurePath(file_name).suffix.lower() in _DELIMITED_SUFFIXES:
        return Inspection("csv")
    raise refused(NOT_A_WORKBOOK, kind_vi="loại tệp khác", kind_en="some other kind of file")


def _inspect_ole(content: bytes) -> Inspection:
    """Old Office files: .xls, and every modern file under a password."""
    if _ole_has(content, "EncryptedPackage"):
        raise refused(PASSWORD_PROTECTED)
    if not (_ole_has(content, "Workbook") or _ole_has(content, "Book")):
        if _ole_has(content, "WordDocument"):
            raise refused(NOT_A_WORKBOOK, kind_vi="tệp văn bản Word", kind_en="a Word document")
        if _ole_has(content, "PowerPoint Document"):
            raise refused(NOT_A_WORKBOOK, kind_vi="tệp trình chiếu PowerPoint", kind_en="a PowerPoint file")
        raise refused(DAMAGED_FILE, detail="OLE file without a workbook stream")
    return Inspection("xls", has_macros=_ole_has(content, "_VBA_PROJECT_CUR"))


def _ole_has(content: bytes, name: str) -> bool:
    """Whether a stream or folder of that name is listed: names open the 128-byte entries of the directory."""
    wanted = (name + "\0").encode("utf-16-le")
    position = content.find(wanted)
    while position >= 0:
        if position % 128 == 0:
            return True
        position = content.find(wanted, position + 1)
    return False


def _inspect_zip(content: bytes) -> Inspection:
    package = Package(content)
    if "xl/workbook.xml" in package or "xl/workbook.bin" in package:
        kind = _office_kind(package)
        sheets = {} if kind == "xlsb" else survey_xlsx(package)
        title = title_of(package, "docProps/core.xml")
        return Inspection(kind, "xl/vbaProject.bin" in package, title, sheets, package)
    if "mimetype" in package and b"opendocument.spreadsheet" in package.read("mimetype"):
        if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise refused(PASSWORD_PROTECTED)
        package.check_parts()
        has_macros = any(name.startswith("basic/") for name in package.names())
        title = title_of(package, "meta.xml")
        return Inspection("ods", has_macros, title, package=package)
    if "word/document.xml" in package:
        raise refused(NOT_A_WORKBOOK, kind_vi="tệp văn bản Word", kind_en="a Word document")
    if "ppt/presentation.xml" in package:
        raise refused(NOT_A_WORKBOOK, kind_vi="tệp trình chiếu PowerPoint", kind_en="a PowerPoint file")
    raise refused(NOT_A_WORKBOOK, kind_vi="tệp nén (ZIP)", kind_en="a ZIP archive")


def _office_kind(package: "Package") -> str:
    # The sheets are looked at more closely afterwards.
    package.check_parts(skip="xl/worksheets/sheet")
    if "xl/workbook.bin" in package:
        return "xlsb"
    types = package.read("[Content_Types].xml") if "[Content_Types].xml" in package else b""
    return "xlsm" if b"macroEnabled" in types or "xl/vbaProject.bin" in package else "xlsx"


class Package:
    """A zip file whose directory has been checked; its entries are unpacked under watch.

    Raises:
        Refused: the directory is damaged, locked, contradicts the entries, or announces too much.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        directory_start = _check_end_record(content)
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise refused(DAMAGED_FILE, detail=f"zip directory: {error}") from error
        for entry in entries:
            _check_entry(entry)
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
            raise refused(SUSPICIOUS_FILE, detail="announces too much")
        # Office and the parsers look names up without regard to case.
        self._entries = {entry.orig_filename.lower(): entry for entry in entries}
        if len(self._entries) != len(entries):
            raise refused(SUSPICIOUS_FILE, detail="two entries of one name")
        self._starts = self._check_places(entries, directory_start)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def names(self) -> list[str]:
        """The entries' names in lower case, in file order."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """A small part as a whole.

        Raises:
            Refused: it is damaged, or larger than any such part should be.
        """
        if self._entries[name.lower()].file_size > _MAX_SMALL_PART_BYTES:
            raise refused(SUSPICIOUS_FILE, detail="part too large")
        return b"".join(self.chunks(name))

    def check_parts(self, *, skip: str = "meta-inf/") -> None:
        """Unpack the XML parts, but for names that start with `skip`, to see that they are sound."""
        for name in self._entries:
            if name.endswith(_XML_SUFFIXES) and not name.startswith(skip):
                for _ in self.chunks(name):
                    pass

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes, about a megabyte at a time, checked against its size, checksum and, for XML, DTDs.

        Raises:
            Refused: the part is damaged, larger than announced, or has a DTD.
        """
        entry = self._entries[name.lower()]
        # Old OpenOffice manifests have a DTD; no XML parser sees them.
        is_xml = name.lower().endswith(_XML_SUFFIXES) and not name.startswith("META-INF/")
        size, checksum, head, tail = 0, 0, b"", b""
        for chunk in self._inflated(entry):
            size += len(chunk)
            if size > entry.file_size:
                raise refused(SUSPICIOUS_FILE, detail="larger than announced")
            checksum = zlib.crc32(chunk, checksum)
            if is_xml:
                # A file may be packed so that it comes in pieces of one byte.
                if len(head) < _HEAD_BYTES:
                    head += chunk[:_HEAD_BYTES]
                    _check_head(head)
                if any(sign in chunk or sign in tail + chunk[:10] for sign in _DTD):
                    raise refused(SUSPICIOUS_FILE, detail="DTD")
                tail = (tail + chunk[-10:])[-10:]
            yield chunk
        if size != entry.file_size or checksum != entry.CRC:
            raise refused(DAMAGED_FILE, detail="size or checksum of a part")

    def _inflated(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        packed = memoryview(self._content)[self._starts[entry.header_offset] :][: entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            for start in range(0, len(packed), _CHUNK_BYTES):
                yield bytes(packed[start : start + _CHUNK_BYTES])
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for start in range(0, len(packed), _PACKED_STEP_BYTES):
                pending: bytes | memoryview = packed[start : start + _PACKED_STEP_BYTES]
                more = True
                while more:
                    chunk = inflater.decompress(pending, _CHUNK_BYTES)
                    pending = inflater.unconsumed_tail
                    more = bool(pending) or len(chunk) == _CHUNK_BYTES
                    yield chunk
        except zlib.error as error:
            raise refused(DAMAGED_FILE, detail=f"deflate: {error}") from error

    def _check_places(self, entries: list[zipfile.ZipInfo], directory_start: int) -> dict[int, int]:
        """Where each entry's data start, after checking local headers against the directory and overlaps."""
        starts, end = {}, 0
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            header = self._content[entry.header_offset : entry.header_offset + 30]
            if entry.header_offset < end or len(header) < 30 or not header.startswith(b"PK\x03\x04"):
                raise refused(SUSPICIOUS_FILE, detail="entries overlap or are missing")
            flags, method, name_length, extra_length = struct.unpack("<6xHH16xHH", header)
            name_start = entry.header_offset + 30
            name = self._content[name_start : name_start + name_length]
            listed = entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437")
            if method != entry.compress_type or flags & 1 or name != listed:
                raise refused(SUSPICIOUS_FILE, detail="directory contradicts entry")
            starts[entry.header_offset] = name_start + name_length + extra_length
            end = starts[entry.header_offset] + entry.compress_size
        if end > directory_start:
            raise refused(SUSPICIOUS_FILE, detail="entry reaches into the directory")
        return starts


def _check_end_record(content: bytes) -> int:
    """Where the directory starts, after checking that the one end record closes the file."""
    end = content.rfind(b"PK\x05\x06")
    if end < 0 or len(content) - end < 22:
        raise refused(DAMAGED_FILE, detail="no end record")
    entries, size, start, comment = struct.unpack("<10xHIIH", content[end : end + 22])
    if entries > MAX_ENTRIES or size > _MAX_DIRECTORY_BYTES:
        raise refused(SUSPICIOUS_FILE, detail="too many entries")
    # Some programs put the records for very large archives (76 bytes) in any archive.
    between = content[start + size : end]
    if end + 22 + comment != len(content) or not (
        between == b"" or (len(between) == 76 and between.startswith(b"PK\x06\x06"))
    ):
        raise refused(DAMAGED_FILE, detail="end record does not close the file")
    return start


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    if entry.flag_bits & 0x41:
        raise refused(PASSWORD_PROTECTED)
    rule: Rule | None = None
    if name.startswith("/") or any(sign in name for sign in "\\:\0") or ".." in name.split("/"):
        rule, detail = SUSPICIOUS_FILE, "entry name"
    elif entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        rule, detail = SUSPICIOUS_FILE, "packing method"
    elif entry.file_size > max(_RATIO_COUNTS_FROM_BYTES, MAX_RATIO * entry.compress_size):
        rule, detail = SUSPICIOUS_FILE, "ratio"
    if rule:
        raise refused(rule, detail=detail)


def _check_head(head: bytes) -> None:
    """Check the start of an XML part: its encoding, and how many strings it says it holds."""
    encoding = _ENCODING.match(head[:200])
    if b"\0" in head[:4] or (
        encoding and encoding[1].lower() not in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
    ):
        raise refused(DAMAGED_FILE, detail="XML part is not UTF-8")
    for count in (_STRING_COUNT.search(head), _STRING_COUNT_UNIQUE.search(head)):
        # A parser may set memory aside for as many strings as are announced.
        if count and int(count[1][:12]) > MAX_SHARED_STRINGS:
            raise refused(SUSPICIOUS_FILE, detail="shared string count")
