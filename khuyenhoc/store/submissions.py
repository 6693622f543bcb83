"""The write path: an accepted verdict becomes a submission with a receipt, whole or not at all."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import pandas as pd

from khuyenhoc.domain.findings import Severity
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.store import ledger, vault
from khuyenhoc.store.database import Database
from khuyenhoc.store.schema import raise_data_version
from khuyenhoc.store.sql import write_text

# Crockford's alphabet: no I, L, O, U, so that a code read over the phone is heard right.
RECEIPT_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class NotStorableError(ValueError):
    """The verdict has errors, or warnings that nobody signed."""


class NotReadBackError(RuntimeError):
    """What was read back after storing differs from what was to be stored."""


@dataclass(frozen=True)
class Receipt:
    """Proof that a file is stored.

    Attributes:
        receipt_code: eight characters in two groups, e.g. `7F4K-2MQX`.
        is_repeat: the same file had been stored before; nothing was added.
    """

    receipt_code: str
    submission_id: str
    value_count: int
    unit_count: int
    is_repeat: bool = False


def store_submission(
    database: Database, verdict: Verdict, content: bytes, *, submitted_by: str, warnings_signed_by: str = ""
) -> Receipt:
    """Store a checked file: vault, then ledger, then one transaction, then read back.

    Raises:
        NotStorableError: the verdict has errors, or unsigned warnings.
        NotReadBackError: the stored rows are not the ones given.
    """
    if verdict.decision is Decision.REJECTED:
        message = "rejected: correct the errors first"
        raise NotStorableError(message)
    if verdict.decision is Decision.NEEDS_REVIEW and not warnings_signed_by:
        message = "warnings must be signed with a name"
        raise NotStorableError(message)
    with database.transaction() as cursor:
        repeat = _standing_receipt(cursor, verdict)
        if repeat is not None:
            return repeat
        receipt = _new_receipt(verdict)
        vault.keep(database.folder, content)
        ledger.append(database.folder, _ledger_entry(verdict, receipt, submitted_by, warnings_signed_by))
        _insert(cursor, verdict, receipt, submitted_by, warnings_signed_by)
    _read_back(database, receipt)
    return receipt


def _standing_receipt(cursor: duckdb.DuckDBPyConnection, verdict: Verdict) -> Receipt | None:
    row = cursor.execute(
        write_text("standing_submission"),
        {
            "file_sha256": verdict.sha256,
            "province_id": verdict.province_id,
            "period_id": verdict.period.period_id,
        },
    ).fetchone()
    return Receipt(*row, is_repeat=True) if row else None


def _new_receipt(verdict: Verdict) -> Receipt:
    submission_id = uuid.uuid4()
    number = submission_id.int
    code = "".join(RECEIPT_ALPHABET[(number >> (5 * place)) & 31] for place in range(8))
    units = {value.org_unit_id for value in verdict.values}
    return Receipt(f"{code[:4]}-{code[4:]}", str(submission_id), len(verdict.values), len(units))


def _ledger_entry(verdict: Verdict, receipt: Receipt, submitted_by: str, signed_by: str) -> dict[str, object]:
    return {
        "action": "submit",
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "receipt": receipt.receipt_code,
        "submission_id": receipt.submission_id,
        "sha256": verdict.sha256,
        "file_name": verdict.file_name,
        "province_id": verdict.province_id,
        "period_id": verdict.period.period_id,
        "values": receipt.value_count,
        "submitted_by": submitted_by,
        "warnings_signed_by": signed_by,
    }


def _insert(
    cursor: duckdb.DuckDBPyConnection, verdict: Verdict, receipt: Receipt, submitted_by: str, signed_by: str
) -> None:
    period_id, submission_id = verdict.period.period_id, receipt.submission_id
    cursor.execute(
        "insert into submissions values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            submission_id,
            receipt.receipt_code,
            verdict.province_id,
            period_id,
            str(verdict.period.vintage),
            verdict.file_name,
            verdict.sha256,
            datetime.now(UTC).replace(tzinfo=None),
            submitted_by,
            verdict.is_synthetic,
        ],
    )
    _insert_frame(cursor, "observations", _observations(verdict, submission_id))
    _insert_frame(cursor, "unit_reports", _unit_reports(verdict, submission_id))
    _insert_frame(cursor, "findings", _findings(verdict, submission_id, signed_by))
    parameters = {"submission_id": submission_id, "period_id": period_id}
    cursor.execute(write_text("supersede_observations"), parameters)
    cursor.execute(write_text("supersede_unit_reports"), parameters)
    raise_data_version(cursor, f"submission {receipt.receipt_code}")


def _insert_frame(cursor: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    if frame.empty:
        return
    cursor.register("incoming", frame)
    cursor.execute(f"insert into {table} by name select * from incoming")  # noqa: S608 - fixed names
    cursor.unregister("incoming")


def _observations(verdict: Verdict, submission_id: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "submission_id": submission_id,
            "org_unit_id": value.org_unit_id,
            "data_element": value.data_element,
            "period_id": verdict.period.period_id,
            "value": value.value,
            "cell": value.cell,
            "original": value.original,
        }
        for value in verdict.values
    ).astype({"value": "float64"} if verdict.values else {})


def _unit_reports(verdict: Verdict, submission_id: str) -> pd.DataFrame:
    states = dict.fromkeys((value.org_unit_id for value in verdict.values), "reported")
    states |= dict.fromkeys(verdict.not_established, "not_established")
    return pd.DataFrame(
        {
            "submission_id": submission_id,
            "org_unit_id": unit,
            "period_id": verdict.period.period_id,
            "state": state,
        }
        for unit, state in states.items()
    )


def _findings(verdict: Verdict, submission_id: str, signed_by: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "submission_id": submission_id,
            "position": position,
            "severity": str(finding.severity),
            "rule": finding.rule,
            "cell": finding.cell,
            "message_vi": finding.message_vi,
            "message_en": finding.message_en,
            "signed_by": signed_by if finding.severity is Severity.WARNING else None,
        }
        for position, finding in enumerate(verdict.findings)
    )


def _read_back(database: Database, receipt: Receipt) -> None:
    stored = database.query("submission_size", {"scope": None, "submission_id": receipt.submission_id})
    if stored["value_count"].tolist() != [receipt.value_count]:
        raise NotReadBackError(receipt.receipt_code)
