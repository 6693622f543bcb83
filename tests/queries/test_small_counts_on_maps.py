"""Small counts on another map: where a restated figure would tell of them, it is hidden as well.

2025-Q3, literacy learners: 3 in Bắc and 40 in Tây Nha Trang, both in the former Nha Trang; 17 in a commune
of the former Ninh Thuận. Hidden are the 3 and the next larger, 17; the total of new Khánh Hòa, 60, is open.
"""

import pandas as pd
import pytest

from khuyenhoc.access.scope import Scope
from khuyenhoc.store.answers import answer
from khuyenhoc.store.database import Database
from tests.queries.conftest import BAC_NHA_TRANG, MILLION, NHA_TRANG, TAY_NHA_TRANG
from tests.reports import store

NEW, OLD = ["reform-56"], ["legacy-56"]
NINH_HAI_COMMUNE = "reform-22834"
ELEMENT = "literacy_learners"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Database:
    database = Database(tmp_path_factory.mktemp("small_maps"))
    counts = {BAC_NHA_TRANG: 3.0, TAY_NHA_TRANG: 40.0, NINH_HAI_COMMUNE: 17.0}
    reports = {
        unit: {ELEMENT: count, "hardship_grants": count, "fund_raised": MILLION}
        for unit, count in counts.items()
    }
    store(database, "2025-Q3", reports, province_id="reform-56")
    yield database
    database.close()


def ask(small: Database, name: str, provinces: list[str], lens: str, **given: object) -> pd.DataFrame:
    parameters = {"province_ids": provinces, "lens": lens, **given}
    return answer(small, name, Scope.everything(), parameters)


@pytest.mark.parametrize(("lens", "unit"), [("former", NHA_TRANG), ("comparable", "area-legacy-568")])
def test_a_district_does_not_tell_of_its_commune(small: Database, lens: str, unit: str) -> None:
    """43 less the 40 that is shown of Tây Nha Trang would be the 3."""
    rows = ask(small, "elements_by_unit", NEW, lens, period_id="2025-Q3", data_elements=[ELEMENT])
    district = rows.set_index("org_unit_id").loc[unit]
    assert (pd.isna(district["value"]), district["state"]) == (True, "hidden")
    restated = ask(small, "restated_values", NEW, lens, period_id="2025-Q3", data_element=ELEMENT)
    assert restated.set_index("org_unit_id")["value"].isna().all()
    fund = ask(small, "fund_by_unit", NEW, lens, period_id="2025-Q3", from_january=False)
    row = fund.set_index("org_unit_id").loc[unit]
    assert (row["has_hidden"], pd.isna(row["hardship_grants"])) == (True, True)
    assert row["raised"] == 2 * MILLION


def test_todays_map_hides_what_the_reports_hide(small: Database) -> None:
    rows = ask(small, "elements_by_unit", NEW, "current", period_id="2025-Q3", data_elements=[ELEMENT])
    states = rows.set_index("org_unit_id")["state"]
    found = states[[BAC_NHA_TRANG, TAY_NHA_TRANG, NINH_HAI_COMMUNE]]
    assert found.tolist() == ["hidden", "reported", "hidden"]


def test_a_part_of_a_province_does_not_tell_of_its_only_hidden_count(small: Database) -> None:
    """Old Khánh Hòa's 43 less the 40 that is shown would be the 3; of the whole, two counts stay open."""

    def total(provinces: list[str], lens: str) -> float:
        rows = ask(small, "elements_over_time", provinces, lens, data_elements=[ELEMENT])
        return rows["value"].iloc[0]

    assert total(NEW, "current") == total(NEW, "reported") == 60.0
    assert pd.isna(total(OLD, "former"))
    assert pd.isna(total(["legacy-58"], "former"))
    given = {"period_id": "2025-Q3", "from_january": False}
    funds = ask(small, "fund_totals", OLD, "former", **given).set_index("data_element")["value"]
    assert pd.isna(funds["hardship_grants"])
    assert funds["fund_raised"] == 2 * MILLION
    assert ask(small, "fund_totals", NEW, "former", **given).set_index("data_element")["value"][
        "hardship_grants"
    ] == pytest.approx(60.0)
