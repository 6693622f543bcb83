"""Serving makes backups by itself, and ends cleanly."""

import threading
import time
from pathlib import Path

import pytest

from khuyenhoc.cli import main, serving
from khuyenhoc.store import database
from khuyenhoc.store.backup_state import backup_state
from khuyenhoc.store.manifest import snapshots


def test_backups_are_made_while_it_serves_and_nothing_is_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(serving, "_FIRST_BACKUP_AFTER", 0)

    def serve(*_: object, **__: object) -> None:
        deadline = time.monotonic() + 60
        while backup_state(tmp_path).last_good_at is None and time.monotonic() < deadline:
            time.sleep(0.05)

    monkeypatch.setattr("streamlit.web.bootstrap.run", serve)
    monkeypatch.setattr("streamlit.web.bootstrap.load_config_options", lambda _: None)
    assert main(["serve", "--port", "8703"]) == 0
    assert len(snapshots(tmp_path / "backups")) == 1
    assert not [thread for thread in threading.enumerate() if thread.name == "backup"]
    assert tmp_path not in database._open_databases


def test_a_command_makes_no_backups_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    assert main(["submissions", "--json"]) == 0
    assert not [thread for thread in threading.enumerate() if thread.name == "backup"]
    database.close_database()
