"""From draft to locked: which steps are open to a unit's report of a period, or to a whole province's.

Bottom-up: a province's report can be handed in or approved only when each of its units is approved
or excused, and while it is, none of its units can be taken back. Locked figures take no correction
until somebody unlocks them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from khuyenhoc.domain.periods import Period

# A convention, not law: no act found sets a day. A province sets its own, per period and per unit.
DEFAULT_DAYS_TO_REPORT = 15


class State(StrEnum):
    """Where a report stands; `draft` once there are figures that nobody handed in."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    EXCUSED = "excused"
    APPROVED = "approved"
    LOCKED = "locked"


class Step(StrEnum):
    """What somebody does with a report."""

    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    LOCK = "lock"
    UNLOCK = "unlock"
    EXCUSE = "excuse"
    INCLUDE = "include"


_OF_UNITS: Mapping[Step, Mapping[State, State]] = {
    Step.SUBMIT: {State.DRAFT: State.SUBMITTED, State.RETURNED: State.SUBMITTED},
    Step.RETURN: {State.SUBMITTED: State.RETURNED, State.APPROVED: State.RETURNED},
    Step.APPROVE: {State.SUBMITTED: State.APPROVED},
    Step.LOCK: {State.APPROVED: State.LOCKED},
    Step.UNLOCK: {State.LOCKED: State.APPROVED},
    Step.EXCUSE: {State.NOT_STARTED: State.EXCUSED},
    Step.INCLUDE: {State.EXCUSED: State.NOT_STARTED},
}
# A province has no figures of its own, so it may begin with any step that says its units are complete.
_OPEN_PROVINCE = (State.NOT_STARTED, State.DRAFT, State.RETURNED)
_OF_PROVINCES: Mapping[Step, Mapping[State, State]] = {
    Step.SUBMIT: dict.fromkeys(_OPEN_PROVINCE, State.SUBMITTED),
    Step.RETURN: {State.SUBMITTED: State.RETURNED, State.APPROVED: State.RETURNED},
    Step.APPROVE: dict.fromkeys((*_OPEN_PROVINCE, State.SUBMITTED), State.APPROVED),
    Step.LOCK: {State.APPROVED: State.LOCKED},
    Step.UNLOCK: {State.LOCKED: State.APPROVED},
}
_NEEDS_REASON = frozenset({Step.RETURN, Step.UNLOCK, Step.EXCUSE})
_CLOSES_UNITS = frozenset({State.SUBMITTED, State.APPROVED, State.LOCKED})
_COMPLETE = frozenset({State.APPROVED, State.LOCKED, State.EXCUSED})


@dataclass(frozen=True)
class Change:
    """One report's way from a state to another."""

    org_unit_id: str
    from_state: State
    to_state: State


class StepNotAllowedError(ValueError):
    """A step that is not open now, said in both languages.

    Attributes:
        org_unit_ids: the units that stand in the way; empty when it is the call itself.
    """

    def __init__(self, vi: str, en: str, org_unit_ids: Sequence[str] = ()) -> None:
        super().__init__(en)
        self.vi, self.en, self.org_unit_ids = vi, en, tuple(org_unit_ids)


def step_units(
    step: Step, states: Mapping[str, State], province_state: State, reason: str = ""
) -> tuple[Change, ...]:
    """The changes that a step on units of one province makes; units that are there already need none.

    Args:
        states: present state of each unit concerned.
        province_state: present state of their province's report.
        reason: why; a return, an unlocking and an excuse need one.

    Raises:
        StepNotAllowedError: the step is not open to all of them, so none is changed.
    """
    _require_reason(step, reason)
    if province_state in _CLOSES_UNITS:
        raise StepNotAllowedError(
            "Báo cáo của tỉnh đã nộp, duyệt hoặc khóa. Hãy trả lại hoặc mở khóa báo cáo của tỉnh trước.",
            "The province's own report is handed in, approved or locked. Return or unlock that first.",
        )
    return _changes(_OF_UNITS[step], states)


def ready_for(step: Step, states: Mapping[str, State]) -> tuple[str, ...]:
    """Of some units, those that a step is open to: what "approve all" means."""
    return tuple(unit for unit, state in states.items() if state in _OF_UNITS[step])


def needs_reason(step: Step) -> bool:
    """Whether a step is refused without a reason."""
    return step in _NEEDS_REASON


def closes_units(province_state: State) -> bool:
    """Whether a province's report must be taken back before anything is done with one of its units."""
    return province_state in _CLOSES_UNITS


