"""What a shared store needs now and then: lines of a process that died, small files put together.

Every process runs it; the lock of the writers sees to it that one does the work.
"""

import time
from dataclasses import dataclass

from khuyenhoc.domain.later_acts import take_up
from khuyenhoc.store.actions import settle_past
from khuyenhoc.store.clustering import put_in_order_if_due
from khuyenhoc.store.database import Database
from khuyenhoc.store.reconcile import applied_mark
from khuyenhoc.store.rounds import Rounds
from khuyenhoc.store.schema import stored_acts
from khuyenhoc.store.shared.attaching import LAKE
from khuyenhoc.store.shared.lake import LakeEngine

_LOOK_SECONDS = 5
_TIDY_SECONDS = 600
# As many rows of a table may lie in the catalogue before they become a file: below that, a file costs more.
ROWS_IN_CATALOGUE = 20_000
_KEPT_SNAPSHOTS = "7 days"

_WAITING = (
    "select tables.table_name, inlined.table_name from ducklake_inlined_data_tables as inlined "
    "join ducklake_table as tables on tables.table_id = inlined.table_id and tables.end_snapshot is null"
)


@dataclass(frozen=True)
class Tidied:
    """What was put in order.

    Attributes:
        flushed: tables whose rows became files.
    """

    flushed: tuple[str, ...]


def tidy(database: Database, *, at_least: int = ROWS_IN_CATALOGUE) -> Tidied:
    """Write rows that wait in the catalogue into files, put small files together, and let old ones go.

    Writers of all processes wait meanwhile, for a second or a few.

    Args:
        at_least: tables with fewer waiting rows are left alone.

    Raises:
        StoreError: not now.
        duckdb.Error: it failed; the tables are as they were.
    """
    engine = database.engine
    with database.exclusive():
        full = _full_tables(engine, at_least)
        for table in full:
            _call(database, f"ducklake_flush_inlined_data('{LAKE}', table_name => '{table}')")
            _call(database, f"ducklake_merge_adjacent_files('{LAKE}', '{table}')")
        if full:
            older = f"older_than => cast(now() - interval '{_KEPT_SNAPSHOTS}' as timestamptz)"
            _call(database, f"ducklake_expire_snapshots('{LAKE}', {older})")
            _call(database, f"ducklake_cleanup_old_files('{LAKE}', {older})")
    return Tidied(full)


def _full_tables(engine: LakeEngine, at_least: int) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for table, waiting in engine.catalogue.execute(_WAITING):
        count = f'select count(*) from "{waiting}"'  # noqa: S608 - DuckLake's own names
        counts[table] = counts.get(table, 0) + engine.catalogue.execute(count)[0][0]
    return tuple(sorted(table for table, rows in counts.items() if rows >= at_least))


def _call(database: Database, what: str) -> None:
    database.read(lambda cursor: cursor.execute(f"select count(*) from {what}").fetchall())  # noqa: S608


class Upkeep(Rounds):
    """Looks after a shared store as long as the process serves it."""

    def __init__(self, database: Database) -> None:
        super().__init__("upkeep", seconds=_LOOK_SECONDS, first_after=_LOOK_SECONDS)
        self._database = database
        self._settled = -1
        self._tidied_at = time.monotonic()

    def look(self) -> None:
        """Finish what a dead writer left, and every ten minutes put rows and files in order."""
        self.settle()
        if time.monotonic() - self._tidied_at > _TIDY_SECONDS:
            self._tidied_at = time.monotonic()
            put_in_order_if_due(self._database)
            tidy(self._database)

    def settle(self) -> None:
        """Apply lines that their writer did not live to apply; a living one gets some seconds."""
        position = self._database.engine.ledger.newest_position()
        if position == self._settled:
            return
        if self._database.read(applied_mark).position < position and not self.stopping.wait(_LOOK_SECONDS):
            with self._database.exclusive():
                settle_past(self._database)
        # Another process may have stored an act that changes the units.
        take_up(self._database.read(stored_acts))
        self._settled = position
