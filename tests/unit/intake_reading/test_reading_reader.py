"""From bytes to a workbook: the child process, the cross-check, each kind of file."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from crafted_files import (
    ods,
    packed,
    sheet_xml,
    text_cell,
    xls,
    xlsb,
    xlsx,
    xlsx_of,
    xlsx_parts,
)

from khuyenhoc.intake.cells import MergedRange, Sheet
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.reader import read_workbook
from khuyenhoc.intake.refusals import Refused

ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def only_sheet(content: bytes, file_name: str = "a.xlsx") -> Sheet:
    (sheet,) = read_workbook(content, file_name).sheets
    return sheet


def refusal(content: bytes, file_name: str = "a.xlsx") -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        read_workbook(content, file_name)
    return caught.value.finding.rule, caught.value.finding.cell


def saved(workbook: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


# --- Values ----------------------------------------------------------------------------------------------


def test_values_come_as_they_are() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Biểu 1"
    sheet.append(["Hội Khuyến học", "00123", " 12 ", "1.234", None, "a\nb"])
    sheet.append([12, 12.5, -3.0, 24_901_000_000, True, 0])
    sheet.append([date(2025, 9, 30), datetime(2025, 9, 30, 8, 30)])  # noqa: DTZ001 - sheets know no zones
    assert only_sheet(saved(workbook)).rows == (
        ("Hội Khuyến học", "00123", " 12 ", "1.234", None, "a\nb"),
        (12, 12.5, -3, 24_901_000_000, True, 0),
        (date(2025, 9, 30), datetime(2025, 9, 30, 8, 30), None, None, None, None),  # noqa: DTZ001
    )


def test_whole_numbers_are_integers_and_true_stays_true() -> None:
    row = only_sheet(xlsx('<row r="1"><c r="A1"><v>7.0</v></c><c r="B1" t="b"><v>1</v></c></row>')).rows[0]
    assert [type(value) for value in row] == [int, bool]


def test_rows_begin_at_a1_and_have_one_length() -> None:
    sheet = only_sheet(xlsx('<row r="3"><c r="C3"><v>1</v></c></row><row r="4"><c r="A4"><v>2</v></c></row>'))
    assert sheet.rows == ((None,) * 3, (None,) * 3, (None, None, 1), (2, None, None))
    assert sheet.value(3, 3) == 1
    assert sheet.address(3, 3) == "Biểu 1!C3"


def test_error_cells_are_empty_and_listed() -> None:
    sheet = only_sheet(
        xlsx(
            '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
            + text_cell("B1", "#REF!")
            + '<c r="C1"><v>1e999</v></c><c r="D1"><f>A1</f></c><c r="E1"><v>5</v></c></row>'
        )
    )
    assert sheet.rows == ((None, None, None, None, 5),)
    assert sheet.error_cells == {(1, 1): "#DIV/0!", (1, 2): "#REF!", (1, 3): "#NUM!"}
    assert sheet.formulas_without_value == {(1, 4)}


def test_formulas_give_their_last_value() -> None:
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c>'
    cells += '<c r="C1" t="str"><f>""</f><v></v></c>'
    assert only_sheet(xlsx(f'<row r="1">{cells}</row>')).rows == ((2, "a", None),)


def test_formulas_that_a_program_wrote_but_never_calculated() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append([1, 2, "=A1+B1"])
    sheet = only_sheet(saved(workbook))
    assert sheet.rows[0][:2] == (1, 2)
    assert sheet.value(1, 3) is None
    assert sheet.formulas_without_value == {(1, 3)}


def test_merged_ranges_end_with_the_used_cells() -> None:
    merges = (
        '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:B3"/><mergeCell ref="C9:D9"/></mergeCells>'
    )
    cells = f'<row r="1">{text_cell("A1", "Tiêu đề")}</row><row r="2"><c r="D2"><v>1</v></c></row>'
    assert only_sheet(xlsx(cells, merges)).merged == (MergedRange(1, 1, 1, 4), MergedRange(2, 1, 2, 2))


def test_hidden_sheets_are_marked() -> None:
    sheets = {"Một": sheet_xml(ONE_CELL), "Hai": sheet_xml(ONE_CELL), "Ba": sheet_xml("")}
    content = packed(xlsx_parts(sheets, states={"Hai": "veryHidden"}))
    workbook = read_workbook(content, "a.xlsx")
    assert [(sheet.name, sheet.is_hidden) for sheet in workbook.sheets] == [
        ("Một", False),
        ("Hai", True),
        ("Ba", False),
    ]


def test_workbook_says_what_it_is() -> None:
    workbook = read_workbook(xlsx(macros=True, title="Biểu mẫu"), "Quý III.xlsm")
    assert (workbook.name, workbook.format, workbook.has_macros) == ("Quý III.xlsm", "xlsm", True)
    assert workbook.title == "Biểu mẫu"
    assert read_workbook(b"a;b\n1;2", "a.csv").format == "csv"


# --- Text ------------------------------------------------------------------------------------------------

VNTIME = [
    ["HéI KHUYÕN HäC TØNH KH¸NH HßA", None, None],
    ["STT", "§¬n vÞ", "D©n sè"],
    [1, "Thµnh phè Nha Trang", 144_890],
    [2, "HuyÖn Cam L©m", 172_090],
]


def test_a_workbook_in_vntime_becomes_unicode() -> None:
    sheet = only_sheet(xlsx_of(VNTIME))
    assert sheet.text_was_repaired
    assert sheet.rows == (
        ("HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA", None, None),
        ("STT", "Đơn vị", "Dân số"),
        (1, "Thành phố Nha Trang", 144_890),
        (2, "Huyện Cam Lâm", 172_090),
    )


def test_each_sheet_is_repaired_for_itself_and_small_ones_follow() -> None:
    sheets = {
        "cũ": "".join(
            f'<row r="{n}">{text_cell(f"A{n}", row[1])}</row>' for n, row in enumerate(VNTIME[1:], 1)
        ),
        "mới": f'<row r="1">{text_cell("A1", "Hội Khuyến học tỉnh Khánh Hòa")}</row>',
        "ít": f'<row r="1">{text_cell("A1", "KÕ ho¹ch")}</row>',
    }
    content = packed(xlsx_parts({name: sheet_xml(cells) for name, cells in sheets.items()}, title="B¸o c¸o"))
    workbook = read_workbook(content, "a.xlsx")
    assert [sheet.text_was_repaired for sheet in workbook.sheets] == [True, False, True]
    assert workbook.sheets[1].rows == (("Hội Khuyến học tỉnh Khánh Hòa",),)
    assert workbook.sheets[2].rows == (("Kế hoạch",),)
    assert workbook.title == "Báo cáo"


def test_text_that_cannot_be_saved_is_refused_by_address() -> None:
    lost = [["Đơn vị", "H?i Khuy?n h?c"], [None, "S? ng??i"]]
    assert refusal(xlsx_of(lost)) == ("letters_lost", "Biểu 1!B1")
    unknown = [[f"Kh\xb5{chr(0xE0 + index)}x\xa5"] for index in range(25)]
    assert refusal(xlsx_of(unknown)) == ("unreadable_text", "Biểu 1")


# --- The other kinds -------------------------------------------------------------------------------------


def test_xls() -> None:
    pytest.importorskip("xlrd")
    cells = [
        (0, 0, "Hội Khuyến học"),
        (1, 1, 12.5),
        (1, 2, True),
        (2, 0, ("error", 7)),
        (2, 1, 3),
        (3, 0, "#N/A"),
    ]
    workbook = read_workbook(xls(cells, merged=[(0, 0, 0, 2)]), "a.xls")
    (sheet,) = workbook.sheets
    assert (workbook.format, sheet.name, sheet.is_hidden) == ("xls", "Biểu 1", False)
    assert sheet.rows == (
        ("Hội Khuyến học", None, None),
        (None, 12.5, True),
        (None, 3, None),
        (None, None, None),
    )
    assert sheet.error_cells == {(3, 1): "#DIV/0!", (4, 1): "#N/A"}
    assert sheet.merged == (MergedRange(1, 1, 1, 3),)


def test_xls_refusals() -> None:
    pytest.importorskip("xlrd")
    assert refusal(xls([(0, 0, 1)], locked=True), "a.xls")[0] == "password_protected"
    assert read_workbook(xls([(0, 0, 1)], visibility=1), "a.xls").sheets[0].is_hidden
    assert refusal(xls([(0, 0, 1), (65_535, 0, 1)]), "a.xls") == ("far_cell", "Biểu 1!A65536")
    assert refusal(xls([]), "a.xls")[0] == "empty_file"
    assert refusal(xls([(0, 0, 1)])[:3000], "a.xls")[0] in {"parser_failed", "damaged_file"}


def test_xlsb() -> None:
    rows = [["Hội Khuyến học", 1.5, True], [None, ("error", 23), 4]]
    workbook = read_workbook(xlsb(rows, merged=[(0, 1, 0, 0)]), "a.xlsb")
    (sheet,) = workbook.sheets
    assert workbook.format == "xlsb"
    assert sheet.rows == (("Hội Khuyến học", 1.5, True), (None, None, 4))
    assert sheet.error_cells == {(2, 2): "#REF!"}
    assert sheet.merged == (MergedRange(1, 1, 2, 1),)


def ods_cell(attributes: str, text: str | None = None, tag: str = "table-cell") -> str:
    inside = "" if text is None else f"<text:p>{text}</text:p>"
    return f"<table:{tag} {attributes}>{inside}</table:{tag}>"


def test_ods() -> None:
    table = (
        "<table:table-row>"
        + ods_cell('office:value-type="string" table:number-columns-spanned="2"', "Hội")
        + ods_cell("", tag="covered-table-cell")
        + ods_cell('table:formula="of:=1/0" calcext:value-type="error" office:value-type="string"', "#DIV/0!")
        + ods_cell('table:formula="of:=A1"')
        + ods_cell('table:formula="of:=&quot;&quot;"', "")
        + '</table:table-row><table:table-row table:number-rows-repeated="2">'
        + ods_cell('table:number-columns-repeated="2"')
        + ods_cell('office:value-type="float" office:value="7" table:number-columns-repeated="2"', "7")
        + "<table:table-cell><office:annotation><text:p>ghi chú</text:p></office:annotation>"
        + "</table:table-cell>"
        + '</table:table-row><table:table-row table:number-rows-repeated="1048000">'
        + ods_cell('table:number-columns-repeated="16384"')
        + "</table:table-row>"
    )
    workbook = read_workbook(ods(table), "a.ods")
    (sheet,) = workbook.sheets
    assert workbook.format == "ods"
    assert sheet.value(1, 1) == "Hội"
    assert [row[2:4] for row in sheet.rows[1:3]] == [(7, 7), (7, 7)]
    assert sheet.error_cells == {(1, 3): "#DIV/0!"}
    assert sheet.formulas_without_value == {(1, 4)}
    assert sheet.merged == (MergedRange(1, 1, 1, 2),)


def test_an_ods_that_repeats_content_without_end_is_refused() -> None:
    many = ods_cell('office:value-type="float" office:value="1" table:number-columns-repeated="16384"', "1")
    row = f'<table:table-row table:number-rows-repeated="1048576">{many}</table:table-row>'
    assert refusal(ods(row), "a.ods")[0] == "far_cell"


# --- Empty and hidden ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cells", ["", '<row r="1"><c r="A1" s="1"/></row>', '<row r="1"><c r="A1"><v></v></c></row>']
)
def test_a_workbook_without_content_is_empty(cells: str) -> None:
    assert refusal(xlsx(cells))[0] == "empty_file"


def test_hidden_sheets_alone_are_refused() -> None:
    sheets = {"Ẩn": sheet_xml(ONE_CELL), "Trống": sheet_xml("")}
    verdict = check_report(packed(xlsx_parts(sheets, states={"Ẩn": "hidden"})), "a.xlsx")
    assert [finding.rule for finding in verdict.findings] == ["only_hidden_sheets"]
    assert verdict.hidden_sheets == ("Ẩn",)


def test_a_workbook_of_charts_alone_is_refused() -> None:
    assert refusal(packed(xlsx_parts({})))[0] in {"no_sheets", "parser_failed"}


# --- Nothing goes missing --------------------------------------------------------------------------------


def test_a_cell_that_the_parser_skips_is_a_refusal_with_its_address() -> None:
    # The parser gives an empty cell for text in a CDATA section.
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2" t="str"><v><![CDATA[Hội]]></v></c></row>'
    )
    with pytest.raises(Refused) as caught:
        read_workbook(xlsx(cells), "a.xlsx")
    assert (caught.value.finding.rule, caught.value.finding.cell) == ("cells_lost", "Biểu 1!B2")
    assert "“Biểu 1”" in caught.value.finding.message_vi
    assert "B2" in caught.value.finding.message_en


def test_one_address_with_two_values_is_a_refusal() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'
    assert refusal(xlsx(cells)) == ("cells_lost", "Biểu 1!A1")


def test_blank_texts_are_no_loss() -> None:
    strings = "<si><t/></si><si><t xml:space='preserve'>  </t></si><si><t>a</t></si>"
    cells = "".join(f'<c r="{"ABC"[number]}1" t="s"><v>{number}</v></c>' for number in range(3))
    row = only_sheet(xlsx(f'<row r="1">{cells}</row>', shared_strings=strings)).rows[0]
    assert [(value or "").strip() for value in row] == ["", "", "a"]


def test_dates_count_as_read() -> None:
    cells = '<row r="1"><c r="A1" t="d"><v>2025-09-30T00:00:00</v></c><c r="B1" t="str"><v> </v></c></row>'
    assert only_sheet(xlsx(cells)).rows[0][0] == datetime(2025, 9, 30)  # noqa: DTZ001


def test_a_text_longer_than_excel_holds_is_refused() -> None:
    words = " ".join(map(str, range(8000)))
    assert refusal(xlsx(f'<row r="1">{text_cell("A1", words)}</row>')) == ("suspicious_file", "Biểu 1")
    words = words[:32_767]
    assert only_sheet(xlsx(f'<row r="1">{text_cell("A1", words)}</row>')).rows == ((words,),)


def test_a_damaged_sheet_is_refused_not_dropped() -> None:
    parts = xlsx_parts(
        {"Một": sheet_xml(ONE_CELL), "Hai": sheet_xml('<row r="1"><c r="A1" t="s"><v>9</v></c></row>')}
    )
    assert refusal(packed(parts))[0] == "parser_failed"
