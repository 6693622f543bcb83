"""What the bench measures with: figures without complaint, sheets of a stated size, files to be refused."""

import zipfile
from io import BytesIO

from khuyenhoc.bench.figures import invent_figures
from khuyenhoc.bench.hostile_files import hostile_files
from khuyenhoc.bench.workbooks import filled_form, national_workbook, read_bare, report_of_200_rows
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Decision


def test_figures_are_complete_and_come_again() -> None:
    figures = invent_figures(["a", "b"], seed=3)
    assert {element for _, element in figures} == set(data_elements())
    assert figures == invent_figures(["a", "b"], seed=3)
    assert figures != invent_figures(["a", "b"], seed=4)


def test_reports_are_accepted_without_findings() -> None:
    for content, values in ((filled_form(), 166 * 49), (report_of_200_rows(), 168 * 47)):
        verdict = check_report(content, "bao_cao.xlsx")
        assert (verdict.decision, verdict.findings) == (Decision.ACCEPTED, ())
        assert len(verdict.values) == values


def test_sheets_have_the_stated_size() -> None:
    (national,) = read_bare(national_workbook())
    assert len(national[0]) == 60
    assert sum(isinstance(row[0], float) for row in national) == 3_321
    (usual,) = read_bare(report_of_200_rows())
    assert len(usual) >= 200


def test_hostile_files_are_refused() -> None:
    answers = {label: check_report(content, name).decision for label, name, content in hostile_files()}
    assert set(answers.values()) == {Decision.REJECTED}, answers


def test_hostile_zip_is_one_but_for_its_lies() -> None:
    """The packed blocks join to what they claim; otherwise files would be refused for being broken."""
    files = {label: content for label, _, content in hostile_files()}
    with zipfile.ZipFile(BytesIO(files["far_cells"])) as archive:
        assert archive.testzip() is None
    with zipfile.ZipFile(BytesIO(files["gigabyte_of_text"])) as archive:
        entry = archive.open("xl/sharedStrings.xml")
        assert entry.read(3 << 20).endswith(b"aaaa")
        assert archive.getinfo("xl/sharedStrings.xml").file_size > 1 << 30
