"""How memory over time is judged."""

import pytest

from khuyenhoc.bench.soak import Watched


def test_growth_is_of_what_comes_after_the_warm_up() -> None:
    # 300 MB within the first 40 s, then one megabyte in ten seconds: 360 an hour.
    samples = [(float(second), 300.0 if second >= 40 else second * 7.5) for second in range(0, 40, 5)]
    samples += [(float(second), 300.0 + (second - 40) / 10) for second in range(40, 105, 5)]
    watched = Watched(samples)
    assert watched.settled[0] == (40.0, 300.0)
    assert watched.growth == pytest.approx(360)


def test_memory_that_falls_has_grown_by_next_to_nothing() -> None:
    assert Watched([(float(second), 300.0 - second) for second in range(0, 100, 5)]).growth == 0.1
