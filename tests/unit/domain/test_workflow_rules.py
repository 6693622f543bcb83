"""The rules of the approval, without a store."""

from datetime import date

import pytest

from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.workflow import (
    Change,
    State,
    Step,
    StepNotAllowedError,
    after_figures,
    after_withdrawal,
    default_deadline,
    province_after_figures,
    step_province,
    step_units,
)

NOT_STARTED, DRAFT, SUBMITTED = State.NOT_STARTED, State.DRAFT, State.SUBMITTED
RETURNED, EXCUSED, APPROVED, LOCKED = State.RETURNED, State.EXCUSED, State.APPROVED, State.LOCKED


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        (Step.SUBMIT, DRAFT, SUBMITTED),
        (Step.SUBMIT, RETURNED, SUBMITTED),
        (Step.RETURN, SUBMITTED, RETURNED),
        (Step.RETURN, APPROVED, RETURNED),
        (Step.APPROVE, SUBMITTED, APPROVED),
        (Step.LOCK, APPROVED, LOCKED),
        (Step.UNLOCK, LOCKED, APPROVED),
        (Step.EXCUSE, NOT_STARTED, EXCUSED),
        (Step.INCLUDE, EXCUSED, NOT_STARTED),
    ],
)
def test_steps_that_are_open(step: Step, before: State, after: State) -> None:
    assert step_units(step, {"a": before}, DRAFT, "vì") == (Change("a", before, after),)


OPEN = {
    Step.SUBMIT: {DRAFT, RETURNED, SUBMITTED},
    Step.RETURN: {SUBMITTED, APPROVED, RETURNED},
    Step.APPROVE: {SUBMITTED, APPROVED},
    Step.LOCK: {APPROVED, LOCKED},
    Step.UNLOCK: {LOCKED, APPROVED},
    Step.EXCUSE: {NOT_STARTED, EXCUSED},
    Step.INCLUDE: {EXCUSED, NOT_STARTED},
}


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("state", list(State))
def test_every_other_step_is_refused(step: Step, state: State) -> None:
    if state in OPEN[step]:
        step_units(step, {"a": state}, NOT_STARTED, "vì")
        return
    with pytest.raises(StepNotAllowedError) as refusal:
        step_units(step, {"a": state}, NOT_STARTED, "vì")
    assert refusal.value.org_unit_ids == ("a",)
    assert refusal.value.vi


def test_one_unit_that_is_not_ready_stops_the_step_for_all() -> None:
    with pytest.raises(StepNotAllowedError) as refusal:
        step_units(Step.APPROVE, {"a": SUBMITTED, "b": DRAFT}, DRAFT)
    assert refusal.value.org_unit_ids == ("b",)


def test_a_second_click_changes_nothing() -> None:
    assert step_units(Step.APPROVE, {"a": APPROVED, "b": SUBMITTED}, DRAFT) == (
        Change("b", SUBMITTED, APPROVED),
    )


@pytest.mark.parametrize("step", [Step.RETURN, Step.UNLOCK, Step.EXCUSE])
def test_some_steps_need_a_reason(step: Step) -> None:
    with pytest.raises(StepNotAllowedError, match="reason"):
        step_units(step, {"a": LOCKED}, DRAFT, "  ")


@pytest.mark.parametrize("state", [SUBMITTED, APPROVED, LOCKED])
def test_units_stay_as_they_are_while_their_province_is_handed_in(state: State) -> None:
    with pytest.raises(StepNotAllowedError, match="province"):
        step_units(Step.RETURN, {"a": APPROVED}, state, "vì")


@pytest.mark.parametrize("step", [Step.SUBMIT, Step.APPROVE])
def test_a_province_waits_for_its_units(step: Step) -> None:
    units = {"a": APPROVED, "b": EXCUSED, "c": SUBMITTED, "d": NOT_STARTED}
    with pytest.raises(StepNotAllowedError) as refusal:
        step_province(step, "p", NOT_STARTED, units)
    assert refusal.value.org_unit_ids == ("c", "d")
    goal = SUBMITTED if step is Step.SUBMIT else APPROVED
    units |= {"c": LOCKED, "d": EXCUSED}
    assert step_province(step, "p", NOT_STARTED, units) == (Change("p", NOT_STARTED, goal),)


def test_a_province_cannot_be_excused() -> None:
    with pytest.raises(StepNotAllowedError):
        step_province(Step.EXCUSE, "p", NOT_STARTED, {}, "vì")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NOT_STARTED, DRAFT),
        (DRAFT, DRAFT),
        (SUBMITTED, SUBMITTED),
        (RETURNED, DRAFT),
        (EXCUSED, DRAFT),
        (APPROVED, SUBMITTED),
    ],
)
def test_new_figures_take_an_approval_back(before: State, after: State) -> None:
    assert after_figures(before) is after
    assert after_withdrawal(before, has_figures=True) is after
    assert after_withdrawal(before, has_figures=False) is NOT_STARTED


def test_locked_figures_take_no_correction() -> None:
    for rule in (after_figures, province_after_figures):
        with pytest.raises(StepNotAllowedError):
            rule(LOCKED)
    with pytest.raises(StepNotAllowedError):
        after_withdrawal(LOCKED, has_figures=True)


def test_a_changed_unit_opens_its_province_again() -> None:
    assert province_after_figures(APPROVED) is DRAFT
    assert province_after_figures(RETURNED) is RETURNED


def test_deadlines() -> None:
    assert default_deadline(Period.parse("2025-Q3")) == date(2025, 10, 15)
