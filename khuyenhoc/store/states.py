"""Where reports stand, as the write path needs to know it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.workflow import (
    Change,
    State,
    after_figures,
    after_withdrawal,
    province_after_figures,
)
from khuyenhoc.store.errors import LockedPeriodError
from khuyenhoc.store.sql import write_text


@dataclass(frozen=True)
class Standing:
    """Where one report stands.

    Attributes:
        has_event: somebody did something; else the state follows from there being figures or not.
        has_other_report: it has figures apart from the submission asked about.
    """

    state: State = State.NOT_STARTED
    has_event: bool = False
    has_other_report: bool = False


def standings(
    cursor: duckdb.DuckDBPyConnection, unit_ids: Sequence[str], period_id: str, without: str = ""
) -> dict[str, Standing]:
    """Where units stand in a period, in the order given.

    Args:
        without: id of a submission that is about to be withdrawn.
    """
    rows = cursor.execute(
        write_text("unit_states"),
        {"org_unit_ids": list(unit_ids), "period_id": period_id, "without_submission_id": without},
    ).fetchall()
    found = {unit: Standing(State(state), event, other) for unit, state, event, other in rows}
    return {unit: found.get(unit, Standing()) for unit in unit_ids}


def _noted_standings(
    cursor: duckdb.DuckDBPyConnection, unit_ids: Sequence[str], period_id: str
) -> dict[str, Standing]:
    """Where those of the units stand that have an event: only these are locked or change by figures."""
    rows = cursor.execute(
        write_text("noted_states"), {"org_unit_ids": list(unit_ids), "period_id": period_id}
    ).fetchall()
    return {unit: Standing(State(state), has_event=True) for unit, state in rows}


def changes_by_figures(
    cursor: duckdb.DuckDBPyConnection, unit_ids: Sequence[str], province_id: str, period_id: str
) -> list[Change]:
    """What new figures of units change in the states of the units and their province.

    Raises:
        LockedPeriodError: one of them is locked.
    """
    found = _noted_standings(cursor, [*unit_ids, province_id], period_id)
    province = found.pop(province_id, Standing())
    _require_open(found, province_id, province, period_id)
    moved = [(unit, found[unit], after_figures(found[unit].state)) for unit in unit_ids if unit in found]
    return _with_province(_noted(moved), province_id, province)


def changes_by_withdrawal(
    cursor: duckdb.DuckDBPyConnection,
    unit_ids: Sequence[str],
    province_id: str,
    period_id: str,
    submission_id: str,
) -> list[Change]:
    """What withdrawing a submission changes in the states of its units and their province.

    Raises:
        LockedPeriodError: one of them is locked.
    """
    found = standings(cursor, [*unit_ids, province_id], period_id, submission_id)
    province = found.pop(province_id)
    _require_open(found, province_id, province, period_id)
    moved = [
        (unit, item, after_withdrawal(item.state, has_figures=item.has_other_report))
        for unit, item in found.items()
    ]
    return _with_province(_noted(moved), province_id, province)


def _require_open(found: dict[str, Standing], province_id: str, province: Standing, period_id: str) -> None:
    locked = [unit for unit, item in found.items() if item.state is State.LOCKED]
    if province.state is State.LOCKED:
        locked = [province_id]
    if locked:
        names = [all_units()[unit].name if unit in all_units() else unit for unit in locked]
        raise LockedPeriodError(locked, names, period_id)


def _noted(moved: Iterable[tuple[str, Standing, State]]) -> list[Change]:
    """Only what would not follow from the figures themselves is written down."""
    return [
        Change(unit, item.state, after)
        for unit, item, after in moved
        if item.has_event and after != item.state
    ]


def _with_province(changes: list[Change], province_id: str, province: Standing) -> list[Change]:
    after = province_after_figures(province.state)
    if after is province.state:
        return changes
    return [*changes, Change(province_id, province.state, after)]


def as_entry(changes: Iterable[Change]) -> list[list[str]]:
    """Changes as the ledger holds them."""
    return [[change.org_unit_id, str(change.from_state), str(change.to_state)] for change in changes]
