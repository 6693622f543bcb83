"""Figures on the map of a lens: worked out by hand on the tiny store, equal to the unit on the whole country.

Nha Trang (568) had 22 former communes: 6 went to Bắc Nha Trang, 6 to Tây Nha Trang, 5 to each of two others.
In 4096ths, by largest remainder: 1117, 1117, 931, 931.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.lenses import Lens, reporting_units
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.store.database import Database
from tests.queries.conftest import BAC_NHA_TRANG, CAM_LAM, MILLION, NHA_TRANG, PHAN_RANG, TAY_NHA_TRANG
from tests.reports import store

NEW_KHANH_HOA = ["reform-56"]
NHA_TRANG_AREA, NINH_THUAN_AREA = "area-legacy-568", "area-legacy-582"
TRUONG_SA = "reform-22736"


def by_unit(tiny: Database, lens: str, period_id: str, **given: object) -> pd.DataFrame:
    parameters = {
        "scope": None,
        "province_ids": NEW_KHANH_HOA,
        "period_id": period_id,
        "earlier_period_id": "2024-Q1",
        "indicator": "member_rate",
        "lens": lens,
    }
    return tiny.query("indicator_by_unit", parameters | given).set_index("org_unit_id")


def test_districts_figures_on_todays_communes(tiny: Database) -> None:
    units = by_unit(tiny, "current", "2025-Q1")
    assert len(units) == 65
    bac_nha_trang = units.loc[BAC_NHA_TRANG]
    assert bac_nha_trang["numerator"] == 150 * 1117 / 4096
    assert bac_nha_trang["value"] == pytest.approx(15.0)
    assert (bac_nha_trang["method"], bac_nha_trang["estimated_share"]) == ("estimate", 1.0)
    assert (bac_nha_trang["reported_sources"], bac_nha_trang["expected_sources"]) == (1, 1)
    assert bac_nha_trang["name"] == "Phường Bắc Nha Trang"
    assert units["numerator"].sum() == 160.0
    assert units["denominator"].sum() == 1100.0


def test_last_years_value_is_restated_too(tiny: Database) -> None:
    units = by_unit(tiny, "current", "2025-Q3", earlier_period_id="2024-Q1")
    assert units.loc[BAC_NHA_TRANG, "value"] == 25.0
    assert units.loc[BAC_NHA_TRANG, "earlier_value"] == pytest.approx(10.0)
    assert units.loc[BAC_NHA_TRANG, ["method", "estimated_share"]].tolist() == ["exact", 0.0]


def test_communes_figures_on_former_districts(tiny: Database) -> None:
    units = by_unit(tiny, "former", "2025-Q3")
    assert len(units) == 16
    nha_trang = units.loc[NHA_TRANG]
    assert (nha_trang["value"], nha_trang["method"], nha_trang["estimated_share"]) == (16.0, "exact", 0.0)
    assert (nha_trang["reported_sources"], nha_trang["expected_sources"]) == (2, 4)
    assert nha_trang["province_id"] == "reform-56"
    assert units.loc[PHAN_RANG, "state"] == "not_reported"
    assert pd.isna(units.loc[PHAN_RANG, "value"])


def test_comparable_areas_are_exact_on_both_sides(tiny: Database) -> None:
    before, after = by_unit(tiny, "comparable", "2025-Q1"), by_unit(tiny, "comparable", "2025-Q3")
    assert len(before) == len(after) == 10
    assert before.loc[NHA_TRANG_AREA, ["value", "method"]].tolist() == [15.0, "exact"]
    assert after.loc[NHA_TRANG_AREA, ["value", "method"]].tolist() == [16.0, "exact"]
    assert before.loc[NINH_THUAN_AREA, "name"] == "Ninh Thuận (7 huyện)"
    assert before.loc[NINH_THUAN_AREA, ["reported_sources", "expected_sources"]].tolist() == [1, 7]


def test_missing_stays_missing_in_its_four_faces(tiny: Database) -> None:
    first = by_unit(tiny, "current", "2024-Q1")
    assert first.loc[TRUONG_SA, "state"] == "not_reported"
    of_cam_lam = first[first["state"] == "not_established"]
    assert "reform-22435" in of_cam_lam.index
    assert of_cam_lam["value"].isna().all()
    second = by_unit(tiny, "former", "2024-Q2")
    assert second.loc[CAM_LAM, "state"] == "not_applicable"
    assert second.loc["legacy-569", "state"] == "no_figure"


def test_scope_hides_sources_and_leaves_the_rest_incomplete(tiny: Database) -> None:
    units = by_unit(tiny, "former", "2025-Q3", scope=[BAC_NHA_TRANG])
    assert units.index.tolist() == [NHA_TRANG]
    found = units.loc[NHA_TRANG, ["value", "reported_sources", "expected_sources"]].tolist()
    assert found == [25.0, 1, 4]


def series(tiny: Database, lens: str, *province_ids: str) -> pd.Series:
    parameters = {"scope": None, "province_ids": list(province_ids), "indicator": "members", "lens": lens}
    return tiny.query("indicator_series", parameters).set_index("period_id")["value"]


def test_a_former_province_goes_on_after_the_reform(tiny: Database) -> None:
    assert series(tiny, "reported", "legacy-56").to_dict() == {
        "2024-Q1": 160.0,
        "2024-Q2": 120.0,
        "2025-Q1": 150.0,
    }
    assert series(tiny, "former", "legacy-56")["2025-Q3"] == 80.0
    assert series(tiny, "former", "legacy-58").to_dict() == {"2025-Q1": 10.0}


def test_a_present_province_is_its_former_ones_before(tiny: Database) -> None:
    whole = series(tiny, "current", "reform-56")
    assert whole.to_dict() == {"2024-Q1": 160.0, "2024-Q2": 120.0, "2025-Q1": 160.0, "2025-Q3": 80.0}
    assert series(tiny, "former", "legacy-56", "legacy-58").equals(whole)


def test_summary_of_a_former_province_after_the_reform(tiny: Database) -> None:
    parameters = {
        "scope": None,
        "province_ids": ["legacy-56"],
        "province_code": "56",
        "period_id": "2025-Q3",
        "earlier_province_ids": ["legacy-56"],
        "earlier_period_id": "2024-Q1",
        "lens": "former",
    }
    members = tiny.query("province_summary", parameters).set_index("indicator").loc["member_rate"]
    assert (members["value"], members["method"], members["estimated_share"]) == (16.0, "exact", 0.0)
    assert members["earlier_value"] == pytest.approx(100 * 160 / 1300)
    assert (members["reported_units"], members["expected_units"]) == (2, 41)


def values(database: Database, lens: str, period_id: str, **given: object) -> pd.DataFrame:
    parameters = {
        "scope": None,
        "province_ids": NEW_KHANH_HOA,
        "period_id": period_id,
        "data_element": "members",
        "lens": lens,
    }
    return database.query("restated_values", parameters | given).set_index("org_unit_id")


def test_a_data_element_on_another_map(tiny: Database) -> None:
    found = values(tiny, "current", "2025-Q1")
    assert found.loc[TAY_NHA_TRANG, "value"] == 150 * 1117 / 4096
    assert found.loc[TAY_NHA_TRANG, "estimated_share"] == 1.0
    assert found["value"].sum() == 160.0
    reported = values(tiny, "reported", "2025-Q3")
    assert (len(reported), reported["value"].sum(), set(reported["method"].dropna())) == (65, 80.0, {"exact"})


def test_an_estimated_zero_is_an_estimate(tmp_path: Path) -> None:
    database = Database(tmp_path)
    store(database, "2025-Q1", {NHA_TRANG: {"members": 0.0, "fund_raised": MILLION}})
    row = values(database, "current", "2025-Q1").loc[BAC_NHA_TRANG]
    assert (row["value"], row["method"], row["estimated_share"]) == (0.0, "estimate", 1.0)
    database.close()


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Every reporting unit of the country with every data element: some missing, up to 500 triệu each."""
    draw = random.Random(20250701)
    rows = [
        ("s", unit.org_unit_id, element, period, float(draw.randint(0, 5 * 10**8)), "A1", "")
        for unit in reporting_units()
        for element in data_elements()
        for period in [("2025-Q1" if unit.vintage is Vintage.LEGACY else "2025-Q3")]
        if draw.random() > 0.1
    ]
    columns = ["submission_id", "org_unit_id", "data_element", "period_id", "value", "cell", "original"]
    database = Database(tmp_path_factory.mktemp("country"))
    with database.transaction() as cursor:
        cursor.register("incoming", pd.DataFrame(rows, columns=columns))
        for table in ("observations", "current_observations"):
            cursor.execute(f"insert into {table} by name select * from incoming")
        cursor.unregister("incoming")
    yield database
    database.close()


