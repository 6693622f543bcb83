"""A sheet of a later act: what is read, and in which cell each wrong one is refused."""

import io

import openpyxl
import pytest

from khuyenhoc.domain.later_acts import ActKind
from khuyenhoc.intake.act_sheet import HEADINGS, ActSheet, read_act_sheet
from khuyenhoc.reports.act_form import act_form, act_form_csv
from tests.acts import BAC_NHA_TRANG, MERGED, MOVED, ROWS, TAY_NHA_TRANG, invented_act, read_act

DAY = "01/01/2027,{act}"


def complaints(sheet: ActSheet) -> list[tuple[str, str]]:
    assert sheet.rows == ()
    return [(finding.rule, finding.cell) for finding in sheet.findings]


def test_the_kinds_of_an_act() -> None:
    kinds = [(row.kind, row.weight, row.basis) for row in invented_act()]
    assert kinds == [
        (ActKind.MERGE, "1", "whole"),
        (ActKind.MERGE, "1", "whole"),
        (ActKind.SPLIT, "3/4", "population"),
        (ActKind.SPLIT, "1/4", "population"),
        (ActKind.CHANGE_PARENT, "1", "whole"),
        (ActKind.RENAME, None, None),
    ]
    assert invented_act()[0].name == "Phường Nha Trang Mới"
    assert (invented_act()[4].to_id, invented_act()[4].parent_id) == (MOVED, "reform-66")


def test_shares_come_from_people_where_none_are_written() -> None:
    rows = read_act(f"{DAY},22333,,99001,A,Xã,,,,1.000,", f"{DAY},22333,,99002,B,Xã,,,,3.000,").rows
    assert [(row.weight, row.basis, row.population) for row in rows] == [
        ("1/4", "population", 1000),
        ("3/4", "population", 3000),
    ]


def test_thirds_are_exact() -> None:
    rows = read_act(*(f"{DAY},22333,,9900{n},A{n},Xã,,1/3,chia đều,," for n in (1, 2, 3))).rows
    assert [(row.weight, row.basis) for row in rows] == [("1/3", "equal")] * 3


def test_a_unit_that_takes_land_and_keeps_its_code_is_another_one() -> None:
    rows = read_act(f"{DAY},22333,,22390,,,,,,,").rows
    assert {row.from_id: row.to_id for row in rows} == {
        BAC_NHA_TRANG: "reform-22390-20270101",
        TAY_NHA_TRANG: "reform-22390-20270101",
    }


def test_a_unit_that_gives_land_away_keeps_a_part() -> None:
    rows = read_act(f"{DAY},22333,,22333,,,,90%,,,", f"{DAY},22333,,99001,A,Xã,,0.1,,,").rows
    assert [(row.to_id, row.weight) for row in rows] == [
        ("reform-22333-20270101", "9/10"),
        (MERGED, "1/10"),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([f"{DAY},12345,,99001,A,Xã,,,,,"], [("act_unknown_from", "CSV!C2")]),
        ([f"{DAY},22333,Cam Lâm,99001,A,Xã,,,,,"], [("act_name_differs", "CSV!D2")]),
        ([f"{DAY},22333,,9,A,Xã,,,,,"], []),
        ([f"{DAY},22333,,KH-1,A,Xã,,,,,"], [("act_bad_code", "CSV!E2")]),
        (["01/07/2025,{act},22333,,99001,A,Xã,,,,,"], [("act_date_too_early", "CSV!A2")]),
        (["ngày mai,{act},22333,,99001,A,Xã,,,,,"], [("unreadable_act_day", "CSV!A2")]),
        (["01/01/2027,,22333,,99001,A,Xã,,,,,"], [("act_no_act", "CSV!B2")]),
        ([f"{DAY},22333,,99001,A,Xã,,,,,"] * 2, [("act_repeated", "CSV!E3")]),
        ([f'{DAY},22333,,99001,A,Xã,,"1,5",,,'], [("act_weight_range", "CSV!I2")]),
        ([f"{DAY},22333,,99001,A,Xã,,nửa,,,"], [("unreadable_act_number", "CSV!I2")]),
        ([f"{DAY},22333,,99001,A,Xã,,,ước,,"], [("unknown_act_basis", "CSV!J2")]),
        ([f"{DAY},22333,,99001,,Xã,,,,,"], [("act_target_incomplete", "CSV!F2")]),
        ([f"{DAY},22333,,99001,A,Huyện,,,,,"], [("act_target_incomplete", "CSV!F2")]),
        ([f"{DAY},22333,,99001,A,Xã,99,,,,"], [("act_target_incomplete", "CSV!F2")]),
        ([f"{DAY},22333,,22333,,,,,,,"], [("act_nothing_changes", "CSV!E2")]),
        (
            [f"{DAY},22333,,22390,,,,,,,", f"{DAY},22390,,22333,,,,,,,"],
            [("act_cycle", "CSV!E2"), ("act_cycle", "CSV!E3")],
        ),
        (
            [f"{DAY},22333,,99001,A,Xã,,,,,", f"{DAY},22390,,99001,B,,,,,,"],
            [("act_target_differs", "CSV!F3")],
        ),
        (
            [f"{DAY},22333,,99001,A,Xã,,,,,", "02/01/2027,{act},22390,,99002,B,Xã,,,,,"],
            [("act_many_dates", "CSV!A3")],
        ),
        (
            [f'{DAY},22333,,99001,A,Xã,,"0,6",,,', f'{DAY},22333,,99002,B,Xã,,"0,3",,,'],
            [("act_weights", "CSV!I3")],
        ),
        (
            [f"{DAY},22333,,99001,A,Xã,,,,,", f"{DAY},22333,,99002,B,Xã,,,,,"],
            [("act_weight_missing", "CSV!I2")],
        ),
    ],
)
def test_each_wrong_cell_is_named(rows: list[str], expected: list[tuple[str, str]]) -> None:
    sheet = read_act(*rows)
    if not expected:
        assert sheet.rows[0].code == "00009"
        return
    assert complaints(sheet) == expected


def test_a_complaint_names_the_other_cell_in_both_languages() -> None:
    (finding,) = read_act(f"{DAY},22333,,99001,A,Xã,,,,,", f"{DAY},22390,,99001,B,,,,,,").findings
    assert "CSV!F2" in finding.message_vi
    assert "CSV!F2" in finding.message_en


def test_the_forms_are_read_back() -> None:
    empty = read_act_sheet(act_form(), "mau.xlsx")
    assert [finding.rule for finding in empty.findings] == ["no_act_rows"]
    assert [finding.rule for finding in read_act_sheet(act_form_csv(), "mau.csv").findings] == ["no_act_rows"]
    book = openpyxl.load_workbook(io.BytesIO(act_form()))
    sheet = book.worksheets[0]
    for column, text in enumerate(ROWS[0].format(act="NQ 1").split(","), start=1):
        sheet.cell(5, column, text or None)
    sheet.cell(5, 3, 22333)
    written = io.BytesIO()
    book.save(written)
    (row,) = read_act_sheet(written.getvalue(), "van_ban.xlsx").rows
    assert (row.from_id, row.to_id, row.event_date) == (BAC_NHA_TRANG, MERGED, "2027-01-01")
    assert len(HEADINGS) == 12


def test_other_files_are_refused_in_words() -> None:
    sheet = read_act_sheet(b"a,b\n1,2\n", "khac.csv")
    assert [finding.rule for finding in sheet.findings] == ["no_act_table"]
