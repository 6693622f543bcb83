"""What is let in, what is turned away, and how fast."""

import struct
from collections.abc import Callable

import pytest
from crafted_files import (
    lying_xlsx,
    ods,
    ole,
    packed,
    raw_zip,
    sheet_xml,
    xls,
    xlsb,
    xlsx,
    xlsx_parts,
)
from guarded_files import ONE_CELL, SHEET, refusal

from khuyenhoc.intake import package
from khuyenhoc.intake.guard import MAX_FILE_MEGABYTES, Inspection, inspect_file
from khuyenhoc.intake.package import MAX_ENTRIES, Package
from khuyenhoc.intake.refusals import Refused

# --- Kinds -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "file_name", "kind"),
    [
        (xlsx, "a.xlsx", "xlsx"),
        (lambda: xlsx(macros=True), "a.xlsm", "xlsm"),
        (lambda: xlsb([[1]]), "a.xlsb", "xlsb"),
        (lambda: xls([(0, 0, 1)]), "a.xls", "xls"),
        (lambda: ods("<table:table-row/>"), "a.ods", "ods"),
        (lambda: b"a;b\n1;2", "a.CSV", "csv"),
        (lambda: b"a\tb\n1\t2", "a.txt", "csv"),
        (lambda: b"a\tb\n1\t2", "a.tsv", "csv"),
        (xlsx, "a.xls", "xlsx"),
        (xlsx, "a.csv", "xlsx"),
    ],
)
def test_kind_is_told_by_content(make: Callable[[], bytes], file_name: str, kind: str) -> None:
    assert inspect_file(make(), file_name).kind == kind


@pytest.mark.parametrize(
    ("content", "file_name", "words"),
    [
        (b"%PDF-1.7", "a.pdf", "tệp PDF"),
        (b"\xff\xd8\xff\xe0", "a.xlsx", "ảnh chụp"),
        (b"\x89PNG\r\n", "a.png", "ảnh"),
        (b"Rar!\x1a\x07", "a.rar", "RAR"),
        (b"{\\rtf1", "a.doc", "Word"),
        (b"\xef\xbb\xbf <html><table>", "a.xls", "trang web"),
        (b'<?xml version="1.0"?><Workbook/>', "a.xls", "XML"),
        (b"a;b", "a.xls", "loại tệp khác"),
        (b"a;b", "noending", "loại tệp khác"),
        (packed({"word/document.xml": "<a/>"}), "a.docx", "Word"),
        (packed({"ppt/presentation.xml": "<a/>"}), "a.pptx", "PowerPoint"),
        (packed({"bao_cao.xlsx": xlsx()}), "a.zip", "ZIP"),
        (ole({"WordDocument": b""}), "a.doc", "Word"),
    ],
)
def test_other_kinds_are_named(content: bytes, file_name: str, words: str) -> None:
    with pytest.raises(Refused) as caught:
        inspect_file(content, file_name)
    assert caught.value.finding.rule == "not_a_workbook"
    assert words in caught.value.finding.message_vi
    assert "Tệp (File) > Lưu thành (Save As)" in caught.value.finding.message_vi


@pytest.mark.parametrize("content", [b"", b"   \r\n", bytes(1000)])
def test_empty_files(content: bytes) -> None:
    assert refusal(content)[0] == "empty_file"


def test_size_is_limited() -> None:
    content = b"x" * ((MAX_FILE_MEGABYTES << 20) + 1)
    assert refusal(content, "a.csv")[0] == "file_too_large"
    assert inspect_file(content[:-1], "a.csv").kind == "csv"


def test_passwords_are_recognised() -> None:
    assert refusal(ole({"EncryptionInfo": b"", "EncryptedPackage": b"secret"}))[0] == "password_protected"
    locked = ods("", manifest="<encryption-data/>")
    assert refusal(locked, "a.ods")[0] == "password_protected"
    assert (
        refusal(raw_zip([{"name": "xl/workbook.xml", "data": b"x", "flags": 1}]))[0] == "password_protected"
    )


def test_the_word_for_locked_files_inside_a_cell_is_no_password() -> None:
    # Text of cells does not stand where the directory's names stand.
    assert inspect_file(xls([(0, 0, "EncryptedPackage")]), "a.xls").kind == "xls"


def test_macros_are_flagged_and_let_in() -> None:
    assert inspect_file(xlsx(macros=True), "a.xlsm").has_macros
    assert not inspect_file(xlsx(), "a.xlsm").has_macros
    with_macros = ole({"Workbook": b"", "_VBA_PROJECT_CUR": b""})
    assert inspect_file(with_macros, "a.xls") == Inspection("xls", has_macros=True)


def test_title_is_read() -> None:
    assert inspect_file(xlsx(title="Biểu mẫu &amp; số liệu"), "a.xlsx").title == "Biểu mẫu & số liệu"


# --- Zip structure ---------------------------------------------------------------------------------------


