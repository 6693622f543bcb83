"""The longest that a query may take.

One thread watches over all queries: one for each would have to be made and called off again, which short
queries notice. The watcher is woken by nobody: as every query may take equally long, it looks soon enough if
it never sleeps longer than that.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from time import monotonic, sleep

import duckdb

from khuyenhoc.store.errors import StoreError

QUERY_SECONDS = 15


class QueryTooSlowError(StoreError, RuntimeError):
    """A query was stopped after `QUERY_SECONDS`."""

    def __init__(self) -> None:
        super().__init__(
            f"Truy vấn quá {QUERY_SECONDS} giây nên đã dừng. Hãy chọn phạm vi hẹp hơn.",
            f"The query was stopped after {QUERY_SECONDS} s. Choose a narrower range.",
        )


class Watcher:
    """Stops the queries of a process that take longer than they may."""

    def __init__(self, seconds: float) -> None:
        """A watcher that sleeps until the first query comes.

        Args:
            seconds: so long may each take.
        """
        self._seconds = seconds
        self._lock = threading.Lock()
        self._numbers = count()
        self._running: dict[int, tuple[float, duckdb.DuckDBPyConnection]] = {}
        self._thread: threading.Thread | None = None

    @contextmanager
    def limit(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Stop a cursor's query when it takes too long; DuckDB has no limit of its own.

        Raises:
            QueryTooSlowError: it was stopped.
        """
        number = next(self._numbers)
        with self._lock:
            self._running[number] = monotonic() + self._seconds, cursor
            self._start()
        try:
            yield
        except duckdb.InterruptException as error:
            raise QueryTooSlowError from error
        finally:
            with self._lock:
                del self._running[number]

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._watch, name="query-limit", daemon=True)
            self._thread.start()

    def _watch(self) -> None:
        while True:
            sleep(self._seconds_to_next())

    def _seconds_to_next(self) -> float:
        """Stop what is due, and say when something may be due again."""
        with self._lock:  # what is stopped is not over, and its cursor lent to somebody else
            now = monotonic()
            for due, cursor in self._running.values():
                if due > now:
                    return due - now
                cursor.interrupt()
        return self._seconds


_watcher = Watcher(QUERY_SECONDS)
time_limit = _watcher.limit
