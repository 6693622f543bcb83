"""From the demo to an empty store: nothing is lost, and nothing of one's own is set aside."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from khuyenhoc.store.backup import back_up
from khuyenhoc.store.backup_state import backup_state
from khuyenhoc.store.beginning import (
    NotOnlyDemoError,
    begin_anew,
    holds_only_demo,
    is_untouched,
    restore_here,
)
from khuyenhoc.store.demo import load_demo
from khuyenhoc.store.errors import NotRestorableError
from khuyenhoc.store.opened import close_database, closed_database, open_database
from khuyenhoc.store.restore import restore
from khuyenhoc.store.verification import verify_store
from tests.ledger_lines import entries
from tests.reports import store

MADE_UP = {"legacy-568": {"members": 90.0}}
OWN = {"legacy-569": {"members": 5.0}}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("KHUYENHOC_HOME", str(folder))
    yield folder
    close_database()


def receipts() -> list[str]:
    return open_database().query("submissions", {"scope": None})["receipt_code"].tolist()


def test_demo_is_set_aside_and_the_store_begins_anew(home: Path) -> None:
    assert is_untouched(open_database())
    store(open_database(), "2024-Q1", MADE_UP, is_synthetic=True)
    back_up(open_database(), home / "backups")
    assert holds_only_demo(open_database())

    aside = begin_anew(by="Bà Lan")
    assert receipts() == []
    assert [(line["what"], line["by"]) for line in entries(home)] == [("begin", "Bà Lan")]
    assert verify_store(open_database()).is_sound
    # The next start does not load the demo again, and the first backup is not refused for those of the demo.
    assert not is_untouched(open_database())
    assert not holds_only_demo(open_database())
    assert backup_state(home).last_good_at is None
    store(open_database(), "2024-Q1", OWN)
    back_up(open_database(), home / "backups")
    # What was set aside is all there.
    assert [line["action"] for line in entries(aside)] == ["submit", "note"]
    assert len(list((aside / "backups").glob("*/manifest.json"))) == 1
    assert len(list(home.glob("khuyenhoc.duckdb.demo-*"))) == 1


def test_figures_of_ones_own_are_never_set_aside(home: Path) -> None:
    store(open_database(), "2024-Q1", MADE_UP, is_synthetic=True)
    store(open_database(), "2024-Q2", OWN)
    kept = receipts()
    with pytest.raises(NotOnlyDemoError):
        begin_anew(by="t")
    assert receipts() == kept


def test_an_empty_store_has_nothing_to_set_aside(home: Path) -> None:
    with pytest.raises(NotOnlyDemoError):
        begin_anew(by="t")


def test_cut_off_between_its_moves_the_folder_opens_whole(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(open_database(), "2024-Q1", MADE_UP, is_synthetic=True)
    kept = receipts()

    def stop(_home: Path, _aside: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("khuyenhoc.store.beginning.keep_ledger", stop)
    with pytest.raises(KeyboardInterrupt):
        begin_anew(by="t")
    # The database was set aside already: it comes anew from the ledger, which was not.
    assert receipts() == kept
    assert verify_store(open_database()).is_sound


@pytest.mark.slow
def test_backup_goes_over_the_demo_that_a_first_start_loaded(home: Path, tmp_path: Path) -> None:
    receipt = store(open_database(), "2024-Q1", OWN).receipt_code
    back_up(open_database(), tmp_path / "usb")
    close_database()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KHUYENHOC_HOME", str(tmp_path / "new"))
        load_demo(open_database(), lambda _done, _count: None)
        back_up(open_database(), tmp_path / "new" / "backups")
        close_database()
        restored = restore(tmp_path / "usb", tmp_path / "new")
        assert receipts() == [receipt]
        # The demo's own backups do not refuse the next one, and are kept.
        back_up(open_database(), tmp_path / "new" / "backups")
        assert (tmp_path / "new" / restored.moved_aside / "backups").is_dir()
        close_database()
    assert restored.given_up == ()


def test_restored_where_the_store_is_open(home: Path, tmp_path: Path) -> None:
    receipt = store(open_database(), "2024-Q1", OWN).receipt_code
    back_up(open_database(), tmp_path / "usb")
    close_database()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KHUYENHOC_HOME", str(tmp_path / "new"))
        assert receipts() == []
        assert restore_here(tmp_path / "usb", by="Bà Lan").entries == 1
        assert receipts() == [receipt]
        store(open_database(), "2024-Q2", OWN)
        with pytest.raises(NotRestorableError):
            restore_here(tmp_path / "usb", by="Bà Lan")
        assert len(receipts()) == 2
        close_database()


def test_closed_for_a_while_the_database_opens_again(home: Path) -> None:
    store(open_database(), "2024-Q1", OWN)
    before = open_database()
    with closed_database() as folder:
        assert folder == home
    assert open_database() is not before
    assert len(receipts()) == 1
