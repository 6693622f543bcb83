"""A value put right on the page: read anew, with what stood there kept."""

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Decision

WRONG = PROJECT_FOLDER / "tests" / "data" / "samples" / "khanh_hoa_2025_q1_sai.xlsx"


def test_corrected_cell_is_checked_again_and_keeps_its_original() -> None:
    content = WRONG.read_bytes()
    corrections = {"Bieu 01!K12": "16386", "Bieu 01!K19": "219595"}
    verdict = check_report(content, WRONG.name, corrections=corrections)
    assert verdict.decision is Decision.ACCEPTED
    value = next(value for value in verdict.values if value.cell == "Bieu 01!K12")
    assert (value.value, value.original) == (16386, "19386 → 16386")
    notes = {finding.cell: finding.message_vi for finding in verdict.findings}
    assert notes["Bieu 01!K12"] == "Đã sửa trên trang: ô này ghi “19386”, sửa thành “16386”."


def test_wrong_correction_is_an_error_again() -> None:
    verdict = check_report(WRONG.read_bytes(), WRONG.name, corrections={"Bieu 01!K12": "nhiều"})
    assert verdict.decision is Decision.REJECTED
    assert "Bieu 01!K12" in {finding.cell for finding in verdict.findings}


def test_without_corrections_nothing_changes() -> None:
    content = WRONG.read_bytes()
    assert check_report(content, WRONG.name, corrections={}) == check_report(content, WRONG.name)
