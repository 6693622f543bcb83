"""Runs frozen for a conference, and its conclusions: lines of the ledger like any other."""

import gzip
import json
from dataclasses import dataclass

import duckdb

from khuyenhoc.access.permissions import Action, authorise
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.screens import Run, run_from_plain, run_to_plain
from khuyenhoc.domain.subject import Subject
from khuyenhoc.store.actions import new_entry, record, writing
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import NewerStoreError, NotSavedError, StepRefusedError, UnknownReceiptError
from khuyenhoc.store.receipt_codes import new_receipt_code, normalise_receipt

_FORMAT = 1
CONCLUSION_STATES = ("open", "done", "dropped")


@dataclass(frozen=True)
class Conclusion:
    """What was decided.

    Attributes:
        task: what is to be done.
        office: who does it: an office, never a person's name.
        org_unit_id: the unit it is about; None for the whole province.
        indicator: what it is to move; None where no indicator shows it.
    """

    province_id: str
    task: str
    office: str
    decided_period: Period
    due_period: Period
    org_unit_id: str | None = None
    indicator: str | None = None


def freeze_run(database: Database, run: Run, subject: Subject, *, by: str) -> str:
    """Keep a run as it stands; the receipt code under which it is opened again.

    Raises:
        StepRefusedError: nobody's name is given, or there is no screen.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    if not by.strip() or not run.screens:
        raise StepRefusedError(
            "Cần họ tên người chốt và ít nhất một màn hình.", "A name and at least one screen are needed."
        )
    with writing(database):
        code = new_receipt_code(lambda code: _is_used(database, code))
        try:
            digest = database.vault.keep(_encode(run))
        except OSError as error:
            raise NotSavedError(error) from error
        entry = new_entry("freeze", by, receipt=code, title=run.title, content_sha256=digest)
        entry |= {
            "province_id": subject.province.org_unit_id,
            "period_id": subject.period.period_id,
            "screen_count": len(run.screens),
            "is_synthetic": run.is_synthetic,
        }
        record(database, entry)
    return code


def fetch_run(database: Database, receipt_code: str) -> Run:
    """A frozen run, as it was.

    Raises:
        NotAllowedError: it is of a province whose runs whoever is acting may not present.
        UnknownReceiptError: there is none under this code.
        vault.DamagedFileError, FileNotFoundError: its screens were damaged or are gone.
        NewerStoreError: a later release froze it.
    """
    province_id, digest = _known(database, receipt_code)
    authorise(Action.PRESENT, [province_id])
    return _decode(database.vault.fetch(digest))


def public_run(database: Database, receipt_code: str) -> tuple[Run, str] | None:
    """A frozen run that may be seen by whoever has its link, and its province; None for any other.

    Raises:
        vault.DamagedFileError, FileNotFoundError, NewerStoreError: as of `fetch_run`.
    """
    try:
        province_id, digest = _known(database, receipt_code)
    except UnknownReceiptError:
        return None
    if not is_public(database, receipt_code):
        return None
    return _decode(database.vault.fetch(digest)), province_id


def _known(database: Database, receipt_code: str) -> tuple[str, str]:
    """Province of a frozen run and the hash of its screens.

    Raises:
        UnknownReceiptError: there is none under this code.
    """
    code = normalise_receipt(receipt_code)
    row = database.read(
        lambda cursor: cursor.execute(
            "select province_id, content_sha256 from frozen_runs where receipt_code = ?", [code]
        ).fetchone()
    )
    if row is None:
        raise UnknownReceiptError(receipt_code)
    return row


def share_run(database: Database, receipt_code: str, *, is_public: bool, by: str) -> None:
    """Let whoever has the link see a frozen run, or no longer.

    Raises:
        UnknownReceiptError: there is none under this code.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    province_id, _ = _known(database, receipt_code)
    code = normalise_receipt(receipt_code)
    authorise(Action.SHARE, [province_id])
    with writing(database):
        record(database, new_entry("share", by, receipt=code, is_public=is_public))


