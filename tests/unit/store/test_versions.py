"""Stores of every released schema open, are moved to the present one, and hold what they held."""

import zipfile
from pathlib import Path

import duckdb
import pytest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store import schema
from khuyenhoc.store.connection import DATABASE_FILE
from khuyenhoc.store.content import table_contents
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import MigrationFailedError, NewerStoreError
from khuyenhoc.store.sql import migrations
from khuyenhoc.store.verification import rebuild, verify_store
from tests.queries.conftest import CAM_RANH, NHA_TRANG
from tests.reports import store

VERSIONS = sorted((PROJECT_FOLDER / "tests" / "store_versions").glob("*.zip"))


@pytest.fixture(params=VERSIONS, ids=lambda path: path.stem)
def old_home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    with zipfile.ZipFile(request.param) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def summary(database: Database) -> list:
    parameters = {"scope": None, "province_ids": ["legacy-56"], "year": 2024}
    frame = database.query("yearly_totals", parameters)
    return frame[["data_element", "value"]].to_numpy().tolist()


def test_there_is_one_of_the_present_schema() -> None:
    assert VERSIONS[-1].stem == f"{migrations()[-1][0]:03d}", "run python -m scripts.build_store_version"


def test_old_store_opens_and_can_be_rebuilt(old_home: Path) -> None:
    with duckdb.connect(str(old_home / DATABASE_FILE)) as connection:
        before = table_contents(connection)
    database = Database(old_home)
    after = database.read(table_contents)
    assert {name: after[name] for name in before} == before
    assert verify_store(database).is_sound
    rebuilt = rebuild(database)
    assert rebuilt.before == rebuilt.after
    totals = dict(summary(database))
    assert totals["fund_raised"] == 8_000_000.0
    store(database, "2024-Q1", {NHA_TRANG: {"members": 101.0}, CAM_RANH: {"members": 61.0}}, file_name="n")
    assert verify_store(database).is_sound
    database.close()
    again = Database(old_home)
    assert again.report.events == []
    again.close()


def test_the_copy_of_before_is_kept(old_home: Path) -> None:
    with duckdb.connect(str(old_home / DATABASE_FILE)) as connection:
        version = schema.schema_version(connection)
    database = Database(old_home)
    database.close()
    copies = list((old_home / "migrations").glob(f"khuyenhoc-schema-{version}-*.duckdb"))
    assert len(copies) == (version < migrations()[-1][0])
    for copy in copies:
        with duckdb.connect(str(copy), read_only=True) as connection:
            assert connection.execute("select max(version) from schema_versions").fetchone()[0] == version


@pytest.mark.parametrize("statement", ["select * from nowhere", "delete from observations"])
def test_a_migration_that_fails_or_loses_rows_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    database = Database(home)
    store(database, "2024-Q1", {NHA_TRANG: {"members": 1.0}})
    before = database.read(table_contents)
    database.close()
    newest = migrations()[-1][0]
    bad = tmp_path / f"{newest + 1:03d}_bad.sql"
    bad.write_text(f"create table newest (a integer);\n{statement};\n")
    with monkeypatch.context() as patch:
        for module in ("schema", "migrations"):
            patch.setattr(f"khuyenhoc.store.{module}.migrations", lambda: [*migrations(), (newest + 1, bad)])
        with pytest.raises(MigrationFailedError) as failure:
            Database(home)
    assert f"phiên bản {newest + 1}" in failure.value.vi
    assert list(home.glob(f"{DATABASE_FILE}.failed-migration-*"))
    database = Database(home)
    assert database.read(table_contents) == before
    database.close()


def test_a_store_of_a_later_release_is_left_alone(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.transaction() as cursor:
        cursor.execute("insert into schema_versions values (999, now()::timestamp)")
    database.close()
    with pytest.raises(NewerStoreError, match="999"):
        Database(tmp_path)
    with duckdb.connect(str(tmp_path / DATABASE_FILE)) as connection:
        assert schema.schema_version(connection) == 999
