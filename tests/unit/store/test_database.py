"""The connection: safe settings, cursors of its own, one version for every change."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from khuyenhoc.store.database import Database
from khuyenhoc.store.schema import raise_data_version
from khuyenhoc.store.sql import UnknownQueryError, query_text
from tests.reports import store

PERIODS = {"scope": None}


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('/etc/hostname')",
        "copy (select 1) to 'out.csv'",
        "attach 'other.duckdb'",
        "install httpfs",
        "set memory_limit = '2GB'",
    ],
)
def test_outside_world_is_closed(database: Database, statement: str) -> None:
    with database.transaction() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(statement)


def test_many_threads_read_at_once(database: Database) -> None:
    store(database, "2024-Q1", {"legacy-568": {"members": 1.0}})
    with ThreadPoolExecutor(8) as pool:
        frames = list(pool.map(lambda _: database.query("reporting_periods", PERIODS), range(40)))
    assert all(frame["reported_units"].tolist() == [1] for frame in frames)


def test_version_rises_with_each_submission(database: Database) -> None:
    before = database.version()
    store(database, "2024-Q1", {"legacy-568": {"members": 1.0}})
    assert database.version() == before + 1


def _raise_and_fail(database: Database) -> None:
    with database.transaction() as cursor:
        raise_data_version(cursor, "test")
        cursor.execute("select no_such_column")


def test_version_is_read_again_only_after_a_transaction(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, asked = database.engine.version, []
    monkeypatch.setattr(database.engine, "version", lambda ask: asked.append(1) or read(ask))
    database.reopen()
    first = [database.version() for _ in range(3)]
    assert (len(set(first)), len(asked)) == (1, 1)
    # Nobody sees a version before its data: within a transaction it is still the former.
    with database.transaction() as cursor:
        raise_data_version(cursor, "test")
        assert database.version() == first[0]
    assert database.version() == first[0] + 1
    with pytest.raises(duckdb.Error):
        _raise_and_fail(database)
    assert database.version() == first[0] + 1
    assert len(asked) == 2


def test_reopening_keeps_the_data_and_loads_no_reference_twice(tmp_path: Path) -> None:
    first = Database(tmp_path)
    store(first, "2024-Q1", {"legacy-568": {"members": 1.0}})
    version = first.version()
    first.close()
    again = Database(tmp_path)
    assert again.version() == version
    assert len(again.query("reporting_periods", PERIODS)) == 1


def test_only_named_queries_run(database: Database) -> None:
    with pytest.raises(UnknownQueryError):
        database.query("../queries/submissions", {"scope": None})
    with pytest.raises(UnknownQueryError):
        query_text("schema/001_core")


def test_parameters_must_be_complete(database: Database) -> None:
    with pytest.raises(duckdb.InvalidInputException):
        database.query("unit_states", {"scope": None})
