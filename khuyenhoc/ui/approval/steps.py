"""The steps that are open now, for chosen units and for the province as a whole."""

from collections.abc import Sequence

import streamlit as st

from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.workflow import (
    Step,
    closes_units,
    incomplete,
    needs_reason,
    open_to_province,
    open_to_units,
)
from khuyenhoc.i18n import Translator
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.workflow import take_step
from khuyenhoc.ui import notice
from khuyenhoc.ui.approval.choosing import Report


def offer_unit_steps(report: Report, person: str, t: Translator) -> None:
    """A step, then the units it is open to: only what can be done is offered."""
    st.header(t("approval.units_steps"))
    if closes_units(report.province_state):
        state = t(f"approval.state.{report.province_state}").lower()
        st.info(t("approval.province_closed", state=state), icon=":material/lock:")
        return
    open_steps = open_to_units(report.states, report.province_state)
    step = st.segmented_control(
        t("approval.step"),
        list(open_steps),
        format_func=lambda step: f"{t(f'approval.do.{step}')} ({len(open_steps[step])})",
        key=report.key("step"),
    )
    if step is None:
        st.caption(t("approval.choose_step"))
        return
    ready = open_steps[step]
    is_all = st.checkbox(t("approval.all_units", count=len(ready)), key=report.key(f"{step}.all"))
    units = ready
    if not is_all:
        units = st.multiselect(
            t("approval.which_units"),
            ready,
            format_func=lambda unit: all_units()[unit].name,
            placeholder=t("approval.choose_units"),
            key=report.key(f"{step}.units"),
        )
    reason = _ask_reason(report, (step,), f"{step}.reason", t)
    pressed = st.button(
        t("approval.do_units", step=t(f"approval.do.{step}"), count=len(units)),
        type="primary",
        disabled=not (units and person and (reason or not needs_reason(step))),
        key=report.key(f"{step}.go"),
    )
    if pressed:
        _take(report, step, units, person, reason, t)


def offer_province_steps(report: Report, person: str, t: Translator) -> None:
    """The province's own report: its state, what keeps it from being complete, and its steps."""
    st.header(t("approval.province_steps"))
    missing = incomplete(report.states)
    st.markdown(
        t(
            "approval.province_state",
            province=report.province.name,
            state=t(f"approval.state.{report.province_state}"),
        )
    )
    if missing and not closes_units(report.province_state):
        st.caption(t("approval.incomplete", count=len(missing)))
    steps = open_to_province(report.province_state, report.states)
    reason = _ask_reason(report, steps, "province.reason", t)
    with st.container(horizontal=True):
        for step in steps:
            pressed = st.button(
                t(f"approval.do_province.{step}"),
                type="primary" if step in {Step.APPROVE, Step.LOCK} else "secondary",
                disabled=not (person and (reason or not needs_reason(step))),
                key=report.key(f"province.{step}"),
            )
            if pressed:
                _take(report, step, [report.province.org_unit_id], person, reason, t)


def _ask_reason(report: Report, steps: Sequence[Step], name: str, t: Translator) -> str:
    """The reason, asked only where one of the steps needs it."""
    if not any(needs_reason(step) for step in steps):
        return ""
    needing = ", ".join(t(f"approval.do.{step}").lower() for step in steps if needs_reason(step))
    return st.text_input(t("approval.why", steps=needing), key=report.key(name), max_chars=300).strip()


def _take(report: Report, step: Step, units: Sequence[str], person: str, reason: str, t: Translator) -> None:
    try:
        taken = take_step(open_database(), step, list(units), report.period, by=person, reason=reason)
    except StoreError as error:
        notice.refused(error, t)
        return
    names = ", ".join(all_units()[change.org_unit_id].name for change in taken.changes[:5])
    rest = len(taken.changes) - 5
    notice.leave(
        t(
            "approval.done_many" if rest > 0 else "approval.done",
            step=t(f"approval.do.{step}"),
            names=names,
            rest=max(rest, 0),
        )
    )
