"""What a person must mend: each mistake has its rule, its cell and a message in both languages."""

import datetime

import pytest

from khuyenhoc.intake.verdict import Decision
from tests.unit.intake.workbooks import LETTERHEAD, TITLE, Form, check, problems, sheet

ROWS = ((1, "Nha Trang", 1000, 300), (2, "Cam Ranh", 2000, 400))
AFTER = ((LETTERHEAD,), ("QUÝ III/2025",))


def with_row(*row, **parts):
    return Form(rows=(*ROWS, row)).sheet(**parts)


def report(*rows, columns, head=((LETTERHEAD,), (TITLE,), ())):
    return Form(columns=columns, rows=rows, head=head).sheet()


ERRORS = {
    "no table": (sheet([("Kính gửi các huyện",)]), [("no_table", "Bieu 01")]),
    "empty sheet": (sheet([]), [("no_table", "Bieu 01")]),
    "no known column": (
        sheet([(TITLE,), ("STT", "Đơn vị", "Cột lạ"), (1, "Nha Trang", 5)]),
        [("no_figures", "Bieu 01!A2")],
    ),
    "no unit": (Form(rows=()).sheet(), [("no_units", "Bieu 01!A4")]),
    "no period": (Form(rows=ROWS, head=((LETTERHEAD,),)).sheet(), [("no_period", "Bieu 01")]),
    "school year": (
        Form(rows=ROWS, head=((LETTERHEAD,), ("NĂM HỌC 2024-2025",))).sheet(),
        [("school_year", "Bieu 01!A2")],
    ),
    "a month": (
        Form(rows=ROWS, head=((LETTERHEAD,), ("THÁNG 9 NĂM 2024",))).sheet(),
        [("unusable_period", "Bieu 01!A2")],
    ),
    "two periods": (Form(rows=ROWS).sheet("Quý II-2024"), [("period_conflict", "Quý II-2024")]),
    "province against units": (
        Form(rows=ROWS, head=(("HỘI KHUYẾN HỌC TỈNH PHÚ YÊN",), (TITLE,))).sheet(),
        [("province_conflict", "Bieu 01!A1")],
    ),
    "no province": (
        Form(rows=((1, "A", 1, 1), (2, "B", 2, 2)), head=((TITLE,),)).sheet(),
        [("province_not_found", "Bieu 01")],
    ),
    "unknown unit": (with_row(3, "Huyện Vạn Nin", 1, 1), [("unknown_unit", "Bieu 01!B7")]),
    "unit of another province": (with_row(3, "Huyện Tuy An", 1, 1), [("unknown_unit", "Bieu 01!B7")]),
    "repeated unit": (with_row(3, "TP. Nha Trang", 1, 1), [("repeated_unit", "Bieu 01!B7")]),
    "commune among districts": (with_row(3, "Xã Vĩnh Phương", 1, 1), [("unit_of_other_level", "Bieu 01!B7")]),
    "new commune before the reform": (
        with_row(3, "Phường Bắc Nha Trang", 1, 1),
        [("unit_of_other_vintage", "Bieu 01!B7")],
    ),
    "districts after the reform": (
        Form(rows=((1, "Thành phố Nha Trang", 5, 1), (2, "Huyện Diên Khánh", 5, 1)), head=AFTER).sheet(),
        [("unit_of_other_vintage", "Bieu 01!B4"), ("unit_of_other_vintage", "Bieu 01!B5")],
    ),
    "bare districts after the reform": (
        Form(
            rows=((1, "Nha Trang", 5, 1), (2, "Cam Ranh", 5, 1), (3, "Diên Khánh", 5, 1)), head=AFTER
        ).sheet(),
        [("unit_of_other_vintage", f"Bieu 01!B{row}") for row in (4, 5, 6)],
    ),
    "a row without a name": (
        Form(rows=(ROWS[0], (2, "", 5, 1), (3, "Cam Ranh", 5, 1))).sheet(),
        [("unit_without_name", "Bieu 01!B6")],
    ),
    "two columns of one figure": (
        report((1, "Nha Trang", 5, 6), columns=("Tổng số hội viên", "Hội viên")),
        [("repeated_column", "Bieu 01!D4")],
    ),
    "code against name": (
        sheet([(LETTERHEAD,), (TITLE,), ("STT", "Mã", "Đơn vị", "HV"), (1, "570", "Vạn Ninh", 5)]),
        [("code_contradicts_name", "Bieu 01!C4")],
    ),
    "text": (with_row(3, "Cam Lâm", "nhiều", 1), [("not_a_number", "Bieu 01!C7")]),
    "a percentage": (with_row(3, "Cam Lâm", "60,15%", 1), [("not_a_number", "Bieu 01!C7")]),
    "not a number": (
        with_row(3, "Cam Lâm", "NaN", "1_000"),
        [("not_a_number", "Bieu 01!C7"), ("not_a_number", "Bieu 01!D7")],
    ),
    "a date": (with_row(3, "Cam Lâm", datetime.date(2024, 4, 3), 1), [("not_a_number", "Bieu 01!C7")]),
    "lost zeros": (with_row(3, "Cam Lâm", 17.54, 1), [("fraction_in_count", "Bieu 01!C7")]),
    "negative": (with_row(3, "Cam Lâm", 10, -1), [("negative_value", "Bieu 01!D7")]),
    "Excel error": (
        with_row(3, "Cam Lâm", "", 1, error_cells={(7, 3): "#REF!"}),
        [("excel_error", "Bieu 01!C7")],
    ),
    "formula without value": (
        with_row(3, "Cam Lâm", "", 1, formulas_without_value=frozenset({(7, 3)})),
        [("formula_without_value", "Bieu 01!C7")],
    ),
    "merged figures": (
        with_row(3, "Cam Lâm", 10, 1, merged=[(6, 3, 7, 3)]),
        [("merged_figures", "Bieu 01!C6")],
    ),
    "mixed separators": (
        report(
            (1, "Nha Trang", "1.234,5"),
            (2, "Cam Ranh", "1,234.5"),
            (3, "Cam Lâm", "1.234"),
            columns=("Thu (triệu đồng)",),
        ),
        [("ambiguous_number", "Bieu 01!C7")],
    ),
    "two units of money": (
        report(
            (1, "Nha Trang", 944),
            columns=("Thu",),
            head=((LETTERHEAD,), (TITLE,), ("ĐVT: đồng", "ĐVT: triệu đồng")),
        ),
        [("money_unit_conflict", "Bieu 01!C4")],
    ),
    "amounts too small for their unit": (
        report(
            *((n, name, 3600, 200) for n, name in enumerate(("Nha Trang", "Cam Ranh", "Cam Lâm"), 1)),
            columns=("Tồn quỹ", "Thu"),
            head=((LETTERHEAD,), (TITLE,), ("ĐVT: đồng",)),
        ),
        [("money_unit_below_belief", "Bieu 01!C4")],
    ),
    "no association but figures": (
        report((1, "Nha Trang", 5, 2, "Chưa thành lập Hội"), columns=("Dân số", "HV", "Ghi chú")),
        [("not_established_with_figures", "Bieu 01!B5")],
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_block_and_name_their_cell(name):
    page, expected = ERRORS[name]
    verdict = check(page)
    assert problems(verdict) == expected
    assert verdict.decision is Decision.REJECTED
    assert verdict.values == ()
    assert verdict.not_established == ()


WARNINGS = {
    "unknown column": (
        report((1, "Nha Trang", 5, 6), columns=("HV", "Số xe đạp")),
        [("unknown_column", "Bieu 01!D4")],
    ),
    "uncertain column": (
        report((1, "Nha Trang", 5, 6), columns=("HV", "Gia đình học tập")),
        [("uncertain_column", "Bieu 01!D4")],
    ),
    "cumulative column": (
        report(
            (1, "Nha Trang", 5, 6),
            columns=("HV", "Lũy kế vận động (tỷ đồng)"),
            head=((LETTERHEAD,), ("QUÝ III/2024",)),
        ),
        [("column_of_other_basis", "Bieu 01!D3")],
    ),
    "wrong type": (with_row(3, "Huyện Ninh Hòa", 5, 1), [("unit_type_differs", "Bieu 01!B7")]),
    "a body of the province": (with_row(3, "Văn phòng Tỉnh hội", "", 1), [("row_of_no_unit", "Bieu 01!B7")]),
    "a part of the rows above": (
        with_row("", "Trong đó: miền núi", 5, 1),
        [("row_of_no_unit", "Bieu 01!B7")],
    ),
    "figures below the table": (with_row("", "", 5, 1), [("row_not_read", "Bieu 01!B7")]),
    "unknown code": (
        sheet([(LETTERHEAD,), (TITLE,), ("STT", "Mã", "Đơn vị", "HV"), (1, "999", "Vạn Ninh", 5)]),
        [("unknown_code", "Bieu 01!C4")],
    ),
    "no unit of money": (
        report((1, "Nha Trang", 944), columns=("Thu",)),
        [("money_unit_missing", "Bieu 01!C4")],
    ),
    "amounts too large for their unit": (
        report((1, "Nha Trang", 2_325_000_000), columns=("Thu (triệu đồng)",)),
        [("money_unit_beyond_belief", "Bieu 01!C4")],
    ),
    "ratio against total": (
        report((1, "Nha Trang", 70, "50/72"), columns=("Tổng số hộ", "GĐHT được công nhận")),
        [("ratio_contradicts_total", "Bieu 01!D5")],
    ),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_warnings_are_to_be_ticked(name):
    page, expected = WARNINGS[name]
    verdict = check(page)
    assert problems(verdict) == expected
    assert verdict.decision is Decision.NEEDS_REVIEW


NOTES = {
    "hidden sheet": (
        [Form(rows=ROWS).sheet(), Form(rows=ROWS).sheet("Ẩn", is_hidden=True)],
        [("hidden_sheet", "Ẩn")],
    ),
    "a sheet of something else": (
        [Form(rows=ROWS).sheet(), sheet([("a", 1, 2), ("b", 3, 4)], "Nháp")],
        [("sheet_without_table", "Nháp")],
    ),
    "a change since last year": (
        [report((1, "Nha Trang", 5, 6), columns=("HV", "Tăng/giảm"))],
        [("ignored_column", "Bieu 01!D4")],
    ),
    "a rate of nothing": (
        [
            Form(columns=("HV", "Tỷ lệ HV/dân số"), rows=((1, "Nha Trang", 5, ""),)).sheet(
                error_cells={(5, 4): "#DIV/0!"}
            )
        ],
        [("excel_error_in_rate", "Bieu 01!D5")],
    ),
    "a total nobody calculated": (
        [Form(rows=(*ROWS, ("", "Tổng", "", 700))).sheet(formulas_without_value=frozenset({(7, 3)}))],
        [("total_not_calculated", "Bieu 01!B7")],
    ),
}


@pytest.mark.parametrize("name", NOTES)
def test_notes_only_inform(name):
    pages, expected = NOTES[name]
    verdict = check(*pages)
    assert problems(verdict) == expected
    assert verdict.decision is Decision.ACCEPTED


def test_two_sheets_that_disagree():
    first = Form(rows=ROWS).sheet("Biểu 1")
    second = sheet([("STT", "Đơn vị", "Dân số"), (1, "Nha Trang", 1001)], "Biểu 2")
    assert problems(check(first, second)) == [("conflicting_values", "Biểu 2!C2")]


def test_an_empty_column_asks_nothing():
    assert problems(check(report((1, "Nha Trang", 5, ""), columns=("HV", "Số xe đạp")))) == []


def every_finding():
    pages = [[page] for page, _ in (*ERRORS.values(), *WARNINGS.values())] + [
        page for page, _ in NOTES.values()
    ]
    return {finding.rule: finding for page in pages for finding in check(*page).findings}


def test_messages_exist_in_both_languages_and_are_filled():
    for rule, finding in every_finding().items():
        for message in (finding.message_vi, finding.message_en):
            assert len(message) > 30, rule
            assert "{" not in message, rule
            assert "  " not in message, rule
        assert finding.message_vi != finding.message_en


def test_a_repeated_unit_names_the_first_cell():
    verdict = check(with_row(3, "TP. Nha Trang", 1, 1))
    assert "Bieu 01!B5" in verdict.findings[0].message_vi


def test_a_unit_of_the_other_map_is_told_about_the_reform():
    verdict = check(ERRORS["districts after the reform"][0])
    message = verdict.findings[1].message_vi
    assert "01/07/2025" in message
    assert "Xã Diên Khánh" in message


def test_a_homonym_lists_the_choices():
    head = (("HỘI KHUYẾN HỌC TỈNH ĐỒNG THÁP",), (TITLE,))
    page = Form(
        rows=((1, "Cao Lãnh", 5, 1), (2, "H. Hồng Ngự", 5, 1), (3, "TP. Hồng Ngự", 5, 1)), head=head
    ).sheet()
    verdict = check(page)
    assert problems(verdict) == [("homonym_unit", "Bieu 01!B4")]
    assert "Thành phố Cao Lãnh, Huyện Cao Lãnh" in verdict.findings[0].message_vi


def test_findings_come_in_the_order_of_the_file():
    rows = ((1, "Nha Trang", "abc", -1), (2, "Huyện Lạ", 1, 1), (3, "Cam Lâm", -5, "abc"))
    cells = [cell for _, cell in problems(check(Form(rows=rows).sheet()))]
    assert cells == ["Bieu 01!C5", "Bieu 01!D5", "Bieu 01!B6", "Bieu 01!C7", "Bieu 01!D7"]


def test_a_wrong_cell_raises_no_second_finding_in_its_total():
    rows = (*ROWS, (3, "Cam Lâm", "abc", 1), ("", "Tổng cộng", 3005, 701))
    assert problems(check(Form(rows=rows).sheet())) == [("not_a_number", "Bieu 01!C7")]
