"""Funds, awards, models and continuing education on the map of a lens, by hand (tests/lens_examples.py)."""

import pandas as pd
import pytest

from khuyenhoc.store.database import Database
from tests.lens_examples import fill_with_both_maps
from tests.queries.conftest import BAC_NHA_TRANG, MILLION, NHA_TRANG

NEW, OLD = ["reform-56"], ["legacy-56"]
NHA_TRANG_AREA = "area-legacy-568"
TOTALS = {"scope": None, "province_ids": NEW, "from_january": False}
PART = 1117 / 4096


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Database:
    database = Database(tmp_path_factory.mktemp("both"))
    fill_with_both_maps(database)
    yield database
    database.close()


def funds(both: Database, lens: str, period_id: str, **given: object) -> pd.DataFrame:
    parameters = TOTALS | {"lens": lens, "period_id": period_id}
    return both.query("fund_by_unit", parameters | given).set_index("org_unit_id")


def test_a_districts_fund_divided_among_its_communes(both: Database) -> None:
    found = funds(both, "current", "2025-Q1")
    assert len(found) == 4
    row = found.loc[BAC_NHA_TRANG]
    assert row["raised"] == 4 * MILLION * PART
    assert row["raised_per_head"] == 4000.0
    assert row[["method", "opening_method", "closing_method", "estimated_share"]].tolist() == [
        *["estimate"] * 3,
        1.0,
    ]
    assert found[["opening", "raised", "spent", "closing"]].sum().tolist() == [
        amount * MILLION for amount in (10, 4, 2, 12)
    ]
    assert row[["reported_sources", "expected_sources"]].tolist() == [1, 1]


def test_a_year_through_the_reform_on_one_map(both: Database) -> None:
    year = {"period_id": "2025-Q3", "from_january": True}
    row = funds(both, "current", **year).loc[BAC_NHA_TRANG]
    # A part of the 10 triệu raised until June, and 2 triệu of its own since.
    assert row["raised"] == 10 * MILLION * PART + 2 * MILLION
    assert row["estimated_share"] == pytest.approx(10 * PART / (10 * PART + 2))
    assert row[["method", "opening_method", "closing_method"]].tolist() == ["estimate", "estimate", "exact"]
    assert (row["opening"], row["closing"]) == (10 * MILLION * PART, 6 * MILLION)
    area = funds(both, "comparable", **year).loc[NHA_TRANG_AREA]
    assert area[["opening", "raised", "spent", "closing"]].tolist() == [
        amount * MILLION for amount in (10, 13, 4, 6)
    ]
    assert area[["method", "estimated_share"]].tolist() == ["exact", 0.0]
    assert area[["reported_sources", "expected_sources"]].tolist() == [2, 4]


@pytest.mark.parametrize("lens", ["reported", "current", "former", "comparable"])
def test_totals_of_the_fund_are_the_same_on_every_map(both: Database, lens: str) -> None:
    provinces = [*NEW, *OLD, "legacy-58"]
    given = TOTALS | {"lens": lens, "period_id": "2025-Q3", "from_january": True, "province_ids": provinces}
    totals = both.query("fund_totals", given).set_index("data_element")
    assert totals.loc[["fund_raised", "fund_spent"], "value"].tolist() == [13 * MILLION, 4 * MILLION]
    assert set(totals["method"].dropna()) == {"exact"}
    units = both.query("fund_by_unit", given)
    assert units["raised"].sum() == 13 * MILLION
    awards = both.query("awards_by_kind", given | {"lowest": 0.0, "highest": 1e9}).set_index("kind")
    assert awards.loc["scholarships", ["award_count", "amount", "average"]].tolist() == [
        10.0,
        5 * MILLION,
        MILLION / 2,
    ]
    assert awards.loc["scholarships", "is_whole"]
    expected = "estimate" if lens == "current" else "exact"
    assert awards.loc["scholarships", ["method", "spread_method"]].tolist() == ["exact", expected]


def test_a_former_provinces_fund_goes_on(both: Database) -> None:
    given = TOTALS | {"lens": "former", "period_id": "2025-Q3", "province_ids": OLD}
    totals = both.query("fund_totals", given).set_index("data_element")
    assert totals.loc["fund_raised", ["value", "reported_units", "expected_units"]].tolist() == [
        3 * MILLION,
        2,
        41,
    ]
    assert both.query("fund_totals", given | {"lens": "reported"})["value"].isna().all()
    assert funds(both, "former", "2025-Q3", province_ids=OLD).index.tolist() == [NHA_TRANG]


def test_models_of_a_former_province_go_on(both: Database) -> None:
    given = {"scope": None, "province_ids": OLD, "period_id": "2025-Q3", "lens": "former"}
    families = both.query("models_stages", given).set_index("model").loc["families"]
    assert families[["total", "recognised", "recognised_share", "method"]].tolist() == [
        40.0,
        30.0,
        75.0,
        "exact",
    ]
    assert families[["reported_units", "expected_units"]].tolist() == [1, 41]
    reported = both.query("models_stages", given | {"lens": "reported"})
    assert reported["total"].isna().all()


def elements(both: Database, lens: str, period_id: str, **given: object) -> pd.DataFrame:
    parameters = {
        "scope": None,
        "province_ids": NEW,
        "period_id": period_id,
        "data_elements": ["learning_centre_learners", "members"],
        "lens": lens,
    }
    return both.query("elements_by_unit", parameters | given).set_index(["org_unit_id", "data_element"])


def test_learners_of_units_on_another_map(both: Database) -> None:
    before = elements(both, "current", "2025-Q1")
    assert len(before) == 65 * 2
    row = before.loc[(BAC_NHA_TRANG, "learning_centre_learners")]
    assert row["value"] == 400 * PART
    assert row[["state", "method", "estimated_share"]].tolist() == ["reported", "estimate", 1.0]
    assert before.xs("members", level=1)["value"].sum() == 150.0
    after = elements(both, "former", "2025-Q3").loc[(NHA_TRANG, "learning_centre_learners")]
    assert after[["value", "method", "estimated_share"]].tolist() == [150.0, "exact", 0.0]
    assert after[["reported_sources", "expected_sources"]].tolist() == [2, 4]
    silent = elements(both, "former", "2025-Q3").loc[("legacy-582", "members")]
    assert silent["state"] == "not_reported"
    assert pd.isna(silent["method"])


def over_time(both: Database, lens: str, provinces: list[str]) -> pd.DataFrame:
    given = {"scope": None, "province_ids": provinces, "data_elements": ["learning_centre_learners"]}
    return both.query("elements_over_time", given | {"lens": lens}).set_index("period_id")


def test_learners_over_time_run_through_the_reform(both: Database) -> None:
    for lens, provinces in (("current", NEW), ("former", OLD), ("reported", [*NEW, *OLD])):
        found = over_time(both, lens, provinces)
        assert found["value"].tolist() == [400.0, 500.0, 150.0]
        assert found["value_to_date"].tolist() == [400.0, 900.0, 1050.0]
        assert set(found["method"]) == set(found["method_to_date"]) == {"exact"}
    assert over_time(both, "former", OLD)["expected_units"].tolist() == [9, 9, 41]
    assert over_time(both, "reported", OLD)["value"].tolist() == [400.0, 500.0]
