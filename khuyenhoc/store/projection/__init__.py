"""From lines of the ledger to rows of the database: the only code that fills the content tables.

The same line and the same vault give the same rows, whether it is stored for the first time, replayed after a
crash or read by a rebuild years later. Nothing here looks at the clock, the reference files or the intake.
Each module applies the lines of one part of the product and lists its actions in `APPLIERS`.
"""

from collections.abc import Mapping, Sequence

import duckdb

from khuyenhoc.store.documents import Document
from khuyenhoc.store.errors import NewerStoreError
from khuyenhoc.store.interfaces import Vault
from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection import (
    acts,
    approval,
    assessments,
    conference,
    letterheads,
    notes,
    remarks,
    submissions,
    targets,
    wordings,
)
from khuyenhoc.store.projection.rows import Applier, Foresight, Rows

_PARTS = (
    submissions,
    approval,
    conference,
    letterheads,
    remarks,
    wordings,
    targets,
    assessments,
    acts,
    notes,
)
_APPLIERS: dict[str, Applier] = {
    action: applier for part in _PARTS for action, applier in part.APPLIERS.items()
}


class OutOfOrderError(RuntimeError):
    """A line would be applied twice, or one be left out."""


class Projection:
    """Applies lines within a transaction."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        vault: Vault,
        foresight: Foresight,
        at_hand: Mapping[str, Document] | None = None,
    ) -> None:
        """Fill the tables behind a cursor, with documents from a vault.

        Args:
            at_hand: see `Rows`.
        """
        self.rows = Rows(cursor, vault, foresight, at_hand or {})

    def apply(self, lines: Sequence[Line], *, after: int | None = None) -> None:
        """Fill the tables from lines, in order; that cached answers are out of date, the caller sees to.

        Args:
            after: position of the last line in the tables, where that is known of this very transaction.

        Raises:
            FileNotFoundError: a document is not in the vault.
            vault.DamagedFileError: a document was damaged on the disk.
            NewerStoreError: an action that this release does not know.
            OutOfOrderError: the first line is not the one after the last applied.
        """
        last = self._newest() if after is None else after
        if lines[0].position != last + 1:
            raise OutOfOrderError(f"{lines[0].position} after {last}")
        for line in lines:
            count = None if line.entry_id in self.rows.foresight.voided else self._apply(line)
            self.rows.enter(line, count)

    def _newest(self) -> int:
        # With `max` a shared store looks for an answer in its statistics first: three questions more.
        newest = "select position from ledger_entries order by position desc limit 1"
        return (self.rows.cursor.execute(newest).fetchone() or (0,))[0]

    def _apply(self, line: Line) -> int | None:
        applier = _APPLIERS.get(line.action)
        if applier is None:
            raise NewerStoreError(f"“{line.action}”")
        return applier(self.rows, line)
