"""The PostgreSQL database of a shared store: the lock of its writers, the ledger's table, the data version.

One writer at a time, over all processes: an advisory lock that the server frees as soon as its holder's
session ends, however the process died. The ledger's lines are inserted by that very session, so that who
lost the lock cannot write a line either.
"""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from khuyenhoc.store.errors import NotSavedError, StoreUnavailableError

_log = logging.getLogger(__name__)

# The one lock of a catalogue; any number that nobody else's program takes.
_WRITERS = int.from_bytes(b"khuyenho")
LOCK_SECONDS = 30
# A holder says every so often that it lives; one that hangs is cut off after the second figure.
_BEAT_SECONDS, _SILENCE_SECONDS = 10, 60
# The data version is asked for at every query of a page.
_VERSION_SECONDS = 0.5
_NEWEST_SNAPSHOT = "select max(snapshot_id) from ducklake_snapshot"
# Each time adds a row to `reference_versions`.
_REFERENCE_CHANGES = (
    "select stats.next_row_id from ducklake_table_stats as stats "
    "join ducklake_table as tables on stats.table_id = tables.table_id "
    "where tables.table_name = 'reference_versions' and tables.end_snapshot is null"
)

_SESSION = {
    "application_name": "khuyenhoc",
    "connect_timeout": "5",
    "options": (
        f"-c lock_timeout={LOCK_SECONDS}s -c idle_session_timeout={_SILENCE_SECONDS}s "
        "-c synchronous_commit=on "
        "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
    ),
}


class Catalogue:
    """Two sessions of one process: one that writes under the lock, one that looks at the version."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._writer: psycopg.Connection | None = None
        self._reader: psycopg.Connection | None = None
        self._reading = threading.Lock()
        self._seen: tuple[float, int] | None = None
        self._depth = 0
        self._is_closed = threading.Event()
        self._heart = threading.Thread(target=self._beat, name="catalogue", daemon=True)
        self._heart.start()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the writers' lock; one thread of the process at a time, which may enter again.

        Raises:
            NotSavedError: others hold it for longer than `LOCK_SECONDS`, or PostgreSQL does not answer.
        """
        if self._depth == 0:
            self._lock()
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._unlock()

    def execute(self, statement: str, values: Sequence[object] | None = None) -> list[tuple]:
        """Run a statement in the session that holds the lock, committed at once.

        Without the lock a session that ended meanwhile is made anew; with it never, for the lock went too.

        Raises:
            psycopg.Error: it failed; `is_lost` tells whether the session did.
        """
        try:
            return _rows(self._session(), statement, values)
        except psycopg.OperationalError:
            if self._depth or not self.is_lost:
                raise
        return _rows(self._session(), statement, values)

    def insert_all(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Insert rows in one transaction of the session that holds the lock.

        Raises:
            psycopg.Error: none was inserted.
        """
        session = self._session()
        with session.transaction(), session.cursor() as cursor:
            cursor.executemany(statement, rows)

    def run_script(self, path: Path) -> None:
        """Run a file of statements in one transaction."""
        session = self._session()
        with session.transaction():
            session.execute(path.read_text(encoding="utf-8"))

    @property
    def is_lost(self) -> bool:
        """Whether the session that held the lock has ended."""
        return self._writer is None or self._writer.closed or self._writer.broken

    def lock_again(self) -> None:
        """After the session was lost: hold the lock in a new one.

        The former session's statements are over when this one has the lock.

        Raises:
            NotSavedError: that is not possible now.
        """
        self._lock()

    def version(self) -> int:
        """Number of the newest snapshot of the tables, whichever process made it; at most half a second old.

        Raises:
            StoreUnavailableError: PostgreSQL does not answer.
        """
        with self._reading:
            if self._seen is None or time.monotonic() - self._seen[0] > _VERSION_SECONDS:
                self._seen = (time.monotonic(), self._ask(_NEWEST_SNAPSHOT))
            return self._seen[1]

    def reference_changes(self) -> int:
        """How often the tables of the release were filled, whichever process did it.

        Raises:
            StoreUnavailableError: PostgreSQL does not answer.
        """
        with self._reading:
            return self._ask(_REFERENCE_CHANGES)

    def forget_version(self) -> None:
        """Ask anew next time: this process changed something."""
        self._seen = None

    def close(self) -> None:
        """End both sessions."""
        self._is_closed.set()
        for session in (self._writer, self._reader):
            if session is not None:
                with suppress(psycopg.Error):
                    session.close()

    def _ask(self, statement: str) -> int:
        for is_last in (False, True):
            try:
                if self._reader is None or self._reader.closed:
                    self._reader = psycopg.connect(self._url, autocommit=True, **_SESSION)
                return self._reader.execute(statement).fetchone()[0]
            except psycopg.Error as error:
                if self._reader is not None:
                    self._reader.close()
                if is_last:
                    raise StoreUnavailableError(error) from error
        raise AssertionError

    def _session(self) -> psycopg.Connection:
        if self._depth == 0 and self.is_lost:
            self._connect()
        return self._writer

    def _connect(self) -> None:
        self._writer = psycopg.connect(self._url, autocommit=True, **_SESSION)

    def _lock(self) -> None:
        for is_last in (False, True):
            try:
                if self.is_lost:
                    self._connect()
                self._writer.execute("select pg_advisory_lock(%s)", [_WRITERS])
            except psycopg.errors.LockNotAvailable as error:
                raise NotSavedError(f"> {LOCK_SECONDS} s") from error
            except psycopg.Error as error:
                if self._writer is not None:
                    self._writer.close()
                if is_last:
                    raise NotSavedError(error) from error
            else:
                return

    def _unlock(self) -> None:
        try:
            self._writer.execute("select pg_advisory_unlock(%s)", [_WRITERS])
        except psycopg.Error as error:
            _log.warning("the writers' lock went with its session: %s", error)
            self._writer.close()

    def _beat(self) -> None:
        """Keep the holder's session from being taken for one that hangs."""
        while not self._is_closed.wait(_BEAT_SECONDS):
            if self._depth and not self.is_lost:
                with suppress(psycopg.Error):
                    self._writer.execute("select 1")


def _rows(session: psycopg.Connection, statement: str, values: Sequence[object] | None) -> list[tuple]:
    with session.execute(statement, values) as cursor:
        return cursor.fetchall() if cursor.description else []