_TOTALS = """
with present as (
    select distinct from_id, to_id from restatement where lens = 'province' and to_id like 'reform-%'
),
before_restating as (
    select present.to_id as province_id, period_id, data_element, sum(value) as total
    from current_observations inner join present on org_unit_id = from_id group by all
),
after_restating as (
    select lens_units.province_id, period_id, data_element, sum(value) as total
    from restated_values
    inner join lens_units using (lens, org_unit_id)
    where lens = ? and lens_units.province_id like 'reform-%'
    group by all
)
select count(*), count_if(before_restating.total = after_restating.total)
from before_restating full outer join after_restating using (province_id, period_id, data_element)
"""


@pytest.mark.parametrize("lens", ["current", "former", "comparable"])
def test_totals_of_every_province_are_equal_to_the_unit(country: Database, lens: str) -> None:
    compared, equal = country.read(lambda cursor: cursor.execute(_TOTALS, [lens]).fetchone())
    assert compared == equal == 34 * 2 * len(data_elements())


@pytest.mark.parametrize("lens", Lens)
def test_totals_of_the_country_are_equal_to_the_unit(country: Database, lens: str) -> None:
    statement = """
        select count(*), count_if(reported.total = restated.total) from
        (select period_id, data_element, sum(value) as total from current_observations group by all)
        as reported
        full outer join
        (select period_id, data_element, sum(value) as total from restated_values where lens = ? group by all)
        as restated using (period_id, data_element)
    """
    compared, equal = country.read(lambda cursor: cursor.execute(statement, [str(lens)]).fetchone())
    assert compared == equal == 2 * len(data_elements())


