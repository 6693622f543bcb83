"""Files about people are found out and files of counts are not."""

import pytest
from personal_sheets import NEGATIVE, POSITIVE, book

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.intake.personal_data import find_personal_data
from khuyenhoc.intake.reader import read_workbook

DEMO = sorted((PROJECT_FOLDER / "data" / "demo").glob("*.xlsx"))
FORMS = sorted((PROJECT_FOLDER / "data" / "forms").glob("*.xlsx"))
SAMPLES = sorted((PROJECT_FOLDER / "tests" / "data" / "samples").glob("*.xlsx"))


def test_there_are_enough_sheets() -> None:
    assert len(POSITIVE) >= 40
    assert len(NEGATIVE) >= 40


@pytest.mark.parametrize("name", POSITIVE)
def test_personal_data_is_found(name: str) -> None:
    sheet, place = POSITIVE[name]
    assert f"{sheet.name}!{place}" in [finding.cell for finding in find_personal_data(book(sheet))]


@pytest.mark.parametrize("name", NEGATIVE)
def test_counts_are_not_taken_for_people(name: str) -> None:
    assert find_personal_data(book(NEGATIVE[name])) == []


@pytest.mark.parametrize("path", [*DEMO, *FORMS, *SAMPLES], ids=lambda path: path.name)
def test_reports_are_not_taken_for_people(path) -> None:
    assert find_personal_data(read_workbook(path.read_bytes(), path.name)) == []
