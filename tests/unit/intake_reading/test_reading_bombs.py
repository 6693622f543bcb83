"""Files that would take too much room or time are refused before they are read."""

import pytest
from crafted_files import (
    MAIN,
    lying_xlsx,
    packed,
    sheet_xml,
    text_cell,
    xlsx,
    xlsx_parts,
)
from guarded_files import HEAD, ONE_CELL, SHEET, TAIL, refusal

from khuyenhoc.intake.guard import inspect_file
from khuyenhoc.intake.refusals import Refused

XXE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
TWO_CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def in_small_pieces(data: bytes) -> bytes:
    """A sheet packed so that one byte comes out, then nothing for long, and the rest byte by byte."""
    nothing = b"\x00\x00\x00\xff\xff" * 14_000
    blocks = [b"\x00\x01\x00\xfe\xff" + data[index : index + 1] for index in range(len(data))]
    blocks[1:1] = [nothing]
    return lying_xlsx(SHEET, data, packed=b"".join(blocks) + b"\x01\x00\x00\xff\xff")


def strings(attributes: str) -> bytes:
    parts = xlsx_parts({"Biểu 1": sheet_xml(ONE_CELL)}, shared_strings="")
    return packed(
        parts | {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" {attributes}><si><t>a</t></si></sst>'}
    )


def sparse(columns: str, rows: int) -> bytes:
    lines = (f'<row r="{row}"><c r="{columns}{row}"><v>1</v></c></row>' for row in range(1, rows + 1))
    return xlsx("".join(lines))


BOMBS = {
    "rows": (
        lambda: lying_xlsx(SHEET, HEAD + b"<row><c><v>1</v></c></row>" * 1_500_000 + TAIL),
        "suspicious_file",
    ),
    "padding": (lambda: lying_xlsx(SHEET, HEAD + b" " * 60_000_000 + TAIL), "suspicious_file"),
    "lying size": (lambda: lying_xlsx(SHEET, HEAD + b" " * 60_000_000 + TAIL, size=4000), "suspicious_file"),
    "far cell": (lambda: xlsx(TWO_CORNERS), "far_cell"),
    "sparse": (lambda: sparse("NZ", 9_000), "far_cell"),
    "string count": (lambda: strings('count="1" uniqueCount="4000000000"'), "suspicious_file"),
    "string count first": (
        lambda: strings("uniqueCount='99999999999999999999' count='1'"),
        "suspicious_file",
    ),
    "outside entity": (lambda: packed(xlsx_parts({"Biểu 1": XXE + sheet_xml(ONE_CELL)})), "suspicious_file"),
    "laughs": (
        lambda: packed(
            xlsx_parts({"Biểu 1": sheet_xml(ONE_CELL)}, shared_strings="")
            | {"xl/sharedStrings.xml": LAUGHS + "<sst><si><t>&b;</t></si></sst>"}
        ),
        "suspicious_file",
    ),
    "late DTD": (
        lambda: packed(xlsx_parts({"Biểu 1": "<!--" + " " * 1_048_570 + "-->" + XXE + sheet_xml("")})),
        "suspicious_file",
    ),
    "UTF-16 part": (
        lambda: lying_xlsx(SHEET, (XXE + sheet_xml(ONE_CELL)).encode("utf-16")),
        "damaged_file",
    ),
    "DTD in small pieces": (lambda: in_small_pieces((XXE + sheet_xml("")).encode()), "suspicious_file"),
    "UTF-16 in small pieces": (
        lambda: in_small_pieces((XXE + sheet_xml("")).encode("utf-16-le")),
        "damaged_file",
    ),
    "one huge tag": (
        lambda: lying_xlsx(SHEET, HEAD + b'<row r="1" x="' + bytes(range(97, 123)) * 300_000 + b'"/>' + TAIL),
        "suspicious_file",
    ),
    "merges": (lambda: xlsx(after='<mergeCell ref="A1:B2"/>' * 60_000), "suspicious_file"),
}


def test_small_pieces_alone_are_let_in() -> None:
    assert inspect_file(in_small_pieces(sheet_xml(ONE_CELL).encode()), "a.xlsx").kind == "xlsx"


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused(name: str) -> None:
    make, rule = BOMBS[name]
    assert refusal(make())[0] == rule


def test_half_a_million_cells_are_too_many() -> None:
    line = "".join(f'<c r="{chr(65 + column)}{{row}}"><v>1</v></c>' for column in range(20))
    rows = "".join(
        f'<row r="{row}">' + line.replace("{row}", str(row)) + "</row>" for row in range(1, 25_100)
    )
    # Numbers of varied length pack badly enough to pass the ratio.
    assert refusal(xlsx(rows)) in {("too_many_cells", "Biểu 1"), ("suspicious_file", "")}


def test_a_far_cell_is_named() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="60001"><c r="B60001"><v>1</v></c></row>'
    with pytest.raises(Refused) as caught:
        inspect_file(xlsx(far), "a.xlsx")
    assert caught.value.finding.cell == "Biểu 1!B60001"
    assert "B60001" in caught.value.finding.message_vi
    assert "Xóa (Delete)" in caught.value.finding.message_vi
    assert refusal(xlsx('<row r="1"><c r="OK1"><v>1</v></c></row>')) == ("far_cell", "Biểu 1!OK1")
    assert refusal(xlsx('<row r="1"><c r="OK1" t="e"><v>#N/A</v></c></row>')) == ("far_cell", "Biểu 1!OK1")


def test_far_formats_without_content_are_let_in() -> None:
    # Common in practice: a whole column or row was given a border.
    formats = (
        '<row r="60001" s="1"/><row r="1048576"><c r="XFD1048576" s="1"/><c r="A1048576" s="2"></c></row>'
    )
    assert inspect_file(xlsx(ONE_CELL + formats), "a.xlsx").sheets["Biểu 1"].content_cells == 1


def test_the_last_allowed_cells_are_let_in() -> None:
    assert inspect_file(xlsx('<row r="60000"><c r="A60000"><v>1</v></c></row>'), "a.xlsx").kind == "xlsx"
    assert inspect_file(xlsx('<row r="1"><c r="OJ1"><v>1</v></c></row>'), "a.xlsx").kind == "xlsx"


@pytest.mark.parametrize("cut", range(0, 2400, 97))
def test_no_cut_file_gets_through_or_crashes(cut: int) -> None:
    content = xlsx(f'<row r="1">{text_cell("A1", "Hội")}</row>', title="a")
    assert refusal(content[: min(cut, len(content) - 1)])[0] in {
        "damaged_file",
        "empty_file",
        "not_a_workbook",
    }
