"""Accounts, sessions and links of a shared store: in its PostgreSQL, so that every process knows them.

The same statements as on SQLite run here; what differs between the two is in this module alone.
"""

import queue
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from khuyenhoc.access.database import ACCOUNTS_FILE, SCHEMA, AccountsDatabase, copy_accounts
from khuyenhoc.address import SharedAddress

# "accounts" as a number: the lock of whoever writes.
_WRITERS = int.from_bytes(b"accounts")
_OPTIONS = {
    "application_name": "khuyenhoc accounts",
    "connect_timeout": "5",
    "options": "-c search_path=khuyenhoc_accounts -c synchronous_commit=on -c lock_timeout=10s",
}
_IDLE_SESSIONS = 4
# What a backup and a move take along, in the order in which it may be inserted; nobody stays signed in.
_KEPT = ("accounts", "account_units", "public_links", "notes")


class SharedAccountsDatabase(AccountsDatabase):
    """Accounts in the catalogue of a shared store; sessions of PostgreSQL are used in turns."""

    def __init__(self, address: SharedAddress) -> None:
        """Connect, and make the tables at the first call."""
        self._url = address.catalogue
        self._idle: queue.LifoQueue[psycopg.Connection] = queue.LifoQueue(_IDLE_SESSIONS)
        with self.writing() as connection:
            connection.create()

    @contextmanager
    def reading(self) -> Iterator["Statements"]:
        """A connection to ask with."""
        with self._session() as session, session.transaction():
            yield Statements(session)

    @contextmanager
    def writing(self) -> Iterator["Statements"]:
        """A transaction that nobody else writes in; undone as a whole when anything fails.

        Raises:
            sqlite3.IntegrityError: something that must be unique is not, in the words of the other database.
        """
        try:
            with self._session() as session, session.transaction():
                session.execute("select pg_advisory_xact_lock(%s)", [_WRITERS])
                yield Statements(session)
        except psycopg.IntegrityError as error:
            raise sqlite3.IntegrityError(str(error)) from error

    def copy_to(self, folder: Path) -> None:
        """Write the accounts as a file of SQLite into a folder, without sessions."""
        with tempfile.TemporaryDirectory() as scratch:
            target = AccountsDatabase(Path(scratch))
            with self.reading() as ours, target.writing() as copy:
                for table in _KEPT:
                    _insert(copy, table, ours.execute(f"select * from {table}").fetchall())  # noqa: S608 - fixed
            copy_accounts(Path(scratch), folder)

    def copy_from(self, home: Path) -> None:
        """Take over the accounts of a data folder, where it has any and we have none."""
        with self.reading() as connection:
            has_some = connection.execute("select count(*) from accounts").fetchone()[0]
        if has_some or not (home / ACCOUNTS_FILE).exists():
            return
        source = AccountsDatabase(home)
        with source.reading() as theirs, self.writing() as ours:
            for table in _KEPT:
                _insert(ours, table, theirs.execute(f"select * from {table}").fetchall())  # noqa: S608 - fixed

    @contextmanager
    def _session(self) -> Iterator[psycopg.Connection]:
        try:
            session = self._idle.get_nowait()
            session.execute("select 1")
        except (queue.Empty, psycopg.OperationalError):
            session = psycopg.connect(self._url, autocommit=True, row_factory=_row, **_OPTIONS)
        try:
            yield session
        finally:
            try:
                self._idle.put_nowait(session)
            except queue.Full:
                session.close()


class Row(tuple):
    """A row as SQLite gives it: by place and by name."""

    __slots__ = ()
    names: tuple[str, ...] = ()

    def __getitem__(self, key: int | str) -> object:
        """A value by its place or its column's name."""
        return super().__getitem__(self.names.index(key) if isinstance(key, str) else key)

    def keys(self) -> tuple[str, ...]:
        """The columns' names."""
        return self.names


class Statements:
    """Takes the statements that are written for SQLite."""

    def __init__(self, session: psycopg.Connection) -> None:
        self._session = session

    def execute(self, statement: str, values: Sequence[object] = ()) -> psycopg.Cursor:
        """Run a statement with `?` for its values."""
        return self._session.execute(statement.replace("?", "%s"), [_plain(value) for value in values])

    def executemany(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement for each row of values."""
        for row in rows:
            self.execute(statement, row)

    def create(self) -> None:
        """Make the tables where there are none."""
        self._session.execute("create schema if not exists khuyenhoc_accounts")
        if self._session.execute("select to_regclass('khuyenhoc_accounts.accounts')").fetchone()[0] is None:
            self._session.execute(SCHEMA.read_text(encoding="utf-8").replace(") strict;", ");"))


def _plain(value: object) -> object:
    """A value as SQLite would take it: a truth value is a number, a state its text."""
    if isinstance(value, bool):
        return int(value)
    return str(value) if isinstance(value, str) else value


def _row(cursor: psycopg.Cursor) -> type[Row]:
    names = tuple(column.name for column in cursor.description or ())
    return type("NamedRow", (Row,), {"__slots__": (), "names": names})


def _insert(target: "sqlite3.Connection | Statements", table: str, rows: Sequence[sqlite3.Row | Row]) -> None:
    for row in rows:
        names = ", ".join(row.keys())
        marks = ", ".join("?" * len(row.keys()))
        target.execute(f"insert into {table} ({names}) values ({marks})", tuple(row))  # noqa: S608 - our tables
