"""Lines about submissions: stored and withdrawn."""

from khuyenhoc.store.documents import Document
from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Applier, Rows, moment, plain_utc
from khuyenhoc.store.sql import write_text


def _submit(rows: Rows, line: Line) -> int:
    entry, submission_id = line.entry, line.entry["submission_id"]
    digest, at = rows.foresight.adopted.get(submission_id) or (entry["accepted_sha256"], entry["at"])
    document = rows.document(digest)
    by = entry.get("by") or entry["submitted_by"]
    rows.cursor.execute(
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
    of_period = {"submission_id": submission_id, "period_id": document.period_id}
    _replace_earlier(rows, document, of_period)
    rows.insert(("observations", "current_observations"), document.observations(), **of_period)
    rows.insert(("unit_reports", "current_unit_reports"), document.unit_reports(), **of_period)
    rows.insert("findings", document.finding_rows(), submission_id=submission_id)
    if "changes" in entry:
        rows.change_states(line, "figures")
    audit_submission(rows, line)
    return len(document.values)


def _replace_earlier(rows: Rows, document: Document, of_period: dict[str, str]) -> None:
    """Mark what a submission replaces, and take it out of what counts; its own rows come afterwards."""
    period = {"period_id": of_period["period_id"]}
    units = {"org_unit_ids": list(document.unit_ids)}
    if not rows.cursor.execute(write_text("supersede_unit_reports"), of_period | units).fetchone()[0]:
        # A unit with values has a report: without an earlier report there are no earlier values.
        return
    rows.cursor.execute(write_text("drop_replaced_reports"), period | units)
    idle = {"not_established": list(document.not_established)}
    with rows.view("given_values", document.keys()):
        rows.cursor.execute(write_text("supersede_observations"), of_period | idle)
        rows.cursor.execute(write_text("drop_replaced_values"), period | idle)


def audit_submission(rows: Rows, line: Line) -> None:
    """The audit event of a submission."""
    entry = line.entry
    event = {
        "province_id": entry["province_id"],
        "period_id": entry["period_id"],
        "receipt_code": entry["receipt"],
        "detail": entry["file_name"],
    }
    rows.audit(line, [event])


def _withdraw(rows: Rows, line: Line) -> None:
    entry = line.entry
    rows.cursor.execute(
        "insert into withdrawals values (?, ?, ?, ?)",
        [entry["submission_id"], entry["reason"], moment(line), entry["by"]],
    )
    of_period = {name: entry[name] for name in ("submission_id", "period_id")}
    for step in ("drop_withdrawn_values", "drop_withdrawn_reports", "restore_values", "restore_reports"):
        rows.cursor.execute(write_text(step), of_period)
    rows.change_states(line, "withdrawal", entry["reason"])
    event = {
        "province_id": entry["province_id"],
        "period_id": entry["period_id"],
        "receipt_code": entry["receipt"],
        "detail": entry["reason"],
    }
    rows.audit(line, [event])


APPLIERS: dict[str, Applier] = {"submit": _submit, "withdraw": _withdraw}
