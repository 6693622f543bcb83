"""The figures of pages against values worked out by hand (see conftest.py)."""

import math

import pandas as pd
import pytest

from khuyenhoc.store.database import Database
from tests.queries.conftest import (
    BAC_NHA_TRANG,
    CAM_LAM,
    CAM_RANH,
    MILLION,
    NHA_TRANG,
    PHAN_RANG,
    TAY_NHA_TRANG,
)

OLD_KHANH_HOA = ["legacy-56"]


def by_unit(tiny: Database, **given: object) -> pd.DataFrame:
    parameters = {
        "scope": None,
        "province_ids": OLD_KHANH_HOA,
        "period_id": "2024-Q1",
        "earlier_period_id": "2023-Q1",
        "indicator": "member_rate",
    }
    return tiny.query("indicator_by_unit", parameters | given).set_index("org_unit_id")


def test_rate_of_a_unit_uses_the_correction(tiny: Database) -> None:
    units = by_unit(tiny)
    assert len(units) == 9
    assert units.loc[NHA_TRANG, "value"] == 10.0
    assert units.loc[NHA_TRANG, "file_name"] == "correction.xlsx"
    assert units.loc[CAM_RANH, "value"] == 20.0
    assert units.loc[[CAM_RANH, NHA_TRANG], "rank"].tolist() == [1, 2]


def test_missing_has_four_faces(tiny: Database) -> None:
    assert by_unit(tiny).loc[CAM_LAM, "state"] == "not_established"
    second = by_unit(tiny, period_id="2024-Q2")
    assert second.loc[CAM_LAM, "state"] == "not_applicable"
    assert second.loc[CAM_RANH, "state"] == "no_figure"
    assert second.loc["legacy-571", "state"] == "not_reported"
    assert second.loc[CAM_LAM, "value"] is None or math.isnan(second.loc[CAM_LAM, "value"])


def test_earlier_value_is_last_years(tiny: Database) -> None:
    units = by_unit(tiny, period_id="2025-Q1", earlier_period_id="2024-Q1")
    assert units.loc[NHA_TRANG, ["value", "earlier_value"]].tolist() == [15.0, 10.0]


def test_scope_hides_the_other_units(tiny: Database) -> None:
    units = by_unit(tiny, scope=[CAM_RANH])
    assert units.index.tolist() == [CAM_RANH]


def test_names_follow_later_acts(tiny: Database) -> None:
    names = [
        by_unit(tiny, province_ids=["reform-75"], period_id=period).loc["reform-26368", "name"]
        for period in ("2026-Q1", "2026-Q2")
    ]
    assert names == ["Xã Long Thành", "Phường Long Thành"]


def test_series_is_ratio_of_sums(tiny: Database) -> None:
    series = tiny.query(
        "indicator_series",
        {
            "scope": None,
            "province_ids": ["reform-56", "legacy-56", "legacy-58"],
            "indicator": "member_rate",
        },
    ).set_index("period_id")
    assert series.index.tolist() == ["2024-Q1", "2024-Q2", "2025-Q1", "2025-Q3"]
    assert series.loc["2024-Q1", "value"] == pytest.approx(100 * 160 / 1300)
    assert series.loc["2025-Q1", "value"] == pytest.approx(100 * 160 / 1100)
    assert series.loc["2025-Q3", "value"] == pytest.approx(16.0)
    assert series["reported_units"].tolist() == [2, 1, 2, 2]
    assert series["expected_units"].tolist() == [16, 16, 16, 65]


def test_series_keeps_bases_apart(tiny: Database) -> None:
    series = tiny.query(
        "indicator_series", {"scope": None, "province_ids": OLD_KHANH_HOA, "indicator": "fund_raised"}
    )
    assert list(zip(series["period_id"], series["is_cumulative"], series["value"], strict=True)) == [
        ("2024-Q1", False, 6 * MILLION),
        ("2024-Q2", False, 2 * MILLION),
        ("2024-H1", True, 7 * MILLION),
    ]


def test_series_of_one_unit(tiny: Database) -> None:
    parameters = {"scope": None, "province_ids": OLD_KHANH_HOA, "indicator": "member_rate"}
    own = tiny.query("indicator_series", parameters | {"org_unit_id": CAM_RANH})
    assert own[["period_id", "value", "method"]].values.tolist() == [["2024-Q1", 20.0, "exact"]]
    assert own[["reported_units", "expected_units"]].values.tolist() == [[1, 1]]
    # Bắc Nha Trang's land reported with Nha Trang before the reform: an estimate, whose rate is the city's.
    restated = tiny.query("indicator_series", parameters | {"org_unit_id": BAC_NHA_TRANG, "lens": "current"})
    by_period = restated.set_index("period_id")
    assert by_period.loc["2024-Q1", ["value", "method", "estimated_share"]].tolist() == [
        10.0,
        "estimate",
        1.0,
    ]
    assert by_period.loc["2025-Q3", ["value", "method", "estimated_share"]].tolist() == [25.0, "exact", 0.0]


