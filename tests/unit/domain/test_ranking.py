import math

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.domain.ranking import ends, floor_of, is_within_chance, lowest, ranks, size_group, size_groups

NAN = float("nan")


def test_floor_is_half_of_the_units_and_at_least_five() -> None:
    assert floor_of(pd.Series([1.0] * 5 + [NAN] * 5)).is_reached
    assert not floor_of(pd.Series([1.0] * 5 + [NAN] * 6)).is_reached
    assert floor_of(pd.Series([1.0] * 5 + [NAN] * 6)).needed == 6
    assert not floor_of(pd.Series([1.0] * 4)).is_reached


def test_ranks_are_shared_and_missing_stays_missing() -> None:
    values = pd.Series([80.0, 90.0, NAN, 90.0, 70.0, 60.0])
    found = ranks(values, higher_is_better=True)
    assert found.tolist()[:2] == [3.0, 1.0]
    assert math.isnan(found[2])
    assert ranks(values, higher_is_better=False).tolist()[:2] == [3.0, 4.0]


def test_no_rank_below_the_floor() -> None:
    assert ranks(pd.Series([80.0, 90.0, NAN, NAN]), higher_is_better=True).isna().all()


def test_small_counts_are_within_chance() -> None:
    # Common rate 80%; with 5 clans the limits are 80 ± 35 points, with 500 families 80 ± 3.5 points.
    assert is_within_chance(3, 5, 80, 100)
    assert not is_within_chance(300, 500, 80, 100)
    assert is_within_chance(390, 500, 80, 100)


def test_what_is_no_share_is_never_within_chance() -> None:
    assert not is_within_chance(6, 5, 80, 100)
    assert not is_within_chance(1, 0, 80, 100)
    assert not is_within_chance(NAN, NAN, 80, 100)
    assert not is_within_chance(1, 5, 300, 100)


@settings(deadline=None)
@given(st.integers(1, 10_000), st.integers(1, 10_000), st.data())
def test_the_common_rate_itself_is_always_within_chance(size: int, common: int, data: st.DataObject) -> None:
    numerator = data.draw(st.integers(0, common))
    assert is_within_chance(size * numerator / common, size, numerator, common) or numerator in {0, common}


def test_three_groups_of_like_size() -> None:
    groups = size_groups(pd.Series([float(people) for people in range(1000, 16_000, 1000)]))
    assert [round(group.lower) for group in groups] == [1000, 5667, 10333]
    places = [size_group(people, groups) for people in (1000, 5666, 5667, 10_334, 99_999)]
    assert places == [0, 0, 1, 2, 2]
    assert size_group(NAN, groups) is None


def test_too_few_known_populations_make_no_groups() -> None:
    groups = size_groups(pd.Series([1000.0] * 14))
    assert groups == ()
    assert size_group(1000.0, groups) is None


def test_ends_are_shared_by_all_that_have_the_same_value() -> None:
    units = pd.DataFrame({"name": list("ABCDEF"), "value": [9.0, 9.0, 5.0, 0.1 + 0.2, 0.3, 0.3]})
    assert ends(units).highest == ("A", "B")
    assert ends(units).lowest == ("F", "E", "D")
    taken, rest = lowest(units, 2)
    assert (taken["name"].tolist(), rest) == (["F", "E"], 1)
    assert lowest(units, 3)[1] == 0
    assert lowest(units, 4)[1] == 0
