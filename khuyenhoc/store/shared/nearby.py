"""The tables of the release, beside the shared ones: what a query asks of units and periods asks nobody else.

Half the tables that queries name are the same in every store of a release: units, periods, lenses and so on.
DuckLake asks PostgreSQL four questions each time a query names one. So each process has a copy of these in
its memory, and looks at the others through it: the same schema, in which everything that people stored is a
view of the shared table. Queries run there as they are; writes never do.

The copy is of the rows in the shared store, and is made anew before the next query once they changed, whoever
changed them: each change adds a row to `reference_versions`, and PostgreSQL is asked how many there were.
"""

import threading
from collections.abc import Callable

import duckdb

from khuyenhoc.store.content import table_columns
from khuyenhoc.store.schema import REFERENCE_TABLES, apply_schema
from khuyenhoc.store.shared.attaching import LAKE
from khuyenhoc.store.shared.catalogue import Catalogue

# The connection's own database in memory.
NEARBY = "memory"

Ask = Callable[[duckdb.DuckDBPyConnection], object]


class Nearby:
    """See the module; one for each opening of the store."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._changes: int | None = None
        self._filling = threading.Lock()

    def make(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the schema in a connection's memory; the rows come before the first query.

        Raises:
            duckdb.Error: it failed.
        """
        self._changes = None
        with connection.cursor() as cursor:
            cursor.execute(f"use {NEARBY}")
            apply_schema(cursor, 0)
            for table, columns in table_columns(cursor).items():
                if table not in REFERENCE_TABLES:
                    # By name: a column that a later release adds must not trouble this one.
                    names = ", ".join(f'"{column}"' for column in columns)
                    cursor.execute(f'drop table "{table}"')
                    cursor.execute(f'create view "{table}" as select {names} from {LAKE}."{table}"')  # noqa: S608

    def renew(self, read: Callable[[Ask], object]) -> None:
        """Copy the tables of the release, if that was not done since they last changed.

        Raises:
            StoreUnavailableError: PostgreSQL does not answer.
            duckdb.Error: they cannot be read.
        """
        changes = self._catalogue.reference_changes()
        if changes == self._changes:
            return
        with self._filling:
            if changes != self._changes:
                read(_fill)
                self._changes = changes


def _fill(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.begin()
    try:
        for table in REFERENCE_TABLES:
            cursor.execute(f"delete from {NEARBY}.{table}")  # noqa: S608 - fixed names
            cursor.execute(f"insert into {NEARBY}.{table} by name select * from {LAKE}.{table}")  # noqa: S608
    except BaseException:
        cursor.rollback()
        raise
    cursor.commit()
