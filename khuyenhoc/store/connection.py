"""The DuckDB connection with safe settings, and who may use it when."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from khuyenhoc.store.errors import DatabaseInUseError, StoreUnavailableError
from khuyenhoc.store.time_limit import QUERY_SECONDS

# A pause (backup, reopening) waits at most for the slowest query and its clean-up.
PAUSE_SECONDS = 4 * QUERY_SECONDS

DATABASE_FILE = "khuyenhoc.duckdb"


def connect(
    home: Path,
    *,
    file_name: str = DATABASE_FILE,
    prepare: Callable[[duckdb.DuckDBPyConnection], None] | None = None,
) -> duckdb.DuckDBPyConnection:
    """Open the database file of a data folder; a new one where there is none.

    Args:
        file_name: `:memory:` for a scratch database.
        prepare: what must be done before the settings are locked, such as loading extensions.

    Raises:
        DatabaseInUseError: another process has it open.
        duckdb.Error: the file or its write-ahead log is damaged.
    """
    scratch = home / "tmp"
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
    path = file_name if file_name == ":memory:" else home / file_name
    try:
        connection = duckdb.connect(path, config=config)
    except duckdb.IOException as error:
        if "lock on file" in str(error).lower() or "being used" in str(error).lower():
            raise DatabaseInUseError(home) from error
        raise
    try:
        _close_in(connection, prepare)
    except BaseException:
        connection.close()
        raise
    return connection


def _close_in(
    connection: duckdb.DuckDBPyConnection, prepare: Callable[[duckdb.DuckDBPyConnection], None] | None
) -> None:
    """Shut a connection off from files and network, apart from what `prepare` opened, for good."""
    connection.execute("set python_enable_replacements = false")
    if prepare is None:
        connection.execute("set allow_persistent_secrets = false")
    else:
        prepare(connection)
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def is_fatal(error: BaseException) -> bool:
    """Whether an error puts the open database itself in doubt, so that it must be closed and opened again.

    DuckDB invalidates the whole database after a failed checkpoint (FatalException); damaged blocks
    and failing disks come as IOException, and broken segments as InternalException or SerializationException.
    """
    if isinstance(error, duckdb.PermissionException):
        return False
    broken = (
        duckdb.FatalException,
        duckdb.InternalException,
        duckdb.IOException,
        duckdb.SerializationException,
    )
    text = str(error).lower()
    return isinstance(error, broken) or (
        isinstance(error, duckdb.Error) and ("invalidated" in text or "checksum" in text)
    )


class Gate:
    """Lets many threads use the connection, or one have it alone, to replace it."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._users = 0
        self._is_taken = False
        self._depth = threading.local()

    @property
    def is_inside(self) -> bool:
        """Whether this thread is using the connection."""
        return getattr(self._depth, "value", 0) > 0

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Use the connection beside others; a thread that is inside already passes at once."""
        with self._condition:
            if not self.is_inside:
                while self._is_taken:
                    self._condition.wait()
            self._users += 1
        self._depth.value = getattr(self._depth, "value", 0) + 1
        try:
            yield
        finally:
            self._depth.value -= 1
            with self._condition:
                self._users -= 1
                self._condition.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the connection alone, once everybody else has left.

        Raises:
            StoreUnavailableError: somebody stayed longer than `PAUSE_SECONDS`.
        """
        with self._condition:
            if self._is_taken or self.is_inside:
                raise StoreUnavailableError("held already")
            self._is_taken = True
            if not self._condition.wait_for(lambda: self._users == 0, PAUSE_SECONDS):
                self._is_taken = False
                self._condition.notify_all()
                raise StoreUnavailableError("still in use")
        try:
            yield
        finally:
            with self._condition:
                self._is_taken = False
                self._condition.notify_all()