def open_to_units(states: Mapping[str, State], province_state: State) -> dict[Step, tuple[str, ...]]:
    """The steps that are open to any of some units, with the units they are open to."""
    if closes_units(province_state):
        return {}
    found = {step: ready_for(step, states) for step in Step}
    return {step: units for step, units in found.items() if units}


def open_to_province(state: State, units: Mapping[str, State]) -> tuple[Step, ...]:
    """The steps that are open to a whole province now.

    Args:
        units: present state of each unit that should report.
    """
    is_complete = not incomplete(units)
    return tuple(
        step
        for step, open_from in _OF_PROVINCES.items()
        if state in open_from and (is_complete or step not in {Step.SUBMIT, Step.APPROVE})
    )


def step_province(
    step: Step, province_id: str, state: State, units: Mapping[str, State], reason: str = ""
) -> tuple[Change, ...]:
    """The change that a step on a whole province makes.

    Args:
        units: present state of each unit that should report; only approved, locked and excused ones
            are complete.

    Raises:
        StepNotAllowedError: the step is not open, or units are not complete.
    """
    _require_reason(step, reason)
    open_from = _OF_PROVINCES.get(step)
    if open_from is None:
        raise StepNotAllowedError(
            "Bước này chỉ dành cho từng đơn vị, không dành cho cả tỉnh.",
            "This step is for single units, not for a whole province.",
        )
    changes = _changes(open_from, {province_id: state})
    missing = incomplete(units)
    if changes and step in {Step.SUBMIT, Step.APPROVE} and missing:
        raise StepNotAllowedError(
            f"Còn {len(missing)} đơn vị chưa được duyệt và chưa được miễn. Hãy duyệt, trả lại hoặc ghi lý do "
            "miễn.",
            f"{len(missing)} units are neither approved nor excused. Approve, return or excuse them first.",
            missing,
        )
    return changes


def incomplete(units: Mapping[str, State]) -> tuple[str, ...]:
    """Units that keep their province from being complete."""
    return tuple(unit for unit, state in units.items() if state not in _COMPLETE)


def after_figures(state: State) -> State:
    """Where a report stands once new figures have come for it.

    What was returned is being worked on again; what was approved waits for approval anew, since the
    approval was of other figures; what was handed in stays so.

    Raises:
        StepNotAllowedError: it is locked.
    """
    if state is State.LOCKED:
        raise StepNotAllowedError("Đã khóa.", "It is locked.")
    if state is State.APPROVED:
        return State.SUBMITTED
    return State.SUBMITTED if state is State.SUBMITTED else State.DRAFT


def after_withdrawal(state: State, *, has_figures: bool) -> State:
    """Where a report stands once a submission with figures of it was withdrawn.

    Args:
        has_figures: an earlier submission still has figures of it.

    Raises:
        StepNotAllowedError: it is locked.
    """
    after = after_figures(state)
    return after if has_figures else State.NOT_STARTED


def province_after_figures(state: State) -> State:
    """Where a province's report stands once figures of one of its units changed: no longer complete.

    Raises:
        StepNotAllowedError: it is locked.
    """
    if state is State.LOCKED:
        raise StepNotAllowedError("Đã khóa.", "It is locked.")
    return State.DRAFT if state in _CLOSES_UNITS else state


def default_deadline(period: Period) -> date:
    """Day to report by where nobody set one."""
    return period.end + timedelta(days=DEFAULT_DAYS_TO_REPORT)


def _require_reason(step: Step, reason: str) -> None:
    if step in _NEEDS_REASON and not reason.strip():
        raise StepNotAllowedError("Bước này phải ghi lý do.", "This step needs a reason.")


def _changes(open_from: Mapping[State, State], states: Mapping[str, State]) -> tuple[Change, ...]:
    """The change of each unit not yet where the step leads; all or none."""
    goals = set(open_from.values())
    blocked = [unit for unit, state in states.items() if state not in open_from and state not in goals]
    if blocked:
        found = ", ".join(sorted({str(states[unit]) for unit in blocked}))
        raise StepNotAllowedError(
            f"Bước này chưa làm được với {len(blocked)} đơn vị (đang ở trạng thái: {found}).",
            f"This step is not open to {len(blocked)} units (their state: {found}).",
            blocked,
        )
    return tuple(_moved(open_from, states.items()))


def _moved(open_from: Mapping[State, State], states: Iterable[tuple[str, State]]) -> Iterable[Change]:
    for unit, state in states:
        if state in open_from and open_from[state] is not state:
            yield Change(unit, state, open_from[state])
