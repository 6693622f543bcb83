"""`serve` refuses what would let strangers in, makes backups by itself, and ends cleanly."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from khuyenhoc.cli import main, serving
from khuyenhoc.store import opened
from khuyenhoc.store.backup_state import backup_state
from khuyenhoc.store.manifest import snapshots


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--address", "0.0.0.0"], "127.0.0.1"),  # noqa: S104
        (["--mode", "server"], "--public-url"),
        (["--mode", "server", "--public-url", "http://khuyenhoc.example"], "https://"),
        (["--mode", "server", "--public-url", "https://khuyenhoc.example"], "account add"),
        (["--port", "0"], "65535"),
    ],
)
def test_unsafe_calls_are_refused(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    monkeypatch.delenv("KHUYENHOC_PUBLIC_URL", raising=False)

    def never(_: object) -> None:
        raise AssertionError("it must not start")

    monkeypatch.setattr("khuyenhoc.ui.serving.run_server", never)
    assert main(["serve", *arguments]) == 2
    vietnamese, english = capsys.readouterr().err.strip().split("\n")
    assert words in vietnamese
    assert words in english


def test_backups_are_made_while_it_serves_and_nothing_is_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(serving, "_FIRST_BACKUP_AFTER", 0)

    def serve(_: object, **_options: object) -> None:
        deadline = time.monotonic() + 60
        while backup_state(tmp_path).last_good_at is None and time.monotonic() < deadline:
            time.sleep(0.05)
        opened.close_database()

    monkeypatch.setattr("khuyenhoc.ui.serving.run_server", serve)
    assert main(["serve", "--port", "8703"]) == 0
    assert len(snapshots(tmp_path / "backups")) == 1
    assert not [thread for thread in threading.enumerate() if thread.name == "backup"]
    assert tmp_path not in opened._open_databases


def test_a_command_makes_no_backups_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    assert main(["submissions", "--json"]) == 0
    assert not [thread for thread in threading.enumerate() if thread.name == "backup"]
    opened.close_database()


def test_serving_loads_nothing_that_only_other_commands_need(tmp_path: Path) -> None:
    script = (
        "import sys; from khuyenhoc.cli import main; main(['serve', '--port', '0']); "
        "print(sorted({'docx', 'pptx', 'typst', 'geopandas', 'matplotlib', 'openpyxl'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        env=os.environ | {"KHUYENHOC_HOME": str(tmp_path)},
        text=True,
    )
    assert told.stdout.strip() == "[]"
