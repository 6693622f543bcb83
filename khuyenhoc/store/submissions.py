"""The write path of reports: an accepted verdict becomes a submission with a receipt, whole or not at all."""

import hashlib
import math
import uuid
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import duckdb

from khuyenhoc.access.permissions import Action, authorise
from khuyenhoc.domain.workflow import Change
from khuyenhoc.intake.collector import collector_paused
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.store import documents
from khuyenhoc.store.actions import new_entry, record, writing
from khuyenhoc.store.database import Database
from khuyenhoc.store.engine import Engine
from khuyenhoc.store.errors import (
    NotReadBackError,
    NotSavedError,
    NotStorableError,
    UnknownReceiptError,
)
from khuyenhoc.store.interfaces import Vault
from khuyenhoc.store.receipt_codes import draw_code, new_receipt_code, normalise_receipt
from khuyenhoc.store.sql import write_text
from khuyenhoc.store.states import as_entry, changes_by_figures, changes_by_withdrawal

__all__ = [
    "NotReadBackError",
    "NotStorableError",
    "Receipt",
    "fetch_original",
    "store_submission",
    "withdraw_submission",
]


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
    database: Database,
    verdict: Verdict,
    content: bytes,
    *,
    submitted_by: str,
    warnings_signed_by: str = "",
    needs: Action = Action.UPLOAD,
) -> Receipt:
    """Store a checked file: vault, then ledger, then one transaction, then read back.

    The same file with the same figures for the same province and period gives the same receipt, however
    often and by however many it is sent, as long as it was not withdrawn.

    Args:
        needs: what whoever is acting has to be allowed; the demo is not an officer's upload.

    Raises:
        NotStorableError: the verdict has errors, unsigned warnings, or is not of these bytes.
        LockedPeriodError: figures of one of its units are locked.
        NotEnoughSpaceError: the disk is nearly full.
        NotSavedError: it failed, and nothing was stored.
        OutcomeUnknownError: it failed, and sending the same file again tells.
        NotReadBackError: the stored rows are not the ones given.
    """
    _require_storable(verdict, content, warnings_signed_by)
    with collector_paused(), writing(database), ThreadPoolExecutor(1) as beside:
        document = documents.from_verdict(verdict, warnings_signed_by)
        authorise(needs, document.unit_ids)
        packed = beside.submit(documents.encode, document)
        receipt, changes = database.read_early(partial(_prepared, database.engine, document))
        if receipt.is_repeat:
            return receipt
        accepted = _keep(database.vault, content, packed.result(), beside)
        entry = _entry(document, receipt, accepted, submitted_by)
        record(database, {**entry, "changes": as_entry(changes)}, at_hand={accepted: document})
    _read_back(database, receipt)
    return receipt


def withdraw_submission(database: Database, receipt_code: str, *, reason: str, withdrawn_by: str) -> bool:
    """Take a submission back; what it had replaced counts again, and it stays visible as withdrawn.

    Returns:
        Whether it was withdrawn now; False when it had been before.

    Raises:
        UnknownReceiptError: there is no such receipt.
        NotStorableError: no reason is given.
        LockedPeriodError: figures of one of its units are locked.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for `store_submission`.
    """
    if not reason.strip():
        raise NotStorableError("Phải ghi lý do rút lại.", "A withdrawal needs a reason.")
    with writing(database):
        found = _submission(database, receipt_code)
        authorise(Action.WITHDRAW, [found["province_id"]])
        if found["withdrawal_reason"] is not None:
            return False
        submission_id = found["submission_id"]
        units = _units(database, submission_id)
        changes = database.read(
            lambda cursor: changes_by_withdrawal(
                cursor, units, found["province_id"], found["period_id"], submission_id
            )
        )
        named = {name: found[name] for name in ("submission_id", "province_id", "period_id")}
        entry = new_entry("withdraw", withdrawn_by, receipt=found["receipt_code"], **named, reason=reason)
        record(database, {**entry, "changes": as_entry(changes)})
    return True


def fetch_original(database: Database, receipt_code: str) -> tuple[str, bytes]:
    """Name and bytes of the file behind a receipt.

    Raises:
        UnknownReceiptError: there is no such receipt.
        DamagedFileError: the file was damaged on the disk.
        FileNotFoundError: it is gone from the vault.
    """
    found = _submission(database, receipt_code)
    authorise(Action.ORIGINAL, _units(database, found["submission_id"]))
    return found["file_name"], database.vault.fetch(found["file_sha256"])


def _units(database: Database, submission_id: str) -> list[str]:
    """Ids of the units that a submission says something about."""
    rows = database.read(
        lambda cursor: cursor.execute(
            "select distinct org_unit_id from unit_reports where submission_id = ? order by org_unit_id",
            [submission_id],
        ).fetchall()
    )
    return [unit for (unit,) in rows]


def _keep(vault: Vault, content: bytes, document: bytes, beside: Executor) -> str:
    """Put a file and what was accepted of it into the vault, and give back the hash of the latter.

    Side by side: each waits for the disk three times.

    Raises:
        NotSavedError: one of them could not be written.
    """
    try:
        original = beside.submit(vault.keep, content)
        accepted = vault.keep(document)
        original.result()
    except OSError as error:
        raise NotSavedError(error) from error
    return accepted


