"""The accounts' own small database: SQLite, because names, sessions and links must be unique.

It stands apart from the figures: it is never rebuilt from the ledger, and no query of a page reads it.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

ACCOUNTS_FILE = "accounts.sqlite3"
_SCHEMA_VERSION = 1
SCHEMA = Path(__file__).with_name("schema.sql")


class AccountsDatabase:
    """One data folder's accounts; a connection for each thread, WAL, every commit on the disk."""

    def __init__(self, home: Path) -> None:
        self.path = home / ACCOUNTS_FILE
        self._local = threading.local()
        self._lock = threading.Lock()
        with self._lock:
            self._create()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to ask with."""
        yield self._connection()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that nobody else writes in; undone as a whole when anything fails."""
        connection = self._connection()
        connection.execute("begin immediate")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()

    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = _connect(self.path)
        return connection

    def _create(self) -> None:
        is_new = not self.path.exists()
        connection = self._connection()
        connection.execute("pragma journal_mode = wal")
        if is_new and os.name != "nt":
            self.path.chmod(0o600)
        if connection.execute("pragma user_version").fetchone()[0] == 0:
            with self.writing() as transaction:
                for statement in SCHEMA.read_text(encoding="utf-8").split(";"):
                    transaction.execute(statement)
                transaction.execute(f"pragma user_version = {_SCHEMA_VERSION}")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    connection.row_factory = sqlite3.Row
    connection.execute("pragma synchronous = full")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma secure_delete = on")
    return connection


def now_text(moment: datetime | None = None) -> str:
    """A moment as it is stored: UTC, of one length, so that texts compare like moments."""
    return (moment or datetime.now(UTC)).isoformat(timespec="microseconds")


def copy_accounts(home: Path, folder: Path) -> Path | None:
    """Copy the accounts of a moment into a folder, without sessions: no old one may come back to life.

    Returns:
        The copy; None where there are no accounts.
    """
    source = home / ACCOUNTS_FILE
    if not source.exists():
        return None
    target = folder / ACCOUNTS_FILE
    with closing(_connect(source)) as ours, closing(sqlite3.connect(target)) as copy:
        ours.backup(copy)
        copy.execute("pragma journal_mode = delete")
        copy.execute("delete from sessions")
        copy.execute("delete from failures")
        copy.commit()
        copy.execute("vacuum")
    return target


def put_accounts_in_place(copy: Path, home: Path, aside: Path) -> None:
    """Put copied accounts in place of a data folder's, which are kept aside; everybody signs in anew."""
    aside.mkdir(parents=True, exist_ok=True)
    for name in (ACCOUNTS_FILE, f"{ACCOUNTS_FILE}-wal", f"{ACCOUNTS_FILE}-shm"):
        if (home / name).exists():
            (home / name).replace(aside / name)
    unfinished = home / f"{ACCOUNTS_FILE}.restoring"
    unfinished.write_bytes(copy.read_bytes())
    if os.name != "nt":
        unfinished.chmod(0o600)
    with unfinished.open("r+b") as file:
        os.fsync(file.fileno())
    unfinished.replace(home / ACCOUNTS_FILE)


def is_sound(path: Path) -> bool:
    """Whether a file of accounts can be read throughout; one that is not there is."""
    if not path.exists():
        return True
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
        return connection.execute("pragma integrity_check").fetchone()[0] == "ok"
    return False
