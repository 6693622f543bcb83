"""Stores of the first two schemas, whose ledger named only the original file and not what was accepted of it.

Their rows become documents in the vault, and a line of the ledger names each, so that they can be
rebuilt too.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from khuyenhoc.store import documents
from khuyenhoc.store.content import table_columns
from khuyenhoc.store.errors import StoreMismatchError
from khuyenhoc.store.interfaces import FolderVault
from khuyenhoc.store.ledger import Ledger, Line, Mark, ledger_path, read
from khuyenhoc.store.projection.rows import Foresight, Rows
from khuyenhoc.store.projection.submissions import audit_submission
from khuyenhoc.store.reconcile import seal_tail
from khuyenhoc.store.report import RecoveryReport


def adopt_first_schema(home: Path, connection: duckdb.DuckDBPyConnection, report: RecoveryReport) -> None:
    """Bring such a store into the present form; do nothing to any other.

    Raises:
        StoreMismatchError: the ledger does not name every stored submission.
    """
    known = connection.execute("select count(*) from ledger_entries").fetchone()[0]
    stored = _stored_submissions(connection)
    if known or not stored:
        return
    reading = read(ledger_path(home))
    lines = list(reading.lines)
    named = {line.entry_id for line in lines if line.action == "submit"}
    if reading.has_damage or not stored.keys() <= named:
        raise StoreMismatchError(
            "sổ cái không có đủ các lần nộp đang nằm trong cơ sở dữ liệu.",
            "the ledger lacks submissions that are in the database.",
        )
    seal_tail(home, reading, report)
    last = lines[-1]
    ledger = Ledger(home, Mark(last.position, last.hash, last.end))
    foresight = Foresight.of(lines)
    lines += [
        ledger.append(_adoption(home, connection, submission_id, row))
        for submission_id, row in stored.items()
        if submission_id not in foresight.adopted
    ]
    # The first releases wrote the ledger before the database: without a row, nobody was given a receipt.
    lines += [ledger.append(_void(entry_id)) for entry_id in sorted(named - stored.keys() - foresight.voided)]
    _enter(home, connection, lines, stored)
    report.add(
        "adopted",
        f"Đã ghi lại nội dung của {len(stored)} lần nộp trước đây vào kho tệp gốc và sổ cái.",
        f"What {len(stored)} earlier submissions stored was written into vault and ledger.",
    )


def _stored_submissions(connection: duckdb.DuckDBPyConnection) -> dict[str, dict]:
    """Submission id -> its row."""
    names = table_columns(connection)["submissions"]
    rows = connection.execute("select * from submissions order by submitted_at").fetchall()
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


def _adoption(
    home: Path, connection: duckdb.DuckDBPyConnection, submission_id: str, row: dict
) -> dict[str, object]:
    at = row["submitted_at"].isoformat() + "+00:00"
    return {
        "action": "adopt",
        "entry_id": f"adopt-{submission_id}",
        "at": at,
        "by": "khuyenhoc",
        "submission_id": submission_id,
        "accepted_sha256": documents.keep(home, _document(connection, submission_id, row)),
        "submitted_at": at,
    }


def _void(entry_id: str) -> dict[str, object]:
    return {
        "action": "void",
        "entry_id": f"void-{entry_id}",
        "at": "1970-01-01T00:00:00+00:00",
        "by": "khuyenhoc",
        "voids": entry_id,
        "reason": "not in the database of the first schema",
    }


def _document(connection: duckdb.DuckDBPyConnection, submission_id: str, row: dict) -> documents.Document:
    def ask(columns: str, table: str, condition: str = "") -> Iterator[tuple]:
        statement = f"select {columns} from {table} where submission_id = ? {condition}"  # noqa: S608 - fixed
        return iter(connection.execute(statement, [submission_id]).fetchall())

    findings = list(
        ask("severity, rule, cell, message_vi, message_en, signed_by", "findings", "order by position")
    )
    return documents.Document(
        file_name=row["file_name"],
        file_sha256=row["file_sha256"],
        province_id=row["province_id"],
        period_id=row["period_id"],
        vintage=row["vintage"],
        is_synthetic=row["is_synthetic"],
        values=tuple(ask("org_unit_id, data_element, value, cell, original", "observations")),
        not_established=tuple(
            unit for (unit,) in ask("org_unit_id", "unit_reports", "and state = 'not_established'")
        ),
        findings=tuple(finding[:5] for finding in findings),
        signed_by=next((finding[5] for finding in findings if finding[5]), ""),
    )


def _enter(
    home: Path, connection: duckdb.DuckDBPyConnection, lines: list[Line], stored: dict[str, dict]
) -> None:
    """Note in the database that these lines are in it, with the audit events they stand for."""
    counts = dict(
        connection.execute(
            "select submission_id, count(*) from observations group by submission_id"
        ).fetchall()
    )
    with connection.cursor() as cursor:
        cursor.begin()
        rows = Rows(cursor, FolderVault(home), Foresight.of(lines))
        for line in lines:
            is_stored = line.action == "submit" and line.entry_id in stored
            if is_stored:
                audit_submission(rows, line)
            elif line.action == "void":
                rows.audit(
                    line, [{"receipt_code": line.entry.get("receipt"), "detail": line.entry["reason"]}]
                )
            rows.enter(line, counts.get(line.entry_id, 0) if is_stored else None)
        cursor.commit()
