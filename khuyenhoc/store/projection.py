"""From lines of the ledger to rows of the database: the only code that fills the content tables.

The same line and the same vault give the same rows, whether it is stored for the first time, replayed after a
crash or read by a rebuild years later. Nothing here looks at the clock, the reference files or the intake.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from khuyenhoc.store import documents
from khuyenhoc.store.documents import Columns
from khuyenhoc.store.errors import NewerStoreError
from khuyenhoc.store.ledger import Line
from khuyenhoc.store.schema import raise_data_version
from khuyenhoc.store.sql import write_text


class OutOfOrderError(RuntimeError):
    """A line would be applied twice, or one be left out."""


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
class Projection:
    """Applies lines within a transaction.

    Attributes:
        home: data folder whose vault holds the documents.
    """

    cursor: duckdb.DuckDBPyConnection
    home: Path
    foresight: Foresight

    def apply(self, lines: Sequence[Line]) -> None:
        """Fill the tables from lines, in order.

        Raises:
            FileNotFoundError: a document is not in the vault.
            vault.DamagedFileError: a document was damaged on the disk.
            NewerStoreError: an action that this release does not know.
            OutOfOrderError: the first line is not the one after the last applied.
        """
        last = self.cursor.execute("select coalesce(max(position), 0) from ledger_entries").fetchone()[0]
        if lines[0].position != last + 1:
            raise OutOfOrderError(f"{lines[0].position} after {last}")
        for line in lines:
            count = None if line.entry_id in self.foresight.voided else self._apply(line)
            self.enter(line, count)
        raise_data_version(self.cursor, f"ledger {lines[-1].position}")

    def _apply(self, line: Line) -> int | None:
        applier = _APPLIERS.get(line.action)
        if applier is None:
            raise NewerStoreError(f"“{line.action}”")
        return applier(self, line)

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


def moment(line: Line) -> datetime:
    """When a line was written, in UTC without a zone, as the tables hold times."""
    return plain_utc(line.entry["at"])


def plain_utc(text: str) -> datetime:
    """An ISO time as UTC without a zone."""
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)


def _submit(projection: Projection, line: Line) -> int:
    entry, submission_id = line.entry, line.entry["submission_id"]
    digest, at = projection.foresight.adopted.get(submission_id) or (entry["accepted_sha256"], entry["at"])
    document = documents.fetch(projection.home, digest)
    by = entry.get("by") or entry["submitted_by"]
    projection.cursor.execute(
        "insert into submissions values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            submission_id,
            entry["receipt"],
            document.province_id,
            document.period_id,
            document.vintage,
            document.file_name,
            document.file_sha256,
            plain_utc(at),
            by,
            document.is_synthetic,
        ],
    )
    projection.insert("observations", document.observations(submission_id))
    projection.insert("unit_reports", document.unit_reports(submission_id))
    projection.insert("findings", document.finding_rows(submission_id))
    parameters = {"submission_id": submission_id, "period_id": document.period_id}
    projection.cursor.execute(write_text("supersede_observations"), parameters)
    projection.cursor.execute(write_text("supersede_unit_reports"), parameters)
    if "changes" in entry:
        projection.change_states(line, "figures")
    audit_submission(projection, line)
    return len(document.values)


def audit_submission(projection: Projection, line: Line) -> None:
    """The audit event of a submission."""
    entry = line.entry
    event = {
        "province_id": entry["province_id"],
        "period_id": entry["period_id"],
        "receipt_code": entry["receipt"],
        "detail": entry["file_name"],
    }
    projection.audit(line, [event])


def _withdraw(projection: Projection, line: Line) -> None:
    entry = line.entry
    projection.cursor.execute(
        "insert into withdrawals values (?, ?, ?, ?)",
        [entry["submission_id"], entry["reason"], moment(line), entry["by"]],
    )
    projection.change_states(line, "withdrawal", entry["reason"])
    event = {
        "province_id": entry["province_id"],
        "period_id": entry["period_id"],
        "receipt_code": entry["receipt"],
        "detail": entry["reason"],
    }
    projection.audit(line, [event])


def _workflow(projection: Projection, line: Line) -> None:
    entry = line.entry
    projection.change_states(line, entry["step"], entry["reason"])
    events = [
        {
            "action": f"workflow.{entry['step']}",
            "province_id": entry["province_id"],
            "org_unit_id": unit,
            "period_id": entry["period_id"],
            "from_state": before,
            "to_state": after,
            "detail": entry["reason"],
        }
        for unit, before, after in entry["changes"]
    ]
    projection.audit(line, events)


def _deadline(projection: Projection, line: Line) -> None:
    entry = line.entry
    projection.cursor.execute(
        "insert into deadline_events values (?, ?, ?, ?, ?, ?, ?)",
        [
            line.position,
            entry["org_unit_id"],
            entry["period_id"],
            entry["due_date"],
            entry["reason"],
            moment(line),
            entry["by"],
        ],
    )
    event = {
        "province_id": entry["province_id"],
        "org_unit_id": entry["org_unit_id"],
        "period_id": entry["period_id"],
        "from_state": entry["former_date"],
        "to_state": entry["due_date"],
        "detail": entry["reason"],
    }
    projection.audit(line, [event])


def _void(projection: Projection, line: Line) -> None:
    projection.audit(line, [{"receipt_code": line.entry.get("receipt"), "detail": line.entry["reason"]}])


def _note(projection: Projection, line: Line) -> None:
    """Something done that changes no figure: a sign-in, a download, a backup."""
    named = ("province_id", "org_unit_id", "period_id", "receipt_code", "from_state", "to_state", "detail")
    event = {name: line.entry.get(name) for name in named}
    projection.audit(line, [{"action": line.entry["what"], **event}])


def _adopt(_projection: Projection, _line: Line) -> None:
    """Only looked at ahead of time."""


_APPLIERS: dict[str, Callable[[Projection, Line], int | None]] = {
    "submit": _submit,
    "withdraw": _withdraw,
    "workflow": _workflow,
    "deadline": _deadline,
    "void": _void,
    "note": _note,
    "adopt": _adopt,
}
