"""Targets, pace and standing of units against values worked out by hand.

Nha Trang legacy-568 and Cam Ranh legacy-569 with 100 and 300 adults; titles
    2024-Q4   40 of 100    90 of 300     province 130/400 = 32.5 %
    2025-Q1   45 of 100    90 of 300     province 135/400 = 33.75 %
raised, in triệu: 2025-Q1 5 and 1; 2025-Q2 2 (Nha Trang alone); 2025-Q4 4 (Nha Trang alone)
since the reform, 2025-Q4: Bắc Nha Trang 30 of 50 adults; 2026-Q1: 31 of 50, Tây Nha Trang 10 of 50
"""

from pathlib import Path

import pytest

from khuyenhoc.domain.planned_targets import PlannedTarget
from khuyenhoc.store.database import Database
from khuyenhoc.store.targets import set_targets
from tests.queries.conftest import BAC_NHA_TRANG, CAM_RANH, MILLION, NHA_TRANG, TAY_NHA_TRANG
from tests.reports import store

PROVINCE = "reform-56"


def titles(recognised: float, adults: float) -> dict[str, float]:
    return {"citizens_recognised": recognised, "adults": adults}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    database = Database(tmp_path_factory.mktemp("targets"))
    store(database, "2024-Q4", {NHA_TRANG: titles(40.0, 100.0), CAM_RANH: titles(90.0, 300.0)})
    first = {
        NHA_TRANG: titles(45.0, 100.0) | {"fund_raised": 5 * MILLION},
        CAM_RANH: titles(90.0, 300.0) | {"fund_raised": 1 * MILLION},
    }
    store(database, "2025-Q1", first)
    store(database, "2025-Q2", {NHA_TRANG: {"fund_raised": 2 * MILLION}})
    store(database, "2025-Q4", {BAC_NHA_TRANG: titles(30.0, 50.0)}, province_id=PROVINCE)
    now = {BAC_NHA_TRANG: titles(31.0, 50.0), TAY_NHA_TRANG: titles(10.0, 50.0)}
    store(database, "2026-Q1", now, province_id=PROVINCE, not_established=("reform-22366",))
    own = [
        PlannedTarget("learning_citizen_rate", PROVINCE, 2027, 62.0, "Kế hoạch tỉnh"),
        PlannedTarget("learning_citizen_rate", BAC_NHA_TRANG, 2026, 65.0, "Kế hoạch phường"),
    ]
    set_targets(database, own, by="tester")
    yield database
    database.close()


def units(database: Database, **given: object):
    parameters = {
        "scope": None,
        "province_ids": [PROVINCE],
        "province_code": "56",
        "period_id": "2026-Q1",
        "base_period_id": "2025-Q4",
        "indicator": "learning_citizen_rate",
    }
    return database.query("unit_target_standing", parameters | given).set_index("org_unit_id")


def test_own_target_of_a_unit_then_of_the_province(database: Database) -> None:
    rows = units(database)
    assert len(rows) == 65
    own = rows.loc[BAC_NHA_TRANG]
    assert (own["target_value"], own["target_year"], own["target_scope"]) == (65.0, 2026, BAC_NHA_TRANG)
    assert (own["value"], own["base_value"]) == (62.0, 60.0)
    other = rows.loc[TAY_NHA_TRANG]
    assert (other["target_value"], other["target_year"], other["target_scope"]) == (62.0, 2027, "56")
    assert other["value"] == 20.0
    assert rows.loc[TAY_NHA_TRANG, "base_value"] != rows.loc[TAY_NHA_TRANG, "base_value"]
    assert rows.loc["reform-22366", "state"] == "not_established"


def test_national_target_where_nobody_set_one(database: Database) -> None:
    rows = units(database, province_ids=["legacy-56"], period_id="2025-Q1", base_period_id="2024-Q4")
    assert rows.loc[NHA_TRANG, ["target_value", "target_scope"]].tolist() == [40.0, "VN"]
    assert rows.loc[NHA_TRANG, ["value", "base_value"]].tolist() == [45.0, 40.0]
    assert rows.loc["legacy-571", "state"] == "not_reported"


