"""Two processes write to one store: nothing twice, nothing lost, nobody decides on what is out of date."""

import random
import threading
from pathlib import Path

import duckdb
import psycopg
import pytest

from khuyenhoc.store import submissions
from khuyenhoc.store.actions import new_entry, record, settle_past, writing
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import NotSavedError
from khuyenhoc.store.ledger import Line, Mark
from khuyenhoc.store.projection import Projection
from khuyenhoc.store.projection.rows import Foresight
from khuyenhoc.store.proof.checker import judge
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.shared import catalogue
from khuyenhoc.store.submissions import store_submission, withdraw_submission
from khuyenhoc.store.verification import rebuild, verify_store
from tests.reports import make_verdict
from tests.shared.conftest import Pair
from tests.shared_stores import SharedStores

pytestmark = pytest.mark.ducklake


def submit(database: Database, seed: int) -> str:
    return store_submission(
        database, *make_report(random.Random(seed), units=3), submitted_by="x"
    ).receipt_code


def end_sessions(address: str, which: str = "true") -> None:
    with psycopg.connect(address, autocommit=True) as session:
        session.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            f"where datname = current_database() and pid != pg_backend_pid() and {which}"
        )


def test_what_one_stores_the_other_has(pair: Pair) -> None:
    seen = pair.second.version()
    code = submit(pair.first, 1)
    rows = pair.second.read(lambda cursor: cursor.execute("select receipt_code from submissions").fetchall())
    assert rows == [(code,)]
    pair.second.engine.catalogue.forget_version()
    assert pair.second.version() > seen


