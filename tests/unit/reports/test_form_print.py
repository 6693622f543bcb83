"""Sheets that people hand in are printed across A4, with their headings on every page."""

import io

import openpyxl
import pytest

from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.reports.act_form import act_form
from khuyenhoc.reports.target_form import target_form

TARGETS = target_form([all_units()["reform-56"]], [indicators()["member_rate"]], year=2030)


@pytest.mark.parametrize("content", [act_form(), TARGETS], ids=["act", "targets"])
def test_forms_are_set_up_for_print(content: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
