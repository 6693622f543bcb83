"""What kind of file has come in, and whether it may be handed to a parser: checked before any parser runs.

A workbook of one kilobyte can ask a parser for half a terabyte of memory, so nothing is trusted that the file
says of itself: sizes are counted while unpacking, and an entry that goes past its word ends the check.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from khuyenhoc.intake.package import Package
from khuyenhoc.intake.raw_sheet import RawSheet
from khuyenhoc.intake.raw_xlsx import are_surely_small, survey_xlsx
from khuyenhoc.intake.raw_xml import title_of
from khuyenhoc.intake.refusals import (
    DAMAGED_FILE,
    EMPTY_FILE,
    FILE_TOO_LARGE,
    NOT_A_WORKBOOK,
    PASSWORD_PROTECTED,
    refused,
)

MAX_FILE_MEGABYTES = 20

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


@dataclass(frozen=True)
class Inspection:
    """What the guard found.

    Attributes:
        kind: `xlsx`, `xlsm`, `xlsb`, `ods`, `xls` or `csv`.
        has_macros: whether the file carries a macro project.
        title: the document's title, if any.
        package: the unpacked side of a zip file, for a second look.
        is_small: whether the sheets are surely small enough for a parser, before any cell was counted.
    """

    kind: str
    has_macros: bool = False
    title: str = ""
    package: Package | None = None
    is_small: bool = False

    @cached_property
    def sheets(self) -> Mapping[str, RawSheet]:
        """What the sheets' own parts hold, by sheet name; empty for other kinds than .xlsx.

        Counted when first asked for: of sheets that are surely small that may be while a parser works.

        Raises:
            Refused: a part is not well-formed.
        """
        if self.package is None or self.kind not in {"xlsx", "xlsm"}:
            return {}
        return survey_xlsx(self.package, are_small=self.is_small)


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
        title = title_of(package, "docProps/core.xml")
        is_small = kind != "xlsb" and are_surely_small(package)
        inspection = Inspection(kind, "xl/vbaProject.bin" in package, title, package, is_small)
        if kind != "xlsb" and not is_small:
            # Refuses what is too large for a parser.
            _ = inspection.sheets
        return inspection
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


def _office_kind(package: Package) -> str:
    # The sheets are looked at more closely afterwards.
    package.check_parts(skip="xl/worksheets/sheet")
    if "xl/workbook.bin" in package:
        return "xlsb"
    types = package.read("[Content_Types].xml") if "[Content_Types].xml" in package else b""
    return "xlsm" if b"macroEnabled" in types or "xl/vbaProject.bin" in package else "xlsx"
