"""Parts of a workbook that the guard looks at, and what it says of a whole one."""

import pytest
from crafted_files import MAIN

from khuyenhoc.domain.findings import Severity
from khuyenhoc.intake.guard import inspect_file
from khuyenhoc.intake.refusals import Refused

SHEET = "xl/worksheets/sheet1.xml"
HEAD = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
TAIL = b"</sheetData></worksheet>"
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refusal(content: bytes, file_name: str = "bao_cao.xlsx") -> tuple[str, str]:
    """Rule and cell of the refusal."""
    with pytest.raises(Refused) as caught:
        inspect_file(content, file_name)
    assert caught.value.finding.severity is Severity.ERROR
    return caught.value.finding.rule, caught.value.finding.cell