def summary(tiny: Database, **given: object) -> pd.DataFrame:
    parameters = {
        "scope": None,
        "province_ids": OLD_KHANH_HOA,
        "province_code": "56",
        "period_id": "2025-Q1",
        "earlier_province_ids": OLD_KHANH_HOA,
        "earlier_period_id": "2024-Q1",
    }
    return tiny.query("province_summary", parameters | given).set_index("indicator")


def test_summary_compares_with_last_year(tiny: Database) -> None:
    member_rate = summary(tiny).loc["member_rate"]
    assert member_rate["value"] == 15.0
    assert member_rate["earlier_value"] == pytest.approx(100 * 160 / 1300)
    assert (member_rate["reported_units"], member_rate["expected_units"]) == (1, 9)
    assert member_rate["earlier_reported_units"] == 2


def test_summary_across_the_reform(tiny: Database) -> None:
    members = summary(
        tiny,
        province_ids=["reform-56"],
        period_id="2025-Q3",
        earlier_province_ids=["legacy-56", "legacy-58"],
        earlier_period_id="2025-Q1",
    ).loc["members"]
    assert (members["value"], members["earlier_value"]) == (80.0, 160.0)
    assert (members["expected_units"], members["earlier_expected_units"]) == (65, 16)


@pytest.mark.parametrize(
    ("province_code", "period_id", "value", "year"),
    [("56", "2025-Q1", 40.0, 2025), ("56", "2026-Q1", 60.0, 2030), ("25", "2025-Q1", 60.0, 2025)],
)
def test_next_target(tiny: Database, province_code: str, period_id: str, value: float, year: int) -> None:
    row = summary(tiny, province_code=province_code, period_id=period_id).loc["learning_citizen_rate"]
    assert (row["target_value"], row["target_year"]) == (value, year)


def test_own_target_goes_before_the_national_one(tiny: Database) -> None:
    parameters = {"scope": None, "indicator": "learning_citizen_rate", "province_code": "25"}
    targets = tiny.query("indicator_targets", parameters)
    assert targets[["year", "value", "scope"]].values.tolist() == [[2025, 60.0, "25"], [2030, 60.0, "VN"]]


def test_unit_states(tiny: Database) -> None:
    states = tiny.query(
        "unit_states", {"scope": None, "province_ids": OLD_KHANH_HOA, "period_id": "2024-Q1"}
    ).set_index("org_unit_id")["state"]
    assert states[[NHA_TRANG, CAM_RANH, CAM_LAM, "legacy-571"]].tolist() == [
        "reported",
        "reported",
        "not_established",
        "not_reported",
    ]


def test_reporting_periods(tiny: Database) -> None:
    periods = tiny.query("reporting_periods", {"scope": None})
    assert periods[["province_id", "period_id", "reported_units"]].values.tolist() == [
        ["reform-56", "2025-Q3", 2],
        ["legacy-56", "2025-Q1", 1],
        ["legacy-58", "2025-Q1", 1],
        ["legacy-56", "2024-Q2", 3],
        ["legacy-56", "2024-H1", 1],
        ["legacy-56", "2024-Q1", 3],
    ]
    assert periods["is_synthetic"].tolist() == [True, False, False, False, False, False]


def test_yearly_totals_add_flows_and_take_the_last_stock(tiny: Database) -> None:
    totals = tiny.query(
        "yearly_totals", {"scope": None, "province_ids": OLD_KHANH_HOA, "year": 2024}
    ).set_index("data_element")
    assert totals.loc["fund_raised", ["value", "quarters"]].tolist() == [8 * MILLION, 2]
    assert totals.loc["members", ["value", "last_period_id"]].tolist() == [120.0, "2024-Q2"]
    assert totals.loc["population", "value"] == 1350.0


def test_submissions_say_what_still_counts(tiny: Database) -> None:
    rows = tiny.query("submissions", {"scope": None})
    first = rows[(rows["period_id"] == "2024-Q1") & (rows["file_name"] == "report.xlsx")].iloc[0]
    assert (first["value_count"], first["standing_values"]) == (6, 5)
    assert len(rows) == 7


def test_stored_values_are_the_current_ones(tiny: Database) -> None:
    stored = tiny.query(
        "stored_values", {"scope": None, "province_id": "legacy-56", "period_id": "2024-Q1"}
    ).set_index(["org_unit_id", "data_element"])["value"]
    assert stored[NHA_TRANG, "members"] == 100.0
    assert len(stored) == 6


def test_former_ninh_thuan_is_apart(tiny: Database) -> None:
    units = by_unit(tiny, province_ids=["legacy-58"], period_id="2025-Q1")
    assert units.loc[PHAN_RANG, "value"] == 10.0
    assert {BAC_NHA_TRANG, TAY_NHA_TRANG}.isdisjoint(units.index)
