"""Targets that people set and withdraw: lines of the ledger, never changed in place."""

import uuid
from collections.abc import Sequence

from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.domain.planned_targets import PlannedTarget, TargetRefusedError, require_acceptable
from khuyenhoc.store.actions import new_entry, record, writing
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import TargetNotStorableError


def set_targets(database: Database, planned: Sequence[PlannedTarget], *, by: str) -> tuple[str, ...]:
    """Set targets of one province and its units; all or none.

    Returns:
        Their ids, by which they can be withdrawn.

    Raises:
        TargetNotStorableError: one of them is refused, they are of several provinces, or nobody signs.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    _require_signed(by)
    for target in planned:
        try:
            require_acceptable(target)
        except TargetRefusedError as error:
            raise TargetNotStorableError(error.vi, error.en) from error
    provinces = {province_of(all_units()[target.org_unit_id]).org_unit_id for target in planned}
    if len(provinces) != 1:
        raise TargetNotStorableError(
            "Hãy đặt mục tiêu cho các đơn vị của một tỉnh.", "Set targets for the units of one province."
        )
    rows = [
        {
            "target_id": str(uuid.uuid4()),
            "indicator": target.indicator,
            "org_unit_id": target.org_unit_id,
            "year": target.year,
            "value": float(target.value),
            "legal_act": target.legal_act.strip(),
            "act_date": target.act_date.isoformat() if target.act_date else None,
        }
        for target in planned
    ]
    with writing(database):
        record(database, new_entry("target", by, province_id=provinces.pop(), targets=rows))
    return tuple(row["target_id"] for row in rows)


def withdraw_target(database: Database, target_id: str, *, by: str, reason: str) -> None:
    """Take a target back; the one set before it, or the one above it, counts again.

    Raises:
        TargetNotStorableError: there is no such target, it was withdrawn, or nobody signs or says why.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    _require_signed(by)
    if not reason.strip():
        raise TargetNotStorableError("Xin ghi lý do thu hồi.", "Please give a reason for the withdrawal.")
    with writing(database):
        row = database.read(
            lambda cursor: cursor.execute(
                "select org_unit_id, year, value from target_entries "
                "anti join target_withdrawals using (target_id) where target_id = ?",
                [target_id],
            ).fetchone()
        )
        if row is None:
            raise TargetNotStorableError(
                "Mục tiêu này không còn hoặc đã được thu hồi.",
                "This target is gone or was withdrawn already.",
            )
        org_unit_id, year, value = row
        entry = new_entry("withdraw_target", by, target_id=target_id, org_unit_id=org_unit_id, year=year)
        entry |= {"value": value, "reason": reason.strip()}
        record(database, entry | {"province_id": province_of(all_units()[org_unit_id]).org_unit_id})


def _require_signed(by: str) -> None:
    if not by.strip():
        raise TargetNotStorableError(
            "Xin ghi họ tên người thực hiện.", "Please give the name of the person who does this."
        )
