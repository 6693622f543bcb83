"""What a database holds: counts and hashes that neither the order of rows nor DuckDB's version changes."""

import hashlib
import json
from dataclasses import asdict, dataclass

import duckdb

# Everything that follows from ledger and vault; reference tables and the cache counter follow from
# the release.
CONTENT_TABLES = (
    "submissions",
    "observations",
    "unit_reports",
    "supersessions",
    "withdrawals",
    "current_observations",
    "current_unit_reports",
    "findings",
    "ledger_entries",
    "workflow_events",
    "deadline_events",
    "wording_events",
    "audit_events",
    "target_entries",
    "target_withdrawals",
    "assessments",
    "assessment_withdrawals",
    "frozen_runs",
    "run_shares",
    "conclusions",
    "conclusion_events",
    "letterheads",
    "remarks",
    "later_acts",
    "later_act_withdrawals",
)

_UNIT_SEPARATOR, _NULL = chr(31), "␀"


@dataclass(frozen=True)
class TableContent:
    """Rows of a table and the sum of their MD5 (lower half), which any order of rows gives."""

    rows: int
    digest: str


def table_contents(
    cursor: duckdb.DuckDBPyConnection, columns: dict[str, tuple[str, ...]] | None = None
) -> dict[str, TableContent]:
    """Counts and hashes of the content tables that the database has.

    Args:
        columns: restricts the tables and their columns, e.g. to those of before a migration.
    """
    present = table_columns(cursor)
    wanted = columns or {name: present[name] for name in CONTENT_TABLES if name in present}
    return {name: _table_content(cursor, name, names) for name, names in wanted.items()}


def table_columns(cursor: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """Columns of every table, in their order."""
    rows = cursor.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns() "
        "where database_name = current_database() and schema_name = current_schema() and not internal "
        "and table_name in (select table_name from duckdb_tables() where database_name = current_database()) "
        "group by table_name order by table_name"
    ).fetchall()
    return {name: tuple(columns) for name, columns in rows}


def content_hash(contents: dict[str, TableContent]) -> str:
    """One SHA-256 over all tables."""
    text = json.dumps({name: asdict(content) for name, content in sorted(contents.items())})
    return hashlib.sha256(text.encode()).hexdigest()


def read_everything(cursor: duckdb.DuckDBPyConnection) -> None:
    """Read every column of every table once, so that a damaged block shows now and not on a page.

    Raises:
        duckdb.Error: something cannot be read.
    """
    for table, columns in table_columns(cursor).items():
        names = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(f'select bit_xor(hash({names})) from "{table}"').fetchone()  # noqa: S608 - catalogue names


def _table_content(cursor: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]) -> TableContent:
    parts = ", ".join(f"coalesce(cast(\"{column}\" as varchar), '{_NULL}')" for column in sorted(columns))
    statement = (
        f"select count(*), coalesce(sum(md5_number_lower(concat_ws('{_UNIT_SEPARATOR}', {parts}))), 0) "  # noqa: S608
        f'from "{table}"'
    )
    rows, digest = cursor.execute(statement).fetchone()
    return TableContent(rows, str(digest))
