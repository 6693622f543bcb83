"""Steps of the approval, deadlines and notes, each a line of the ledger and an event of the audit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from khuyenhoc.access.permissions import Action, action_of_step, authorise
from khuyenhoc.domain.org_units import all_units, province_of, reporting_to
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.workflow import (
    Change,
    State,
    Step,
    StepNotAllowedError,
    default_deadline,
    step_province,
    step_units,
)
from khuyenhoc.store.actions import new_entry, record, writing
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import StepRefusedError
from khuyenhoc.store.states import as_entry, standings


@dataclass(frozen=True)
class Taken:
    """A step that was taken.

    Attributes:
        changes: empty when everything was there already.
    """

    step: Step
    changes: tuple[Change, ...]


def take_step(
    database: Database, step: Step, org_unit_ids: Sequence[str], period: Period, *, by: str, reason: str = ""
) -> Taken:
    """Take a step with the reports of units of one province, or with the province's own; all or none.

    Args:
        org_unit_ids: districts or communes of one province, or the province alone.

    Raises:
        StepRefusedError: it is not open to them now, or they do not belong together.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    province_id = _province(org_unit_ids, period)
    authorise(action_of_step(step), org_unit_ids)
    with writing(database):
        changes = _changes(database, step, org_unit_ids, province_id, period, reason)
        if changes:
            entry = new_entry("workflow", by, step=str(step), province_id=province_id)
            entry |= {"period_id": period.period_id, "reason": reason, "changes": as_entry(changes)}
            record(database, entry)
    return Taken(step, changes)


def report_states(database: Database, province_id: str, period: Period) -> dict[str, State]:
    """State of every unit of a province that should report a period, and of the province itself."""
    units = [*reporting_units(province_id, period.end), province_id]
    found = database.read(lambda cursor: standings(cursor, units, period.period_id))
    return {unit: standing.state for unit, standing in found.items()}


def reporting_units(province_id: str, day: date | None = None) -> list[str]:
    """Ids of the units that report to a province on a day; without one, on the last map of its vintage."""
    return [unit.org_unit_id for unit in reporting_to(province_id, day)]


def set_deadline(
    database: Database, org_unit_id: str, period: Period, due_date: date, *, by: str, reason: str = ""
) -> None:
    """Set the day by which a province's units report a period, or by which one unit does (an exception).

    Raises:
        StepRefusedError: the unit is of another map than the period, or unknown.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    _require_known([org_unit_id], period)
    province_id = province_of(all_units()[org_unit_id]).org_unit_id
    authorise(Action.DEADLINE, [province_id])

    def former(cursor: duckdb.DuckDBPyConnection) -> str:
        row = cursor.execute(
            "select due_date from set_deadlines where org_unit_id = ? and period_id = ?",
            [org_unit_id, period.period_id],
        ).fetchone()
        return row[0].isoformat() if row else default_deadline(period).isoformat()

    with writing(database):
        entry = new_entry("deadline", by, province_id=province_id, org_unit_id=org_unit_id)
        entry |= {"period_id": period.period_id, "reason": reason, "former_date": database.read(former)}
        record(database, entry | {"due_date": due_date.isoformat()})


def note_action(database: Database, what: str, *, by: str, **about: str | None) -> None:
    """Note in the audit something done that changes no figure, such as a sign-in or a download.

    Args:
        what: short name of the action, e.g. `download`.
        about: any of `province_id`, `org_unit_id`, `period_id`, `receipt_code`, `from_state`, `to_state`,
            `detail`.

    Raises:
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    with writing(database):
        record(database, new_entry("note", by, what=what, **about))


def _changes(
    database: Database,
    step: Step,
    org_unit_ids: Sequence[str],
    province_id: str,
    period: Period,
    reason: str,
) -> tuple[Change, ...]:
    states = report_states(database, province_id, period)
    province_state = states.pop(province_id)
    try:
        if list(org_unit_ids) == [province_id]:
            return step_province(step, province_id, province_state, states, reason)
        return step_units(step, {unit: states[unit] for unit in org_unit_ids}, province_state, reason)
    except StepNotAllowedError as error:
        names = [all_units()[unit].name for unit in error.org_unit_ids[:5]]
        shown = f" ({', '.join(names)})" if names else ""
        raise StepRefusedError(error.vi + shown, error.en + shown) from error


def _province(org_unit_ids: Sequence[str], period: Period) -> str:
    """The province that all units belong to.

    Raises:
        StepRefusedError: they belong to several, or a unit does not report this period.
    """
    _require_known(org_unit_ids, period)
    provinces = {province_of(all_units()[unit]).org_unit_id for unit in org_unit_ids}
    if len(provinces) != 1:
        raise StepRefusedError("Hãy chọn các đơn vị của một tỉnh.", "Choose units of one province.")
    province_id = provinces.pop()
    strangers = set(org_unit_ids) - {province_id, *reporting_units(province_id, period.end)}
    if strangers or (province_id in org_unit_ids and len(org_unit_ids) > 1):
        raise StepRefusedError(
            "Hãy chọn các đơn vị báo cáo của tỉnh, hoặc chỉ riêng tỉnh.",
            "Choose units that report to the province, or the province alone.",
        )
    return province_id


def _require_known(org_unit_ids: Sequence[str], period: Period) -> None:
    wrong = [
        unit
        for unit in org_unit_ids
        if unit not in all_units() or all_units()[unit].vintage is not period.vintage
    ]
    if wrong or not org_unit_ids:
        shown = ", ".join(wrong[:5]) or "–"
        raise StepRefusedError(
            f"Không có đơn vị này trong kỳ {period.period_id}: {shown}.",
            f"No such unit in {period.period_id}: {shown}.",
        )
