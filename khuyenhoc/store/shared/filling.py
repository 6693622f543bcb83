"""Filling an empty shared store with what another store holds."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from khuyenhoc.access.shared_accounts import SharedAccountsDatabase
from khuyenhoc.store.content import CONTENT_TABLES, table_columns
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import NotMovableError
from khuyenhoc.store.schema import raise_data_version
from khuyenhoc.store.shared.lake import LakeEngine
from khuyenhoc.store.shared.ledger import insert_lines
from khuyenhoc.store.verification import vault_files


def fill_store(source: Database, target: Database) -> None:
    """Copy files, accounts, ledger and rows; nobody writes to either store meanwhile.

    Raises:
        NotMovableError: the target is not empty, or is no shared store.
        OSError, duckdb.Error: something could not be read or written.
    """
    engine = target.engine
    target.ledger.look_again()
    if not isinstance(engine, LakeEngine) or target.ledger.position:
        raise NotMovableError("kho đích đã có số liệu", "the target holds something already")
    lines = source.ledger.whole().lines
    for digest in vault_files(lines):
        target.vault.keep(source.vault.fetch(digest))
    SharedAccountsDatabase(engine.address).copy_from(source.folder)
    insert_lines(engine.catalogue, lines)
    with target.transaction() as cursor:
        columns = table_columns(cursor)
        for table in CONTENT_TABLES:
            rows = source.read(lambda reading, table=table: _rows(reading, table, columns[table]))
            _insert(cursor, table, columns[table], rows)
        raise_data_version(cursor, "moved")
    target.ledger.look_again()


def _rows(cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> pa.Table:
    names = ", ".join(f'"{column}"' for column in columns)
    return cursor.execute(f'select {names} from "{table}"').to_arrow_table()  # noqa: S608 - catalogue names


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], rows: pa.Table) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    cursor.register("incoming", rows)
    cursor.execute(f'insert into "{table}" ({names}) select {names} from incoming')  # noqa: S608
    cursor.unregister("incoming")
