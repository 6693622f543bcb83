"""A shared store as the files of a store of one machine: for backups, and for moving back."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from khuyenhoc.store import durable
from khuyenhoc.store.connection import DATABASE_FILE
from khuyenhoc.store.content import table_columns
from khuyenhoc.store.ledger import Line, ledger_path
from khuyenhoc.store.schema import apply_schema

_ROWS = 100_000


def write_copy(cursor: duckdb.DuckDBPyConnection, lines: Sequence[Line], folder: Path) -> None:
    """Write the tables behind a cursor as a DuckDB file, and a ledger's lines as its file.

    The rows go through this process: the shared connection may open no other file.

    Raises:
        OSError, duckdb.Error: it could not be written.
    """
    durable.make_folder(folder)
    with duckdb.connect(folder / DATABASE_FILE) as target:
        apply_schema(target, 0)
        target.begin()
        wanted = table_columns(target)
        for table, columns in table_columns(cursor).items():
            if table in wanted:
                _copy_rows(cursor, target, table, columns)
        target.commit()
        target.execute("checkpoint")
    content = "".join(f"{line.text}\n" for line in lines).encode()
    durable.write_durably(ledger_path(folder), content)


def _copy_rows(
    source: duckdb.DuckDBPyConnection, target: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]
) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    target.execute(f'delete from "{table}"')  # noqa: S608 - names of the schema
    reader = source.execute(f'select {names} from "{table}"').to_arrow_reader(_ROWS)  # noqa: S608
    target.register("incoming", reader)
    target.execute(f'insert into "{table}" ({names}) select {names} from incoming')  # noqa: S608
    target.unregister("incoming")
