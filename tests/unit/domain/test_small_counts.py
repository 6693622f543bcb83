"""Small counts of a sensitive kind: what is hidden, and that nobody works it out."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.domain.indicators import data_elements, indicators
from khuyenhoc.domain.small_counts import (
    SMALLEST_SHOWN,
    find_hidden,
    hidden_units,
    is_small,
    sensitive_counts,
    sensitive_elements,
)


def test_marked_elements_are_the_counts_of_poor_pupils_and_of_adults_who_cannot_read() -> None:
    assert sensitive_counts() == ("hardship_grants", "literacy_learners")
    assert sensitive_elements() - set(sensitive_counts()) == {"hardship_grants_amount"}


def test_elements_by_sex_ethnicity_religion_or_disability_are_marked() -> None:
    """The reference has none today; one that is added without a mark fails here."""
    signs = ("nữ", "nam giới", "dân tộc", "tôn giáo", "khuyết tật", "nghèo", "mồ côi", "khó khăn", "mù chữ")
    counts = [one for one in data_elements().values() if one.unit in {"person", "award", "attendance"}]
    crossed = {one.data_element for one in counts if any(sign in one.name_vi.lower() for sign in signs)}
    assert crossed == set(sensitive_counts())


def test_no_indicator_is_made_of_a_sensitive_element() -> None:
    """Lists, maps and series show indicators; `store/answers.py` counts on it that none tells of these."""
    used = {part for one in indicators().values() for part in (one.numerator, one.denominator)}
    assert not used & sensitive_elements()


@pytest.mark.parametrize(
    ("value", "small"), [(None, False), (float("nan"), False), (0, False), (1, True), (4, True), (5, False)]
)
def test_one_to_four_are_small(value: float | None, small: bool) -> None:
    assert is_small("hardship_grants", value) is small
    assert not is_small("members", value)


@pytest.mark.parametrize(
    ("counts", "hidden", "is_total"),
    [
        ({"a": 12.0, "b": 7.0, "c": 0.0}, set(), False),
        ({"a": 3.0, "b": 7.0, "c": 30.0}, {"a", "b"}, False),  # 3 alone would be the total less the others
        ({"a": 1.0, "b": 1.0, "c": 9.0, "d": 20.0}, {"a", "b", "c"}, False),  # two that make 2 are one each
        (
            {"a": 4.0, "b": 4.0, "c": 9.0},
            {"a", "b", "c"},
            False,
        ),  # two that make 8, being small, are four each
        ({"a": 3.0, "b": 0.0}, {"a"}, True),
        ({"a": 2.0, "b": 2.0}, {"a", "b"}, True),
        ({"a": 4.0, "b": 6.0}, {"a", "b"}, False),
    ],
)
def test_as_many_are_hidden_as_it_takes(counts: dict, hidden: set, is_total: bool) -> None:
    assert hidden_units(counts) == (hidden, is_total)


@given(st.dictionaries(st.text("abcdefghij", min_size=1, max_size=2), st.integers(0, 40).map(float)))
def test_total_less_what_is_shown_leaves_every_hidden_count_open(counts: dict[str, float]) -> None:
    """Whoever knows the total and all that is shown knows what the rest make together, each at least one."""
    hidden, is_total_hidden = hidden_units(counts)
    assert all(unit in hidden for unit, value in counts.items() if 0 < value < SMALLEST_SHOWN)
    assert not hidden or any(0 < counts[unit] < SMALLEST_SHOWN for unit in hidden)
    assert all(counts[unit] > 0 for unit in hidden)
    if hidden and not is_total_hidden:
        rest = sum(counts.values()) - sum(value for unit, value in counts.items() if unit not in hidden)
        most_for_one = rest - (len(hidden) - 1)
        assert len(hidden) >= 2
        assert most_for_one >= SMALLEST_SHOWN  # any of them may be one, and any may be above the limit


def counts_of(*rows: tuple[str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["org_unit_id", "period_id", "value"])
    return frame.assign(province_id="p", data_element="hardship_grants")


def test_money_goes_with_the_count_it_was_paid_for() -> None:
    hidden = find_hidden(counts_of(("a", "2024-Q1", 2.0), ("b", "2024-Q1", 30.0), ("c", "2024-Q1", 40.0)))
    assert hidden.cells == {
        (unit, "2024-Q1", element)
        for unit in ("a", "b")
        for element in ("hardship_grants", "hardship_grants_amount")
    }
    assert not hidden.totals


def test_six_months_give_no_quarter_away() -> None:
    """13 in six months less 10 in the first quarter would be the hidden 3 of the second."""
    both = [("b", period, 50.0) for period in ("2024-Q1", "2024-Q2", "2024-H1")]
    own = [("a", "2024-Q1", 10.0), ("a", "2024-Q2", 3.0), ("a", "2024-H1", 13.0)]
    hidden = find_hidden(counts_of(*own, *both))
    assert {(unit, period) for unit, period, _ in hidden.cells} == {
        *(("a", "2024-Q2"), ("b", "2024-Q2"), ("a", "2024-H1"), ("b", "2024-H1"))
    }
    alone = find_hidden(counts_of(*own))
    assert {period for period, _ in alone.totals} == {"2024-Q2", "2024-H1"}


def test_other_provinces_are_their_own() -> None:
    two = counts_of(("a", "2024-Q1", 3.0), ("b", "2024-Q1", 30.0))
    two.loc[1, "province_id"] = "q"
    assert find_hidden(two).totals == {("2024-Q1", "hardship_grants"), ("2024-Q1", "hardship_grants_amount")}
    assert {unit for unit, _, _ in find_hidden(two).cells} == {"a"}
