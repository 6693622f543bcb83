"""The one DuckDB connection of the process: many readers, one writer, opened again when it fails."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import duckdb
import pandas as pd

from khuyenhoc.store.connection import DATABASE_FILE, Gate, is_fatal
from khuyenhoc.store.cursors import Begun, Cursors
from khuyenhoc.store.engine import Engine, FileEngine
from khuyenhoc.store.errors import DatabaseInUseError, StoreError, StoreUnavailableError
from khuyenhoc.store.frames import as_frame
from khuyenhoc.store.interfaces import Ledger, Vault
from khuyenhoc.store.report import RecoveryReport
from khuyenhoc.store.space import SpaceFloor
from khuyenhoc.store.sql import query_text, with_defaults
from khuyenhoc.store.time_limit import QUERY_SECONDS, QueryTooSlowError, time_limit

__all__ = [
    "QUERY_SECONDS",
    "Database",
    "DatabaseInUseError",
    "QueryTooSlowError",
]

RETRY_SECONDS = 5

Answer = TypeVar("Answer")


class Database:
    """An open data folder. Reads run side by side on cursors of their own; writes one at a time.

    A fatal error of DuckDB closes the file and opens it again, with the same checks as at the start;
    readers that met it ask again and notice nothing.

    Attributes:
        ledger: open for appending; only within `exclusive`.
        report: what the last opening found.
        floor: how much free space writes need.
        retry_seconds: a database that could not be opened again is tried again no sooner than this.
        settled_at: hash of the last ledger line of which this process knows that it is in the tables; empty
            when that is to be looked up.
    """

    ledger: Ledger

    def __init__(
        self, folder: Path, *, floor: SpaceFloor | None = None, engine: Engine | None = None
    ) -> None:
        """Open a store.

        Args:
            engine: what it stands on; by default the folder alone.
        """
        self.folder = folder
        self.engine = engine or FileEngine(folder)
        self.floor = floor or SpaceFloor()
        self.report = RecoveryReport()
        self.may_lack: set[str] = set()
        self.retry_seconds = RETRY_SECONDS
        self.settled_at = ""
        self._write_lock = threading.RLock()
        self._gate = Gate()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._cursors = Cursors(self.engine.ready, are_kept=self.engine.is_shared)
        self._asking = Cursors(self.engine.ready_for_queries, are_kept=self.engine.is_shared)
        self._early: Begun | None = None
        self._failure: tuple[float, StoreError] | None = None
        self._changes = 0
        self._known_version: tuple[int, int] | None = None
        try:
            self._open()
        except BaseException:
            self.engine.release()
            raise

    @property
    def file(self) -> Path:
        """The database file; a shared store has none."""
        return self.folder / DATABASE_FILE

    @property
    def identity(self) -> str:
        """Tells this store from every other one, for caches."""
        return self.engine.identity

    @property
    def vault(self) -> Vault:
        """The original files and what was accepted of them."""
        return self.engine.vault

    def query(self, name: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Run `queries/<name>.sql`.

        Raises:
            UnknownQueryError: no such query.
            duckdb.InvalidInputException: a parameter is missing or unknown.
            QueryTooSlowError: it took longer than `QUERY_SECONDS`.
            StoreUnavailableError: the database failed and cannot be opened again yet.
        """
        text, complete = query_text(name), with_defaults(name, parameters)

        def ask(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
            self.engine.renew(self.read)
            with time_limit(cursor):
                return as_frame(cursor.execute(text, complete))

        return self._read(ask, self._asking)

    def version(self) -> int:
        """Counter that every change of the data raises, whichever process makes it.

        Pages ask for every figure. Where nobody else can write, it is read again only after a transaction.
        """
        if self.engine.is_shared:
            return self.engine.version(self.read)
        known, changes = self._known_version, self._changes
        if known is None or known[0] != changes:
            known = self._known_version = (changes, self.engine.version(self.read))
        return known[1]

    def read(self, ask: Callable[[duckdb.DuckDBPyConnection], Answer]) -> Answer:
        """Ask something on a cursor; asked once more when the database had to be opened again in between."""
        return self._read(ask, self._cursors)

    def _read(self, ask: Callable[[duckdb.DuckDBPyConnection], Answer], cursors: Cursors) -> Answer:
        broken = None
        try:
            with self._lend(cursors) as (connection, cursor):
                broken = connection
                return ask(cursor)
        except duckdb.Error as error:
            if not is_fatal(error) or self._gate.is_inside:
                raise
            self._reopen(broken, error)
        with self._lend(cursors) as (_, cursor):
            return ask(cursor)

    def read_early(self, ask: Callable[[duckdb.DuckDBPyConnection], Answer]) -> Answer:
        """As `read`, in a transaction that the next `transaction` goes on with; only within `exclusive`.

        Beginning one costs a shared store six questions to its catalogue.
        """
        broken = self._connection
        try:
            return self._ask_early(ask)
        except duckdb.Error as error:
            if not is_fatal(error) or self._gate.is_inside:
                raise
            self._reopen(broken, error)
        return self._ask_early(ask)

    def _ask_early(self, ask: Callable[[duckdb.DuckDBPyConnection], Answer]) -> Answer:
        self._give_up_early()
        begun = self._begin()
        try:
            answer = ask(begun.cursor)
        except BaseException:
            with begun.lent:
                with suppress(duckdb.Error):
                    begun.cursor.rollback()
                raise
        self._early = begun
        return answer

    def _begin(self) -> Begun:
        with ExitStack() as lent:
            connection, cursor = lent.enter_context(self._lend())
            cursor.begin()
            return Begun(connection, cursor, lent.pop_all())

    def _give_up_early(self) -> None:
        begun, self._early = self._early, None
        if begun is not None:
            begun.give_up()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside one write transaction: committed whole, or rolled back on any error.

        After a fatal error the database has been opened again when the error arrives, and whether
        the transaction is in it must be looked up: DuckDB may have made it durable before it failed.
        """
        with self.exclusive():
            broken, is_in_doubt = self._connection, False
            try:
                begun, self._early = self._early or self._begin(), None
                broken, cursor = begun.connection, begun.cursor
                with begun.lent:
                    try:
                        yield cursor
                    except BaseException:
                        with suppress(duckdb.Error):  # an invalid database rolls back by being closed
                            cursor.rollback()
                        raise
                    # A failed commit is undone in memory and may be in the log: only the file knows.
                    is_in_doubt = True
                    try:
                        cursor.commit()
                    finally:
                        self._changes += 1
            except duckdb.Error as error:
                if (is_in_doubt or is_fatal(error)) and not self._gate.is_inside:
                    with suppress(StoreError):  # the first error says more; reads report the second
                        self._reopen(broken, error)
                raise

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Nobody else writes, no other process either; reads go on."""
        with self._write_lock, self.engine.alone():
            try:
                yield
            finally:
                self._give_up_early()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """The file is checkpointed and closed, so that it can be copied or moved; readers wait meanwhile.

        Raises:
            duckdb.Error: it cannot be checkpointed.
            StoreError: it cannot be opened again; it will be tried at the next use.
        """
        with self._write_lock, self._gate.alone():
            try:
                if self._connection is not None:
                    self._connection.execute("checkpoint")
                    self._close_connection()
                yield
            finally:
                self._close_connection()
                self._open()

    def reopen(self) -> None:
        """Close and open again, with the checks of the start."""
        with self._write_lock, self._gate.alone():
            self._close_connection()
            self._open()

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        with self._write_lock:
            with suppress(StoreUnavailableError), self._gate.alone():
                self._close_connection()
            self.engine.release()

    @contextmanager
    def _lend(
        self, cursors: Cursors | None = None
    ) -> Iterator[tuple[duckdb.DuckDBPyConnection, duckdb.DuckDBPyConnection]]:
        """The connection and a cursor of it, of those that see the tables themselves if none are named."""
        cursors = cursors or self._cursors
        if self._connection is None and not self._gate.is_inside:
            self._try_again()
        with self._gate.shared():
            connection = self._connection
            if connection is None:
                raise StoreUnavailableError(self._failure[1].en if self._failure else "closed")
            is_sound, cursor = False, cursors.take(connection)
            try:
                yield connection, cursor
                is_sound = True
            finally:
                cursors.give_back(cursor, is_sound=is_sound)

    def _reopen(self, broken: duckdb.DuckDBPyConnection | None, cause: Exception) -> None:
        """Replace a broken connection, unless another thread has done so already."""
        with self._write_lock:
            if self._connection is not broken:
                return
            with self._gate.alone():
                self._close_connection()
                self._open(cause)

    def _try_again(self) -> None:
        """Open a database that could not be opened before, if that is long enough ago.

        Raises:
            StoreError: it still cannot be opened.
        """
        with self._write_lock:
            if self._connection is not None or self._failure is None:
                return
            failed_at, error = self._failure
            if time.monotonic() - failed_at < self.retry_seconds:
                raise error
            with self._gate.alone():
                self._open(error)

    def _open(self, cause: Exception | None = None) -> None:
        report, self.settled_at = RecoveryReport(), ""
        if cause is not None:
            report.add(
                "reopened",
                f"Cơ sở dữ liệu gặp lỗi và đã được mở lại ({cause}).",
                f"The database failed and was opened again ({cause}).",
                is_alarm=True,
            )
        try:
            opened = self.engine.open(report, self.may_lack)
        except StoreError as error:
            self._failure = (time.monotonic(), error)
            raise
        self._connection, self.ledger, self._failure = opened.connection, opened.ledger, None
        self._changes += 1
        self.report = report

    def _close_connection(self) -> None:
        self._cursors.close()
        self._asking.close()
        if self._connection is not None:
            with suppress(duckdb.Error):  # an invalid database complains, and is closed all the same
                self._connection.close()
            self._connection = None
