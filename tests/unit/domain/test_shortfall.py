"""Which step is behind and how many are missing, on numbers worked out by hand."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.domain.shortfall import RECOGNISING, REGISTERING, Steps, shortfalls


def values(**of_unit: dict[str, tuple[float | None, ...]]) -> pd.DataFrame:
    rows = [
        {"org_unit_id": unit, "data_element": f"{model}_{part}", "value": value}
        for unit, models in of_unit.items()
        for model, parts in models.items()
        for part, value in zip(("total", "registered", "recognised"), parts, strict=True)
    ]
    return pd.DataFrame(rows)


def test_the_step_further_behind_is_named_and_the_missing_counted() -> None:
    # Province: 300 of 400 registered (75 %), 240 of them recognised (80 %): 60 %.
    found = shortfalls(
        values(
            a={"families": (100, 50, 40)},  # 50 % registered, 80 % of them recognised: 40 %
            b={"families": (300, 250, 200)},
        ),
        "a",
        {"learning_family_rate": 80.0},
    )
    assert [(item.indicator, item.step, item.missing) for item in found] == [
        ("learning_family_rate", REGISTERING, 40)
    ]
    assert (found[0].own.rate, found[0].own.registered_share, found[0].own.recognised_share) == (40, 50, 80)
    assert found[0].province == Steps(400, 300, 240)


def test_recognising_may_be_the_step_behind() -> None:
    found = shortfalls(
        values(a={"clans": (10, 9, 3)}, b={"clans": (90, 81, 72)}), "a", {"learning_clan_rate": None}
    )
    assert [(item.step, item.missing) for item in found] == [(RECOGNISING, None)]


def test_worst_comes_first_and_what_is_well_is_left_out() -> None:
    found = shortfalls(
        values(
            a={"families": (100, 80, 70), "clans": (10, 5, 2), "units": (10, 10, 10)},
            b={"families": (100, 90, 80), "clans": (10, 10, 10), "units": (10, 9, 9)},
        ),
        "a",
        {"learning_family_rate": 70.0, "learning_clan_rate": 75.0, "learning_unit_rate": 90.0},
    )
    assert [(item.indicator, item.missing) for item in found] == [
        ("learning_clan_rate", 6),
        ("learning_family_rate", 0),
    ]


def test_above_the_province_and_below_the_target_has_no_step() -> None:
    found = shortfalls(
        values(a={"families": (100, 70, 65)}, b={"families": (100, 50, 40)}),
        "a",
        {"learning_family_rate": 80.0},
    )
    assert [(item.step, item.missing) for item in found] == [("", 15)]


def test_without_all_three_counts_nothing_is_said() -> None:
    reported = values(a={"families": (100, None, 40)}, b={"families": (100, 90, 80)})
    assert shortfalls(reported, "a", {}) == []
    assert shortfalls(reported, "c", {}) == []
    assert shortfalls(values(a={"families": (100, 0, 0)}), "a", {"learning_family_rate": 80.0}) == []


@given(st.integers(1, 5000), st.integers(0, 5000), st.integers(1, 100))
def test_missing_is_the_fewest_that_reach_the_target(total: int, recognised: int, target: int) -> None:
    recognised = min(recognised, total)
    found = shortfalls(
        values(a={"families": (total, total, recognised)}, b={"families": (1, 1, 1)}),
        "a",
        {"learning_family_rate": float(target)},
    )
    missing = found[0].missing if found else 0
    assert 100 * (recognised + missing) >= target * total
    assert missing == 0 or 100 * (recognised + missing - 1) < target * total
