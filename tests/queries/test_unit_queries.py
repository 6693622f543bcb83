"""The queries of the chair's unit pages against values worked out by hand (see conftest.py)."""

import math
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.workflow import Step
from khuyenhoc.store.database import Database
from khuyenhoc.store.workflow import set_deadline, take_step
from tests.queries.conftest import (
    BAC_NHA_TRANG,
    CAM_LAM,
    CAM_RANH,
    MILLION,
    NHA_TRANG,
    TAY_NHA_TRANG,
)
from tests.reports import store

OLD_KHANH_HOA = ["legacy-56"]


def cells(tiny: Database, **given: object) -> pd.DataFrame:
    parameters = {
        "scope": None,
        "province_ids": OLD_KHANH_HOA,
        "period_id": "2024-Q2",
        "previous_period_id": "2024-Q1",
        "earlier_period_id": "2023-Q2",
    }
    return tiny.query("scorecard_cells", parameters | given).set_index(["org_unit_id", "indicator"])


def test_scorecard_has_a_cell_for_every_unit_and_indicator(tiny: Database) -> None:
    found = cells(tiny)
    assert len(found) == 9 * 15
    rate = found.loc[(NHA_TRANG, "member_rate")]
    assert rate[["value", "numerator", "denominator"]].tolist() == [12.0, 120.0, 1000.0]
    assert rate["previous_value"] == 10.0
    assert math.isnan(rate["earlier_value"])
    assert rate["population"] == 1000.0
    states = {unit: found.loc[(unit, "member_rate"), "state"] for unit in (CAM_RANH, CAM_LAM, "legacy-571")}
    assert states == {CAM_RANH: "no_figure", CAM_LAM: "not_applicable", "legacy-571": "not_reported"}
    assert found.loc[(CAM_LAM, "scholarships"), "state"] == "no_figure"


def test_scorecard_knows_the_same_period_last_year(tiny: Database) -> None:
    found = cells(tiny, period_id="2025-Q1", previous_period_id="2024-Q4", earlier_period_id="2024-Q1")
    rate = found.loc[(NHA_TRANG, "member_rate")]
    assert rate[["value", "earlier_value"]].tolist() == [15.0, 10.0]
    assert math.isnan(rate["previous_value"])
    assert cells(tiny, scope=[CAM_RANH]).index.get_level_values(0).unique().tolist() == [CAM_RANH]


def comparable(tiny: Database, period: str, earlier: str, **given: object) -> pd.DataFrame:
    parameters = {"scope": None, "province_ids": OLD_KHANH_HOA, "period_id": period}
    return tiny.query("comparable_totals", {**parameters, "earlier_period_id": earlier, **given}).set_index(
        "indicator"
    )


def test_comparable_totals_leave_out_who_reported_once(tiny: Database) -> None:
    found = comparable(tiny, "2024-Q2", "2024-Q1")
    rate = found.loc["member_rate"]
    # Now 120 of 1,000; before 100 of 1,000 and 60 of 300; both periods only Nha Trang.
    assert rate[["units", "earlier_units", "units_in_both"]].tolist() == [1, 2, 1]
    assert rate["value"] == 12.0
    assert rate["earlier_value"] == pytest.approx(100 * 160 / 1300)
    assert rate[["value_in_both", "earlier_value_in_both"]].tolist() == [12.0, 10.0]
    fund = found.loc["fund_raised"]
    assert fund[["value", "earlier_value"]].tolist() == [2 * MILLION, 6 * MILLION]
    assert fund[["value_in_both", "earlier_value_in_both"]].tolist() == [2 * MILLION, 5 * MILLION]


def test_no_unit_in_both_periods_gives_missing_not_zero(tiny: Database) -> None:
    across = comparable(tiny, "2025-Q3", "2025-Q1", province_ids=["reform-56", "legacy-56", "legacy-58"])
    rate = across.loc["member_rate"]
    assert rate[["value", "earlier_value"]].tolist() == [16.0, pytest.approx(100 * 160 / 1100)]
    assert rate["units_in_both"] == 0
    assert pd.isna(rate["value_in_both"])


