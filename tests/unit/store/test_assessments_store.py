"""Self-assessments through the ledger: the latest wins, a withdrawal brings back the one before it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from khuyenhoc.access.people import Person
from khuyenhoc.access.permissions import NotAllowedError
from khuyenhoc.access.roles import Role
from khuyenhoc.domain.assessed_sheets import AssessedSheet, Recognition
from khuyenhoc.store.assessments import save_assessment, withdraw_assessment
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import AssessmentNotStorableError
from khuyenhoc.store.verification import rebuild, verify_store

PROVINCE, COMMUNE, OTHER = "reform-56", "reform-22333", "reform-22390"
SHEET = AssessedSheet(
    "learning_unit",
    "district",
    "economic",
    "Công ty  Muối Biển",
    COMMUNE,
    2026,
    dict.fromkeys(("1.1", "1.2", "1.4", "1.5", "3.2", "3.3"), True)
    | dict.fromkeys(("2.1", "2.2", "2.3", "2.5", "3.1"), 90.0),
)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(tmp_path)
    yield database
    database.close()


@pytest.fixture
def reporter(acting: list[Person | None]) -> None:
    acting[0] = Person("5", "Người báo cáo", Role.REPORTER, (COMMUNE,))


def rows(database: Database, scope: list[str] | None = None) -> list[tuple]:
    found = database.query("assessments", {"scope": scope, "province_id": PROVINCE})
    return list(zip(found["unit_name"], found["level_reached"], found["standing"], strict=True))


def test_the_latest_of_a_unit_and_year_counts(database: Database) -> None:
    save_assessment(database, SHEET, by="tester")
    worse = replace(SHEET, unit_name="công ty muối biển", answers=SHEET.answers | {"2.1": 80.0, "2.2": None})
    second = save_assessment(database, worse, by="tester")
    save_assessment(database, replace(SHEET, year=2025), by="tester")
    assert rows(database) == [
        ("Công ty Muối Biển", 1, "in_force"),
        ("công ty muối biển", 0, "in_force"),
        ("Công ty Muối Biển", 1, "replaced"),
    ]
    withdraw_assessment(database, second, by="tester", reason="nhầm")
    assert [standing for _, _, standing in rows(database)] == ["in_force", "withdrawn", "in_force"]


def test_what_is_kept(database: Database) -> None:
    awarded = Recognition(1, " 12/QĐ-UBND ", date(2025, 1, 2))
    save_assessment(
        database, replace(SHEET, answers={"2.1": 80.0, "1.1": True}, recognition=awarded), by="tester"
    )
    row = database.query("assessments", {"scope": None, "province_id": PROVINCE}).iloc[0]
    assert (row["standing_level1"], row["standing_level2"]) == ("failed", "unsettled")
    assert row["missing"] == "1.2, 1.4, 1.5, 2.1, 2.2, 2.3, 2.5, 3.1, 3.2, 3.3"
    assert (row["recognised_level"], row["legal_act"]) == (1, "12/QĐ-UBND")
    assert row["recognised_on"].date() == date(2025, 1, 2)
    assert row["answers"] == '{"1.1": true, "2.1": 80.0}'
    assert row["commune"] == "Phường Bắc Nha Trang"


def test_scope_hides_other_communes(database: Database) -> None:
    save_assessment(database, SHEET, by="tester")
    save_assessment(database, replace(SHEET, org_unit_id=OTHER), by="tester")
    assert len(rows(database)) == 2
    assert len(rows(database, [COMMUNE])) == 1
    assert rows(database, []) == []


def test_a_rebuild_gives_the_same_rows(database: Database) -> None:
    first = save_assessment(database, SHEET, by="tester")
    save_assessment(database, replace(SHEET, org_unit_id=OTHER), by="tester")
    withdraw_assessment(database, first, by="tester", reason="nhầm")
    before = rows(database)
    rebuilt = rebuild(database)
    assert rebuilt.before == rebuilt.after
    assert rows(database) == before
    assert verify_store(database).is_sound


def test_who_and_what_is_in_the_audit(database: Database) -> None:
    first = save_assessment(database, SHEET, by="Văn phòng")
    withdraw_assessment(database, first, by="Chủ tịch", reason="nhầm năm")
    audit = database.query("audit", {"scope": None, "since": None, "until": None})
    assert audit[["action", "actor", "org_unit_id", "detail"]].values.tolist() == [
        ["withdraw_assessment", "Chủ tịch", COMMUNE, "Công ty Muối Biển: nhầm năm"],
        ["assessment", "Văn phòng", COMMUNE, "learning_unit, district: Công ty Muối Biển"],
    ]


@pytest.mark.parametrize(
    ("sheet", "by"),
    [
        (SHEET, " "),
        (replace(SHEET, year=1999), "tester"),
        (replace(SHEET, unit_name="Công ty 0912345678"), "tester"),
    ],
)
def test_refused(database: Database, sheet: AssessedSheet, by: str) -> None:
    with pytest.raises(AssessmentNotStorableError):
        save_assessment(database, sheet, by=by)
    assert rows(database) == []


def test_a_withdrawal_needs_a_reason_and_happens_once(database: Database) -> None:
    first = save_assessment(database, SHEET, by="tester")
    with pytest.raises(AssessmentNotStorableError):
        withdraw_assessment(database, first, by="tester", reason=" ")
    withdraw_assessment(database, first, by="tester", reason="nhầm")
    with pytest.raises(AssessmentNotStorableError):
        withdraw_assessment(database, first, by="tester", reason="nhầm")


@pytest.mark.usefixtures("reporter")
def test_reporters_assess_in_their_own_commune_alone(database: Database) -> None:
    own = save_assessment(database, SHEET, by="x")
    with pytest.raises(NotAllowedError):
        save_assessment(database, replace(SHEET, org_unit_id=OTHER), by="x")
    withdraw_assessment(database, own, by="x", reason="nhầm")
    assert [standing for _, _, standing in rows(database)] == ["withdrawn"]
