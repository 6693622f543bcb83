"""Layouts that a careful person reads without asking: the same values, no findings."""

import pytest

from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.verdict import Decision
from tests.unit.intake.workbooks import (
    HEAD,
    LETTERHEAD,
    TITLE,
    Form,
    assert_read,
    check,
    problems,
    sheet,
    values,
)

NHA_TRANG = {"population": 1000, "members": 300}
CAM_RANH = {"population": 2000, "members": 400}
ROWS = ((1, "Thành phố Nha Trang", 1000, 300), (2, "Thành phố Cam Ranh", 2000, 400))


@pytest.mark.parametrize(
    "label",
    ["TỔNG CỘNG", "Cộng", "Toàn tỉnh", "Tổng số", "Tổng cộng toàn tỉnh", "Tỉnh Khánh Hòa", "KHÁNH HÒA"],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_total_row(label, is_first):
    total = ("", label, 3000, 700)
    rows = (total, *ROWS) if is_first else (*ROWS, total)
    assert_read(check(Form(rows=rows).sheet()), {"568": NHA_TRANG, "569": CAM_RANH})


def test_a_total_in_a_merged_cell_left_of_the_names():
    form = Form(rows=(*ROWS, ("Tổng cộng", "", 3000, 700)))
    assert_read(check(form.sheet(merged=[(7, 1, 7, 2)])), {"568": NHA_TRANG, "569": CAM_RANH})


def test_groups_with_and_without_subtotals():
    rows = (
        ("I", "Khu vực phía Nam", 3000, 700),
        *ROWS,
        ("II", "Khu vực phía Bắc"),
        (3, "H. Vạn Ninh", 10, 5),
        ("", "Cộng khu vực II", 10, 5),
        ("", "Toàn tỉnh", 3010, 705),
    )
    verdict = check(Form(rows=rows).sheet())
    assert_read(verdict, {"568": NHA_TRANG, "569": CAM_RANH, "571": {"population": 10, "members": 5}})


def test_former_districts_as_groups_of_communes():
    head = ((LETTERHEAD,), ("QUÝ III NĂM 2025",))
    rows = (
        ("I", "Nha Trang (cũ)"),
        (1, "P. Nha Trang", 1000, 300),
        (2, "Phường Bắc Nha Trang", 2000, 400),
        ("II", "Huyện Diên Khánh"),
        (3, "X. Diên Lâm", 5, 1),
    )
    verdict = check(Form(rows=rows, head=head).sheet())
    assert problems(verdict) == []
    assert verdict.province_id == "reform-56"
    assert len(verdict.values) == 6


def test_repeated_header_blank_rows_and_signatures():
    header = ("STT", "Đơn vị", "Dân số", "Tổng số hội viên")
    rows = (ROWS[0], (), header, ("(1)", "(2)", "(3)", "(4)"), ROWS[1], (), ("", "Ghi chú: số liệu sơ bộ"))
    foot = (("", "Người lập biểu", "", "TM. BAN THƯỜNG VỤ"), ("", "", "", "CHỦ TỊCH"), ("", "", "", 2024))
    assert_read(check(Form(rows=rows, foot=foot).sheet()), {"568": NHA_TRANG, "569": CAM_RANH})


def test_preprinted_empty_rows():
    assert_read(check(Form(rows=(*ROWS, (3, ""), (4, ""))).sheet()), {"568": NHA_TRANG, "569": CAM_RANH})


def test_no_order_column_and_odd_column_order():
    rows = [*HEAD, ("Hội viên", "Ghi chú", "Dân số", "Tên đơn vị"), (300, "", 1000, "Nha Trang")]
    assert_read(check(sheet(rows)), {"568": {"members": 300, "population": 1000}})


def test_codes_decide_where_there_are_no_names():
    rows = [*HEAD, ("STT", "Mã đơn vị", "Dân số", "HV"), (1, 568, 1000, 300), (2, "569", 2000, 400)]
    assert_read(check(sheet(rows)), {"568": NHA_TRANG, "569": CAM_RANH})


def test_a_code_settles_a_homonym():
    head = (("HỘI KHUYẾN HỌC TỈNH ĐỒNG THÁP",), (TITLE,))
    rows = [*head, ("STT", "Mã", "Đơn vị", "Dân số"), (1, "873", "Cao Lãnh", 5)]
    assert_read(check(sheet(rows)), {"873": {"population": 5}})


def test_the_commune_column_is_taken_beside_a_district_column():
    rows = [
        (LETTERHEAD,),
        ("QUÝ III/2025",),
        ("STT", "Huyện", "Xã", "Dân số"),
        (1, "Diên Khánh", "Xã Diên Lâm", 10),
    ]
    verdict = check(sheet(rows))
    assert problems(verdict) == []
    assert [value.value for value in verdict.values] == [10]


def test_sheets_of_one_period_are_read_together():
    first = Form(rows=ROWS).sheet("Hội viên")
    second = sheet(
        [
            ("BIỂU 2",),
            ("STT", "Đơn vị", "Tổng số hộ", "Đăng ký", "Công nhận", "Tỷ lệ"),
            (1, "Nha Trang", 100, 50, 40, 40),
            (2, "Cam Ranh", 100, 50, 45, 45),
        ],
        "GĐHT",
    )
    verdict = check(first, second)
    families = {"families_total": 100, "families_registered": 50}
    expected = {
        "568": NHA_TRANG | families | {"families_recognised": 40},
        "569": CAM_RANH | families | {"families_recognised": 45},
    }
    assert_read(verdict, expected)
    assert [table.sheet for table in verdict.tables] == ["Hội viên", "GĐHT"]


def test_a_list_that_goes_on_on_the_next_sheet_with_its_total_there():
    first = Form(rows=ROWS[:1]).sheet("Trang 1")
    second = sheet([("STT", "Đơn vị", "Dân số", "HV"), ROWS[1], ("", "Tổng cộng", 3000, 700)], "Trang 2")
    assert_read(check(first, second), {"568": NHA_TRANG, "569": CAM_RANH})


def test_one_sheet_of_a_yearly_workbook_by_the_chosen_quarter():
    sheets = [
        sheet([(LETTERHEAD,), ("NĂM 2024",), ("STT", "Đơn vị", "HV"), (1, "Nha Trang", members)], name)
        for name, members in (("Quý I", 1), ("Quý II", 2))
    ]
    verdict = check(*sheets, period=Period(2024, "Q2"))
    assert values(verdict) == {"568": {"members": 2}}
    assert problems(verdict) == [("sheet_of_other_period", "Quý I")]


def test_indicators_down_and_units_across():
    rows = [
        *HEAD,
        ("STT", "Chỉ tiêu", "ĐVT", "Nha Trang", "Cam Ranh", "Tổng cộng"),
        ("I", "Hội viên"),
        (1, "Tổng số hội viên", "người", 100, 200, 300),
        ("", "- Mới kết nạp", "người", 1, 2, 3),
        ("II", "Quỹ khuyến học"),
        (1, "Vận động trong kỳ", "triệu đồng", 8, "1.016", "1.024"),
    ]
    verdict = check(sheet(rows))
    assert_read(
        verdict,
        {
            "568": {"members": 100, "members_joined": 1, "fund_raised": 8_000_000},
            "569": {"members": 200, "members_joined": 2, "fund_raised": 1_016_000_000},
        },
    )
    raised = next(value for value in verdict.values if value.value == 1_016_000_000)
    assert raised.cell == "Bieu 01!E9"


def test_a_row_of_measures_below_the_headings():
    rows = [
        *HEAD,
        ("STT", "Đơn vị", "Tổ chức Hội", "", "Học bổng", "", "Quỹ"),
        ("", "", "Chi hội", "Ban khuyến học", "Suất", "Tiền", "Thu"),
        ("", "", "chi hội", "ban", "suất", "1.000đ", "triệu đồng"),
        (1, "Nha Trang", 5, 6, 7, 8_000, 9),
    ]
    verdict = check(sheet(rows, merged=[(4, 3, 4, 4), (4, 5, 4, 6)]))
    expected = {"branches": 5, "boards": 6, "scholarships": 7, "scholarships_amount": 8e6, "fund_raised": 9e6}
    assert_read(verdict, {"568": expected})


def test_roman_numbers_may_be_those_of_units():
    rows = (("I", "Thành phố Nha Trang", 1000, 300), ("II", "Thành phố Cam Ranh", 2000, 400))
    assert_read(check(Form(rows=rows).sheet()), {"568": NHA_TRANG, "569": CAM_RANH})


def test_communes_below_the_figures_of_their_district_are_detail():
    rows = (
        ("I", "Thành phố Nha Trang", 1000, 300),
        (1, "Phường Vĩnh Hải", 600, 200),
        (2, "Xã Vĩnh Phương", 400, 100),
        ("II", "Thành phố Cam Ranh", 2000, 400),
        ("", "Tổng cộng", 3000, 700),
    )
    verdict = check(Form(rows=rows).sheet())
    assert values(verdict) == {"568": NHA_TRANG, "569": CAM_RANH}
    assert problems(verdict) == [("finer_rows", "Bieu 01!B6")]
    assert verdict.decision is Decision.ACCEPTED


@pytest.mark.parametrize(
    "label",
    [
        "Cùng kỳ năm 2023",
        "Tăng (+), giảm (-) so với cùng kỳ",
        "Bình quân một huyện",
        "Kế hoạch năm",
        "Tỷ lệ %",
    ],
)
def test_rows_below_the_total_that_only_compare(label):
    verdict = check(Form(rows=(*ROWS, ("", "Tổng", 3000, 700), ("", label, -5, 3))).sheet())
    assert values(verdict) == {"568": NHA_TRANG, "569": CAM_RANH}
    assert problems(verdict) == [("reference_row", "Bieu 01!B8")]


def test_code_and_name_in_one_cell():
    rows = ((1, "568 - Thành phố Nha Trang", 1000, 300), (2, "569 Cam Ranh", 2000, 400))
    assert_read(check(Form(rows=rows).sheet()), {"568": NHA_TRANG, "569": CAM_RANH})


def test_everything_typed_without_marks():
    rows = [
        ("HOI KHUYEN HOC TINH KHANH HOA",),
        ("BIEU TONG HOP SO LIEU QUY I NAM 2024",),
        ("Don vi tinh: trieu dong",),
        ("STT", "Don vi", "Dan so", "Tong so hoi vien", "Ton quy cuoi ky"),
        (1, "Thanh pho Nha Trang", 1000, 300, "1.234"),
        (2, "Huyen Dien Khanh", 2000, 400, 5),
    ]
    expected = {
        "568": NHA_TRANG | {"fund_closing": 1_234_000_000},
        "574": CAM_RANH | {"fund_closing": 5_000_000},
    }
    assert_read(check(sheet(rows)), expected)


def test_a_file_of_made_up_figures_says_so():
    head = (*HEAD, ("SỐ LIỆU MINH HỌA",))
    assert check(Form(rows=ROWS, head=head).sheet()).is_synthetic
    assert not check(Form(rows=ROWS).sheet()).is_synthetic
    assert check(Form(rows=ROWS).sheet("Synthetic data")).is_synthetic


def test_missing_units_are_listed():
    verdict = check(Form(rows=ROWS).sheet())
    (note,) = [finding for finding in verdict.findings if finding.rule == "missing_units"]
    assert note.cell == "Bieu 01"
    assert "2 trong tổng số 9" in note.message_vi
    assert "Huyện Trường Sa" in note.message_vi
