"""Bit flips, zeroed blocks and truncation of database, log and ledger: noticed, mended, never silent."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from khuyenhoc.store.errors import StoreMismatchError, StoreUnavailableError
from khuyenhoc.store.ledger import ledger_path
from khuyenhoc.store.projection import Projection
from khuyenhoc.store.report import recovery_reports
from khuyenhoc.store.submissions import fetch_original
from khuyenhoc.store.vault import DamagedFileError, stored, vault_path
from khuyenhoc.store.verification import rebuild, verify_store
from tests.faults.conftest import Store

ROUNDS = int(os.environ.get("KHUYENHOC_FAULT_ROUNDS", "2"))
DATABASE, LOG = "khuyenhoc.duckdb", "khuyenhoc.duckdb.wal"


def flip_a_bit(content: bytearray, chance: random.Random) -> bytearray:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return content


def zero_a_block(content: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(max(1, len(content) - 4096)) // 4096 * 4096
    end = min(start + 4096, len(content))
    content[start:end] = bytes(end - start)
    return content


def truncate(content: bytearray, chance: random.Random) -> bytearray:
    return content[: chance.randrange(len(content))]


DAMAGES = [flip_a_bit, zero_a_block, truncate]


def damage(path: Path, how: Callable, chance: random.Random) -> bool:
    before = path.read_bytes()
    after = bytes(how(bytearray(before), chance))
    path.write_bytes(after)
    return after != before


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("name", [DATABASE, LOG])
def test_damaged_database_or_log(
    after_crash: Callable[[], Store], name: str, how: Callable, seed: int
) -> None:
    store = after_crash()
    is_changed = damage(store.home / name, how, random.Random(f"{name}{how.__name__}{seed}"))
    database = store.open()
    assert store.is_clean()
    is_set_aside = any(store.home.glob(f"{name}.corrupt-*"))
    if is_changed and name == LOG and how is truncate:
        assert "replayed" in database.report.kinds
    if is_set_aside:
        assert recovery_reports(store.home)[0].has_alarm
        assert {"wal_quarantined", "database_quarantined"} & set(database.report.kinds)
    store.submit()
    assert store.is_clean()


def test_an_untouched_crash_replays_nothing(after_crash: Callable[[], Store]) -> None:
    store = after_crash()
    assert store.open().report.events == []
    assert store.is_clean()


def test_a_log_cut_to_nothing_loses_nothing(after_crash: Callable[[], Store]) -> None:
    """DuckDB takes this for a clean file and says nothing."""
    store = after_crash()
    (store.home / LOG).write_bytes(b"")
    database = store.open()
    assert database.report.kinds == ["replayed"]
    assert database.report.has_alarm
    assert store.is_clean()


def test_a_lost_database_is_made_anew(after_crash: Callable[[], Store]) -> None:
    store = after_crash()
    (store.home / DATABASE).unlink()
    database = store.open()
    assert database.report.kinds == ["wal_quarantined", "rebuilt"]
    assert store.is_clean()


def test_a_block_that_breaks_while_the_store_is_open(store: Store) -> None:
    """Readers meet it, the database is set aside and made anew under them, and they get their figures."""
    store.submit(6, units=65)
    store.close()
    database = store.open()
    file = store.home / DATABASE
    content = file.read_bytes()
    with file.open("r+b") as handle:
        handle.seek(3 * 4096)
        handle.write(bytes(len(content) - 3 * 4096))
    database.reopen()
    assert "database_quarantined" in database.report.kinds
    assert store.is_clean()


def test_a_bit_of_the_ledger_flips(after_crash: Callable[[], Store]) -> None:
    for seed in range(3 * ROUNDS):
        store = after_crash()
        damage(ledger_path(store.home), flip_a_bit, random.Random(seed))
        database = store.open()
        found = verify_store(database)
        assert found.is_sound, found
        assert store.is_clean()
        assert any("ledger_mended" in report.kinds for report in recovery_reports(store.home))
        store.submit()
        assert store.is_clean()


def test_a_ledger_cut_short_is_restored_from_the_database(after_crash: Callable[[], Store]) -> None:
    store = after_crash()
    path = ledger_path(store.home)
    whole = path.read_bytes()
    for size in (0, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        database = store.open()
        assert "ledger_mended" in database.report.kinds
        assert path.read_bytes() == whole
        assert store.is_clean()
        store.close()


def test_ledger_and_log_damaged_at_once_are_not_guessed_at(after_crash: Callable[[], Store]) -> None:
    """The log held lines 5 to 8; with line 6 of the ledger broken too, nothing proves what it said."""
    store = after_crash()
    (store.home / LOG).write_bytes(b"")
    lines = ledger_path(store.home).read_bytes().split(b"\n")
    lines[5] = lines[5].replace(b'"by"', b'"bY"')
    ledger_path(store.home).write_bytes(b"\n".join(lines))
    with pytest.raises(StoreMismatchError) as refusal:
        store.open()
    assert "sổ cái" in refusal.value.vi
    assert "refused" in recovery_reports(store.home)[0].kinds


def test_two_histories_are_refused(after_crash: Callable[[], Store], store: Store) -> None:
    other = after_crash()
    store.submit(8)
    store.close()
    ledger_path(other.home).write_bytes(ledger_path(store.home).read_bytes())
    with pytest.raises(StoreMismatchError, match="histories"):
        other.open()


def test_without_ledger_and_database_nothing_is_begun_anew(after_crash: Callable[[], Store]) -> None:
    store = after_crash()
    for name in (DATABASE, LOG, "ledger.jsonl"):
        (store.home / name).unlink()
    with pytest.raises(StoreMismatchError, match="vault"):
        store.open()
    assert not (store.home / DATABASE).exists()


def test_a_damaged_original_is_named_and_mended_by_sending_it_again(store: Store) -> None:
    store.submit()
    digest = next(iter(stored(store.home)))
    path = vault_path(store.home, digest)
    path.write_bytes(path.read_bytes() + b"x")
    found = verify_store(store.database)
    assert (found.is_sound, found.damaged) == (False, (digest,))


def test_a_damaged_original_is_never_handed_out(store: Store) -> None:
    store.submit()
    name, _ = fetch_original(store.database, store.receipts[0])
    assert name.endswith(".xlsx")
    for digest in stored(store.home):
        path = vault_path(store.home, digest)
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedFileError):
        fetch_original(store.database, store.receipts[0])


def test_missing_document_and_lost_database_refuse(after_crash: Callable[[], Store]) -> None:
    store = after_crash()
    (store.home / LOG).write_bytes(b"")
    for digest in list(stored(store.home)):
        vault_path(store.home, digest).unlink()
    with pytest.raises(StoreMismatchError) as refusal:
        store.open()
    assert "vault" in refusal.value.en


def test_a_replay_that_cannot_be_done_leaves_everything_where_it_is(
    after_crash: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the program is no fault of the file: no copies pile up, however often a page tries again."""
    store = after_crash()
    (store.home / LOG).write_bytes(b"")
    before = sorted(path.name for path in store.home.glob("khuyenhoc.duckdb*"))

    def fail(*_: object) -> None:
        raise duckdb.ConversionException("a bug")

    with monkeypatch.context() as patch:
        patch.setattr(Projection, "apply", fail)
        for _ in range(3):
            with pytest.raises(StoreMismatchError, match="a bug"):
                store.open()
    assert sorted(path.name for path in store.home.glob("khuyenhoc.duckdb*")) == [before[0]]
    store.open()
    assert store.is_clean()


