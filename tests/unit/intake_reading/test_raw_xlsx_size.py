"""What may go to a parser before its cells are counted: only what is surely small."""

import pytest

from khuyenhoc.intake.guard import inspect_file
from khuyenhoc.intake.raw_xlsx_size import is_surely_small
from tests.unit.intake_reading.crafted_files import sheet_xml, xlsx

NEAR = '<row r="1"><c r="A1"><v>1</v></c><c r="FZ9999" s="3" t="s"><v>0</v></c><c r="B2"/></row>'
COLUMNS = '<cols><col min="1" max="2" width="9"/></cols>'


def pieces(text: str, size: int) -> list[bytes]:
    data = text.encode()
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1, 2, 7, 1_000_000])
def test_a_small_sheet_is_known_in_any_pieces(size: int) -> None:
    assert is_surely_small(pieces(sheet_xml(NEAR, before=COLUMNS), size))


@pytest.mark.parametrize("size", [1, 3, 1_000_000])
@pytest.mark.parametrize(
    "cell",
    [
        '<c r="GA1"><v>1</v></c>',
        '<c r="A10000"><v>1</v></c>',
        '<c r="XFD1048576"><v>1</v></c>',
        '<c r="AAA1"/>',
        "<c><v>1</v></c>",
        "<c/>",
        "<c r='XFD1'><v>1</v></c>",
        '<c s="1" r="XFD1"><v>1</v></c>',
        '<c  r="XFD1"><v>1</v></c>',
        '<c\nr="XFD1"><v>1</v></c>',
        '<c r ="XFD1"><v>1</v></c>',
        '<x:c r="XFD1"><v>1</v></x:c>',
        '<c r="b2"><v>1</v></c>',
    ],
)
def test_a_cell_that_may_be_far_is_noticed(cell: str, size: int) -> None:
    assert not is_surely_small(pieces(sheet_xml(NEAR + f'<row r="2">{cell}</row>'), size))


def test_many_cells_and_many_merged_ranges_are_noticed() -> None:
    line = b'<c r="A1"><v>1</v></c>'
    assert is_surely_small([line * 1_000] * 499)
    assert not is_surely_small([line * 1_000] * 501)
    assert not is_surely_small([b'<mergeCell ref="A1:B1"/>' * 50_001 + b"</mergeCells>"])


def test_a_tag_without_an_end_is_noticed() -> None:
    assert not is_surely_small([b"<c" + b" " * 60_000, b" " * 60_000])
    assert not is_surely_small([b"no tag at all"])


def test_small_sheets_are_counted_later_and_others_at_once() -> None:
    small, large = (
        inspect_file(xlsx(), "a.xlsx"),
        inspect_file(xlsx('<row r="1"><c r="GA1"/></row>'), "a.xlsx"),
    )
    assert small.is_small
    assert not large.is_small
    assert "sheets" not in vars(small)
    assert "sheets" in vars(large)
    assert small.sheets["Biểu 1"].content_cells == 1
