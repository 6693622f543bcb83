import pandas as pd

from khuyenhoc.domain.comparison import Quadrants, default_units, quadrant_of, shares
from khuyenhoc.domain.indicators import indicators

RATE, FUND = indicators()["member_rate"], indicators()["fund_raised"]
NAN = float("nan")


def cells() -> pd.DataFrame:
    rows = [
        ("u1", "Xã An", 30.0, 30.0, 100.0, 100.0),
        ("u2", "Xã Bình", 10.0, 30.0, 300.0, 300.0),
        ("u3", "Xã Cam", 20.0, 20.0, 100.0, 100.0),
        ("u4", "Xã Diên", NAN, NAN, NAN, 500.0),
    ]
    columns = ["org_unit_id", "name", "value", "numerator", "denominator", "population"]
    return pd.concat(
        [
            pd.DataFrame(rows, columns=columns).assign(indicator="member_rate", method="exact"),
            pd.DataFrame(rows, columns=columns).assign(
                indicator="fund_raised", denominator=NAN, method="exact"
            ),
        ]
    )


def test_shares_of_numerator_and_denominator() -> None:
    found = shares(cells(), RATE)
    assert found["share"].tolist()[:3] == [37.5, 37.5, 25.0]
    assert found["base_share"].tolist()[:3] == [20.0, 60.0, 20.0]
    assert found.loc["u4"].isna()[["share", "base_share"]].all()


def test_a_total_is_set_beside_the_people_of_those_who_reported() -> None:
    assert shares(cells(), FUND)["base_share"].tolist()[:3] == [20.0, 60.0, 20.0]


def test_nothing_reported_has_no_shares() -> None:
    nothing = cells().assign(numerator=NAN, denominator=NAN, value=NAN)
    assert shares(nothing, RATE)["share"].isna().all()


def test_begins_with_both_ends_of_the_list() -> None:
    assert default_units(cells(), RATE) == ["u1", "u3", "u2"]
    assert default_units(cells().assign(value=NAN), RATE) == []


def test_quadrants_part_at_the_provinces_own_values() -> None:
    units = pd.DataFrame({"first": [60.0, 50.0, 40.0, 40.0, NAN], "second": [80.0, 70.0, 80.0, 70.0, 90.0]})
    found = quadrant_of(units, 50.0, 75.0)
    assert found.tolist() == ["both_high", "only_first_high", "only_second_high", "both_low", None]
    counts = Quadrants.count(found)
    assert (counts.both_high, counts.both_low, counts.total) == (1, 1, 4)
    assert Quadrants.count(quadrant_of(units, None, 75.0)).total == 0
