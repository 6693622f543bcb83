"""Moving an installation from one machine's folder to a store that several machines share, and back.

Both stores are proved whole before and after, and hold the same to the last row; the one that was left stays
as it was, and a folder says so when it is opened.
"""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from khuyenhoc.address import SharedAddress
from khuyenhoc.store.actions import new_entry, record, settle_past, writing
from khuyenhoc.store.backup import back_up
from khuyenhoc.store.database import Database
from khuyenhoc.store.durable import write_durably
from khuyenhoc.store.engine import MOVED_FILE, make_engine
from khuyenhoc.store.errors import NotMovableError
from khuyenhoc.store.restore import restore
from khuyenhoc.store.verification import Verification, verify_store


@dataclass(frozen=True)
class Moved:
    """What was moved.

    Attributes:
        entries: ledger lines.
        files: original files and what was accepted of them.
        hash: content hash of the tables, the same in both stores.
    """

    entries: int
    files: int
    hash: str


def move_to_shared(home: Path, address: SharedAddress, *, by: str) -> Moved:
    """Move the store of a data folder into an empty shared one; the folder stays as it is, and closed.

    Raises:
        NotMovableError: a store is not whole, the shared one is not empty, or they differ afterwards.
        StoreError: one of them cannot be opened, read or written.
    """
    source = Database(home)
    try:
        found = _require_whole(source)
        target = Database(home, engine=make_engine(home, address))
        try:
            _fill(source, target)
            moved = _compare(found, target)
            _note(target, by, "folder")
        finally:
            target.close()
    finally:
        source.close()
    notice = f"{datetime.now(UTC).isoformat(timespec='seconds')} {address.without_password}\n"
    write_durably(home / MOVED_FILE, notice.encode())
    return moved


def move_to_folder(address: SharedAddress, home: Path, *, by: str) -> Moved:
    """Move a shared store into a data folder, as its backup would be restored there.

    Raises:
        NotMovableError: a store is not whole, or they differ afterwards.
        NotRestorableError: the folder has receipts that the shared store has not.
        StoreError: one of them cannot be opened, read or written.
    """
    home.mkdir(parents=True, exist_ok=True)
    source = Database(home, engine=make_engine(home, address))
    passage = home / "moving"
    try:
        with source.exclusive():
            found = _require_whole(source)
            shutil.rmtree(passage, ignore_errors=True)
            back_up(source, passage, by=by)
    finally:
        source.close()
    (home / MOVED_FILE).unlink(missing_ok=True)
    restore(passage, home, by=by)
    shutil.rmtree(passage, ignore_errors=True)
    target = Database(home)
    try:
        return _compare(found, target)
    finally:
        target.close()


def _require_whole(database: Database) -> Verification:
    found = verify_store(database)
    if not found.is_sound:
        raise NotMovableError(
            "kho không nguyên vẹn (khuyenhoc verify)", "the store is not whole (khuyenhoc verify)"
        )
    return found


def _fill(source: Database, target: Database) -> None:
    """Files first, then the ledger, then the tables: cut off anywhere, the shared store opens whole."""
    # Needs the packages for shared stores.
    from khuyenhoc.store.shared.filling import fill_store

    with source.exclusive(), target.exclusive():
        settle_past(source)
        fill_store(source, target)


def _compare(found: Verification, target: Database) -> Moved:
    """Prove the store that was filled; notes made since, of the backup, do not count.

    Raises:
        NotMovableError: it does not hold what the other one holds.
    """
    now = verify_store(target)
    same = all(now.tables[name] == content for name, content in found.tables.items() if name not in _NOTED)
    if not (now.is_sound and same and now.ledger_entries >= found.ledger_entries):
        raise NotMovableError("kho mới khác kho cũ", "the new store differs from the former one")
    return Moved(found.ledger_entries, found.vault_files, found.database_hash)


# Where a note of the move itself, or of its backup, leaves rows.
_NOTED = frozenset({"ledger_entries", "audit_events"})


def _note(database: Database, by: str, detail: str) -> None:
    with writing(database):
        record(database, new_entry("note", by, what="move", detail=detail))