def sums_of(country: Database, lens: str, provinces: list[str], period_id: str) -> pd.Series:
    """What the pages' tables of a province's units add up to: indicators, data elements, the fund."""
    given = {"scope": None, "province_ids": provinces, "period_id": period_id, "lens": lens}
    others = {"previous_period_id": None, "earlier_period_id": "2024-Q1"}
    cells = country.query("scorecard_cells", given | others).groupby("indicator")
    elements = country.query("elements_by_unit", given | {"data_elements": list(data_elements())})
    funds = country.query("fund_by_unit", given | {"from_january": False})
    return pd.concat(
        [
            cells["numerator"].sum(),
            cells["denominator"].sum(),
            elements.groupby("data_element")["value"].sum(),
            funds[["opening", "raised", "spent", "closing", "budget_support", "scholarships"]].sum(),
        ]
    )


@pytest.mark.parametrize("lens", ["current", "former", "comparable"])
@pytest.mark.parametrize(
    ("period_id", "reporting"), [("2025-Q1", ["legacy-56", "legacy-58"]), ("2025-Q3", NEW_KHANH_HOA)]
)
def test_tables_of_units_add_up_to_the_same_on_every_map(
    country: Database, lens: str, period_id: str, reporting: list[str]
) -> None:
    reported = sums_of(country, "reported", reporting, period_id)
    assert (reported > 0).sum() > len(data_elements())
    assert sums_of(country, lens, NEW_KHANH_HOA, period_id).equals(reported)
