"""What a person confirmed is remembered of its sender alone, can be forgotten, and survives a rebuild."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from khuyenhoc.intake.confirmed import NOT_STORED
from khuyenhoc.store.connection import DATABASE_FILE
from khuyenhoc.store.content import table_contents
from khuyenhoc.store.database import Database
from khuyenhoc.store.verification import rebuild, verify_store
from khuyenhoc.store.wordings import HEADING, UNIT, Wording, forget, load_memory, remember

KHANH_HOA, HAI_DUONG = "legacy-56", "legacy-30"
CORE = Wording(HEADING, "a" * 16, "lực lượng nòng cốt", "Lực lượng nòng cốt", "members")
PLAN = Wording(HEADING, "a" * 16, "dự kiến", "Dự kiến", NOT_STORED)
SEA = Wording(UNIT, "", "thành phố biển", "Thành phố biển", "legacy-568")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path)
    yield database
    assert verify_store(database).is_sound
    database.close()


def known(database: Database, province_id: str = KHANH_HOA) -> tuple[dict, dict]:
    memory = load_memory(database, province_id)
    return {layout: dict(told) for layout, told in memory.layouts.items()}, dict(memory.units)


def test_of_one_sender_alone(database: Database) -> None:
    assert remember(database, KHANH_HOA, [CORE, PLAN, SEA], by="Bà Lan", receipt_code="7F4K-2MQX") == 3
    headings = {"a" * 16: {"lực lượng nòng cốt": "members", "dự kiến": ""}}
    assert known(database) == (headings, {"thành phố biển": "legacy-568"})
    assert known(database, HAI_DUONG) == ({}, {})


def test_who_and_when_are_kept(database: Database) -> None:
    remember(database, KHANH_HOA, [SEA], by="Bà Lan")
    rows = database.query("remembered_wordings", {"scope": None, "province_id": KHANH_HOA})
    assert rows[["shown", "meaning", "told_by"]].to_numpy().tolist() == [
        ["Thành phố biển", "legacy-568", "Bà Lan"]
    ]
    assert rows["told_at"].notna().all()
    beyond = {"scope": [HAI_DUONG], "province_id": KHANH_HOA}
    assert database.query("remembered_wordings", beyond).empty


def test_the_same_again_adds_nothing_and_another_meaning_replaces(database: Database) -> None:
    remember(database, KHANH_HOA, [CORE], by="Bà Lan")
    lines = database.ledger.position
    assert remember(database, KHANH_HOA, [CORE], by="Bà Lan") == 0
    assert database.ledger.position == lines
    other = Wording(HEADING, CORE.layout, CORE.wording, CORE.shown, "branches")
    assert remember(database, KHANH_HOA, [other], by="Ông Hải") == 1
    assert known(database)[0] == {"a" * 16: {CORE.wording: "branches"}}


def test_forgotten_and_told_anew(database: Database) -> None:
    remember(database, KHANH_HOA, [CORE, SEA], by="Bà Lan")
    assert forget(database, KHANH_HOA, SEA, by="Ông Hải") == 1
    assert forget(database, KHANH_HOA, SEA, by="Ông Hải") == 0
    assert known(database) == ({"a" * 16: {CORE.wording: "members"}}, {})
    remember(database, KHANH_HOA, [SEA], by="Bà Lan")
    assert known(database)[1] == {"thành phố biển": "legacy-568"}
    events = database.read(
        lambda cursor: cursor.execute(
            "select action, actor, detail from audit_events where detail = 'Thành phố biển' order by position"
        ).fetchall()
    )
    assert events == [
        ("wording.unit", "Bà Lan", "Thành phố biển"),
        ("wording.forget", "Ông Hải", "Thành phố biển"),
        ("wording.unit", "Bà Lan", "Thành phố biển"),
    ]


def test_a_rebuild_gives_it_back(database: Database) -> None:
    remember(database, KHANH_HOA, [CORE, PLAN, SEA], by="Bà Lan")
    forget(database, KHANH_HOA, PLAN, by="Bà Lan")
    before, contents = known(database), database.read(table_contents)
    assert contents["wording_events"].rows == 4
    rebuilt = rebuild(database)
    assert rebuilt.before == rebuilt.after
    assert known(database) == before
    assert database.read(table_contents) == contents


def test_a_lost_database_is_made_anew_with_it(tmp_path: Path) -> None:
    database = Database(tmp_path)
    remember(database, KHANH_HOA, [CORE, SEA], by="Bà Lan")
    forget(database, KHANH_HOA, CORE, by="Bà Lan")
    database.close()
    (tmp_path / DATABASE_FILE).unlink()
    database = Database(tmp_path)
    assert known(database) == ({}, {"thành phố biển": "legacy-568"})
    database.close()


def test_what_a_later_release_no_longer_knows_is_asked_anew(database: Database) -> None:
    gone = Wording(HEADING, "b" * 16, "cột cũ", "Cột cũ", "no_such_element")
    elsewhere = Wording(UNIT, "", "thành phố hoa", "Thành phố hoa", "legacy-288")
    nowhere = Wording(UNIT, "", "thành phố mộng", "Thành phố mộng", "legacy-999999")
    remember(database, KHANH_HOA, [gone, elsewhere, nowhere], by="Bà Lan")
    assert known(database) == ({}, {})
