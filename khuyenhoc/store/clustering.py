"""Keeping the values that count in the order in which they are asked for.

Rows of one data element lie side by side, and in them those of a quarter, so that DuckDB leaves the others
unread: it knows the lowest and highest value of each column in every 122,880 rows. Each of the newest years
lies by itself, as most questions are about them: the country has 156,000 values a quarter, and a question
about a quarter reads those of its year. All older years lie together: a series over ten years then looks a
data element up in four places instead of ten. In one place the data elements go up, in the next one down: in
the rows that are read together where two places meet, both have the same few data elements.

New rows come last, one report after the other; once there are many of them, all are put in order anew. No
row changes, and no table: a replay of DuckDB's log fails most often after changes of tables, so the rows are
taken out and put in again in one transaction.
"""

from datetime import UTC, datetime

import duckdb

from khuyenhoc.store.database import Database

# A report of 166 communes with 47 figures each has 7,800 values; below that many reports, order gains little.
FEWEST_NEW_VALUES = 250_000
# Putting a store in order reads and writes all of it: so much of it must be new.
_SHARE = 0.05
# The year asked about, the one before, and the one before that, which new reports are checked against.
_PLACE = (
    "greatest(left(period_id, 4)::integer, "
    "(select max(left(period_id, 4))::integer - 3 from current_observations))"
)
_GOES_UP = f"{_PLACE} % 2 = 0"
_ORDERS = {
    "current_observations": f"{_PLACE}, if({_GOES_UP}, data_element, null), "
    f"if({_GOES_UP}, null, data_element) desc, period_id, org_unit_id",
    "current_unit_reports": "period_id, org_unit_id",
}
_NEW_VALUES = """
select coalesce(sum(ledger_entries.value_count), 0) as new_values
from ledger_entries
where ledger_entries.position > (select coalesce(max(clusterings.position), 0) from clusterings)
"""


def is_out_of_order(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether so many values came since the last time that putting them in order pays."""
    new = cursor.execute(_NEW_VALUES).fetchone()[0]
    if new < FEWEST_NEW_VALUES:
        return False
    return new >= _SHARE * cursor.execute("select count(*) from current_observations").fetchone()[0]


def put_in_order(database: Database) -> None:
    """Lay the rows that count side by side; readers see the former ones until it is done, writers wait.

    Raises:
        duckdb.Error: it failed, and everything is as it was.
        StoreError: the store cannot be written to now.
    """
    with database.transaction() as cursor:
        for table, order in _ORDERS.items():
            cursor.execute(f"create temp table in_order as select * from {table} order by {order}")  # noqa: S608
            cursor.execute(f"delete from {table}")  # noqa: S608 - fixed names
            cursor.execute(f"insert into {table} select * from in_order")  # noqa: S608
            cursor.execute("drop table in_order")
        cursor.execute(
            "insert into clusterings select coalesce(max(ledger_entries.position), 0), ? from ledger_entries",
            [datetime.now(UTC).replace(tzinfo=None)],
        )


def put_in_order_if_due(database: Database) -> bool:
    """Do so where it pays; whether it was done."""
    if not database.read(is_out_of_order):
        return False
    put_in_order(database)
    return True
