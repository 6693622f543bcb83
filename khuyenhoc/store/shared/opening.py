"""Making the tables of a shared store, renewing their schema, and bringing them to the ledger's end."""

from collections.abc import Collection, Sequence

import duckdb

from khuyenhoc.store.content import CONTENT_TABLES
from khuyenhoc.store.errors import NewerStoreError, StoreMismatchError
from khuyenhoc.store.interfaces import Vault
from khuyenhoc.store.ledger import Line, Mark
from khuyenhoc.store.projection import Projection
from khuyenhoc.store.projection.rows import Foresight
from khuyenhoc.store.reconcile import UnsoundDatabaseError, applied_mark, catch_up
from khuyenhoc.store.report import RecoveryReport
from khuyenhoc.store.schema import apply_schema, is_reference_loaded, load_reference, schema_version
from khuyenhoc.store.shared.attaching import LAKE
from khuyenhoc.store.shared.ledger import PostgresLedger
from khuyenhoc.store.sql import migrations, write_text

_ANY_VALUE = {
    "VARCHAR": "''",
    "BIGINT": "0",
    "INTEGER": "0",
    "DOUBLE": "0",
    "BOOLEAN": "false",
    "DATE": "date '2000-01-01'",
    "TIMESTAMP": "timestamp '2000-01-01'",
}


def is_up_to_date(connection: duckdb.DuckDBPyConnection, ledger: PostgresLedger) -> bool:
    """Whether nothing needs to be done before these tables are used."""
    if not _has_bookkeeping(connection) or schema_version(connection) != migrations()[-1][0]:
        return False
    try:
        return is_reference_loaded(connection) and _sound_mark(connection).hash == ledger.head
    except UnsoundDatabaseError:
        return False


def bring_up_to_date(
    connection: duckdb.DuckDBPyConnection,
    ledger: PostgresLedger,
    vault: Vault,
    report: RecoveryReport,
    may_lack: Collection[str],
) -> None:
    """Do what needs to be done, while no other process writes.

    Raises:
        NewerStoreError: a later release made the tables.
        StoreMismatchError: they hold lines that the ledger has not, or the vault lacks something.
        duckdb.Error, OSError, psycopg.Error: something cannot be read or written now.
    """
    _bring_schema_up_to_date(connection, report)
    load_reference(connection)
    ledger.look_again()
    try:
        mark = _sound_mark(connection)
    except UnsoundDatabaseError as error:
        make_anew(connection, vault, ledger.whole().lines)
        report.add(
            "rebuilt",
            f"Các bảng dùng chung không trọn vẹn ({error}) nên đã được dựng lại từ sổ cái.",
            f"The shared tables were not whole ({error}) and were made anew from the ledger.",
            is_alarm=True,
        )
        mark = _sound_mark(connection)
    if not ledger.holds(mark):
        raise StoreMismatchError(
            "các bảng dùng chung có mục mà sổ cái trong PostgreSQL không có.",
            "the shared tables have entries that the ledger in PostgreSQL has not.",
        )
    _replay(connection, ledger, mark, vault, report, may_lack)


def fill_anew(cursor: duckdb.DuckDBPyConnection, vault: Vault, lines: Sequence[Line]) -> None:
    """Within a transaction: replace what the tables hold by what a whole ledger gives."""
    for table in CONTENT_TABLES:
        cursor.execute(f"delete from {table}")  # noqa: S608 - fixed names
    if lines:
        Projection(cursor, vault, Foresight.of(lines)).apply(lines)


def make_anew(connection: duckdb.DuckDBPyConnection, vault: Vault, lines: Sequence[Line]) -> None:
    """As `fill_anew`, in a transaction of its own: readers see the former rows until it is done."""
    connection.begin()
    try:
        fill_anew(connection, vault, lines)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _sound_mark(connection: duckdb.DuckDBPyConnection) -> Mark:
    """Up to where the ledger is in the tables.

    Raises:
        UnsoundDatabaseError: a line before it is missing, or a submission is not whole.
    """
    mark = applied_mark(connection)
    partial = connection.execute(write_text("partial_submissions")).fetchall()
    if partial:
        message = f"{len(partial)} submissions"
        raise UnsoundDatabaseError(message)
    return mark


def _has_bookkeeping(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether `schema_version` would make none of its tables: who has not the lock must not."""
    return connection.execute(
        "select count(*) = 2 from duckdb_tables() where database_name = current_database() "
        "and table_name in ('schema_versions', 'reference_versions')"
    ).fetchone()[0]


def _bring_schema_up_to_date(connection: duckdb.DuckDBPyConnection, report: RecoveryReport) -> None:
    """Apply the schema files that the tables lack; each is one transaction of DuckLake."""
    found, newest = schema_version(connection), migrations()[-1][0]
    if found > newest:
        raise NewerStoreError(f"schema {found} > {newest}")
    apply_schema(connection, found)
    if found < newest:
        _give_statistics(connection)
    if 0 < found < newest:
        report.add(
            "migrated",
            f"Đã chuyển kho dùng chung từ lược đồ {found} sang {newest}.",
            f"The shared store was moved from schema {found} to {newest}.",
        )


def _give_statistics(connection: duckdb.DuckDBPyConnection) -> None:
    """Put a row into every empty table and take it out again.

    DuckLake remembers the statistics of a table between the steps of a query only where it has some: of a
    table that never had a row it asks PostgreSQL again each time, 104 times in one query.
    """
    kinds = connection.execute(
        "select table_name, list(data_type order by column_index) from duckdb_columns() "
        "where database_name = current_database() "
        "and table_name in (select table_name from duckdb_tables() where database_name = current_database()) "
        "group by table_name"
    ).fetchall()
    empty = [
        (table, types)
        for table, types in kinds
        if set(types) <= _ANY_VALUE.keys()
        and not connection.execute(f'select count(*) from "{table}"').fetchone()[0]  # noqa: S608 - our tables
    ]
    connection.begin()
    for table, types in empty:
        row = ", ".join(_ANY_VALUE[kind] for kind in types)
        connection.execute(f'insert into "{table}" values ({row})')  # noqa: S608 - our tables
    connection.commit()
    connection.begin()
    for table, _ in empty:
        connection.execute(f'delete from "{table}"')  # noqa: S608 - our tables
    connection.commit()


def _replay(
    connection: duckdb.DuckDBPyConnection,
    ledger: PostgresLedger,
    mark: Mark,
    vault: Vault,
    report: RecoveryReport,
    may_lack: Collection[str],
) -> None:
    lines = ledger.lines_after(mark)
    if not lines:
        return
    try:
        catch_up(connection, vault, lines, begin=_begin_in_lake)
    except (duckdb.Error, OSError):
        if all(line.entry_id in may_lack for line in lines):
            return
        raise
    report.add(
        "replayed",
        f"Đã nạp {len(lines)} mục của sổ cái mà các bảng dùng chung còn thiếu.",
        f"{len(lines)} ledger entries that the shared tables lacked were applied.",
    )


def _begin_in_lake(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(f"use {LAKE}")
    cursor.begin()
