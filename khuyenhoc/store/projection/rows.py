"""What every applier needs: tables to fill, the vault to read, and what later lines say of earlier ones."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from khuyenhoc.store import documents
from khuyenhoc.store.documents import Columns, Document
from khuyenhoc.store.interfaces import Vault
from khuyenhoc.store.ledger import Line

# Up to here DuckDB takes lists as parameters faster than an Arrow table.
_FEW_ROWS = 500
# Straight from Arrow, DuckDB inserts in batches that two threads collect apart and then copy together: that
# takes a third longer than one after the other, which is what comes of looking at the rows as a whole first.
_AT_ONE_GO = "with given as materialized (select * from incoming)"


@dataclass(frozen=True)
class Foresight:
    """What later lines say of earlier ones.

    Attributes:
        voided: ids of entries that failed and were taken back.
        adopted: submission id -> (hash of its document, when it was stored), for ledgers of the first schema.
    """

    voided: frozenset[str] = frozenset()
    adopted: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Foresight":
        """Look through lines."""
        voided, adopted = set(), {}
        for line in lines:
            if line.action == "void":
                voided.add(line.entry["voids"])
            elif line.action == "adopt":
                adopted[line.entry["submission_id"]] = (
                    line.entry["accepted_sha256"],
                    line.entry["submitted_at"],
                )
        return cls(frozenset(voided), adopted)


@dataclass(frozen=True)
class Rows:
    """Puts rows into the content tables within a transaction.

    Attributes:
        vault: holds the documents.
        at_hand: documents that were put into the vault just now, by hash: they need no decoding.
    """

    cursor: duckdb.DuckDBPyConnection
    vault: Vault
    foresight: Foresight
    at_hand: Mapping[str, Document] = field(default_factory=dict)

    def enter(self, line: Line, value_count: int | None) -> None:
        """Note that a line is in the database."""
        self.cursor.execute(
            "insert into ledger_entries values (?, ?, ?, ?, ?, ?, ?)",
            [line.position, line.entry_id, line.action, line.hash, line.end, value_count, line.text],
        )

    def document(self, digest: str) -> Document:
        """The document under a hash; its bytes in the vault are looked at in any case.

        Raises:
            FileNotFoundError: nothing is stored under it.
            vault.DamagedFileError: its bytes changed on the disk.
            NewerStoreError: a later release wrote it.
        """
        content = self.vault.fetch(digest)
        return self.at_hand.get(digest) or documents.decode(content)

    def insert(self, table: str | Sequence[str], columns: Columns, **same: object) -> None:
        """Add rows to a table, or to several with the same columns; columns that are not given are null.

        Args:
            columns: values of each row.
            same: values that all the rows have.
        """
        count = len(next(iter(columns.values()), ()))
        if not count:
            return
        given, wanted, source = {**columns, **same}, [f"unnest(${name})" for name in columns], ""
        before, around = "", nullcontext()
        if count > _FEW_ROWS:
            given, wanted, source = same, list(columns), "from given"
            before, around = _AT_ONE_GO, self.view("incoming", columns)
        names = ", ".join([*columns, *same])
        values = ", ".join([*wanted, *(f"${name}" for name in same)])
        with around:
            for each in [table] if isinstance(table, str) else table:
                self.cursor.execute(f"insert into {each} ({names}) {before} select {values} {source}", given)

    @contextmanager
    def view(self, name: str, columns: Columns) -> Iterator[None]:
        """Let statements read columns under a name.

        Arrow, not pandas: of that, DuckDB looks through every text first (3 to 8 ms a table).
        """
        self.cursor.register(name, pa.table(columns))
        try:
            yield
        finally:
            with suppress(duckdb.Error):  # a connection that failed has no views any more
                self.cursor.unregister(name)

    def audit(self, line: Line, events: Sequence[dict[str, object]]) -> None:
        """Add audit events; who and when come from the line."""
        names = dict.fromkeys(name for event in events for name in event if name != "action")
        self.insert(
            "audit_events",
            {
                **{name: [event.get(name) for event in events] for name in names},
                "action": [event.get("action", line.action) for event in events],
            },
            position=line.position,
            happened_at=moment(line),
            actor=line.entry.get("by") or line.entry.get("submitted_by", ""),
        )

    def change_states(self, line: Line, step: str, reason: str = "") -> None:
        """Add the workflow changes that a line carries."""
        changes = line.entry.get("changes", [])
        units, before, after = zip(*changes, strict=True) if changes else ((), (), ())
        self.insert(
            "workflow_events",
            {"org_unit_id": list(units), "from_state": list(before), "to_state": list(after)},
            position=line.position,
            period_id=line.entry.get("period_id"),
            step=step,
            reason=reason,
            happened_at=moment(line),
            actor=line.entry.get("by"),
        )


# Fills the tables from one line; gives the number of values where the line stored some.
Applier = Callable[[Rows, Line], int | None]


def moment(line: Line) -> datetime:
    """When a line was written, in UTC without a zone, as the tables hold times."""
    return plain_utc(line.entry["at"])


def plain_utc(text: str) -> datetime:
    """An ISO time as UTC without a zone."""
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
