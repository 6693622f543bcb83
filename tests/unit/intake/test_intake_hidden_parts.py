"""Hidden rows and columns of a table are read, and told."""

from tests.unit.intake.workbooks import LETTERHEAD, TITLE, check, problems, sheet, values

ROWS = [
    (LETTERHEAD,),
    (TITLE,),
    ("STT", "Đơn vị", "Tổng số hội viên", "Chi hội"),
    (1, "Nha Trang", 10, 3),
    (2, "Cam Ranh", 20, 4),
    ("", "Cộng", 30, 7),
]


def test_a_hidden_row_and_column_are_read_and_noted():
    verdict = check(sheet(ROWS, hidden_rows=frozenset({5}), hidden_columns=frozenset({4})))
    assert values(verdict)["569"] == {"members": 20, "branches": 4}
    assert problems(verdict) == [("hidden_columns", "Bieu 01!D4"), ("hidden_rows", "Bieu 01!B5")]
    assert verdict.decision == "accepted"


def test_hidden_parts_outside_the_figures_are_nobody_s_business():
    assert problems(check(sheet(ROWS, hidden_rows=frozenset({1, 9}), hidden_columns=frozenset({1})))) == []


def test_a_total_that_leaves_the_hidden_row_out_is_a_warning():
    rows = [*ROWS[:-1], ("", "Cộng", 10, 3)]
    verdict = check(sheet(rows, hidden_rows=frozenset({5})))
    assert ("total_row", "Bieu 01!C6") in problems(verdict)


def test_of_a_turned_sheet_units_are_columns():
    rows = [
        (LETTERHEAD,),
        (TITLE,),
        ("TT", "Chỉ tiêu", "Nha Trang", "Cam Ranh", "Vạn Ninh"),
        (1, "Tổng số hội viên", 10, 20, 40),
        (2, "Tổng số chi hội", 3, 4, 5),
    ]
    verdict = check(sheet(rows, hidden_columns=frozenset({4})))
    assert values(verdict)["569"] == {"members": 20, "branches": 4}
    assert [rule for rule, _ in problems(verdict)] == ["hidden_columns"]
