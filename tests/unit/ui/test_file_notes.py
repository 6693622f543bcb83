"""What stands on the sheet of notes of a downloaded file."""

from dataclasses import replace

from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection

ENGLISH = Translator("en")
REPORTED = Selection(
    all_units()["legacy-56"],
    Period.parse("2025-Q1"),
    indicators()["member_rate"],
    is_synthetic=False,
    lens=Lens.REPORTED,
)


def test_a_file_names_its_province_and_its_source() -> None:
    assert file_notes(REPORTED, ENGLISH) == {
        "Province or city": "Khánh Hòa (former, to 30/06/2025)",
        "Completeness": "in each row of the table",
        "Source": "reports of the study-promotion associations",
        "Seen by": "Reporting units",
    }


def test_lines_stand_in_one_order_and_empty_ones_are_left_out() -> None:
    texts = {"definition": "a / b", "indicator": "Rate", "period": "Q1", "source": "Both", "completeness": ""}
    notes = file_notes(REPORTED, ENGLISH, **texts)
    place, lens = "Khánh Hòa (former, to 30/06/2025)", "Reporting units"
    assert list(notes.values()) == ["Rate", place, "Q1", "a / b", "Both", lens]


def test_a_restated_file_of_made_up_figures_says_both() -> None:
    selection = replace(REPORTED, is_synthetic=True, lens=Lens.CURRENT)
    notes = file_notes(selection, ENGLISH)
    assert list(notes) == ["Province or city", "Completeness", "Source", "Seen by", "Please note"]
    assert notes["Province or city"] == "Khánh Hòa (former boundaries)"
    assert notes["Seen by"].startswith("Today's units. Restated to today's communes")
    assert notes["Please note"] == "Illustrative figures, not real ones."
