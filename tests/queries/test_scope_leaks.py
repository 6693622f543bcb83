"""No query, whatever it answers, names a unit or a figure outside the scope it was given."""

from pathlib import Path

import pytest

from khuyenhoc.access.scope import Scope
from khuyenhoc.store.database import Database
from khuyenhoc.store.sql import query_names, query_parameters
from tests.queries.conftest import BAC_NHA_TRANG, CAM_RANH, NHA_TRANG, PHAN_RANG, TAY_NHA_TRANG
from tests.queries.test_query_files import PARAMETERS
from tests.reports import store

BOTH_MAPS = ["legacy-56", "legacy-58", "reform-56"]
SCOPES = {
    "commune": Scope.of_units([BAC_NHA_TRANG]),
    "former district": Scope.of_units([CAM_RANH]),
    "former province": Scope.of_units(["legacy-58"]),
    "other province": Scope.of_units(["reform-01"]),
}
REPORTED = {NHA_TRANG, CAM_RANH, PHAN_RANG, BAC_NHA_TRANG, TAY_NHA_TRANG}


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("name", query_names())
def test_v8_4_1_nothing_of_units_outside(tiny: Database, name: str, scope: str) -> None:
    inside = SCOPES[scope]
    receipts = tiny.query("submissions", {"scope": None})["receipt_code"].tolist()
    for period in ("2024-Q1", "2025-Q1", "2025-Q3"):
        for receipt in receipts if "receipt_code" in query_parameters(name) else ["none"]:
            given = {key: PARAMETERS[key] for key in query_parameters(name)}
            given |= {
                key: value
                for key, value in {
                    "scope": inside.as_parameter(),
                    "period_id": period,
                    "province_ids": BOTH_MAPS,
                    "receipt_code": receipt,
                }.items()
                if key in given
            }
            frame = tiny.query(name, given)
            if "org_unit_id" in frame:
                assert {unit for unit in frame["org_unit_id"].dropna() if not inside.includes(unit)} == set()
            if "value" in frame and scope == "other province":
                assert frame["value"].isna().all() or name == "indicator_targets"
            shown = set(map(str, frame.to_numpy().ravel())) & REPORTED
            assert {unit for unit in shown if not inside.includes(unit)} == set()


def test_reporter_finds_the_own_files_and_not_the_provinces(tmp_path: Path) -> None:
    """A file about nothing but one's own units is one's own; a workbook of the whole province is not."""
    database = Database(tmp_path)
    own = store(database, "2025-Q3", {BAC_NHA_TRANG: {"members": 5.0}}, province_id="reform-56")
    both = {BAC_NHA_TRANG: {"members": 6.0}, TAY_NHA_TRANG: {"members": 7.0}}
    whole = store(database, "2025-Q4", both, province_id="reform-56")
    void = store(database, "2026-Q1", {}, province_id="reform-56", not_established=(BAC_NHA_TRANG,))

    def seen_by(*units: str) -> list[str]:
        scope = Scope.of_units(units).as_parameter()
        return sorted(database.query("submissions", {"scope": scope})["receipt_code"])

    assert seen_by(BAC_NHA_TRANG) == sorted([own.receipt_code, void.receipt_code])
    assert seen_by(TAY_NHA_TRANG) == []
    assert seen_by(BAC_NHA_TRANG, TAY_NHA_TRANG) == seen_by("reform-56")
    assert whole.receipt_code in seen_by("reform-56")
    database.close()