def is_public(database: Database, receipt_code: str) -> bool:
    """Whether a frozen run may be seen by whoever has its link."""
    code = normalise_receipt(receipt_code)
    row = database.read(
        lambda cursor: cursor.execute(
            "select arg_max(is_public, position) from run_shares where receipt_code = ?", [code]
        ).fetchone()
    )
    return bool(row[0])


def note_conclusion(database: Database, conclusion: Conclusion, *, by: str) -> str:
    """Note what was decided; its id.

    Raises:
        StepRefusedError: something is left out, or does not belong together.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    _require_whole(conclusion, by)
    with writing(database):
        entry = new_entry("conclude", by, province_id=conclusion.province_id, task=conclusion.task.strip())
        entry |= {
            "office": conclusion.office.strip(),
            "org_unit_id": conclusion.org_unit_id,
            "indicator": conclusion.indicator,
            "decided_period_id": conclusion.decided_period.period_id,
            "due_period_id": conclusion.due_period.period_id,
        }
        record(database, entry)
    return entry["entry_id"]


def settle_conclusion(database: Database, conclusion_id: str, state: str, *, comment: str, by: str) -> None:
    """Say what became of a conclusion.

    Raises:
        StepRefusedError: no such conclusion or state, or no name or comment is given.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    if state not in CONCLUSION_STATES or not by.strip() or not comment.strip():
        raise StepRefusedError(
            "Cần kết quả, ghi chú và họ tên người ghi.", "A state, a comment and a name are needed."
        )

    def former(cursor: duckdb.DuckDBPyConnection) -> tuple[str, str] | None:
        return cursor.execute(
            "select any_value(conclusions.province_id), coalesce(arg_max(conclusion_events.state, "
            "conclusion_events.position), 'open') from conclusions left join conclusion_events "
            "on conclusions.conclusion_id = conclusion_events.conclusion_id "
            "where conclusions.conclusion_id = ? group by conclusions.conclusion_id",
            [conclusion_id],
        ).fetchone()

    with writing(database):
        found = database.read(former)
        if found is None:
            raise StepRefusedError("Không có kết luận này.", "There is no such conclusion.")
        entry = new_entry("settle", by, conclusion_id=conclusion_id, state=state, comment=comment.strip())
        record(database, entry | {"province_id": found[0], "former_state": found[1]})


def _require_whole(conclusion: Conclusion, by: str) -> None:
    if not (conclusion.task.strip() and conclusion.office.strip() and by.strip()):
        raise StepRefusedError(
            "Cần ghi việc phải làm, cơ quan thực hiện và họ tên người ghi.",
            "The task, the office that does it and a name are needed.",
        )
    unit = conclusion.org_unit_id
    is_of_province = unit is None or (
        unit in all_units() and province_of(all_units()[unit]).org_unit_id == conclusion.province_id
    )
    is_known = conclusion.indicator is None or conclusion.indicator in indicators()
    if not (is_of_province and is_known and conclusion.due_period.end >= conclusion.decided_period.end):
        raise StepRefusedError(
            "Đơn vị phải thuộc tỉnh, chỉ tiêu phải có trong danh mục, hạn không trước kỳ họp.",
            "The unit must be of the province, the indicator known, the due date not before the conference.",
        )


def _is_used(database: Database, code: str) -> bool:
    return database.read(
        lambda cursor: cursor.execute(
            "select count(*) from frozen_runs where receipt_code = ?", [code]
        ).fetchone()[0]
    )


def _encode(run: Run) -> bytes:
    text = json.dumps({"format": _FORMAT, "run": run_to_plain(run)}, ensure_ascii=False, allow_nan=False)
    return gzip.compress(text.encode(), compresslevel=5, mtime=0)


def _decode(content: bytes) -> Run:
    fields = json.loads(gzip.decompress(content))
    if fields["format"] != _FORMAT:
        raise NewerStoreError(f"run {fields['format']}")
    return run_from_plain(fields["run"])
