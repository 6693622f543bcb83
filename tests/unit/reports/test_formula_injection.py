"""ASVS 1.2.10: what somebody typed never becomes a formula, and numbers stay numbers."""

import io

import openpyxl
import pandas as pd
import pytest

from khuyenhoc.cli.approval import _as_text
from khuyenhoc.reports.workbook import TableColumn, to_workbook

PAYLOADS = [
    "=1+1",
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "=IMPORTXML(CONCAT(1))",
    "http://evil.example",
    "mailto:x@evil.example",
    "internal:Sheet1!A1",
    "{=1+1}",
]


def test_v1_2_10_workbooks_hold_text_as_text() -> None:
    frame = pd.DataFrame({"name": PAYLOADS, "value": range(len(PAYLOADS))})
    columns = [TableColumn("name", "=1+1"), TableColumn("value", "Giá trị", "0")]
    content = to_workbook(frame, columns, sheet="S", notes={"=1+1": "=2+2"}, notes_sheet="N")
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink]
    shown = [row[0].value.replace("_x000D_", "").strip() for row in book["S"].iter_rows(min_row=2)]
    assert shown == [payload.strip() for payload in PAYLOADS]
    assert book["S"]["B3"].value == 1


@pytest.mark.parametrize("payload", PAYLOADS[:8])
def test_v1_2_10_csv_of_the_audit_is_escaped(payload: str) -> None:
    assert _as_text(payload) == f"'{payload}"
    assert _as_text(-5) == -5
