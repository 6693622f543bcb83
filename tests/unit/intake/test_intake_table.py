"""The table is found wherever it stands, in whatever order its columns and rows are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.intake.grid import Grid
from khuyenhoc.intake.table import find_tables, is_column_numbers
from tests.unit.intake.workbooks import DISTRICTS, LETTERHEAD, TITLE, check, sheet, values

FIGURES = {
    "Dân số": "population",
    "Tổng số hội viên": "members",
    "Hội viên mới": "members_joined",
    "Chi hội": "branches",
    "Tổng số hộ": "families_total",
}


def paths(found):
    return [column.path for column in found.columns]


def test_merged_header_of_three_rows_with_column_numbers():
    (table,) = find_tables(
        sheet(
            [
                ("STT", "Đơn vị", "Kết quả", "", "", "", ""),
                ("", "", "Hội viên", "", "Gia đình học tập", "", ""),
                ("", "", "Tổng số", "Mới", "Tổng số", "Đăng ký", "Công nhận"),
                ("A", "B", 1, 2, 3, 4, 5),
                (1, "Nha Trang", 10, 1, 9, 8, 7),
            ],
            merged=[(1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 1, 7), (2, 3, 2, 4), (2, 5, 2, 7)],
        )
    )
    assert table.header_rows == (1, 2, 3, 4)
    assert table.first_row == 5
    assert paths(table)[2:4] == [("Kết quả", "Hội viên", "Tổng số"), ("Kết quả", "Hội viên", "Mới")]
    assert paths(table)[0] == ("STT",)


def test_unmerged_groups_carry_to_the_right():
    (table,) = find_tables(
        sheet(
            [
                ("STT", "Đơn vị", "Dân số", "Hội viên", "", "Quỹ", ""),
                ("", "", "", "Tổng số", "Mới", "Thu", "Chi"),
                (1, "Nha Trang", 1, 10, 1, 9, 8),
            ]
        )
    )
    assert paths(table)[2:] == [
        ("Dân số",),
        ("Hội viên", "Tổng số"),
        ("Hội viên", "Mới"),
        ("Quỹ", "Thu"),
        ("Quỹ", "Chi"),
    ]


def test_a_row_of_units_of_measure_belongs_to_the_header():
    (table,) = find_tables(
        sheet(
            [
                ("STT", "Đơn vị", "Hội viên", "Học bổng", ""),
                ("", "", "Tổng số", "Số suất", "Số tiền"),
                ("", "", "(người)", "(suất)", "(triệu đồng)"),
                (1, "Nha Trang", 10, 1, 9),
            ]
        )
    )
    assert table.first_row == 4
    assert paths(table)[4] == ("Học bổng", "Số tiền (triệu đồng)")


def test_captions_are_what_stands_above():
    (table,) = find_tables(
        sheet([(LETTERHEAD,), (TITLE,), (), ("STT", "Đơn vị", "Dân số"), (1, "Nha Trang", 5)])
    )
    assert [text for _, _, text in table.captions] == [LETTERHEAD, TITLE]


def test_a_header_repeated_on_each_page_is_one_table():
    header = ("STT", "Đơn vị", "Dân số", "Hội viên")
    (table,) = find_tables(sheet([header, (1, "Nha Trang", 5, 5), (), header, (2, "Cam Ranh", 6, 6)]))
    assert table.repeated_header_rows == {4}
    assert table.last_row == 5


def test_another_header_is_another_table():
    first, second = find_tables(
        sheet(
            [
                ("STT", "Đơn vị", "Dân số", "Hội viên"),
                (1, "Nha Trang", 5, 5),
                ("II. QUỸ (triệu đồng)",),
                ("STT", "Đơn vị", "Thu", "Chi"),
                (1, "Nha Trang", 5, 5),
            ]
        )
    )
    assert (first.first_row, first.last_row) == (2, 3)
    assert [text for _, _, text in second.captions] == ["II. QUỸ (triệu đồng)"]


def test_indicators_down_and_units_across_is_turned():
    (table,) = find_tables(
        sheet(
            [
                (TITLE,),
                ("STT", "Chỉ tiêu", "ĐVT", "Nha Trang", "Cam Ranh"),
                ("I", "Hội viên"),
                (1, "Tổng số hội viên", "người", 5, 6),
                ("II", "Gia đình học tập"),
                (1, "Đăng ký", "hộ", 7, 8),
                (2, "Được công nhận", "hộ", 3, 4),
            ]
        )
    )
    assert table.grid.is_turned
    assert table.columns[-1].path == ("Gia đình học tập", "Được công nhận (hộ)")
    assert table.grid.address(4, 6) == "Bieu 01!D6"


@pytest.mark.parametrize("rows", [[], [("Kính gửi:", "Các huyện")], [("a", "b", "c"), (1, 2, 3)]])
def test_no_table(rows):
    assert find_tables(sheet(rows)) == ()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("(1)", "(2)", "(3)"), True),
        ((1, 2, 3, 4), True),
        (("A", "B", 1, 2), True),
        (("(1)", "(2)", "(3)=(1)/(2)"), True),
        (("[1]", "[2]", "[3]"), True),
        ((1, "Nha Trang", 3), False),
        ((5, 100, 3), False),
        ((1, 2), False),
    ],
)
def test_column_numbers(row, expected):
    assert is_column_numbers(Grid.of(sheet([row])), 1) is expected


@st.composite
def layouts(draw):
    """A report's rows in a random place and order, with the figures it holds."""
    columns = draw(st.permutations(list(FIGURES)))[: draw(st.integers(2, len(FIGURES)))]
    units = draw(st.permutations(list(DISTRICTS)))[: draw(st.integers(2, len(DISTRICTS)))]
    figures = {unit: [draw(st.integers(100, 999)) for _ in columns] for unit in units}
    # Totals cannot contradict each other: people, then members, then those who joined.
    for unit in units:
        for name, factor in (("Dân số", 100), ("Tổng số hội viên", 10)):
            if name in columns:
                figures[unit][columns.index(name)] *= factor
    has_order = draw(st.booleans())
    head = [*(["STT"] if has_order else []), "Đơn vị", *columns]
    body = [[*([n] if has_order else []), unit, *figures[unit]] for n, unit in enumerate(units, start=1)]
    total = [
        *([""] if has_order else []),
        draw(st.sampled_from(["TỔNG CỘNG", "Cộng", "Toàn tỉnh", "Tổng số"])),
    ]
    total += [sum(column) for column in zip(*figures.values(), strict=True)]
    where = draw(st.sampled_from(["first", "last", "none"]))
    rows = {"first": [total, *body], "last": [*body, total], "none": body}[where]
    for place in draw(st.lists(st.integers(0, len(rows)), max_size=3)):
        rows.insert(place, [])
    numbers = [[f"({n})" for n in range(1, len(head) + 1)]] if draw(st.booleans()) else []
    left = [""] * draw(st.integers(0, 4))
    above = [[] for _ in range(draw(st.integers(0, 4)))]
    foot = [[], ["", "Người lập biểu", "", "TM. BAN THƯỜNG VỤ"]] if draw(st.booleans()) else []
    table = [[LETTERHEAD], [TITLE], [], head, *numbers, *rows, *foot]
    return sheet([*above, *[[*left, *row] for row in table]]), columns, figures


@settings(max_examples=120, deadline=None)
@given(layouts())
def test_place_and_order_change_no_value(layout):
    page, columns, figures = layout
    verdict = check(page)
    expected = {
        unit: dict(zip((FIGURES[c] for c in columns), row, strict=True)) for unit, row in figures.items()
    }
    found = {value.org_unit_id: value for value in verdict.values}
    assert len(found) == len(figures)
    assert sorted(map(str, values(verdict).values())) == sorted(map(str, _in_order(verdict, expected)))
    assert [finding.rule for finding in verdict.findings if finding.rule != "missing_units"] == []


def _in_order(verdict, expected):
    """The expected rows with their elements in the order of the verdict's."""
    orders = {tuple(row): row for row in values(verdict).values()}
    order = next(iter(orders))
    return [{name: row[name] for name in order} for row in expected.values()]
