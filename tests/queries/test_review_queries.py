"""What a review asks: hand-computed on the tiny store."""

from khuyenhoc.store.database import Database
from tests.queries.conftest import CAM_RANH, MILLION, NHA_TRANG


def elements(tiny: Database, period: str, earlier: str) -> dict[str, dict]:
    frame = tiny.query(
        "province_elements",
        {
            "scope": None,
            "province_ids": ["legacy-56"],
            "former_province_ids": ["legacy-56"],
            "earlier_province_ids": ["legacy-56"],
            "period_id": period,
            "earlier_period_id": earlier,
        },
    )
    return frame.set_index("data_element").to_dict("index")


def test_only_units_with_both_figures_are_compared(tiny: Database) -> None:
    members = elements(tiny, "2025-Q1", "2024-Q1")["members"]
    # 2025: Nha Trang 150. 2024: Nha Trang 100 (corrected) and Cam Ranh 60; only Nha Trang gave both.
    assert (members["value"], members["reported_units"]) == (150.0, 1)
    assert (members["earlier_value"], members["earlier_reported_units"]) == (160.0, 2)
    assert (members["compared_value"], members["compared_earlier_value"]) == (150.0, 100.0)
    assert members["compared_units"] == 1


def test_year_to_date_adds_quarters_and_never_cumulative_reports(tiny: Database) -> None:
    raised = elements(tiny, "2024-Q2", "2023-Q2")["fund_raised"]
    # 5 and 1 in the first quarter, 2 in the second; the 7 of the half-year report are another basis.
    assert raised["year_to_date"] == 8 * MILLION
    assert raised["value"] == 2 * MILLION


def test_stocks_have_no_sum_over_time(tiny: Database) -> None:
    members = elements(tiny, "2024-Q2", "2023-Q2")["members"]
    assert members["value"] == 120.0
    assert members["year_to_date"] != members["year_to_date"]


def test_values_of_every_unit(tiny: Database) -> None:
    parameters = {"scope": None, "province_ids": ["legacy-56"], "period_id": "2024-Q1"}
    frame = tiny.query("unit_elements", parameters)
    found = {(row.org_unit_id, row.data_element): row.value for row in frame.itertuples()}
    assert found[NHA_TRANG, "members"] == 100.0
    assert found[CAM_RANH, "fund_raised"] == 1 * MILLION
    assert len(found) == 6