def test_a_rebuild_that_cannot_be_done_leaves_no_half_of_it(
    after_crash: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = after_crash()
    (store.home / DATABASE).write_bytes(b"rubbish" * 5000)

    def fail(*_: object) -> None:
        raise duckdb.InternalException("a bug")

    with monkeypatch.context() as patch:
        patch.setattr(Projection, "apply", fail)
        for _ in range(3):
            with pytest.raises(StoreMismatchError, match="a bug"):
                store.open()
    assert not (store.home / DATABASE).exists()
    assert len(list(store.home.glob(f"{DATABASE}.corrupt-*"))) == 1
    store.open()
    assert store.is_clean()


def test_a_machine_that_cannot_write_is_not_taken_for_a_damaged_file(
    after_crash: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = after_crash()
    (store.home / LOG).write_bytes(b"")

    def fail(*_: object) -> None:
        raise duckdb.TransactionException("Failed to commit: Could not write file: No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Projection, "apply", fail)
        with pytest.raises(StoreUnavailableError, match="No space"):
            store.open()
    assert not list(store.home.glob("*.corrupt-*"))
    store.open()
    assert store.is_clean()


@pytest.mark.parametrize(
    "statement",
    [
        "delete from observations where rowid = 0",
        "delete from submissions where rowid = 0",
        "delete from ledger_entries where position = 2",
        "insert into submissions select * from submissions limit 1",
    ],
)
def test_rows_that_vanish_or_appear_are_noticed_at_the_start(store: Store, statement: str) -> None:
    """Whatever did it, a database whose counts are not the ledger's is made anew."""
    store.submit(4)
    with store.database.transaction() as cursor:
        cursor.execute(statement)
    store.close()
    database = store.open()
    assert database.report.kinds == ["database_quarantined", "rebuilt"]
    assert store.is_clean()


def test_figures_that_changed_in_the_database_are_found_by_verify(store: Store) -> None:
    store.submit(4)
    with store.database.transaction() as cursor:
        cursor.execute("update observations set value = value + 1 where rowid = 0")
    found = verify_store(store.database)
    assert not found.is_sound
    assert found.database_hash != found.rebuilt_hash
    assert rebuild(store.database).kept_as
    assert store.is_clean()
