"""The restore drill: onto a clean machine, over an older store, never silently over a newer one."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.backup import back_up
from khuyenhoc.store.backup_state import backup_state
from khuyenhoc.store.content import content_hash, table_contents
from khuyenhoc.store.durable import file_layer
from khuyenhoc.store.errors import BackupFailedError, NotRestorableError
from khuyenhoc.store.manifest import check_snapshot, snapshots
from khuyenhoc.store.proof.faults import FailingLayer
from khuyenhoc.store.restore import restore
from khuyenhoc.store.vault import stored, vault_path
from tests.faults.conftest import Store
from tests.ledger_lines import entries


@pytest.fixture
def backups(store: Store, tmp_path: Path) -> Path:
    """A backup folder with one snapshot of a store with five submissions."""
    store.submit(5)
    back_up(store.database, tmp_path / "backups")
    return tmp_path / "backups"


def test_onto_a_clean_machine(store: Store, backups: Path, tmp_path: Path) -> None:
    before = store.database.read(table_contents)
    home = tmp_path / "new machine" / "home"
    restored = restore(backups, home)
    manifest = check_snapshot(restored.snapshot)
    assert restored.hash == content_hash(manifest.tables)
    assert {name: before[name] for name in ("observations", "submissions")} == {
        name: manifest.tables[name] for name in ("observations", "submissions")
    }
    again = Store(home, receipts=store.receipts)
    again.open()
    assert again.database.report.events == []
    assert again.is_clean()
    again.submit()
    again.close()


def test_receipts_made_since_are_not_given_up_silently(store: Store, backups: Path) -> None:
    kept = list(store.receipts)
    store.submit()
    newest = store.receipts[-1]
    store.close()
    with pytest.raises(NotRestorableError) as refusal:
        restore(backups, store.home)
    assert newest in refusal.value.vi
    store.open()
    assert store.is_clean()
    store.close()
    restored = restore(backups, store.home, force=True)
    assert restored.given_up == (newest,)
    assert newest in (store.home / restored.moved_aside / "ledger.jsonl").read_text()
    assert list(store.home.glob("khuyenhoc.duckdb.before-restore-*"))
    store.receipts = kept
    store.open()
    assert store.is_clean()


def test_over_a_store_that_is_merely_older_or_equal(store: Store, backups: Path) -> None:
    """The note of the backup itself is nothing to lose."""
    store.close()
    assert restore(backups, store.home).given_up == ()
    store.open()
    assert store.is_clean()
    actions = [entry.get("what") for entry in entries(store.home)]
    assert actions[-1] == "restore"


@pytest.mark.parametrize("what", ["database", "ledger", "vault", "manifest"])
def test_a_damaged_backup_is_refused_and_nothing_is_touched(
    store: Store, backups: Path, tmp_path: Path, what: str
) -> None:
    snapshot = next(iter(snapshots(backups).values()))
    path = {
        "database": snapshot / "khuyenhoc.duckdb",
        "ledger": snapshot / "ledger.jsonl",
        "vault": vault_path(backups, next(iter(stored(backups)))),
        "manifest": snapshot / "manifest.json",
    }[what]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(NotRestorableError):
        restore(backups, tmp_path / "new")
    assert not (tmp_path / "new" / "khuyenhoc.duckdb").exists()


def test_a_snapshot_is_chosen_by_name(store: Store, backups: Path, tmp_path: Path) -> None:
    store.submit(2)
    second = back_up(store.database, backups).folder
    first = next(iter(snapshots(backups).values()))
    # Both are of one day, so rotation keeps only the later one.
    assert first == second
    with pytest.raises(NotRestorableError, match=second.name):
        restore(backups, tmp_path / "new", snapshot="20200101T000000000000Z")
    assert restore(backups, tmp_path / "new", snapshot=second.name).entries > 5


def test_a_restore_cut_off_half_way_still_opens(
    store: Store, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each file operation the folder opens as the old or the new store, whole."""
    store.close()
    whole = store.home.with_name("whole")
    shutil.copytree(store.home, whole)
    counting = FailingLayer(10**6)
    with file_layer(counting):
        restore(backups, store.home)
    for number in range(1, counting.seen, 5):
        shutil.rmtree(store.home)
        shutil.copytree(whole, store.home)
        with file_layer(FailingLayer(number, sticky=True)), pytest.raises((OSError, Exception)):
            restore(backups, store.home)
        store.open()
        assert store.is_clean()
        store.close()


def test_a_backup_that_cannot_be_written_is_said_to_have_failed(store: Store, backups: Path) -> None:
    good = backup_state(store.home)
    assert good.last_good_at is not None
    with file_layer(FailingLayer(3, sticky=True)), pytest.raises(BackupFailedError):
        back_up(store.database, backups)
    back_up(store.database, backups)
    # The ledger's line about the backup is nothing that still waits for one.
    assert backup_state(store.home).entries == store.database.ledger.position
    assert len(snapshots(backups)) == 1
    assert not list(backups.glob(".unfinished-*"))
    assert store.is_clean()


def test_backups_of_another_store_are_not_rotated_away(store: Store, backups: Path, tmp_path: Path) -> None:
    other = Store(tmp_path / "other")
    other.home.mkdir()
    other.open()
    other.submit()
    with pytest.raises(BackupFailedError, match="another store"):
        back_up(other.database, backups)
    state = backup_state(other.home)
    assert (state.last_good_at, bool(state.reason_vi)) == (None, True)
    other.close()


def test_a_damaged_original_makes_no_good_backup(store: Store, tmp_path: Path) -> None:
    store.submit(2)
    digest = next(iter(stored(store.home)))
    vault_path(store.home, digest).write_bytes(b"x")
    snapshot = back_up(store.database, tmp_path / "backups")
    assert snapshot.manifest.damaged == (digest,)
    assert backup_state(store.home).last_good_at is None
    assert digest[:12] in backup_state(store.home).reason_vi


def khuyenhoc(home: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "khuyenhoc", *arguments],
        cwd=PROJECT_FOLDER,
        env={"KHUYENHOC_HOME": str(home), "PYTHONUTF8": "1", "PATH": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout or done.stderr


@pytest.mark.slow
def test_the_drill_by_the_command_line(store: Store, tmp_path: Path) -> None:
    store.submit(3)
    store.close()
    code, printed = khuyenhoc(store.home, "backup", str(tmp_path / "usb"), "--json")
    assert code == 0
    assert json.loads(printed)["entries"] == 3
    code, printed = khuyenhoc(tmp_path / "clean", "restore", str(tmp_path / "usb"), "--json")
    assert code == 0
    code, printed = khuyenhoc(tmp_path / "clean", "verify", "--json")
    found = json.loads(printed)
    assert (code, found["sound"]) == (0, True)
    assert found["database"]["hash"] == found["rebuilt"]["hash"]
    code, printed = khuyenhoc(tmp_path / "clean", "rebuild", "--json")
    assert (code, json.loads(printed)["equal_to_before"]) == (0, True)
