"""A power cut at every file operation: what was not synced is gone, and what was acknowledged is still there.

kill -9 keeps what the operating system holds in memory; this layer does not. It gives files back the size of
their last fsync, and takes renames and new names back whose folder was not synced.
"""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from khuyenhoc.store import vault
from khuyenhoc.store.backup import back_up
from khuyenhoc.store.durable import FileLayer, file_layer
from khuyenhoc.store.errors import NotSavedError
from khuyenhoc.store.manifest import check_snapshot, snapshots
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.submissions import store_submission
from tests.faults.conftest import Store
from tests.ledger_lines import entries


class PowerCut(BaseException):
    """The machine is off: nothing may be done any more."""


class PowerCutLayer(FileLayer):
    """Remembers what is not on the disk yet, and loses it when the power goes."""

    def __init__(self, at: int) -> None:
        self.at, self.seen, self.is_off = at, 0, False
        # Two threads of an upload write at once; the power goes between two operations.
        self._one_by_one = threading.RLock()
        self._synced_size: dict[Path, int] = {}
        self._unsynced_names: dict[Path, list[Callable[[], None]]] = {}

    def write(self, file: BinaryIO, content: bytes) -> None:
        with self._one_by_one:
            path = Path(file.name)
            if path not in self._synced_size:
                self._synced_size[path] = path.stat().st_size
                if not self._synced_size[path]:
                    self._unsynced_names.setdefault(path.parent, []).append(
                        lambda: path.unlink(missing_ok=True)
                    )
            self._count()
            super().write(file, content)

    def sync(self, file: BinaryIO) -> None:
        with self._one_by_one:
            self._count()
            super().sync(file)
            self._synced_size[Path(file.name)] = Path(file.name).stat().st_size

    def replace(self, source: Path, target: Path) -> None:
        with self._one_by_one:
            self._count()
            former = target.read_bytes() if target.is_file() else None
            super().replace(source, target)
            self._synced_size[target] = self._synced_size.pop(source, target.stat().st_size)

            def undo() -> None:
                if former is not None:
                    target.write_bytes(former)
                elif target.is_dir():
                    shutil.rmtree(target)
                else:
                    target.unlink(missing_ok=True)

            self._unsynced_names.setdefault(target.parent, []).append(undo)

    def sync_folder(self, folder: Path) -> None:
        with self._one_by_one:
            self._count()
            super().sync_folder(folder)
            self._unsynced_names.pop(folder, None)

    def truncate(self, file: BinaryIO, size: int) -> None:
        with self._one_by_one:
            self._count()
            super().truncate(file, size)

    def _count(self) -> None:
        self.seen += 1
        if self.seen >= self.at:
            self.lose()
            raise PowerCut

    def lose(self) -> None:
        """Bring the disk to what had been synced."""
        if self.is_off:
            return
        self.is_off = True
        for path, size in self._synced_size.items():
            if path.exists() and path.stat().st_size > size:
                with path.open("r+b") as file:
                    file.truncate(size)
        for undoings in self._unsynced_names.values():
            for undo in reversed(undoings):
                undo()


def cut_during(store: Store, at: int, action: Callable[[], object]) -> bool:
    """Do something until the power goes at an operation; True when it was done before."""
    layer = PowerCutLayer(at)
    try:
        with file_layer(layer):
            action()
            layer.lose()
    except PowerCut:
        return False
    except NotSavedError:
        # Two files are written side by side: the power went in one, and the other misses its folder.
        assert layer.is_off
        return False
    else:
        return True
    finally:
        store.close()


def test_at_every_operation_of_an_upload(store: Store) -> None:
    number, is_done = 0, False
    while not is_done:
        number += 1
        assert number < 60
        report = make_report(store.chance)
        given: list[str] = []

        def submit(report: tuple = report, given: list[str] = given) -> None:
            given.append(store_submission(store.database, *report, submitted_by="t").receipt_code)

        is_done = cut_during(store, number, submit)
        store.receipts += given
        store.open()
        assert store.is_clean(), number
        stored = store.database.query("submissions", {"scope": None})
        assert set(store.receipts) <= set(stored["receipt_code"])
    assert number > 10
    assert len(given) == 1


def test_the_first_upload_of_all(store: Store, tmp_path: Path) -> None:
    """The ledger's file and the vault's folders are new too."""
    store.close()
    for number in range(1, 30):
        home = tmp_path / str(number)
        shutil.copytree(store.home, home)
        store = Store(home)
        store.open()
        is_done = cut_during(store, number, store.submit)
        store.open()
        assert store.is_clean()
        assert len(store.receipts) == is_done
        store.close()
        if is_done:
            return
    pytest.fail("the upload never came to its end")


def test_a_layer_that_forgets_would_be_noticed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test itself: without the ledger's fsync an acknowledged line would be gone."""
    monkeypatch.setattr(PowerCutLayer, "sync", lambda *_: None)
    cut_during(store, 10**6, store.submit)
    assert not entries(store.home)
    assert not list(vault.stored(store.home)) or all(
        vault.vault_path(store.home, digest).stat().st_size == 0 for digest in vault.stored(store.home)
    )


@pytest.mark.slow
def test_at_every_operation_of_a_backup(store: Store, tmp_path: Path) -> None:
    """Whatever calls itself a finished backup is one."""
    store.submit(2)
    folder = tmp_path / "backups"
    number, is_done = 0, False
    while not is_done:
        number += 5
        is_done = cut_during(store, number, lambda: back_up(store.database, folder))
        for snapshot in snapshots(folder).values():
            check_snapshot(snapshot)
        store.open()
        assert number < 120
    assert len(snapshots(folder)) == 1
    assert store.is_clean()
