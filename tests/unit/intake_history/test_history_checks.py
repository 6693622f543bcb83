"""Each comparison with earlier reports, on small reports whose answer is plain."""

import io

import pytest
import xlsxwriter

from khuyenhoc.domain.findings import Severity
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.history import EarlierValue, History
from khuyenhoc.intake.history_checks.outliers import modified_z
from khuyenhoc.intake.pipeline import check_report

UNITS = ("Thành phố Nha Trang", "Thành phố Cam Ranh", "Huyện Cam Lâm", "Huyện Vạn Ninh")
IDS = ("legacy-568", "legacy-569", "legacy-570", "legacy-571")
HEADINGS = {
    "population": "Dân số",
    "members": "Tổng số hội viên",
    "families_total": "Tổng số hộ gia đình",
    "fund_raised": "Quỹ khuyến học vận động được trong kỳ",
}


def report(title: str, columns: dict[str, list[object]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Bieu")
        sheet.write("A1", "HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA")
        sheet.write("A2", title)
        sheet.write("A3", "Đơn vị tính: đồng")
        sheet.write_row("A4", ["STT", "Đơn vị", *(HEADINGS[name] for name in columns)])
        for row, unit in enumerate(UNITS):
            sheet.write_row(4 + row, 0, [row + 1, unit, *(values[row] for values in columns.values())])
    return buffer.getvalue()


def history(element: str, *earlier: tuple[str, list[float]]) -> History:
    values: dict[tuple[str, str], list[EarlierValue]] = {}
    for period_id, numbers in earlier:
        for unit, number in zip(IDS, numbers, strict=True):
            values.setdefault((unit, element), []).append(EarlierValue(Period.parse(period_id), number))
    return History(values)


def merged(*histories: History) -> History:
    return History({key: value for item in histories for key, value in item.values.items()})


def findings(content: bytes, known: History) -> list[tuple[str, str]]:
    verdict = check_report(content, "bc.xlsx", history=lambda *_: known)
    assert all(finding.message_vi and finding.message_en for finding in verdict.findings)
    return [(finding.rule, finding.cell) for finding in verdict.findings if finding.rule != "missing_units"]


MEMBERS = [20_000, 15_000, 9_000, 8_000]
QUARTER = "BÁO CÁO QUÝ II/2024"


def test_steady_figures_pass() -> None:
    content = report(QUARTER, {"members": [20_100, 15_050, 9_000, 8_100]})
    assert findings(content, history("members", ("2024-Q1", MEMBERS))) == []


def test_lost_digit_of_one_unit() -> None:
    content = report(QUARTER, {"members": [2_010, 15_050, 9_000, 8_100]})
    assert findings(content, history("members", ("2024-Q1", MEMBERS))) == [("unit_magnitude", "Bieu!C5")]


def test_whole_column_in_another_unit_of_money() -> None:
    raised = [900_000, 800_000, 700_000, 650_000]
    content = report(QUARTER, {"fund_raised": raised})
    known = history("fund_raised", ("2024-Q1", [value * 1_000 * 1.1 for value in raised]))
    assert ("column_magnitude", "Bieu!C4") in findings(content, known)


def test_one_fund_may_grow_tenfold() -> None:
    raised = [9_000_000_000, 800_000_000, 700_000_000, 650_000_000]
    content = report(QUARTER, {"fund_raised": raised})
    known = history("fund_raised", ("2024-Q1", [900_000_000, *raised[1:]]))
    assert "unit_magnitude" not in {rule for rule, _ in findings(content, known)}


def test_other_population_behind_the_same_members() -> None:
    content = report(
        QUARTER, {"population": [100_000, 60_000, 40_000, 30_000], "members": [20_010, 15_000, 9_000, 8_000]}
    )
    known = merged(
        history("members", ("2024-Q1", MEMBERS)),
        history("population", ("2024-Q1", [110_000, 60_000, 40_000, 30_000])),
    )
    assert findings(content, known) == [("population_jump", "Bieu!C5")]


def test_nine_months_cannot_be_less_than_six() -> None:
    content = report("BÁO CÁO 9 THÁNG NĂM 2024", {"fund_raised": [5e8, 6e8, 7e8, 8e8]})
    known = history("fund_raised", ("2024-H1", [4e8, 6.5e8, 7e8, 5e8]))
    assert findings(content, known) == [("cumulative_fall", "Bieu!C6")]


def test_quarter_is_never_compared_with_a_cumulative_report() -> None:
    content = report(QUARTER, {"members": [20_000, 15_000, 9_000, 8_000]})
    assert findings(content, history("members", ("2023", [200, 150, 90, 80]))) == []


def test_far_from_its_own_history() -> None:
    content = report(QUARTER, {"members": [20_000, 15_000, 9_000, 16_000]})
    quarters = [f"{year}-Q{quarter}" for year in (2022, 2023) for quarter in (1, 2, 3, 4)]
    known = history("members", *((quarter, MEMBERS) for quarter in quarters))
    assert findings(content, known) == [("outlier", "Bieu!C8")]


def test_empty_now_but_given_last_time_is_a_note_at_the_name() -> None:
    content = report(QUARTER, {"population": [1e5, 6e4, 4e4, 3e4], "members": [20_000, None, 9_000, 8_000]})
    known = history("members", ("2024-Q1", MEMBERS))
    verdict = check_report(content, "bc.xlsx", history=lambda *_: known)
    notes = [finding for finding in verdict.findings if finding.rule == "gone_missing"]
    assert [(note.cell, note.severity) for note in notes] == [("Bieu!B6", Severity.NOTE)]
    assert "Tổng số hội viên" in notes[0].message_vi


@pytest.mark.parametrize(
    ("value", "others", "expected"),
    [(100, [100, 100, 100], 0.0), (200, [100, 100, 100], 13.49), (110, [90, 100, 110], 0.6745)],
)
def test_modified_z(value: float, others: list[float], expected: float) -> None:
    assert modified_z(value, others) == pytest.approx(expected)
