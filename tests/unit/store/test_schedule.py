"""Backups that make themselves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from khuyenhoc.store.backup_state import BackupState, backup_state, save_backup_state
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import BackupFailedError
from khuyenhoc.store.schedule import BackupSchedule, backup_folder
from tests.reports import store


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    home = tmp_path / "home"
    home.mkdir()
    database = Database(home)
    store(database, "2024-Q1", {"legacy-568": {"members": 1.0}})
    yield database
    database.close()


def test_a_backup_a_day_also_after_the_machine_was_off(database: Database, tmp_path: Path) -> None:
    clock = Clock()
    schedule = BackupSchedule(tmp_path / "backups", open_store=lambda: database, now=clock)
    assert schedule.run_if_due()
    assert not schedule.run_if_due()
    state = backup_state(database.folder)
    assert state.entries == 2  # the submission, and the line about the backup
    assert Path(state.snapshot).is_dir()
    clock.now += timedelta(hours=23)
    assert not schedule.is_due()
    clock.now += timedelta(days=3)
    assert state.age(clock.now) > timedelta(days=3)
    assert schedule.run_if_due()


def test_after_a_failure_it_waits_an_hour(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    schedule = BackupSchedule(tmp_path / "backups", open_store=lambda: database, now=clock)
    save_backup_state(database.folder, BackupState(failed_at=clock.now, reason_vi="ổ đĩa", reason_en="disk"))
    assert not schedule.is_due()
    clock.now += timedelta(hours=2)
    assert schedule.is_due()

    def fail(*_: object) -> None:
        raise BackupFailedError("unplugged")

    monkeypatch.setattr("khuyenhoc.store.schedule.back_up", fail)
    assert not schedule.run_if_due()


def test_the_thread_starts_once_and_stops(database: Database, tmp_path: Path) -> None:
    schedule = BackupSchedule(tmp_path / "backups", open_store=lambda: database)
    schedule.start()
    schedule.start()
    schedule.stop()
    assert backup_state(database.folder).last_good_at is not None


def test_state_without_any_backup(tmp_path: Path) -> None:
    assert backup_state(tmp_path) == BackupState()
    assert BackupState().age() is None
    (tmp_path / "backup.json").write_text("{")
    assert backup_state(tmp_path) == BackupState()


def test_where_scheduled_backups_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    assert backup_folder() == tmp_path / "backups"
    monkeypatch.setenv("KHUYENHOC_BACKUP_DIR", str(tmp_path / "usb"))
    assert backup_folder() == tmp_path / "usb"
