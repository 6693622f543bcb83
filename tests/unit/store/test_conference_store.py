"""Frozen runs and conclusions: kept word for word, shared on request, the same after a rebuild."""

from pathlib import Path

import pytest

from khuyenhoc.access import permissions
from khuyenhoc.access.people import Person
from khuyenhoc.access.permissions import NotAllowedError
from khuyenhoc.access.roles import Role
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.screens import Bars, Run, Screen, Words
from khuyenhoc.domain.subject import Subject
from khuyenhoc.store import vault
from khuyenhoc.store.conference import (
    Conclusion,
    fetch_run,
    freeze_run,
    is_public,
    note_conclusion,
    public_run,
    settle_conclusion,
    share_run,
)
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import StepRefusedError, UnknownReceiptError
from khuyenhoc.store.verification import rebuild, verify_store
from tests.reports import store

SUBJECT = Subject(all_units()["reform-56"], Period.parse("2026-Q3"))
NORTH = "reform-22333"


def run_of(value: float) -> Run:
    bars = Bars(("Bắc Nha Trang",), (value,), (f"{value}%",), "Tỷ lệ", '0.0"%"', (60.0,), "Mục tiêu 2030")
    return Run(
        "Quý III",
        (Screen("Đạt", "Tỷ lệ", "1/65", bars), Screen("Chú ý", "", "", Words(("a",)))),
        "22/11/2026",
    )


def conclusion(**changes: object) -> Conclusion:
    given = {
        "province_id": "reform-56",
        "task": "Vận động thêm hội viên",
        "office": "Hội Khuyến học phường",
        "decided_period": Period.parse("2026-Q3"),
        "due_period": Period.parse("2026-Q4"),
        "org_unit_id": NORTH,
        "indicator": "member_rate",
    }
    return Conclusion(**given | changes)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(tmp_path)
    yield database
    database.close()


def conclusions(database: Database) -> list[dict]:
    frame = database.query("conclusions", {"scope": None, "province_ids": ["reform-56"]})
    return frame.to_dict("records")


def test_a_frozen_run_is_opened_again_as_it_was(database: Database) -> None:
    code = freeze_run(database, run_of(55.0), SUBJECT, by="Ban thư ký")
    later = freeze_run(database, run_of(58.0), SUBJECT, by="Ban thư ký")
    assert fetch_run(database, code.lower().replace("-", " ")) == run_of(55.0)
    assert fetch_run(database, later) == run_of(58.0)
    listed = database.query("frozen_runs", {"scope": None, "province_ids": ["reform-56"]})
    assert listed["receipt_code"].tolist() == [later, code]
    assert listed["screen_count"].tolist() == [2, 2]


def test_sharing_is_off_until_somebody_turns_it_on(database: Database) -> None:
    code = freeze_run(database, run_of(55.0), SUBJECT, by="Ban thư ký")
    assert not is_public(database, code)
    share_run(database, code, is_public=True, by="Ban thư ký")
    assert is_public(database, code)
    share_run(database, code, is_public=False, by="Ban thư ký")
    assert not is_public(database, code)


def test_whoever_may_not_present_a_province_gets_no_run(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = freeze_run(database, run_of(55.0), SUBJECT, by="Ban thư ký")
    who = {
        "officer": Person("1", "o", Role.OFFICER, ("reform-56",)),
        "officer of another province": Person("2", "p", Role.OFFICER, ("reform-01",)),
        "viewer": Person("3", "v", Role.VIEWER, ("reform-56",)),
        "public": Person("", "", Role.PUBLIC, run_id=code),
    }
    let_in = set()
    for name, person in who.items():
        monkeypatch.setattr(permissions, "_resolver", lambda person=person: person)
        try:
            fetch_run(database, code)
            let_in.add(name)
        except NotAllowedError:
            pass
    assert let_in == {"officer"}


def test_a_run_is_public_only_while_it_is_shared(database: Database) -> None:
    code = freeze_run(database, run_of(55.0), SUBJECT, by="Ban thư ký")
    assert public_run(database, code) is None
    assert public_run(database, "0000-0000") is None
    share_run(database, code, is_public=True, by="Chủ tịch")
    assert public_run(database, code) == (run_of(55.0), "reform-56")
    share_run(database, code, is_public=False, by="Chủ tịch")
    assert public_run(database, code) is None


def test_what_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(UnknownReceiptError):
        fetch_run(database, "0000-0000")
    with pytest.raises(StepRefusedError):
        freeze_run(database, run_of(1.0), SUBJECT, by=" ")
    with pytest.raises(StepRefusedError):
        settle_conclusion(database, "none", "done", comment="xong", by="Ban thư ký")


def test_damaged_screens_are_noticed(database: Database) -> None:
    code = freeze_run(database, run_of(55.0), SUBJECT, by="Ban thư ký")
    digest = next(vault.stored(database.folder))
    vault.vault_path(database.folder, digest).write_bytes(b"other")
    with pytest.raises(vault.DamagedFileError):
        fetch_run(database, code)
    assert not verify_store(database).is_sound


@pytest.mark.parametrize(
    "wrong",
    [
        {"task": " "},
        {"office": ""},
        {"org_unit_id": "reform-00004"},
        {"indicator": "none"},
        {"due_period": Period.parse("2026-Q1")},
    ],
)
def test_half_a_conclusion_is_refused(database: Database, wrong: dict) -> None:
    with pytest.raises(StepRefusedError):
        note_conclusion(database, conclusion(**wrong), by="Ban thư ký")
    assert conclusions(database) == []


def test_a_conclusion_is_shown_with_what_the_figures_say_since(database: Database) -> None:
    figures = {NORTH: {"members": 100.0, "population": 1000.0}}
    store(database, "2026-Q3", figures, province_id="reform-56")
    note_conclusion(database, conclusion(), by="Ban thư ký")
    store(database, "2026-Q4", {NORTH: {"members": 150.0, "population": 1000.0}}, province_id="reform-56")
    found = conclusions(database)[0]
    assert (found["state"], found["decided_value"], found["value"]) == ("open", 10.0, 15.0)
    assert found["value_period_id"] == "2026-Q4"
    settle_conclusion(database, found["conclusion_id"], "done", comment="Đã đạt", by="Ban thư ký")
    settled = conclusions(database)[0]
    assert (settled["state"], settled["comment"], settled["settled_by"]) == ("done", "Đã đạt", "Ban thư ký")


def test_a_rebuild_gives_everything_back(database: Database) -> None:
    code = freeze_run(database, run_of(55.0), SUBJECT, by="Ban thư ký")
    share_run(database, code, is_public=True, by="Ban thư ký")
    done = note_conclusion(database, conclusion(), by="Ban thư ký")
    settle_conclusion(database, done, "dropped", comment="Không còn cần", by="Ban thư ký")
    assert verify_store(database).is_sound
    rebuild(database)
    assert fetch_run(database, code) == run_of(55.0)
    assert is_public(database, code)
    assert conclusions(database)[0]["state"] == "dropped"
