import pandas as pd
import pytest

from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.scorecard import Band, Peers, band, direction, judged, standings

RATE = indicators()["learning_family_rate"]
HEAD = "fund_raised_per_head"


def cells() -> pd.DataFrame:
    """Six units: families recognised of 100, last year's and the period before's rates; a fund for each."""
    rows = []
    for place, (now, before, year_ago, people) in enumerate(
        [(90, 85, 80, 100), (80, 80, 79, 200), (70, 75, 75, 300), (60, 50, 40, 400), (50, 50, None, 500)]
    ):
        unit = {"org_unit_id": f"u{place}", "name": f"Xã {place}", "short_name": str(place), "type": "Xã"}
        common = {**unit, "population": people, "state": "reported"}
        rows += [
            {
                **common,
                "indicator": RATE.indicator,
                "value": float(now),
                "numerator": float(now),
                "denominator": 100.0,
                "previous_value": float(before),
                "earlier_value": year_ago,
                "method": "exact",
                "previous_method": "exact",
                "earlier_method": None if year_ago is None else "exact",
            },
            {
                **common,
                "indicator": HEAD,
                "value": float(people),
                "numerator": people * people,
                "denominator": people,
                "previous_value": None,
                "earlier_value": None,
                "method": "exact",
            },
        ]
    missing = {"org_unit_id": "u9", "name": "Xã 9", "short_name": "9", "type": "Phường", "population": None}
    for name in (RATE.indicator, HEAD):
        rows.append({**missing, "state": "not_reported", "indicator": name})
    frame = pd.DataFrame(rows).assign(estimated_share=0.0, reported_sources=1, expected_sources=1)
    numbers = ["value", "numerator", "denominator", "previous_value", "earlier_value", "population"]
    return frame.astype(dict.fromkeys(numbers, float))


def test_bands_against_a_target_and_against_the_others() -> None:
    assert [band(value, 80.0, None) for value in (80.0, 72.0, 71.9)] == [Band.REACHED, Band.CLOSE, Band.FAR]
    assert [band(value, None, (20.0, 60.0)) for value in (60.0, 40.0, 20.0)] == [
        Band.UPPER,
        Band.MIDDLE,
        Band.LOWER,
    ]
    assert band(float("nan"), 80.0, (1.0, 2.0)) is None
    assert band(50.0, None, None) is None


@pytest.mark.parametrize(
    ("change", "unit", "expected"),
    [(0.04, "%", 0), (0.05, "%", 1), (-0.2, "%", -1), (0.4, "VND/person", 0), (float("nan"), "%", 0)],
)
def test_direction_follows_the_digits_shown(change: float, unit: str, expected: int) -> None:
    assert direction(change, unit) == expected


def test_judged_rows() -> None:
    cards = judged(cells(), {RATE.indicator: 80.0})
    rates = cards[cards["indicator"] == RATE.indicator].set_index("org_unit_id")
    assert rates["band"].dropna().tolist() == [Band.REACHED, Band.REACHED, Band.FAR, Band.FAR, Band.FAR]
    assert rates["change"].tolist()[:4] == [5.0, 0.0, -5.0, 10.0]
    assert rates["year_change"].tolist()[:4] == [10.0, 1.0, -5.0, 20.0]
    # The province is at 350 of 500 = 70%, limits for 100 families 70 ± 9.0 points.
    assert rates["is_within_chance"].tolist() == [False, False, True, False, False, False]
    heads = cards[cards["indicator"] == HEAD].set_index("org_unit_id")
    assert heads.loc[["u0", "u2", "u4"], "band"].tolist() == [Band.LOWER, Band.MIDDLE, Band.UPPER]


def test_level_and_movement_are_ranked_apart() -> None:
    cards = judged(cells(), {RATE.indicator: 80.0})
    units = standings(cards, RATE)
    assert units.loc[["u0", "u1", "u4"], "level_rank"].tolist() == [1, 2, 5]
    # Four changes are known, fewer than the floor of five.
    assert units["movement_rank"].isna().all()
    assert units["level_rank"].isna()["u9"]
    assert units.loc["u0", ["reached", "with_target"]].tolist() == [1, 1]
    assert units.loc["u9", "with_target"] == 0


def test_ranks_within_a_type_need_enough_units_of_it() -> None:
    units = standings(judged(cells(), {}), RATE, Peers.TYPE)
    assert units.loc["u0", ["group", "level_rank", "group_size"]].tolist() == ["Xã", 1, 5]
    assert pd.isna(units.loc["u9", "level_rank"])


def test_too_few_populations_leave_the_size_unknown() -> None:
    units = standings(judged(cells(), {}), RATE, Peers.SIZE)
    assert set(units["group"]) == {"size.unknown"}


def test_nothing_reported() -> None:
    empty = cells().head(0)
    assert judged(empty, {}).empty
