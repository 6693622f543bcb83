"""A zip file unpacked under watch: nothing is trusted that it says of itself."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from re import compile as pattern

from khuyenhoc.domain.findings import Rule
from khuyenhoc.intake.refusals import DAMAGED_FILE, PASSWORD_PROTECTED, SUSPICIOUS_FILE, refused

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
# XML parts that were unpacked and found sound are kept up to here: a sheet is looked at twice.
_MAX_KEPT_BYTES = 4_000_000
_XML_SUFFIXES = (".xml", ".rels")
_DTD = (b"<!DOCTYPE", b"<!ENTITY")
_ENCODING = pattern(rb"^\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
_STRING_COUNT = pattern(rb"<(?:\w+:)?sst\s[^>]*?\b(?:uniqueCount|count)\s*=\s*[\"']\s*(\d+)")
_STRING_COUNT_UNIQUE = pattern(rb"<(?:\w+:)?sst\s[^>]*?\buniqueCount\s*=\s*[\"']\s*(\d+)")


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
        self._kept: dict[str, list[bytes]] = {}
        self._room = _MAX_KEPT_BYTES

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
        key = name.lower()
        if key in self._kept:
            yield from self._kept[key]
            return
        entry = self._entries[key]
        kept: list[bytes] | None = [] if entry.file_size <= self._room else None
        # Old OpenOffice manifests have a DTD; no XML parser sees them.
        is_xml = key.endswith(_XML_SUFFIXES) and not name.startswith("META-INF/")
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
            if kept is not None:
                kept.append(chunk)
            yield chunk
        if size != entry.file_size or checksum != entry.CRC:
            raise refused(DAMAGED_FILE, detail="size or checksum of a part")
        if kept is not None and is_xml and size <= self._room:
            self._kept[key] = kept
            self._room -= size

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
