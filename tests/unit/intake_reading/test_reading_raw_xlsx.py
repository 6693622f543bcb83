"""The second reader: counts, errors, formulas, merges, and what the first one lost."""

from collections.abc import Iterator

import pytest
from crafted_files import packed, sheet_xml, text_cell, xlsx, xlsx_parts

from khuyenhoc.intake.cells import MergedRange
from khuyenhoc.intake.guard import inspect_file
from khuyenhoc.intake.raw_sheet import RawSheet
from khuyenhoc.intake.raw_xlsx import lost_cells, survey_xlsx
from khuyenhoc.intake.refusals import Refused


def raw(cells: str, after: str = "", **options: object) -> RawSheet:
    return inspect_file(xlsx(cells, after, **options), "a.xlsx").sheets["Biểu 1"]


def lost(cells: str, rows: list[list], **options: object) -> list[tuple[int, int]]:
    inspection = inspect_file(xlsx(cells, **options), "a.xlsx")
    return lost_cells(inspection.package, inspection.sheets["Biểu 1"], rows)


ODD = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="3"/><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    '<row r="2"><c r="A2"><f>SUM(A1)</f><v>1</v></c><c r="B2"><f>A1*2</f></c><c r="C2"><f>A1</f><v></v></c>'
    '<c r="D2"><f t="shared" si="0"/><v/></c><c r="E2" t="str"><f>IF(1,"")</f><v></v></c></row>'
    '<row r="3"><c r="A3" s="1" t="e"><v>#REF!</v></c><c r="B3" t="s"><v>0</v></c>'
    '<c r="C3" t="b"><v>1</v></c><c r="D3"><v> </v></c><c r="E3" t="e"/></row>'
)
MERGES = '<mergeCells count="2"><mergeCell ref="A1:C2"/><mergeCell ref="E5"/></mergeCells>'


@pytest.fixture(params=["plain", "prefixed", "single quotes", "attributes turned"])
def odd_sheet(request: pytest.FixtureRequest) -> RawSheet:
    """One sheet in four ways of writing, so that both ways of reading see it."""
    xml = sheet_xml(ODD, MERGES)
    if request.param == "prefixed":
        xml = xml.replace("</", "</x:").replace("<x:", "<").replace("</", "<//").replace("<", "<x:")
        xml = xml.replace("<x://x:", "</x:").replace("<x://", "</x:").replace("xmlns=", "xmlns:x=")
    elif request.param == "single quotes":
        xml = xml.replace('="', "='").replace('" ', "' ").replace('">', "'>").replace('"/>', "'/>")
    elif request.param == "attributes turned":
        xml = xml.replace('<c r="A3" s="1" t="e">', '<c t="e" s="1" r="A3">')
    parts = xlsx_parts({"Biểu 1": xml}, shared_strings="<si><t>a</t></si>")
    return inspect_file(packed(parts), "a.xlsx").sheets["Biểu 1"]


def test_errors_are_found_by_address(odd_sheet: RawSheet) -> None:
    # E3 is only formatted like one.
    assert odd_sheet.error_cells == {(1, 3): "#DIV/0!", (3, 1): "#REF!"}


def test_formulas_that_were_never_calculated_are_found(odd_sheet: RawSheet) -> None:
    # E2 was calculated: its result is the empty text.
    assert odd_sheet.formulas_without_value == {(2, 2), (2, 3), (2, 4)}


def test_merged_ranges_are_found(odd_sheet: RawSheet) -> None:
    assert odd_sheet.merged == [MergedRange(1, 1, 2, 3), MergedRange(5, 5, 5, 5)]


def test_cells_with_content_are_counted(odd_sheet: RawSheet) -> None:
    # A1, A2, B3, C3; D3 holds a space, which only the exact way sees.
    assert odd_sheet.content_cells in {4, 5}


def test_hidden_sheets_are_found() -> None:
    sheets = {"Một": sheet_xml(ODD), "Hai": sheet_xml(""), "Ba & Bốn": sheet_xml("")}
    states = {"Một": "visible", "Hai": "hidden", "Ba & Bốn": "veryHidden"}
    found = inspect_file(packed(xlsx_parts(sheets, states=states)), "a.xlsx").sheets
    assert {name: sheet.is_hidden for name, sheet in found.items()} == {
        "Một": False,
        "Hai": True,
        "Ba & Bốn": True,
    }


def test_cells_without_addresses_are_counted_where_they_stand() -> None:
    cells = '<row><c><v>1</v></c><c t="str"><v>a</v></c></row>'
    cells += '<row r="4"><c r="C4"><v>1</v></c><c><v>2</v></c></row>'
    assert set(raw(cells).content) == {(1, 1), (1, 2), (4, 3), (4, 4)}


def test_nothing_is_lost_when_both_agree() -> None:
    assert lost('<row r="1"><c r="B1"><v>5</v></c></row>', [[None, 5]]) == []


def test_a_cell_that_the_parser_left_out_is_named() -> None:
    cells = (
        '<row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>6</v></c></row><row r="3"><c r="C3"><v>7</v></c></row>'
    )
    assert lost(cells, [[5, None]]) == [(1, 2), (3, 3)]


def test_blank_shared_strings_are_no_loss() -> None:
    strings = (
        "<si><t>a</t></si><si><t/></si><si><t xml:space='preserve'>  </t></si>"
        "<si><r><t> </t></r><r><t>b</t></r></si><si><t></t><rPh sb='0' eb='1'><t>PH</t></rPh></si>"
    )
    cells = "".join(f'<c r="{chr(65 + number)}1" t="s"><v>{number}</v></c>' for number in range(5))
    assert lost(f'<row r="1">{cells}</row>', [[None] * 5], shared_strings=strings) == [(1, 1), (1, 4)]


def test_an_address_that_occurs_twice_is_a_loss() -> None:
    cells = '<row r="1"><c r="A1"><v>5</v></c><c r="A1"><v>6</v></c></row>'
    assert lost(cells, [[6]]) == [(1, 1)]


def test_text_in_a_comment_is_not_counted_by_the_exact_way() -> None:
    assert lost('<row r="1"><!-- <c r="B1"><v>3</v></c> --><c r="A1"><v>1</v></c></row>', [[1]]) == []


class OnePart:
    """A package whose sheet comes in pieces of a given size."""

    def __init__(self, sheet: bytes, size: int) -> None:
        self.sheet, self.size = sheet, size
        self.parts = xlsx_parts({"Biểu 1": ""})

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def read(self, name: str) -> bytes:
        return self.parts[name].encode()

    def chunks(self, name: str) -> Iterator[bytes]:
        for start in range(0, len(self.sheet), self.size):
            yield self.sheet[start : start + self.size]


@pytest.mark.parametrize("size", [1, 2, 7, 61, 1000])
def test_the_size_of_the_pieces_makes_no_difference(size: int) -> None:
    sheet = sheet_xml(ODD + f'<row r="4">{text_cell("A4", "Hội")}</row>', MERGES).encode()
    found = survey_xlsx(OnePart(sheet, size))["Biểu 1"]
    assert found.content_cells == 6
    assert found.formulas_without_value == {(2, 2), (2, 3), (2, 4)}
    assert found.error_cells[1, 3] == "#DIV/0!"
    assert len(found.merged) == 2


def test_a_reference_that_is_none_is_damage() -> None:
    with pytest.raises(Refused) as caught:
        raw('<row r="1"><c s="1" r="1A"><v>1</v></c></row>')
    assert caught.value.finding.rule == "damaged_file"
