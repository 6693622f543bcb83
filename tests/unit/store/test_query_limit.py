"""A query that takes too long is stopped, and no other."""

from threading import Thread
from time import monotonic

import duckdb
import pytest

from khuyenhoc.store.time_limit import QueryTooSlowError, Watcher

# Counts for minutes.
_ENDLESS = "select count(*) from range(10_000_000) as one, range(10_000_000) as other"


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    with duckdb.connect(":memory:", config={"threads": "1"}) as connection:
        yield connection


def test_what_takes_too_long_is_stopped(connection: duckdb.DuckDBPyConnection) -> None:
    watcher = Watcher(0.05)
    for _ in range(2):
        with connection.cursor() as cursor, pytest.raises(QueryTooSlowError), watcher.limit(cursor):
            cursor.execute(_ENDLESS).fetchall()


def test_what_begins_while_the_watcher_sleeps_has_its_full_time(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    watcher, seconds = Watcher(0.2), []

    def ask_too_much() -> None:
        begun = monotonic()
        with connection.cursor() as cursor, pytest.raises(QueryTooSlowError), watcher.limit(cursor):
            cursor.execute(_ENDLESS).fetchall()
        seconds.append(monotonic() - begun)

    askers = [Thread(target=ask_too_much) for _ in range(3)]
    for asker in askers:
        with connection.cursor() as cursor, watcher.limit(cursor):
            assert cursor.execute("select 1").fetchall() == [(1,)]
        asker.start()
    for asker in askers:
        asker.join()
    assert len(seconds) == len(askers)
    assert min(seconds) >= 0.2


def test_a_query_that_was_quick_leaves_its_cursor_alone(connection: duckdb.DuckDBPyConnection) -> None:
    watcher = Watcher(0.05)
    with connection.cursor() as cursor:
        with watcher.limit(cursor):
            cursor.execute("select 1").fetchall()
        # Another use of the cursor, still going on when the former time is over.
        begun = monotonic()
        while monotonic() - begun < 0.1:
            assert cursor.execute("select count(*) from range(1_000_000)").fetchall() == [(1_000_000,)]


def test_errors_of_the_query_pass(connection: duckdb.DuckDBPyConnection) -> None:
    with connection.cursor() as cursor, pytest.raises(duckdb.CatalogException), Watcher(1).limit(cursor):
        cursor.execute("select * from nothing")
