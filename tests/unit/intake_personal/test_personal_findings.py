"""What a finding says, where it points, and that it never repeats what it has found."""

import pytest
from personal_sheets import COUNTS, IDENTITY, NAMES, PHONES, POSITIVE, UNITS, book, column, sheet

from khuyenhoc.domain.findings import Severity
from khuyenhoc.intake.personal_data import PERSONAL_DATA, find_personal_data

LIST = [
    ("TT", "Họ và tên", "Ngày sinh", "Số CCCD", "SĐT", "Lớp"),
    *(
        (number, name, "01/01/2010", identity, phone, "9A")
        for number, (name, identity, phone) in enumerate(zip(NAMES, IDENTITY, PHONES, strict=True), 1)
    ),
]


def test_each_column_is_named_once_with_its_gravest_kind() -> None:
    findings = find_personal_data(book(sheet(LIST, "Danh sach")))
    assert [finding.cell for finding in findings] == [f"Danh sach!{letter}1" for letter in "BCDE"]
    kinds = [finding.message_en.split(" hold ")[1].split(".")[0] for finding in findings]
    assert kinds == ["names", "dates of birth", "identity numbers", "phone numbers"]


def test_a_column_of_names_with_numbers_of_people_is_about_the_numbers() -> None:
    findings = find_personal_data(book(column("Họ và tên, số CCCD", IDENTITY)))
    assert ["identity numbers" in finding.message_en for finding in findings] == [True]


def test_messages_say_where_what_and_what_to_do() -> None:
    (finding,) = find_personal_data(book(column("Người phụ trách", NAMES)))
    assert (finding.severity, finding.rule) == (Severity.ERROR, "personal_data")
    for part in (
        "“Bieu 01”",
        "cột D",
        "6 ô",
        "họ tên",
        "91/2025/QH15",
        "356/2025/NĐ-CP",
        "xóa cả cột",
        "tổng hợp",
    ):
        assert part in finding.message_vi
    for part in (
        "“Bieu 01”",
        "column D",
        "6 cells",
        "names",
        "91/2025/QH15",
        "nothing in it was kept",
        "totals",
    ):
        assert part in finding.message_en
    assert "91/2025/QH15" in PERSONAL_DATA.source
    assert "356/2025" in PERSONAL_DATA.source


@pytest.mark.parametrize("name", POSITIVE)
def test_no_value_is_repeated(name: str) -> None:
    source, place = POSITIVE[name]
    heading_row = int("".join(filter(str.isdigit, place)))
    canaries = {str(value) for row in source.rows[heading_row:] for value in row if value is not None}
    canaries = {
        text for text in canaries - set(UNITS) if len(text) > 3 and not text.lower().startswith("không")
    }
    for finding in find_personal_data(book(source)):
        said = " ".join((finding.cell, finding.message_vi, finding.message_en))
        assert not [text for text in canaries if text.lower() in said.lower()]


def test_a_sheet_named_after_somebody_is_called_by_its_number() -> None:
    sheets = (sheet([("Ghi chú",)]), sheet(LIST, NAMES[0]))
    findings = find_personal_data(book(*sheets))
    assert {finding.cell for finding in findings} == {""}
    for finding in findings:
        assert NAMES[0] not in finding.message_vi + finding.message_en
        assert finding.message_vi.startswith("Trang thứ 2, ")
        assert finding.message_en.startswith("Sheet 2, ")


def test_a_sheet_named_after_a_day_keeps_its_name() -> None:
    findings = find_personal_data(book(sheet(LIST, "30.9.2025")))
    assert findings[0].cell == "30.9.2025!B1"


def test_hidden_sheets_are_looked_at_and_said_to_be_hidden() -> None:
    sheets = (column("Dân số", COUNTS), sheet(LIST, "An", is_hidden=True))
    findings = find_personal_data(book(*sheets))
    assert {finding.cell.split("!")[0] for finding in findings} == {"An"}
    assert all("đang bị ẩn" in finding.message_vi for finding in findings)
    assert all("(hidden)" in finding.message_en for finding in findings)


def test_at_most_twenty_findings() -> None:
    rows = [("Họ và tên",) * 30, *[(name,) * 30 for name in NAMES]]
    assert len(find_personal_data(book(sheet(rows), sheet(rows, "Bieu 02")))) == 20


def test_a_list_in_each_of_two_tables_of_one_column_is_one_finding() -> None:
    rows = [
        ("Họ và tên",),
        *[(name,) for name in NAMES],
        (),
        ("Số CCCD",),
        *[(number,) for number in IDENTITY],
    ]
    findings = find_personal_data(book(sheet(rows)))
    assert [finding.cell for finding in findings] == ["Bieu 01!A9"]


def test_an_empty_workbook() -> None:
    assert find_personal_data(book()) == []


def test_a_list_at_the_bottom_of_a_national_sheet_is_found() -> None:
    table = [(number, f"Xã số {number}", *[number] * 20) for number in range(3_321)]
    people = [(number, name, 3) for number, name in enumerate(NAMES)]
    findings = find_personal_data(book(sheet([("STT", "Đơn vị", "Hội viên"), *table, (), *people])))
    assert [finding.cell for finding in findings] == ["Bieu 01!B3324"]


def test_a_large_hostile_sheet_is_judged() -> None:
    row = ("Họ và tên", "họ tên " * 3_000, " " * 20_000 + "x", "0" * 20_000 + "x00", NAMES[0], 900_000_001)
    assert [finding.cell for finding in find_personal_data(book(sheet([row] * 5_000)))] == ["Bieu 01!E1"]
