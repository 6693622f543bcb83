"""The queries of the unit pages on the map of a lens, worked out by hand on the tiny store.

Nha Trang (568) goes to four communes in 4096ths: 1117 each to Bắc and Tây Nha Trang (see test_lens_figures).
"""

import pandas as pd
import pytest

from khuyenhoc.store.database import Database
from tests.queries.conftest import BAC_NHA_TRANG, CAM_LAM, CAM_RANH, NHA_TRANG, PHAN_RANG, TAY_NHA_TRANG

NEW_KHANH_HOA = ["reform-56"]
NHA_TRANG_AREA = "area-legacy-568"


def cells(tiny: Database, lens: str, period_id: str, **given: object) -> pd.DataFrame:
    parameters = {
        "scope": None,
        "province_ids": NEW_KHANH_HOA,
        "period_id": period_id,
        "previous_period_id": "2024-Q2",
        "earlier_period_id": "2024-Q1",
        "lens": lens,
    }
    return tiny.query("scorecard_cells", parameters | given).set_index(["org_unit_id", "indicator"])


def test_cells_of_todays_communes_before_the_reform(tiny: Database) -> None:
    found = cells(tiny, "current", "2025-Q1")
    assert len(found) == 65 * 15
    rate = found.loc[(BAC_NHA_TRANG, "member_rate")]
    assert rate["numerator"] == 150 * 1117 / 4096
    assert rate["population"] == 1000 * 1117 / 4096
    assert [rate["value"], rate["previous_value"], rate["earlier_value"]] == pytest.approx([15.0, 12.0, 10.0])
    assert rate[["method", "previous_method", "earlier_method"]].tolist() == ["estimate"] * 3
    assert rate[["estimated_share", "reported_sources", "expected_sources"]].tolist() == [1.0, 1, 1]
    assert found.xs("members", level="indicator")["numerator"].sum() == 160.0


def test_an_exact_cell_beside_last_years_estimate(tiny: Database) -> None:
    rate = cells(tiny, "current", "2025-Q3").loc[(BAC_NHA_TRANG, "member_rate")]
    assert rate[["value", "method", "estimated_share"]].tolist() == [25.0, "exact", 0.0]
    assert (rate["earlier_value"], rate["earlier_method"]) == (pytest.approx(10.0), "estimate")


def test_cells_of_former_districts_and_of_areas(tiny: Database) -> None:
    former = cells(tiny, "former", "2025-Q3")
    assert former.index.get_level_values(0).nunique() == 16
    rate = former.loc[(NHA_TRANG, "member_rate")]
    assert rate[["value", "previous_value", "method", "previous_method"]].tolist() == [
        16.0,
        12.0,
        "exact",
        "exact",
    ]
    assert rate[["reported_sources", "expected_sources", "type"]].tolist() == [2, 4, "Thành phố"]
    assert former.loc[(PHAN_RANG, "member_rate"), "state"] == "not_reported"
    area = cells(tiny, "comparable", "2025-Q3").loc[(NHA_TRANG_AREA, "member_rate")]
    assert area[["value", "earlier_value", "population"]].tolist() == [16.0, 10.0, 500.0]
    assert pd.isna(area["type"])


def test_states_of_restated_cells(tiny: Database) -> None:
    former = cells(tiny, "former", "2024-Q2")
    states = {unit: former.loc[(unit, "member_rate"), "state"] for unit in (CAM_RANH, CAM_LAM, "legacy-571")}
    assert states == {CAM_RANH: "no_figure", CAM_LAM: "not_applicable", "legacy-571": "not_reported"}
    assert cells(tiny, "current", "2024-Q1").loc[("reform-22435", "members"), "state"] == "not_established"


def test_a_scope_leaves_restated_cells_incomplete(tiny: Database) -> None:
    found = cells(tiny, "former", "2025-Q3", scope=[TAY_NHA_TRANG])
    assert found.index.get_level_values(0).unique().tolist() == [NHA_TRANG]
    rate = found.loc[(NHA_TRANG, "member_rate")]
    assert rate[["value", "population", "reported_sources", "expected_sources"]].tolist() == [
        10.0,
        300.0,
        1,
        4,
    ]


def courses(tiny: Database, lens: str, *units: str, **given: object) -> pd.DataFrame:
    parameters = {"scope": None, "org_unit_ids": list(units), "lens": lens}
    found = tiny.query("unit_indicators", parameters | given)
    return found[found["indicator"] == "member_rate"].set_index(["org_unit_id", "period_id"])


def test_a_commune_has_a_course_before_it_was_one(tiny: Database) -> None:
    found = courses(tiny, "current", BAC_NHA_TRANG).loc[BAC_NHA_TRANG]
    assert found["value"].to_dict() == pytest.approx(
        {"2024-Q1": 10.0, "2024-Q2": 12.0, "2025-Q1": 15.0, "2025-Q3": 25.0}
    )
    assert found["method"].tolist() == [*["estimate"] * 3, "exact"]
    assert found["estimated_share"].tolist() == [1.0, 1.0, 1.0, 0.0]
    assert found.loc["2024-Q1", "numerator"] == 100 * 1117 / 4096


def test_a_district_and_an_area_go_on_after_the_reform(tiny: Database) -> None:
    for lens, unit in (("former", NHA_TRANG), ("comparable", NHA_TRANG_AREA)):
        found = courses(tiny, lens, unit).loc[unit]
        assert found.index.tolist() == ["2024-Q1", "2024-Q2", "2025-Q1", "2025-Q3"]
        assert found["value"].tolist() == [10.0, 12.0, 15.0, 16.0]
        assert set(found["method"]) == {"exact"}
        assert found.loc["2025-Q3", ["reported_sources", "expected_sources"]].tolist() == [2, 4]
        assert found.loc["2025-Q1", ["reported_sources", "expected_sources"]].tolist() == [1, 1]


def test_a_unit_of_another_map_has_no_course(tiny: Database) -> None:
    assert courses(tiny, "former", BAC_NHA_TRANG).empty
    assert courses(tiny, "current", BAC_NHA_TRANG, scope=[TAY_NHA_TRANG]).empty
