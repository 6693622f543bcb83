"""Sheets of self-assessment that people save and withdraw: lines of the ledger, never changed in place."""

import uuid

from khuyenhoc.domain.assessed_sheets import AssessedSheet, SheetRefusedError, require_acceptable
from khuyenhoc.domain.assessment import LevelResult, Verdict
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.intake.personal_text import personal_kinds
from khuyenhoc.intake.text_repair import tone_key
from khuyenhoc.store.actions import new_entry, record, writing
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import AssessmentNotStorableError


def save_assessment(database: Database, sheet: AssessedSheet, *, by: str) -> str:
    """Keep a sheet with its result; of one unit, title and year the latest counts.

    Returns:
        Its id, by which it can be withdrawn.

    Raises:
        AssessmentNotStorableError: it is refused, holds numbers of persons, or nobody signs.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    _require_signed(by)
    try:
        require_acceptable(sheet)
    except SheetRefusedError as error:
        raise AssessmentNotStorableError(error.vi, error.en) from error
    act = sheet.recognition.legal_act.strip() if sheet.recognition else None
    if personal_kinds(f"{sheet.unit_name} {act or ''}"):
        raise AssessmentNotStorableError(
            "Chưa lưu: tên đơn vị hoặc quyết định có số điện thoại, số định danh hoặc thư điện tử.",
            "Not saved: the name or the decision holds a phone, identity number or e-mail. Take it out.",
        )
    name = " ".join(sheet.unit_name.split())
    result = sheet.result()
    entry = new_entry(
        "assessment",
        by,
        assessment_id=str(uuid.uuid4()),
        scheme=sheet.scheme,
        unit_level=sheet.unit_level,
        unit_kind=sheet.unit_kind,
        unit_name=name,
        unit_key=tone_key(name),
        org_unit_id=sheet.org_unit_id,
        province_id=province_of(all_units()[sheet.org_unit_id]).org_unit_id,
        year=sheet.year,
        answers={item: answer for item, answer in sheet.answers.items() if answer is not None},
        level_reached=result.level,
        standing_level1=str(result.at(1).standing),
        standing_level2=str(result.at(2).standing),
        missing=_missing(result.at(min(result.level + 1, 2))),
        recognised_level=sheet.recognition.title_level if sheet.recognition else None,
        legal_act=act,
        recognised_on=sheet.recognition.day.isoformat() if sheet.recognition else None,
    )
    with writing(database):
        record(database, entry)
    return entry["assessment_id"]


def withdraw_assessment(database: Database, assessment_id: str, *, by: str, reason: str) -> None:
    """Take a sheet back; the one saved before it for the same unit, title and year counts again.

    Raises:
        AssessmentNotStorableError: there is no such sheet, it was withdrawn, or nobody signs or says why.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    _require_signed(by)
    if not reason.strip():
        raise AssessmentNotStorableError("Xin ghi lý do thu hồi.", "Please give a reason for the withdrawal.")
    with writing(database):
        row = database.read(
            lambda cursor: cursor.execute(
                "select org_unit_id, year, unit_name from assessments "
                "anti join assessment_withdrawals using (assessment_id) where assessment_id = ?",
                [assessment_id],
            ).fetchone()
        )
        if row is None:
            raise AssessmentNotStorableError(
                "Phiếu này không còn hoặc đã được thu hồi.", "This sheet is gone or was withdrawn already."
            )
        org_unit_id, year, unit_name = row
        entry = new_entry(
            "withdraw_assessment",
            by,
            assessment_id=assessment_id,
            org_unit_id=org_unit_id,
            province_id=province_of(all_units()[org_unit_id]).org_unit_id,
            year=year,
            unit_name=unit_name,
            reason=reason.strip(),
        )
        record(database, entry)


def _missing(level: LevelResult) -> str:
    """Items that stand between the unit and a level."""
    open_verdicts = (Verdict.FAILED, Verdict.UNANSWERED, Verdict.NO_SOURCE)
    return ", ".join(criterion.item for criterion, found in level.verdicts if found in open_verdicts)


def _require_signed(by: str) -> None:
    if not by.strip():
        raise AssessmentNotStorableError(
            "Xin ghi họ tên người thực hiện.", "Please give the name of the person who does this."
        )
