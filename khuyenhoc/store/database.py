"""The one DuckDB connection of the process, with safe settings, and queries on cursors of it."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd

from khuyenhoc.home import home_folder
from khuyenhoc.store import schema
from khuyenhoc.store.sql import query_text

QUERY_SECONDS = 15


class DatabaseInUseError(RuntimeError):
    """Another process holds the database file."""


class QueryTooSlowError(RuntimeError):
    """A query was stopped after `QUERY_SECONDS`."""


class Database:
    """An open database file. Reads run side by side on cursors of their own; writes one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._write_lock = threading.RLock()
        self._connection = _connect(folder)
        schema.bring_up_to_date(self._connection)

    def query(self, name: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Run `queries/<name>.sql`.

        Raises:
            UnknownQueryError: no such query.
            duckdb.InvalidInputException: a parameter is missing or unknown.
            QueryTooSlowError: it took longer than `QUERY_SECONDS`.
        """
        with self._connection.cursor() as cursor, _time_limit(cursor):
            return cursor.execute(query_text(name), dict(parameters)).df()

    def version(self) -> int:
        """Counter that every change of the data raises."""
        with self._connection.cursor() as cursor:
            return cursor.execute("select coalesce(max(version), 0) from data_version").fetchone()[0]

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside one write transaction: committed whole, or rolled back on any error."""
        with self._write_lock, self._connection.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
            except BaseException:
                cursor.rollback()
                raise
            cursor.commit()

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        self._connection.close()


_open_databases: dict[Path, Database] = {}
_open_lock = threading.Lock()


def open_database() -> Database:
    """The process's database of the current home folder, opened at the first call.

    Raises:
        DatabaseInUseError: another process has it open.
    """
    folder = home_folder()
    with _open_lock:
        if folder not in _open_databases:
            _open_databases[folder] = Database(folder)
        return _open_databases[folder]


def close_database() -> None:
    """Close the current home's database if it is open, so that another process may have it."""
    with _open_lock:
        database = _open_databases.pop(home_folder(), None)
    if database is not None:
        database.close()


def _connect(folder: Path) -> duckdb.DuckDBPyConnection:
    scratch = folder / "tmp"
    scratch.mkdir(exist_ok=True)
    config = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "memory_limit": "1GB",
        "threads": "2",
        "temp_directory": str(scratch),
        "max_temp_directory_size": "1GB",
    }
    try:
        connection = duckdb.connect(folder / "khuyenhoc.duckdb", config=config)
    except duckdb.IOException as error:
        if "lock" in str(error).lower() or "being used" in str(error).lower():
            raise DatabaseInUseError(str(folder)) from error
        raise
    for setting in (
        "set allow_persistent_secrets = false",
        "set python_enable_replacements = false",
        "set enable_external_access = false",
        "set lock_configuration = true",
    ):
        connection.execute(setting)
    return connection


@contextmanager
def _time_limit(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    timer = threading.Timer(QUERY_SECONDS, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except duckdb.InterruptException as error:
        message = f"stopped after {QUERY_SECONDS} s"
        raise QueryTooSlowError(message) from error
    finally:
        timer.cancel()