def test_flow_of_a_unit_counts_from_january_or_not_at_all(database: Database) -> None:
    rows = units(
        database,
        province_ids=["legacy-56"],
        period_id="2025-Q2",
        base_period_id="2024-Q4",
        indicator="fund_raised",
    )
    assert rows.loc[NHA_TRANG, ["value", "base_value"]].tolist() == [7 * MILLION, 0.0]
    assert rows.loc[CAM_RANH, "value"] != rows.loc[CAM_RANH, "value"]


def test_models_against_every_target(database: Database) -> None:
    parameters = {
        "scope": None,
        "province_ids": [PROVINCE],
        "province_code": "56",
        "period_id": "2026-Q1",
    }
    rows = database.query("models_against_targets", parameters).set_index(["indicator", "target_year"])
    citizens = rows.loc["learning_citizen_rate"]
    assert citizens["target_value"].to_dict() == {2025: 40.0, 2027: 62.0, 2030: 60.0}
    assert citizens["evidence"].to_dict() == {2025: "summaries", 2027: "set_here", 2030: "summaries"}
    assert set(citizens["value"]) == {41.0}
    assert (citizens["reported_units"].iloc[0], citizens["expected_units"].iloc[0]) == (2, 65)
    assert rows.loc[("learning_family_rate", 2030), "evidence"] == "hanoi_plan"


def test_series_counts_flows_from_january(database: Database) -> None:
    parameters = {"scope": None, "province_ids": ["legacy-56", PROVINCE]}
    raised = database.query("indicator_to_date", parameters | {"indicator": "fund_raised"})
    assert raised["period_id"].tolist() == ["2025-Q1", "2025-Q2"]
    assert raised["value"].tolist() == [6 * MILLION, 8 * MILLION]
    rate = database.query("indicator_to_date", parameters | {"indicator": "learning_citizen_rate"})
    assert rate["period_id"].tolist() == ["2024-Q4", "2025-Q1", "2025-Q4", "2026-Q1"]
    assert rate["value"].tolist() == pytest.approx([32.5, 33.75, 60.0, 41.0])
    assert rate["quarter"].tolist() == [4, 1, 4, 1]


def test_a_flow_with_a_quarter_missing_is_not_known(tmp_path: Path) -> None:
    database = Database(tmp_path)
    for period in ("2024-Q1", "2024-Q4"):
        store(database, period, {NHA_TRANG: {"fund_raised": 4 * MILLION}})
    parameters = {"scope": None, "province_ids": ["legacy-56"], "indicator": "fund_raised"}
    values = database.query("indicator_to_date", parameters)["value"].tolist()
    assert values[0] == 4 * MILLION
    assert values[1] != values[1]
    database.close()


def test_scope_hides_targets_of_others(database: Database) -> None:
    rows = database.query("target_entries", {"scope": [BAC_NHA_TRANG], "province_id": PROVINCE})
    assert rows["org_unit_id"].tolist() == [BAC_NHA_TRANG]


def test_units_count_money_from_january_and_not_past_a_missing_quarter(database: Database) -> None:
    parameters = {"scope": None, "province_ids": ["legacy-56"], "period_id": "2025-Q2"}
    money = database.query("units_to_date", parameters | {"indicator": "fund_raised"})
    rows = money[["org_unit_id", "year", "quarter", "value"]].values.tolist()
    assert rows == [
        [NHA_TRANG, 2025, 1, 5 * MILLION],
        [NHA_TRANG, 2025, 2, 7 * MILLION],
        [CAM_RANH, 2025, 1, 1 * MILLION],
    ]
    rates = database.query("units_to_date", parameters | {"indicator": "learning_citizen_rate"})
    assert rates["value"].tolist() == [40.0, 45.0, 30.0, 30.0]


def test_units_to_date_stay_within_scope(database: Database) -> None:
    parameters = {"province_ids": ["legacy-56"], "period_id": "2025-Q2", "indicator": "fund_raised"}
    rows = database.query("units_to_date", parameters | {"scope": [CAM_RANH]})
    assert set(rows["org_unit_id"]) == {CAM_RANH}
