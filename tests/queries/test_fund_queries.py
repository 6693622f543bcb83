"""Funds and awards against values worked out by hand, in triệu đồng.

568 in 2024-Q1: opening 10, raised 5 (enterprises 3, individuals 2), spent 4, closing 11; 1,000 people
    2024-Q2: opening 13 (2 more than it closed with), raised 1, spent 6, closing 8; 1,000 people
569 in 2024-Q1: opening 2, raised 1, spent 1, closing 2; 500 people; no report for 2024-Q2
scholarships: 568 in Q1 8 worth 4, in Q2 2 worth 1; 569 in Q1 10 worth 1
"""

from pathlib import Path

import pandas as pd
import pytest

from khuyenhoc.domain.fund import fund_flow
from khuyenhoc.reports.fund_publication import publication_frame
from khuyenhoc.store.database import Database
from tests.queries.conftest import CAM_RANH, MILLION, NHA_TRANG
from tests.reports import store

CHOICE = {"scope": None, "province_ids": ["legacy-56"], "period_id": "2024-Q2", "from_january": True}


def fund(opening: float, raised: float, spent: float, closing: float, **other: float) -> dict[str, float]:
    amounts = {"fund_opening": opening, "fund_raised": raised, "fund_spent": spent, "fund_closing": closing}
    return {name: amount * MILLION for name, amount in amounts.items()} | other


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    database = Database(tmp_path_factory.mktemp("funds"))
    first = {
        NHA_TRANG: fund(
            10,
            5,
            4,
            11,
            population=1000.0,
            fund_raised_enterprises=3 * MILLION,
            fund_raised_individuals=2 * MILLION,
            scholarships=8.0,
            scholarships_amount=4 * MILLION,
        ),
        CAM_RANH: fund(2, 1, 1, 2, population=500.0, scholarships=10.0, scholarships_amount=1 * MILLION),
    }
    second = {
        NHA_TRANG: fund(13, 1, 6, 8, population=1000.0, scholarships=2.0, scholarships_amount=1 * MILLION)
    }
    store(database, "2024-Q1", first)
    store(database, "2024-Q2", second)
    yield database
    database.close()


def totals(database: Database, **given: object) -> pd.DataFrame:
    return database.query("fund_totals", CHOICE | given)


def test_a_quarter_alone(database: Database) -> None:
    rows = totals(database, period_id="2024-Q1").set_index("data_element")
    assert rows.loc["fund_opening", "value"] == 12 * MILLION
    assert rows.loc["fund_raised", ["value", "per_head"]].tolist() == [6 * MILLION, 4000.0]
    assert rows.loc["fund_closing", "reported_units"] == 2
    assert rows.loc["fund_closing", "expected_units"] == 9
    assert pd.isna(rows.loc["budget_support", "value"])
    flow = fund_flow(totals(database, period_id="2024-Q1"))
    assert flow.unexplained == 0
    assert flow.without_source == 1 * MILLION
    assert flow.other_uses == 0
    assert flow.budget_support is None


def test_since_january(database: Database) -> None:
    flow = fund_flow(totals(database))
    assert (flow.opening, flow.raised, flow.spent) == (12 * MILLION, 7 * MILLION, 11 * MILLION)
    assert flow.closing == 8 * MILLION
    assert flow.unexplained == 0
    quarter = fund_flow(totals(database, from_january=False))
    assert (quarter.opening, quarter.raised, quarter.closing) == (13 * MILLION, 1 * MILLION, 8 * MILLION)


def test_by_unit(database: Database) -> None:
    rows = database.query("fund_by_unit", CHOICE).set_index("org_unit_id")
    own = rows.loc[NHA_TRANG]
    assert (own["opening"], own["raised"], own["closing"]) == (10 * MILLION, 6 * MILLION, 8 * MILLION)
    assert (own["first_period_id"], own["last_period_id"]) == ("2024-Q1", "2024-Q2")
    assert own["raised_per_head"] == 6000.0
    assert pd.isna(own["clans"])


def test_breaks_name_both_cells(database: Database) -> None:
    parameters = {"scope": None, "province_ids": ["legacy-56"], "period_id": "2024-Q2"}
    (found,) = database.query("fund_breaks", parameters).to_dict("records")
    assert (found["org_unit_id"], found["difference"]) == (NHA_TRANG, 2 * MILLION)
    assert (found["closing"], found["opening"]) == (11 * MILLION, 13 * MILLION)
    assert found["closing_cell"].startswith("Bieu 01!")
    assert found["opening_file"] == "report.xlsx"
    assert database.query("fund_breaks", parameters | {"period_id": "2024-Q1"}).empty


def test_awards(database: Database) -> None:
    parameters = CHOICE | {"lowest": 125_000.0, "highest": 8_100_000.0}
    (found,) = database.query("awards_by_kind", parameters).to_dict("records")
    assert (found["kind"], found["award_count"], found["amount"]) == ("scholarships", 20.0, 6 * MILLION)
    assert found["average"] == 300_000.0
    assert (found["least_average"], found["most_average"]) == (100_000.0, 500_000.0)
    assert (found["units"], found["units_below"], found["units_above"]) == (2, 1, 0)
    assert found["is_whole"]


def test_awards_whose_amount_does_not_apply_are_left_out_of_the_averages(tmp_path: Path) -> None:
    database = Database(tmp_path)
    figures = {
        NHA_TRANG: {"scholarships": 4.0, "scholarships_amount": 2 * MILLION},
        CAM_RANH: {"scholarships": 6.0, "scholarships_amount": None},
    }
    store(database, "2024-Q2", figures)
    parameters = CHOICE | {"lowest": 125_000.0, "highest": 8_100_000.0}
    (found,) = database.query("awards_by_kind", parameters).to_dict("records")
    database.close()
    assert (found["units"], found["award_count"], found["average"]) == (1, 4.0, 500_000.0)
    assert not found["is_whole"]


def test_table_to_publish(database: Database) -> None:
    units = database.query("fund_by_unit", CHOICE)
    frame = publication_frame(units, totals(database), total_name="Toàn tỉnh").set_index("name")
    total = frame.loc["Toàn tỉnh"]
    assert (total["opening"], total["raised"], total["spent"]) == (12 * MILLION, 7 * MILLION, 11 * MILLION)
    assert (total["scholarships_amount"], total["other_uses"]) == (6 * MILLION, 5 * MILLION)
    assert total["closing"] == 8 * MILLION
    assert frame["raised"].iloc[:-1].sum() == total["raised"]
    assert frame.loc["Thành phố Cam Ranh", "other_uses"] == 0
    assert pd.isna(total["rewards"])
