"""The cursors of the one connection: lent for a question each, and on shared stores used again."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass

import duckdb


@dataclass(frozen=True)
class Begun:
    """A transaction that was begun.

    Attributes:
        lent: gives the cursor back when it is closed.
    """

    connection: duckdb.DuckDBPyConnection
    cursor: duckdb.DuckDBPyConnection
    lent: ExitStack

    def give_up(self) -> None:
        """Roll back what is not committed."""
        with suppress(duckdb.Error), self.lent:  # an invalid database rolls back by being closed
            self.cursor.rollback()


class Cursors:
    """Cursors of a connection that look at the same tables.

    Where others share the store, one that nothing went wrong with is used again: making it look at the tables
    costs six questions to PostgreSQL.
    """

    def __init__(self, ready: Callable[[duckdb.DuckDBPyConnection], None], *, are_kept: bool) -> None:
        """Hand out cursors.

        Args:
            ready: makes a new one look at the tables.
            are_kept: whether they are used again.
        """
        self._ready, self._are_kept = ready, are_kept
        self._kept: list[duckdb.DuckDBPyConnection] = []

    def take(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """One that was used before, or a new one that looks at the store's tables.

        Raises:
            duckdb.Error: it cannot look at them.
        """
        with suppress(IndexError):
            return self._kept.pop()
        cursor = connection.cursor()
        try:
            self._ready(cursor)
        except BaseException:
            cursor.close()
            raise
        return cursor

    def give_back(self, cursor: duckdb.DuckDBPyConnection, *, is_sound: bool) -> None:
        """Keep a cursor for the next question, or close it; `is_sound` if nothing went wrong with it."""
        if is_sound and self._are_kept:
            self._kept.append(cursor)
        else:
            cursor.close()

    def close(self) -> None:
        """Close those that are kept, before their connection is closed."""
        while self._kept:
            with suppress(duckdb.Error):
                self._kept.pop().close()