def test_the_same_file_sent_to_both_gets_one_receipt(pair: Pair) -> None:
    verdict, content = make_report(random.Random(2))
    receipts: list[str] = []

    def send(database: Database) -> None:
        receipts.append(store_submission(database, verdict, content, submitted_by="x").receipt_code)

    threads = [threading.Thread(target=send, args=(who,)) for who in (pair.first, pair.second) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == 4
    assert len(set(receipts)) == 1
    assert judge(pair.first, receipts[:1]).is_clean


def test_a_correction_by_the_other_replaces_the_value(pair: Pair) -> None:
    first = make_verdict("2024-Q1", {"legacy-568": {"members": 90.0}})
    second = make_verdict("2024-Q1", {"legacy-568": {"members": 100.0}}, file_name="correction.xlsx")
    store_submission(pair.first, *first, submitted_by="x")
    code = store_submission(pair.second, *second, submitted_by="x").receipt_code
    current = "select value from current_observations"
    assert pair.first.read(lambda cursor: cursor.execute(current).fetchall()) == [(100.0,)]
    withdraw_submission(pair.first, code, reason="thử", withdrawn_by="x")
    assert pair.second.read(lambda cursor: cursor.execute(current).fetchall()) == [(90.0,)]


def test_a_line_that_its_writer_left_unapplied_is_applied_by_the_next(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DiedError(BaseException):
        pass

    def die(*_: object) -> None:
        raise DiedError

    with monkeypatch.context() as patch:
        patch.setattr(submissions, "record", lambda database, entry, **_: database.ledger.append(entry))
        patch.setattr(submissions, "_read_back", die)
        with pytest.raises(DiedError):
            submit(pair.first, 3)
    code = submit(pair.second, 4)
    found = pair.second.read(lambda cursor: cursor.execute("select receipt_code from submissions").fetchall())
    assert len(found) == 2
    assert (code,) in found
    assert submit(pair.second, 3) in {row[0] for row in found} - {code}


def test_two_who_continue_the_same_line_are_not_both_accepted(pair: Pair) -> None:
    entry = new_entry("note", "x", what="first")
    with pair.first.exclusive():
        pair.first.ledger.look_again()
    with pair.second.exclusive():
        pair.second.ledger.look_again()
        pair.second.ledger.append(new_entry("note", "x", what="second"))
    with pytest.raises(ConnectionError):
        pair.first.ledger.append(entry)
    with pair.first.exclusive():
        assert [line.entry["what"] for line in pair.first.ledger.whole().lines] == ["second"]


def test_who_lost_the_lock_cannot_apply_what_its_successor_applied(pair: Pair) -> None:
    with pair.first.exclusive():
        pair.first.ledger.look_again()
        line = pair.first.ledger.append(new_entry("note", "x", what="once"))

    def apply_late() -> None:
        with pair.first.transaction() as late:
            Projection(late, pair.first.vault, Foresight()).apply([line])
            end_sessions(pair.address.catalogue, "application_name = 'khuyenhoc'")
            with pair.second.exclusive():
                settle_past(pair.second)

    with pytest.raises(duckdb.TransactionException, match="ducklake_snapshot_pkey"):
        apply_late()
    entries = "select position from ledger_entries"
    assert pair.second.read(lambda cursor: cursor.execute(entries).fetchall()) == [(1,)]


def test_a_transaction_lost_between_the_checks_and_the_rows_is_begun_again(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = pair.first.ledger.append

    def append_and_end(entry: dict[str, object]) -> Line:
        line = append(entry)
        end_sessions(pair.address.catalogue, "application_name != 'khuyenhoc'")
        return line

    monkeypatch.setattr(pair.first.ledger, "append", append_and_end)
    pair.first.retry_seconds = 0
    code = submit(pair.first, 8)
    assert judge(pair.second, [code]).is_clean


def test_a_refused_submission_leaves_no_transaction_open(pair: Pair) -> None:
    report = make_report(random.Random(9))
    assert not store_submission(pair.first, *report, submitted_by="x").is_repeat
    assert store_submission(pair.first, *report, submitted_by="x").is_repeat
    with psycopg.connect(pair.address.catalogue, autocommit=True) as session:
        idle = (
            "select count(*) from pg_stat_activity "
            "where datname = current_database() and state like 'idle in%'"
        )
        assert session.execute(idle).fetchone() == (0,)


def test_a_query_sees_the_units_that_another_process_loaded(pair: Pair) -> None:
    def counted(database: Database) -> int:
        counts = database.query("reference_state", {"scope": None}).set_index("part")["number"]
        return int(counts["reform_units"])

    before = counted(pair.second)
    with pair.first.transaction() as cursor:
        cursor.execute(
            "insert into org_units by name select 'reform-99999' as org_unit_id, * exclude (org_unit_id) "
            "from org_units where vintage = 'reform' limit 1"
        )
        cursor.execute("insert into reference_versions values ('another', now()::timestamp)")
    assert counted(pair.first) == counted(pair.second) == before + 1


def test_a_query_after_a_restart_of_the_server_has_its_units(pair: Pair) -> None:
    before = pair.first.query("reference_state", {"scope": None})
    end_sessions(pair.address.catalogue)
    pair.first.retry_seconds = 0
    pair.first.reopen()
    assert pair.first.query("reference_state", {"scope": None}).equals(before)


def test_the_ledger_can_only_be_added_to(pair: Pair) -> None:
    submit(pair.first, 5)
    for statement in (
        "update khuyenhoc.ledger set line = ''",
        "delete from khuyenhoc.ledger",
        "truncate khuyenhoc.ledger",
    ):
        with psycopg.connect(pair.address.catalogue) as session, pytest.raises(psycopg.errors.RaiseException):
            session.execute(statement)


def test_a_restarted_server_is_found_again(pair: Pair) -> None:
    first = submit(pair.first, 6)
    end_sessions(pair.address.catalogue)
    pair.first.retry_seconds = 0
    second = submit(pair.first, 7)
    assert judge(pair.first, [first, second]).is_clean


def test_a_session_lost_before_the_ledger_saves_nothing(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    append = pair.first.ledger.append

    def lose(entry: dict[str, object]) -> object:
        end_sessions(pair.address.catalogue)
        return append(entry)

    monkeypatch.setattr(pair.first.ledger, "append", lose)
    with pytest.raises(NotSavedError):
        submit(pair.first, 8)
    monkeypatch.undo()
    assert judge(pair.first, [submit(pair.first, 8)]).is_clean
    assert pair.first.ledger.position == 1


def test_a_session_lost_after_the_ledger_is_found_out(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    execute = catalogue.Catalogue.execute

    def lose(self: catalogue.Catalogue, statement: str, values: object = None) -> list[tuple]:
        rows = execute(self, statement, values)
        if statement.startswith("insert"):
            end_sessions(pair.address.catalogue)
            self.execute("select 1")
        return rows

    with monkeypatch.context() as patch:
        patch.setattr(catalogue.Catalogue, "execute", lose)
        pair.first.retry_seconds = 0
        code = submit(pair.first, 9)
    assert judge(pair.second, [code]).is_clean


def test_who_waits_too_long_for_the_lock_is_told_that_nothing_was_saved(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = {**catalogue._SESSION, "options": "-c lock_timeout=50ms"}
    monkeypatch.setattr(catalogue, "_SESSION", short)
    pair.second.engine.catalogue.close()
    with pair.first.exclusive(), pytest.raises(NotSavedError):
        submit(pair.second, 10)
    assert judge(pair.second, [submit(pair.second, 10)]).is_clean


def test_tables_that_are_not_whole_are_made_anew(stores: SharedStores, pair: Pair, tmp_path: Path) -> None:
    codes = [submit(pair.first, seed) for seed in (11, 12)]
    with pair.first.transaction() as cursor:
        cursor.execute("delete from observations where cell like '%5'")
    third = stores.open(pair.address, tmp_path / "third")
    try:
        assert third.report.kinds == ["rebuilt"]
        assert judge(third, codes).is_clean
    finally:
        third.close()


def test_a_rebuild_gives_the_same(pair: Pair) -> None:
    codes = [submit(pair.first, seed) for seed in (13, 14, 15)]
    rebuilt = rebuild(pair.second)
    assert rebuilt.before == rebuilt.after
    assert judge(pair.first, codes).is_clean


def test_a_store_made_by_two_at_once_is_made_once(stores: SharedStores, tmp_path: Path) -> None:
    address = stores.unmade()
    opened: list[Database] = []

    def begin(name: str) -> None:
        opened.append(stores.open(address, tmp_path / name))

    threads = [threading.Thread(target=begin, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 2
    code = submit(opened[0], 16)
    assert verify_store(opened[1]).is_sound
    units = "select count(*) = count(distinct org_unit_id) from org_units"
    assert opened[1].read(lambda cursor: cursor.execute(units).fetchone()) == (True,)
    assert judge(opened[1], [code], with_rebuild=False).is_clean
    for database in opened:
        database.close()


def test_settling_applies_only_what_is_missing(pair: Pair) -> None:
    with writing(pair.first):
        record(pair.first, new_entry("note", "x", what="noted"))
    with pair.second.exclusive():
        settle_past(pair.second)
        assert pair.second.ledger.lines_after(Mark()) == pair.second.ledger.whole().lines
    assert verify_store(pair.second).ledger_entries == 1
