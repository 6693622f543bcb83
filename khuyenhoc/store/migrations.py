"""Moving an older store to the present schema: copy, change, checkpoint, reopen, compare.

DuckDB's replay of a write-ahead log fails most often after changes of tables, so none is left in the log,
and the copy of before stays in the folder `migrations`.
"""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from khuyenhoc.store.connection import DATABASE_FILE, connect
from khuyenhoc.store.content import TableContent, read_everything, table_columns, table_contents
from khuyenhoc.store.durable import copy_durably, move
from khuyenhoc.store.errors import MigrationFailedError, NewerStoreError
from khuyenhoc.store.report import RecoveryReport
from khuyenhoc.store.schema import apply_schema, schema_version
from khuyenhoc.store.sql import migrations

# What a release may change on its own, without anybody having done something.
_NOT_COMPARED = frozenset({"schema_versions"})


def bring_up_to_date(
    home: Path, connection: duckdb.DuckDBPyConnection, report: RecoveryReport
) -> duckdb.DuckDBPyConnection:
    """Give back a connection to the same database at the present schema.

    Raises:
        NewerStoreError: a later release wrote it.
        MigrationFailedError: it could not be changed, and is as it was before.
    """
    found, newest = schema_version(connection), migrations()[-1][0]
    if found > newest:
        connection.close()
        raise NewerStoreError(f"schema {found} > {newest}")
    if found == 0:
        apply_schema(connection, 0)
    elif found < newest:
        connection = _migrate(home, connection, found, newest)
        report.add(
            "migrated",
            f"Đã chuyển kho từ lược đồ {found} sang {newest}; bản trước đó nằm trong thư mục migrations.",
            f"The store was moved from schema {found} to {newest}; the former is in the folder migrations.",
        )
    return connection


def _migrate(
    home: Path, connection: duckdb.DuckDBPyConnection, found: int, newest: int
) -> duckdb.DuckDBPyConnection:
    columns = {name: names for name, names in table_columns(connection).items() if name not in _NOT_COMPARED}
    before = table_contents(connection, columns)
    connection.execute("checkpoint")
    connection.close()
    file = home / DATABASE_FILE
    copy = home / "migrations" / f"khuyenhoc-schema-{found}-{time_stamp()}.duckdb"
    copy_durably(file, copy)
    try:
        return _changed(home, found, columns, before)
    except (duckdb.Error, OSError, _ChangedContentError) as error:
        with suppress(OSError):
            (home / f"{DATABASE_FILE}.wal").unlink(missing_ok=True)
        move(file, file.with_name(f"{DATABASE_FILE}.failed-migration-{time_stamp()}"))
        copy_durably(copy, file)
        raise MigrationFailedError(newest, error) from error


class _ChangedContentError(Exception):
    """A migration changed what the store holds."""


def _changed(
    home: Path, found: int, columns: dict[str, tuple[str, ...]], before: dict[str, TableContent]
) -> duckdb.DuckDBPyConnection:
    connection = connect(home)
    try:
        apply_schema(connection, found)
        connection.execute("checkpoint")
    finally:
        connection.close()
    connection = connect(home)
    try:
        read_everything(connection)
        after = table_contents(connection, columns)
        if after != before:
            tables = ", ".join(name for name in before if after[name] != before[name])
            raise _ChangedContentError(tables)  # noqa: TRY301 - the connection must be closed
    except BaseException:
        connection.close()
        raise
    return connection


def time_stamp() -> str:
    """Now, in UTC, for names of files."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