def with_entry(**entry: object) -> bytes:
    parts = xlsx_parts({"Biểu 1": sheet_xml(ONE_CELL)})
    entries = [{"name": name, "data": data.encode()} for name, data in parts.items()]
    return raw_zip([*entries, {"data": b"<a/>", **entry}])


def test_the_hand_made_zip_itself_is_let_in() -> None:
    assert inspect_file(with_entry(name="xl/theme/theme1.xml"), "a.xlsx").kind == "xlsx"


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "../../etc/passwd"},
        {"name": "/etc/passwd"},
        {"name": "xl/../../x.xml"},
        {"name": "xl\\worksheets\\sheet2.xml"},
        {"name": "C:/x.xml"},
        {"name": "xl/workbook.xml"},
        {"name": "XL/WORKBOOK.XML"},
        {"name": "x.xml", "local_name": "y.xml"},
        {"name": "x.xml", "method": 12},
        {"name": "x.xml", "size": 3},
    ],
    ids=lambda entry: "-".join(map(str, entry.values())),
)
def test_entries_that_deceive_are_refused(entry: dict) -> None:
    assert refusal(with_entry(**entry))[0] == "suspicious_file"


def test_too_many_entries() -> None:
    assert refusal(packed({f"x{number}": "" for number in range(MAX_ENTRIES + 1)}))[0] == "suspicious_file"


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-30],
        lambda content: content[: len(content) // 2],
        lambda content: content + b"trailing",
        lambda content: content[:4] + bytes(len(content) - 4),
    ],
    ids=["end cut", "half", "longer", "zeros"],
)
def test_damaged_zips(damage: Callable[[bytes], bytes]) -> None:
    assert refusal(damage(xlsx()))[0] == "damaged_file"


def test_a_flipped_bit_in_the_figures_is_noticed() -> None:
    sheet = sheet_xml(ONE_CELL).encode()
    content = lying_xlsx(SHEET, sheet, method=0)
    assert inspect_file(content, "a.xlsx").sheets["Biểu 1"].content_cells == 1
    flipped = content.replace(b"<v>1</v>", b"<v>9</v>")
    assert flipped != content
    assert refusal(flipped)[0] == "damaged_file"


def test_overlapping_entries_are_refused() -> None:
    # Two directory records that share one body: how a small file unpacks to petabytes.
    content = bytearray(packed({"xl/workbook.xml": "a" * 50, "xl/b.xml": "a" * 50}))
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<I", 0)
    assert refusal(bytes(content))[0] == "suspicious_file"


def test_records_for_very_large_archives_are_no_reason_to_refuse() -> None:
    content = xlsx()
    end = content.rfind(b"PK\x05\x06")
    between = b"PK\x06\x06" + bytes(52) + b"PK\x06\x07" + bytes(16)
    with pytest.raises(Refused):
        inspect_file(content[:end] + between[:-1] + content[end:], "a.xlsx")


@pytest.mark.parametrize(
    "sheet",
    [
        '<?xml version="1.0" encoding="windows-1258"?>' + sheet_xml(ONE_CELL),
        "<worksheet><sheetData>",
        "<a></b>",
    ],
    ids=["encoding", "cut", "crossed"],
)
def test_xml_that_programs_read_differently(sheet: str) -> None:
    content = packed(xlsx_parts({"Biểu 1": sheet}) | {"docProps/core.xml": sheet})
    assert refusal(content)[0] == "damaged_file"


def test_a_listed_sheet_that_is_missing_or_twice() -> None:
    parts = xlsx_parts({"Biểu 1": sheet_xml(ONE_CELL)})
    del parts[SHEET]
    assert refusal(packed(parts))[0] == "damaged_file"
    parts = xlsx_parts({"Biểu 1": sheet_xml(ONE_CELL), "Biểu 2": sheet_xml(ONE_CELL)})
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("Biểu 2", "Biểu 1")
    assert refusal(packed(parts))[0] == "damaged_file"


def test_a_sound_part_is_unpacked_once_and_kept_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = []
    inflated = Package._inflated
    monkeypatch.setattr(Package, "_inflated", lambda self, entry: unpacked.append(1) or inflated(self, entry))
    content = xlsx()
    parts = Package(content)
    whole = b"".join(parts.chunks(SHEET))
    assert b"".join(parts.chunks(SHEET.upper())) == whole
    assert len(unpacked) == 1
    # Who stops before the end has not seen whether it is sound.
    halfway = Package(content)
    next(halfway.chunks(SHEET))
    assert b"".join(halfway.chunks(SHEET)) == whole
    assert len(unpacked) == 3
    monkeypatch.setattr(package, "_MAX_KEPT_BYTES", len(whole) - 1)
    parts = Package(content)
    assert [b"".join(parts.chunks(SHEET)) for _ in range(2)] == [whole] * 2
    assert len(unpacked) == 5