def _require_storable(verdict: Verdict, content: bytes, signed_by: str) -> None:
    if verdict.decision is Decision.REJECTED or verdict.period is None or verdict.province_id is None:
        raise NotStorableError("Hãy sửa các lỗi trước khi lưu.", "rejected: correct the errors first")
    if verdict.decision is Decision.NEEDS_REVIEW and not signed_by:
        raise NotStorableError("Các cảnh báo phải có người ký nhận.", "warnings must be signed with a name")
    if hashlib.sha256(content).hexdigest() != verdict.sha256:
        raise NotStorableError("Kết quả kiểm tra là của tệp khác.", "the verdict is of another file")


def _standing_receipt(cursor: duckdb.DuckDBPyConnection, document: documents.Document) -> Receipt | None:
    """The receipt of the same file, if what was stored of it then is what would be stored now.

    With a cell corrected on the page, or read better by a later release, it is a new submission.
    """
    row = _standing(cursor, document)
    if row is None:
        return None
    receipt_code, submission_id = row
    values = cursor.execute(
        "select org_unit_id, data_element, value from observations where submission_id = ?",
        [submission_id],
    ).fetchall()
    idle = cursor.execute(
        "select org_unit_id from unit_reports where submission_id = ? and state = 'not_established'",
        [submission_id],
    ).fetchall()
    units = {value[0] for value in values}
    receipt = Receipt(receipt_code, submission_id, len(values), len(units), is_repeat=True)
    is_same = set(values) == {value[:3] for value in document.values} and {unit for (unit,) in idle} == set(
        document.not_established
    )
    return receipt if is_same else None


def _standing(cursor: duckdb.DuckDBPyConnection, document: documents.Document) -> tuple[str, str] | None:
    """Receipt code and id of the latest submission of a file that was not withdrawn."""
    named = {"file_sha256": document.file_sha256, "province_id": document.province_id}
    return cursor.execute(
        write_text("standing_submission"), {**named, "period_id": document.period_id}
    ).fetchone()


def _prepared(
    engine: Engine, document: documents.Document, cursor: duckdb.DuckDBPyConnection
) -> tuple[Receipt, list[Change]]:
    """The receipt and the changes of states that storing would give; of a repeated file its first receipt.

    Raises:
        LockedPeriodError: figures of one of its units are locked.
    """
    new = Receipt(draw_code(), str(uuid.uuid4()), len(document.values), len(document.reporting_units))
    is_known, is_used = engine.knows(cursor, document.file_sha256, new.receipt_code)
    repeat = _standing_receipt(cursor, document) if is_known else None
    if repeat is not None:
        return repeat, []
    changes = changes_by_figures(cursor, document.unit_ids, document.province_id, document.period_id)
    return (_with_free_code(cursor, new) if is_used else new), changes


def _with_free_code(cursor: duckdb.DuckDBPyConnection, receipt: Receipt) -> Receipt:
    """A receipt with a code that no other submission has."""

    def is_used(code: str) -> bool:
        return cursor.execute("select count(*) from submissions where receipt_code = ?", [code]).fetchone()[0]

    return replace(receipt, receipt_code=new_receipt_code(is_used))


def _entry(
    document: documents.Document, receipt: Receipt, accepted: str, submitted_by: str
) -> dict[str, object]:
    values = [value[2] for value in document.values if value[2] is not None]
    entry = new_entry("submit", submitted_by)
    return entry | {
        "entry_id": receipt.submission_id,
        "receipt": receipt.receipt_code,
        "submission_id": receipt.submission_id,
        "sha256": document.file_sha256,
        "accepted_sha256": accepted,
        "file_name": document.file_name,
        "province_id": document.province_id,
        "period_id": document.period_id,
        "values": receipt.value_count,
        "total": math.fsum(values),
        "warnings_signed_by": document.signed_by,
    }


def _submission(database: Database, receipt_code: str) -> dict[str, object]:
    def ask(cursor: duckdb.DuckDBPyConnection) -> dict[str, object] | None:
        found = cursor.execute(
            write_text("submission_of_receipt"), {"receipt_code": normalise_receipt(receipt_code)}
        )
        row = found.fetchone()
        return dict(zip([column[0] for column in found.description], row, strict=True)) if row else None

    found = database.read(ask)
    if found is None:
        raise UnknownReceiptError(receipt_code)
    return found


def _read_back(database: Database, receipt: Receipt) -> None:
    """Ask for the stored rows once more, on a cursor of its own.

    Raises:
        NotReadBackError: they are not what was given.
        StoreError: they cannot be read now; the submission is stored all the same.
    """
    # All rows, though there is one: a shared store ends its transaction only then.
    stored = database.read(
        lambda cursor: cursor.execute(
            write_text("stored_size"), {"submission_id": receipt.submission_id}
        ).fetchall()
    )
    if stored != [(receipt.value_count,)]:
        raise NotReadBackError(receipt.receipt_code)
