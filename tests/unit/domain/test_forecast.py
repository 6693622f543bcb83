"""The forecast by hand: the value of now plus what the rest of earlier years added."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from khuyenhoc.domain.forecast import forecast_year_end

PAST = {(2024, 3): 44.0, (2024, 4): 49.0, (2025, 3): 50.0, (2025, 4): 52.0, (2026, 3): 53.0}


def test_band_is_the_least_and_the_most_of_earlier_years() -> None:
    found = forecast_year_end(PAST, year=2026, quarter=3)
    assert (found.low, found.middle, found.high) == (55.0, 56.5, 58.0)
    assert found.years == (2024, 2025)


def test_too_few_years_give_none() -> None:
    one_year = {key: value for key, value in PAST.items() if key[0] != 2024}
    assert forecast_year_end(one_year, year=2026, quarter=3) is None
    half_year = {key: value for key, value in PAST.items() if key != (2024, 4)}
    assert forecast_year_end(half_year, year=2026, quarter=3) is None
    assert forecast_year_end(PAST, year=2026, quarter=2) is None


def test_no_more_than_all() -> None:
    found = forecast_year_end(PAST | {(2026, 3): 97.0}, year=2026, quarter=3, highest=100.0)
    assert (found.low, found.middle, found.high) == (99.0, 100.0, 100.0)


@given(
    some.dictionaries(
        some.tuples(some.integers(2020, 2026), some.integers(1, 4)), some.floats(0, 100), max_size=28
    ),
    some.integers(1, 4),
)
def test_middle_lies_in_the_band(values: dict[tuple[int, int], float], quarter: int) -> None:
    found = forecast_year_end(values, year=2026, quarter=quarter)
    if found is not None:
        assert len(found.years) >= 2
        assert found.low - 1e-9 <= found.middle <= found.high + 1e-9


def test_at_the_years_end_it_is_the_value_itself() -> None:
    values = {(2024, 4): 10.0, (2025, 4): 20.0, (2026, 4): 30.0}
    found = forecast_year_end(values, year=2026, quarter=4)
    assert (found.low, found.high) == (30.0, pytest.approx(30.0))
