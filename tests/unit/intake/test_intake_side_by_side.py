"""Tables beside each other are told apart; a wide table is left whole."""

from khuyenhoc.intake.table import find_tables
from tests.unit.intake.workbooks import LETTERHEAD, TITLE, check, problems, sheet, values

HEAD = ((LETTERHEAD,), (TITLE,))
LEFT = ("STT", "Đơn vị", "Tổng số hội viên")


def spans(found):
    return [(table.columns[0].index, table.columns[-1].index) for table in found]


def test_a_list_cut_in_two_is_two_tables():
    found = find_tables(
        sheet(
            [
                (*LEFT, "", *LEFT),
                (1, "Nha Trang", 10, "", 3, "Cam Lâm", 30),
                (2, "Cam Ranh", 20, "", 4, "Vạn Ninh", 40),
            ]
        )
    )
    assert spans(found) == [(1, 4), (5, 7)]
    assert found[0].grid.value(2, 6) is None
    assert found[1].grid.value(2, 2) is None
    assert found[1].grid.address(2, 6) == "Bieu 01!F2"


def test_both_halves_are_read_and_each_total_is_checked():
    rows = [
        *HEAD,
        (*LEFT, *LEFT),
        (1, "Nha Trang", 10, 1, "Cam Lâm", 30),
        (2, "Cam Ranh", 20, 2, "Vạn Ninh", 40),
        ("Cộng", "", 30, "Cộng", "", 99),
    ]
    verdict = check(sheet(rows))
    assert values(verdict) == {
        code: {"members": n} for n, code in ((10, "568"), (20, "569"), (30, "570"), (40, "571"))
    }
    assert problems(verdict) == [("total_row", "Bieu 01!F6")]


def test_names_repeated_at_the_right_end_open_no_table():
    (table,) = find_tables(
        sheet([(*LEFT, "Đơn vị"), (1, "Nha Trang", 10, "Nha Trang"), (2, "Cam Ranh", 20, "Cam Ranh")])
    )
    assert spans([table]) == [(1, 4)]


def test_a_column_that_counts_units_opens_no_table():
    (table,) = find_tables(
        sheet(
            [
                ("STT", "Huyện", "Tổng số hội viên", "Đơn vị", "Chi hội"),
                (1, "Nha Trang", 10, 7, 3),
                (2, "Cam Ranh", 20, 8, 4),
            ]
        )
    )
    assert spans([table]) == [(1, 5)]


def test_different_figures_for_one_unit_at_both_sides_are_an_error():
    rows = [
        *HEAD,
        (*LEFT, *LEFT),
        (1, "Nha Trang", 10, 1, "Nha Trang", 11),
        (2, "Cam Ranh", 20, 2, "Cam Ranh", 20),
    ]
    verdict = check(sheet(rows))
    assert ("conflicting_values", "Bieu 01!F4") in problems(verdict)
    assert verdict.values == ()


def test_a_title_above_one_column_of_figures_turns_no_sheet():
    rows = [
        (LETTERHEAD,),
        ("THEO DÕI HỘI VIÊN QUÝ I/2024",),
        LEFT,
        (1, "Nha Trang", 10),
        (2, "Cam Ranh", 20),
        ("", "Cộng", 30),
    ]
    assert values(check(sheet(rows))) == {"568": {"members": 10}, "569": {"members": 20}}


def test_names_under_the_word_for_the_association_are_units():
    rows = [
        *HEAD,
        ("TT", "Hội Khuyến học", "Tổng số hội viên"),
        (1, "Nha Trang", 10),
        (2, "Cam Ranh", 20),
        (3, "Vạn Ninh", 40),
    ]
    assert values(check(sheet(rows)))["571"] == {"members": 40}


def test_of_two_years_under_one_heading_the_period_s_is_read():
    rows = [
        *HEAD,
        ("STT", "Đơn vị", "Hội viên", ""),
        ("", "", "Năm 2023", "Năm 2024"),
        (1, "Nha Trang", 9, 10),
        (2, "Cam Ranh", 19, 20),
    ]
    verdict = check(sheet(rows, merged=[(3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 3, 4)]))
    assert values(verdict) == {"568": {"members": 10}, "569": {"members": 20}}
    assert problems(verdict) == [("column_of_other_basis", "Bieu 01!C4")]


def test_a_row_that_says_none_in_words_reports_nothing_but_zero():
    rows = [
        *HEAD,
        (*LEFT, "Chi hội"),
        (1, "Nha Trang", 10, 3),
        (2, "Cam Ranh", "không", "không"),
        (3, "Vạn Ninh", "–", "-"),
    ]
    assert values(check(sheet(rows))) == {
        "568": {"members": 10, "branches": 3},
        "569": {"members": 0, "branches": 0},
    }
