"""Rows as they were read: what is wrong stands at its cell, rows that could not be read included."""

from khuyenhoc.domain.findings import Severity
from khuyenhoc.intake.as_read import TableAsRead
from tests.unit.intake.workbooks import Form, check


def table_of(form: Form) -> TableAsRead:
    verdict = check(form.sheet())
    unit = next(column.cell for column in verdict.tables[0].columns if column.role == "unit")
    return TableAsRead.of(verdict.report.tables[0], unit, verdict.findings)


FORM = Form(
    rows=[
        (1, "Thành phố Nha Trang", 424_610, 77_653),
        (2, "Thành phố Cam Rnh", 130_000, 9_000),
        (3, "Huyện Cam Lâm", 110_000, "chín nghìn"),
        (4, "Huyện Vạn Ninh", 120_000, -5),
        ("", "TỔNG CỘNG", 784_610, 86_648),
    ]
)


def test_every_row_with_its_kind_and_worst_problem() -> None:
    rows = {row.name: (row.kind, row.severity) for row in table_of(FORM).rows}
    assert rows["Thành phố Nha Trang"] == ("unit", None)
    assert rows["Thành phố Cam Rnh"] == ("", Severity.ERROR)
    assert rows["Huyện Cam Lâm"] == ("unit", Severity.ERROR)
    assert rows["Huyện Vạn Ninh"] == ("unit", Severity.ERROR)
    assert rows["TỔNG CỘNG"][0] == "total"


def test_a_cell_says_what_it_holds_and_what_is_wrong_with_it() -> None:
    table = table_of(FORM)
    by_name = {row.name: row for row in table.rows}
    members = table.columns[1]
    good = table.cell(by_name["Thành phố Nha Trang"], members)
    assert (good.address, good.text, good.value, good.finding) == ("Bieu 01!D5", "77653", 77_653, None)
    words = table.cell(by_name["Huyện Cam Lâm"], members)
    assert (words.address, words.text, words.value) == ("Bieu 01!D7", "chín nghìn", None)
    assert words.finding.rule == "not_a_number"
    assert table.cell(by_name["Huyện Vạn Ninh"], members).finding.severity is Severity.ERROR
    unread = table.cell(by_name["Thành phố Cam Rnh"], members)
    assert (unread.text, unread.value) == ("9000", None)
    assert by_name["Thành phố Cam Rnh"].finding.rule == "unknown_unit"
