"""The eight sample workbooks give exactly what is written beside each."""

import json
from pathlib import Path

import pytest

from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Decision, Verdict

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
WORKBOOKS = sorted(SAMPLES.glob("*.xlsx"))


def verdict_on(path: Path) -> Verdict:
    return check_report(path.read_bytes(), path.name)


def test_there_are_eight_samples():
    assert len(WORKBOOKS) == 8


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_sample_gives_what_is_expected(path):
    expected = json.loads(path.with_name(f"{path.stem}.expected.json").read_text(encoding="utf-8"))
    verdict = verdict_on(path)
    found = verdict.as_json()
    values: dict[str, dict[str, float]] = {}
    for value in found["values"]:
        values.setdefault(value["unit"], {})[value["data_element"]] = value["value"]
    assert found["verdict"] == expected["verdict"]
    assert found["period"] == expected["period"]
    assert found["province"] == expected["province"]
    assert values == expected["values"]
    assert found["not_established"] == expected.get("not_established", [])
    assert [(f["cell"], f["severity"]) for f in found["findings"]] == [
        (f["cell"], f["severity"]) for f in expected["findings"]
    ]


def test_every_value_carries_its_cell_and_its_own_text():
    verdict = verdict_on(SAMPLES / "thanh_hoa_2025_q3_trieu_dong.xlsx")
    closing = next(v for v in verdict.values if v.data_element == "fund_closing" and v.cell == "Bieu 01!AE12")
    assert (closing.value, closing.original) == (3_161_000_000, "3.161")


def test_the_recognised_table_is_told():
    verdict = verdict_on(SAMPLES / "thanh_hoa_2025_q3_trieu_dong.xlsx")
    (table,) = verdict.tables
    assert (table.sheet, table.cell_range, table.money_unit) == ("Bieu 01", "A7:AJ176", "triệu đồng")
    by_letters = {column.column: column for column in table.columns}
    assert (by_letters["B"].role, by_letters["A"].role, by_letters["AJ"].role) == ("unit", "order", "note")
    assert by_letters["K"].data_element == "families_recognised"
    assert by_letters["K"].heading == "Gia đình học tập / Được công nhận"
    assert by_letters["L"].role == "rate"
    assert by_letters["L"].data_element is None


def test_the_wrong_sample_says_why_in_both_languages():
    verdict = verdict_on(SAMPLES / "khanh_hoa_2025_q1_sai.xlsx")
    (finding,) = verdict.findings
    assert verdict.decision is Decision.REJECTED
    assert finding.rule == "recognised_above_registered"
    assert "Huyện Cam Lâm" in finding.message_vi
    assert "19.386" in finding.message_vi
    assert "Learning families recognised" in finding.message_en


def test_a_file_that_is_no_workbook_is_a_verdict_with_one_finding():
    verdict = check_report(b"hello", "bao cao.docx")
    assert verdict.decision is Decision.REJECTED
    assert len(verdict.findings) == 1
    assert verdict.values == ()
