"""Targets through the ledger: the latest wins, a withdrawal brings back the one before it."""

from datetime import date
from pathlib import Path

import pytest

from khuyenhoc.domain.planned_targets import PlannedTarget
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import TargetNotStorableError
from khuyenhoc.store.targets import set_targets, withdraw_target
from khuyenhoc.store.verification import rebuild, verify_store

PROVINCE, COMMUNE = "reform-56", "reform-22333"


def target(value: float, unit: str = PROVINCE, year: int = 2026) -> PlannedTarget:
    return PlannedTarget("learning_citizen_rate", unit, year, value, "Kế hoạch thử", date(2026, 1, 5))


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(tmp_path)
    yield database
    database.close()


def in_force(database: Database) -> dict[int, float]:
    rows = database.query(
        "indicator_targets", {"scope": None, "indicator": "learning_citizen_rate", "province_code": "56"}
    )
    return dict(zip(rows["year"], rows["value"], strict=True))


def entries(database: Database) -> list[tuple[float, str]]:
    rows = database.query("target_entries", {"scope": None, "province_id": PROVINCE})
    return list(zip(rows["value"], rows["standing"], strict=True))


def test_the_latest_wins_and_can_be_withdrawn(database: Database) -> None:
    set_targets(database, [target(52.0)], by="tester")
    (second,) = set_targets(
        database,
        [
            target(55.0),
        ],
        by="tester",
    )
    assert in_force(database) == {2025: 40.0, 2026: 55.0, 2030: 60.0}
    assert entries(database) == [(55.0, "in_force"), (52.0, "replaced")]
    withdraw_target(database, second, by="tester", reason="nhầm")
    assert in_force(database) == {2025: 40.0, 2026: 52.0, 2030: 60.0}
    assert entries(database) == [(55.0, "withdrawn"), (52.0, "in_force")]


def test_own_target_of_a_year_replaces_the_national_one(database: Database) -> None:
    set_targets(database, [target(65.0, year=2030)], by="tester")
    assert in_force(database)[2030] == 65.0


def test_a_rebuild_gives_the_same_rows(database: Database) -> None:
    (first, _) = set_targets(database, [target(52.0), target(58.0, COMMUNE)], by="tester")
    withdraw_target(database, first, by="tester", reason="nhầm")
    before = entries(database)
    rebuilt = rebuild(database)
    assert rebuilt.before == rebuilt.after
    assert entries(database) == before
    assert verify_store(database).is_sound


def test_who_and_what_is_in_the_audit(database: Database) -> None:
    (first,) = set_targets(database, [target(52.0)], by="Chủ tịch")
    withdraw_target(database, first, by="Văn phòng", reason="nhầm số")
    audit = database.query("audit", {"scope": None, "since": None, "until": None})
    seen = audit[["action", "actor", "province_id", "detail"]].values.tolist()
    assert seen == [
        ["withdraw_target", "Văn phòng", PROVINCE, "nhầm số"],
        ["target", "Chủ tịch", PROVINCE, "learning_citizen_rate: Kế hoạch thử"],
    ]


def test_all_or_none(database: Database) -> None:
    with pytest.raises(TargetNotStorableError, match="below the national"):
        set_targets(database, [target(52.0), target(39.0, COMMUNE)], by="tester")
    assert entries(database) == []


@pytest.mark.parametrize(
    ("planned", "by"),
    [([target(52.0)], " "), ([target(52.0), target(52.0, "reform-48")], "tester"), ([], "tester")],
)
def test_refused(database: Database, planned: list[PlannedTarget], by: str) -> None:
    with pytest.raises(TargetNotStorableError):
        set_targets(database, planned, by=by)
    assert entries(database) == []


def test_a_withdrawal_needs_a_reason_and_happens_once(database: Database) -> None:
    (first,) = set_targets(database, [target(52.0)], by="tester")
    with pytest.raises(TargetNotStorableError):
        withdraw_target(database, first, by="tester", reason="")
    withdraw_target(database, first, by="tester", reason="nhầm")
    with pytest.raises(TargetNotStorableError):
        withdraw_target(database, first, by="tester", reason="nhầm")
    with pytest.raises(TargetNotStorableError):
        withdraw_target(database, "no such", by="tester", reason="nhầm")
