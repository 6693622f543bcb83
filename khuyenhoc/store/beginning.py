"""From the demo to figures of one's own: the demo is set aside whole, and an empty store takes its place."""

import shutil
from pathlib import Path

import pandas as pd

from khuyenhoc.access.permissions import Action, authorise
from khuyenhoc.access.scope import Scope
from khuyenhoc.store import durable
from khuyenhoc.store.actions import new_entry, record, writing
from khuyenhoc.store.connection import DATABASE_FILE
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.ledger import ledger_path
from khuyenhoc.store.migrations import time_stamp
from khuyenhoc.store.opened import closed_database, open_database
from khuyenhoc.store.recovery import set_database_aside
from khuyenhoc.store.restore import Restored, keep_backups, keep_ledger, restore


class NotOnlyDemoError(StoreError):
    """There are figures of one's own, or the store is shared: nothing is set aside."""

    def __init__(self) -> None:
        super().__init__(
            "Kho không chỉ có số liệu minh họa, nên không cất đi được. Chưa thay đổi gì.",
            "The store holds more than the demo and cannot be set aside. Nothing was changed.",
        )


def are_made_up(reports: pd.DataFrame) -> bool:
    """Whether there are reports (rows of the query `submissions`) and all of them are made up."""
    return bool(len(reports)) and bool(reports["is_synthetic"].all())


def holds_only_demo(database: Database) -> bool:
    """Whether every report that was ever stored is made up."""
    return are_made_up(database.query("submissions", {"scope": Scope.everything().as_parameter()}))


def is_untouched(database: Database) -> bool:
    """Whether nothing was ever done here, so that a first start may load the demo unasked."""
    return database.ledger.position == 0


def begin_anew(*, by: str) -> Path:
    """Set a store of nothing but the demo aside and open an empty one; nothing is deleted.

    Database, ledger and the demo's backups stay in the data folder under other names. The files of the vault
    stay where they are: they are found by their content alone.

    Returns:
        The folder in which the former ledger lies.

    Raises:
        NotAllowedError: somebody is signed in who does not look after the whole installation.
        NotOnlyDemoError: there is more than the demo.
        StoreError: the data folder cannot be had, or the new store not be made; the former one still opens.
    """
    authorise(Action.DEMO, is_whole=True)
    if open_database().engine.is_shared or not holds_only_demo(open_database()):
        raise NotOnlyDemoError
    with closed_database() as home:
        aside = home / f"demo-{time_stamp()}"
        database, ledger = _empty_store(home, by)
        set_database_aside(home, "demo")
        keep_ledger(home, aside)
        durable.move(ledger, ledger_path(home))
        durable.move(database, home / DATABASE_FILE)
        keep_backups(home, aside)
    return aside


def restore_here(source: Path, *, by: str, snapshot: str = "") -> Restored:
    """As `restore.restore`, into the data folder of this very process, which closes it meanwhile.

    Raises:
        NotAllowedError: it is beyond whoever is acting.
        StoreError: see `restore.restore`.
    """
    authorise(Action.DEMO, is_whole=True)
    if open_database().engine.is_shared:
        raise NotOnlyDemoError
    # A store in which nothing was ever done has tables and no ledger; there is nothing to ask about.
    is_new = is_untouched(open_database())
    with closed_database() as home:
        return restore(source, home, by=by, snapshot=snapshot, force=is_new)


def _empty_store(home: Path, by: str) -> tuple[Path, Path]:
    """Database and ledger of a store with one line, which says that it begins; both ready to be moved.

    With the line, a data folder whose move was cut off opens whole: the database is made of the ledger.
    """
    folder = home / "tmp" / "beginning"
    shutil.rmtree(folder, ignore_errors=True)
    durable.make_folder(folder)
    empty = Database(folder)
    try:
        with writing(empty):
            record(empty, new_entry("note", by, what="begin", detail=""))
        with empty.paused():
            database = _copied(folder / DATABASE_FILE, home / "tmp" / "begun.duckdb")
        ledger = _copied(ledger_path(folder), home / "tmp" / "begun.jsonl")
    finally:
        empty.close()
    shutil.rmtree(folder, ignore_errors=True)
    return database, ledger


def _copied(source: Path, target: Path) -> Path:
    """A copy that is on the disk."""
    durable.copy_durably(source, target)
    return target