def test_series_of_units(tiny: Database) -> None:
    parameters = {"scope": None, "org_unit_ids": [NHA_TRANG, BAC_NHA_TRANG]}
    found = tiny.query("unit_indicators", parameters)
    rates = found[found["indicator"] == "member_rate"].set_index(["org_unit_id", "period_id"])["value"]
    assert rates.loc[NHA_TRANG].to_dict() == {"2024-Q1": 10.0, "2024-Q2": 12.0, "2025-Q1": 15.0}
    assert rates.loc[BAC_NHA_TRANG].to_dict() == {"2025-Q3": 25.0}


def test_files_of_a_unit_keep_the_replaced_ones(tiny: Database) -> None:
    found = tiny.query("reports_of_unit", {"scope": None, "org_unit_id": NHA_TRANG})
    assert found["period_id"].tolist() == ["2025-Q1", "2024-Q2", "2024-H1", "2024-Q1", "2024-Q1"]
    first = found[found["period_id"] == "2024-Q1"]
    assert first["file_name"].tolist() == ["correction.xlsx", "report.xlsx"]
    assert first["value_count"].tolist() == [1, 3]
    none = tiny.query("reports_of_unit", {"scope": None, "org_unit_id": CAM_LAM})
    assert none["report_state"].tolist() == ["reported", "not_established"]


def lineage(tiny: Database, unit: str) -> pd.DataFrame:
    return tiny.query("unit_lineage", {"scope": None, "org_unit_id": unit})


def test_lineage_of_a_present_commune(tiny: Database) -> None:
    found = lineage(tiny, BAC_NHA_TRANG)
    assert set(found["direction"]) == {"before"}
    assert set(found["level"]) == {"commune"}
    assert set(found["parent_name"]) == {"Thành phố Nha Trang"}


def test_lineage_of_a_former_district_is_that_of_its_communes(tiny: Database) -> None:
    found = lineage(tiny, NHA_TRANG)
    assert set(found["direction"]) == {"after"}
    assert {BAC_NHA_TRANG, TAY_NHA_TRANG} <= set(found["org_unit_id"])
    assert found["parts"].sum() >= len(found)


@pytest.fixture
def working(tmp_path: Path) -> Database:
    """Two quarters: one before the store's first file, one whose deadline is still far off."""
    database = Database(tmp_path)
    store(database, "2024-Q1", {NHA_TRANG: {"members": 1.0}}, not_established=(CAM_LAM,))
    store(database, "2024-Q2", {NHA_TRANG: {"members": 2.0}, CAM_RANH: {"members": 1.0}})
    set_deadline(database, "legacy-56", Period.parse("2024-Q2"), date(2999, 1, 1), by="t")
    set_deadline(database, CAM_RANH, Period.parse("2024-Q2"), date(2999, 2, 1), by="t")
    take_step(database, Step.SUBMIT, [NHA_TRANG], Period.parse("2024-Q2"), by="t")
    yield database
    database.close()


def test_calendar_has_every_unit_in_every_reported_period(working: Database) -> None:
    found = working.query("report_calendar", {"scope": None, "province_ids": OLD_KHANH_HOA})
    assert len(found) == 9 * 2
    cell = found.set_index(["period_id", "org_unit_id"])
    assert not cell.loc["2024-Q1", "is_judged"].any()
    assert cell.loc["2024-Q2", "is_judged"].all()
    assert cell.loc[("2024-Q1", CAM_LAM), "report_state"] == "not_established"
    assert cell.loc[("2024-Q2", NHA_TRANG), "state"] == "submitted"
    assert cell.loc[("2024-Q2", CAM_RANH), "due_date"].date() == date(2999, 2, 1)
    assert cell.loc[("2024-Q2", NHA_TRANG), "due_date"].date() == date(2999, 1, 1)
    assert pd.isna(cell.loc[("2024-Q2", CAM_LAM), "arrived_date"])
    scoped = working.query("report_calendar", {"scope": [CAM_RANH], "province_ids": OLD_KHANH_HOA})
    assert scoped["period_id"].tolist() == ["2024-Q2"]
