"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.store.rotation import DAILY, MONTHLY, WEEKLY, kept

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


def test_three_years_of_nights() -> None:
    nights = [NOW - timedelta(days=day) for day in range(3 * 365)]
    left = sorted(kept(nights), reverse=True)
    assert left[:7] == nights[:7]
    assert len(left) <= DAILY + WEEKLY + MONTHLY
    assert left[-1].year == 2024
    months = {(moment.year, moment.month) for moment in left}
    assert len(months) == 24


def test_rotation_night_after_night_ends_the_same() -> None:
    left: set[datetime] = set()
    nights = [NOW - timedelta(days=day) for day in reversed(range(3 * 365))]
    for night in nights:
        left = kept({*left, night})
    assert left == kept(nights)


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), min_size=1))  # noqa: DTZ001
def test_the_newest_always_stays(moments: list[datetime]) -> None:
    left = kept(moments)
    assert max(moments) in left
    assert left <= set(moments)
    assert kept(left) == left
