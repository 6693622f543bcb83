from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.domain.apportionment import apportion, to_whole_numbers


def test_largest_remainders_are_rounded_up() -> None:
    assert apportion({"a": 47, "b": 16, "c": 37}, 10) == {"a": 5, "b": 1, "c": 4}
    assert apportion({"b": 1, "a": 1, "c": 1}, 10) == {"a": 4, "b": 3, "c": 3}


def test_what_exists_gets_at_least_one() -> None:
    assert apportion({"land": 10.0, "none": 0.0}, 1000) == {"land": 999, "none": 1}
    assert apportion({"a": 1, "b": 1e-9, "c": 1e-9}, 3) == {"a": 1, "b": 1, "c": 1}


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 10**6), min_size=1, max_size=30).filter(
        lambda sizes: sum(sizes.values()) > 0
    ),
    st.integers(30, 5000),
)
def test_parts_add_up_and_follow_the_sizes(sizes: dict[str, int], total: int) -> None:
    parts = apportion(sizes, total)
    assert sum(parts.values()) == total
    assert min(parts.values()) >= 1
    assert apportion(dict(reversed(sizes.items())), total) == parts
    whole = sum(sizes.values())
    for key, size in sizes.items():
        quota = Fraction(size * total, whole)
        assert parts[key] <= max(quota + 1, 1)


@pytest.mark.parametrize(
    ("values", "rounded"),
    [
        ([1.25, 1.25, 1.5], [1, 1, 2]),
        ([0.5, 0.5], [1, 0]),
        ([3.0, 2.4, 1.6], [3, 2, 2]),
        ([-0.5, -0.5, 4.0], [0, -1, 4]),
        ([], []),
    ],
)
def test_display_adds_up(values: list[float], rounded: list[int]) -> None:
    assert to_whole_numbers(values) == rounded


@given(st.lists(st.integers(-(10**12), 10**12), max_size=20), st.lists(st.integers(1, 4096), max_size=20))
def test_whole_figures_stay_and_totals_hold(whole: list[int], parts: list[int]) -> None:
    estimates = [part / 4096 for part in parts]
    rounded = to_whole_numbers([*map(float, whole), *estimates])
    assert rounded[: len(whole)] == whole
    assert sum(rounded) == sum(whole) + round(sum(Fraction(value) for value in estimates))
