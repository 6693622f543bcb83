"""Numbers as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.intake.number_style import Style, column_style
from khuyenhoc.intake.numbers import State, read_cell, read_rate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234.567,8", 1234567.8),
        ("1,234,567.8", 1234567.8),
        ("12\u00a0345", 12345),
        ("12 345 678", 12345678),
        ("１２３", 123),
        ("  42 ", 42),
        ("'42", 42),
        ("+26", 26),
        ("-5", -5),
        ("−5", -5),
        ("150 người", 150),
        ("52 (hộ)", 52),
        ("0,5", 0.5),
        ("013", 13),
    ],
)
@pytest.mark.parametrize("style", [Style.DOT, Style.COMMA])
def test_numbers_that_can_be_read_in_one_way(text, value, style):
    reading = read_cell(text, style)
    assert (reading.state, reading.value) == (State.VALUE, value)


@pytest.mark.parametrize(("style", "value"), [(Style.DOT, 12714), (Style.COMMA, 12.714)])
def test_one_separator_before_three_digits_follows_the_column(style, value):
    assert read_cell("12.714", style).value == value


def test_one_separator_in_a_column_that_contradicts_itself_is_not_read():
    assert read_cell("12.714", Style.UNCLEAR).state is State.AMBIGUOUS
    assert read_cell("1.234.567", Style.UNCLEAR).value == 1234567


@pytest.mark.parametrize("text", ["-", "–", "—", "không", "Không có"])
def test_none_reported(text):
    assert read_cell(text, Style.DOT).state is State.NONE


@pytest.mark.parametrize("text", [None, "", "  ", "…", "...", "chưa có", "Chưa có số liệu", "chưa nộp"])
def test_missing(text):
    assert read_cell(text, Style.DOT).state is State.MISSING


def test_does_not_apply():
    assert read_cell("x", Style.DOT) == read_cell("X", Style.DOT)
    assert read_cell("x", Style.DOT).state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    "value",
    [
        *(
            "NaN",
            "inf",
            "-inf",
            "Infinity",
            "1_000",
            "1e5",
            "0x1F",
            "abc",
            "1.2.3",
            "30.6.2025",
            "> 100",
            "~5",
        ),
        *("1.234,56.7", "5-6", "12 (3 mới)", float("nan"), float("inf"), True, date(2025, 4, 3)),
    ],
)
def test_what_is_no_number(value):
    assert read_cell(value, Style.DOT).state is State.TEXT


def test_a_ratio_is_read_before_its_separators():
    reading = read_cell("3.046/3.725 (81,77%)", Style.DOT)
    assert (reading.state, reading.value, reading.whole, reading.rate) == (
        State.RATIO,
        3046,
        3725,
        (81.77, 2),
    )
    assert read_cell("119/127", Style.DOT).whole == 127


def test_a_percentage_is_no_count():
    assert read_cell("60,15%", Style.DOT).state is State.PERCENT


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("60,15%", (State.PERCENT, 60.15, 2)),
        ("78.58", (State.VALUE, 78.58, 2)),
        (0.785, (State.VALUE, 0.785, 3)),
    ],
)
def test_rates(value, expected):
    reading = read_rate(value)
    assert (reading.state, reading.value, reading.decimals) == expected


def test_binary_dust_of_excel_is_dropped():
    assert read_cell(0.1 + 0.2, Style.DOT).value == 0.3
    assert read_cell(12.000000000000001, Style.DOT).value == 12


class TestColumnStyle:
    def test_a_text_with_both_separators_decides(self):
        assert column_style(["944", "1.234,5", "3.086"], None, integers_only=False) == (Style.DOT, True)
        assert column_style(["944", "1,234.5", "3,086"], None, integers_only=False) == (Style.COMMA, True)

    def test_a_short_fraction_decides_for_amounts(self):
        assert column_style(["12,5", "3.086"], None, integers_only=False) == (Style.DOT, True)

    def test_counts_part_thousands_with_any_single_separator(self):
        assert column_style(["12,714", "8,317"], None, integers_only=True) == (Style.COMMA, True)
        assert column_style(["12.714", "9"], Style.COMMA, integers_only=True) == (Style.DOT, True)

    def test_a_slip_in_one_count_does_not_change_the_column(self):
        assert column_style(["12.714", "8.317", "12.5"], None, integers_only=True) == (Style.DOT, True)

    def test_nothing_to_go_by_takes_the_sheet_then_the_law(self):
        assert column_style(["3.086"], Style.COMMA, integers_only=False) == (Style.COMMA, False)
        assert column_style(["3.086"], None, integers_only=False) == (Style.DOT, False)

    def test_one_sign_in_two_meanings_is_unclear(self):
        texts = ["944.5", "76.25", "1.227"]
        assert column_style(texts, None, integers_only=False) == (Style.UNCLEAR, True)
        assert column_style(["2.5", "1.227"], None, integers_only=False) == (Style.COMMA, True)
        assert column_style(["964,8", "2.075"], None, integers_only=False) == (Style.DOT, True)

    def test_contradicting_texts_leave_it_unclear(self):
        assert column_style(["1.234,5", "1,234.5"], None, integers_only=False) == (Style.UNCLEAR, True)


def written(number: int, decimals: int, style: Style) -> str:
    text = f"{number / 10**decimals:,.{decimals}f}"
    return text if style is Style.COMMA else text.translate(str.maketrans(",.", ".,"))


@given(
    number=st.integers(-(10**12), 10**12),
    decimals=st.integers(0, 2),
    style=st.sampled_from([Style.DOT, Style.COMMA]),
)
def test_what_is_written_in_a_style_is_read_in_it(number, decimals, style):
    reading = read_cell(written(number, decimals, style), style)
    assert reading.state is State.VALUE
    assert reading.value == pytest.approx(number / 10**decimals, abs=1e-9)


@given(
    numbers=st.lists(st.integers(0, 10**9), min_size=1, max_size=30),
    style=st.sampled_from([Style.DOT, Style.COMMA]),
)
def test_a_column_of_counts_is_read_whatever_its_style(numbers, style):
    texts = [written(number, 0, style) for number in numbers]
    found, _ = column_style(texts, None, integers_only=True)
    assert [read_cell(text, found).value for text in texts] == numbers


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text):
    assert read_cell(text, Style.DOT).state in State
