"""What every applier needs: tables to fill, the vault to read, and what later lines say of earlier ones."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from khuyenhoc.store.documents import Columns
from khuyenhoc.store.ledger import Line


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
        home: data folder whose vault holds the documents.
    """

    cursor: duckdb.DuckDBPyConnection
    home: Path
    foresight: Foresight

    def enter(self, line: Line, value_count: int | None) -> None:
        """Note that a line is in the database."""
        self.cursor.execute(
            "insert into ledger_entries values (?, ?, ?, ?, ?, ?, ?)",
            [line.position, line.entry_id, line.action, line.hash, line.end, value_count, line.text],
        )

    def insert(self, table: str, columns: Columns) -> None:
        """Add rows to a table; columns that are not given are null."""
        if not any(columns.values()):
            return
        # Arrow, not pandas: of that, DuckDB looks through every text first (3 to 8 ms a table).
        self.cursor.register("incoming", pa.table(columns))
        self.cursor.execute(f"insert into {table} by name select * from incoming")  # noqa: S608 - fixed names
        self.cursor.unregister("incoming")

    def audit(self, line: Line, events: Sequence[dict[str, object]]) -> None:
        """Add audit events; who and when come from the line."""
        common = {
            "position": line.position,
            "happened_at": moment(line),
            "actor": line.entry.get("by") or line.entry.get("submitted_by", ""),
            "action": line.action,
        }
        rows = [{**common, **event} for event in events]
        names = dict.fromkeys(name for row in rows for name in row)
        self.insert("audit_events", {name: [row.get(name) for row in rows] for name in names})

    def change_states(self, line: Line, step: str, reason: str = "") -> None:
        """Add the workflow changes that a line carries."""
        changes = line.entry.get("changes", [])
        units, before, after = zip(*changes, strict=True) if changes else ((), (), ())
        count = len(changes)
        self.insert(
            "workflow_events",
            {
                "position": [line.position] * count,
                "org_unit_id": list(units),
                "period_id": [line.entry.get("period_id")] * count,
                "step": [step] * count,
                "from_state": list(before),
                "to_state": list(after),
                "reason": [reason] * count,
                "happened_at": [moment(line)] * count,
                "actor": [line.entry.get("by")] * count,
            },
        )


# Fills the tables from one line; gives the number of values where the line stored some.
Applier = Callable[[Rows, Line], int | None]


def moment(line: Line) -> datetime:
    """When a line was written, in UTC without a zone, as the tables hold times."""
    return plain_utc(line.entry["at"])


def plain_utc(text: str) -> datetime:
    """An ISO time as UTC without a zone."""
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
