"""The period, from titles, sheet names and file names."""

import pytest

from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.period import read_evidence, settle
from khuyenhoc.intake.period_choice import SheetTitle, decide_period


def periods_in(text, *, is_name=False):
    return [period.period_id for period, _ in settle(read_evidence([(text, "S!A1")], is_name=is_name))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BIỂU TỔNG HỢP SỐ LIỆU CÔNG TÁC KHUYẾN HỌC QUÝ I/2024", ["2024-Q1"]),
        ("BIỂU SỐ LIỆU QUÝ III NĂM 2025", ["2025-Q3"]),
        ("Quý 3 năm 2025", ["2025-Q3"]),
        ("Quý ba năm 2025", ["2025-Q3"]),
        ("QIII/2025", ["2025-Q3"]),
        ("quý IV - 2024", ["2024-Q4"]),
        ("Quy II/2024", ["2024-Q2"]),
        ("SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024 (lũy kế từ 01/01/2024 đến 30/6/2024)", ["2024-H1"]),
        ("6T/2025", ["2025-H1"]),
        ("Sáu tháng đầu năm 2024", ["2024-H1"]),
        ("9 THÁNG ĐẦU NĂM 2025", ["2025-9M"]),
        ("NĂM 2023", ["2023"]),
        ("CẢ NĂM 2024", ["2024"]),
        ("12 tháng năm 2024", ["2024"]),
        ("nam 2023", ["2023"]),
        ("Số liệu tính đến 30/9/2025", ["2025-9M"]),
        ("Từ ngày 01/7/2025 đến ngày 30/9/2025", ["2025-Q3"]),
        ("SƠ KẾT 6 THÁNG ĐẦU NĂM VÀ CHƯƠNG TRÌNH CÔNG TÁC 6 THÁNG CUỐI NĂM 2025", ["2025-H1"]),
        ("BÁO CÁO QUÝ III VÀ NHIỆM VỤ QUÝ IV NĂM 2025", ["2025-Q3"]),
        ("QUÝ III VÀ 9 THÁNG ĐẦU NĂM 2025", ["2025-9M", "2025-Q3"]),
        ("Năm học 2024-2025", []),
        ("(Kèm theo Báo cáo số 12/BC-HKH ngày 05/10/2025)", []),
        ("Khánh Hòa, ngày 05 tháng 10 năm 2025", []),
        ("Tháng 9 năm 2025", []),
        ("6 tháng cuối năm 2025", []),
        ("Quý I, II/2024", []),
        ("TỈNH HÀ NAM 2024", []),
        ("nhiệm kỳ 2020 - 2025", []),
        ("Kế hoạch năm 2026", []),
        ("TÌNH HÌNH QUỸ 3 CẤP", []),
        ("Thông tư 24/2023/TT-BGDĐT", []),
    ],
)
def test_titles(text, expected):
    assert periods_in(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("khanh_hoa_2024_q1", ["2024-Q1"]),
        ("hai_duong_2024_6_thang", ["2024-H1"]),
        ("thanh_hoa_2025_q3_trieu_dong", ["2025-Q3"]),
        ("bao cao quy 4 nam 2024 (sua 2025)", ["2024-Q4"]),
        ("BC 9 tháng 2025", ["2025-9M"]),
        ("ha_nam_2024_q2", ["2024-Q2"]),
        ("khanh_hoa_2023_vntime", []),
        ("bao_cao_ha_nam_2024", []),
        ("Bieu 01", []),
        ("20251005_bao_cao", []),
    ],
)
def test_names(name, expected):
    assert periods_in(name, is_name=True) == expected


def test_a_quarter_takes_its_year_from_another_line():
    evidence = read_evidence([("QUÝ III", "S!A4"), ("NĂM 2025", "S!A5")])
    assert [period.period_id for period, _ in settle(evidence)] == ["2025-Q3"]


def test_the_year_of_a_letter_is_not_the_year_of_the_figures():
    """A fourth quarter is reported in January."""
    evidence = read_evidence([("QUÝ IV", "S!A4"), ("(Kèm theo Báo cáo số 3/BC-HKH ngày 10/01/2025)", "S!A5")])
    assert settle(evidence) == ()


def decide(title, *, sheet="Bieu 01", file="bao cao.xlsx", given=None):
    return decide_period([SheetTitle(sheet, ((title, f"{sheet}!A2"),))], file, given)


class TestDecision:
    def test_title_sheet_and_file_in_that_order(self):
        assert decide("QUÝ I/2024").period == Period(2024, "Q1")
        assert decide("", sheet="Quý II-2024").period == Period(2024, "Q2")
        assert decide("", file="quy 3 nam 2024.xlsx").period == Period(2024, "Q3")

    def test_a_contradiction_asks_and_names_both(self):
        decision = decide("QUÝ I/2024", file="bao_cao_quy_2_2024.xlsx")
        assert decision.period is None
        (finding,) = decision.findings
        assert (finding.rule, finding.cell) == ("period_conflict", "Bieu 01!A2")
        assert "QUÝ I/2024" in finding.message_vi
        assert "quy_2_2024" in finding.message_vi

    def test_cumulative_figures_at_a_quarters_end_are_not_the_quarters(self):
        decision = decide("QUÝ III/2025 (lũy kế từ đầu năm)", file="q3_2025.xlsx")
        assert decision.period == Period(2025, "9M")
        assert [finding.rule for finding in decision.findings] == ["cumulative_quarter"]

    def test_a_cumulative_first_quarter_is_the_quarter(self):
        assert decide("QUÝ I/2025 (lũy kế)").findings == ()

    def test_a_day_far_from_the_end_contradicts(self):
        assert decide("QUÝ III/2025 (tính đến 25/9/2025)").findings == ()
        late = decide("QUÝ III/2025 (tính đến 31/12/2025)")
        assert [finding.rule for finding in late.findings] == ["period_conflict"]

    def test_the_given_period_overrides_and_says_so(self):
        decision = decide("QUÝ I/2024", given=Period(2024, "Q2"))
        assert decision.period == Period(2024, "Q2")
        assert [(f.rule, f.cell) for f in decision.findings] == [("period_differs_from_given", "Bieu 01!A2")]

    def test_the_given_period_picks_its_sheet_of_a_yearly_workbook(self):
        titles = [SheetTitle(name, (("NĂM 2024", f"{name}!A2"),)) for name in ("Quý I", "Quý II")]
        decision = decide_period(titles, "bao cao.xlsx", Period(2024, "Q2"))
        assert decision.sheets == {"Quý II"}
        assert [(f.rule, f.cell) for f in decision.findings] == [("sheet_of_other_period", "Quý I")]
