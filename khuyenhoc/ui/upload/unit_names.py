"""Names of units that were not found, each to be given its unit from the province's list."""

from collections.abc import Sequence

import streamlit as st

from khuyenhoc.domain.org_units import all_units, children, reporting_level
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.unit_questions import UnitQuestion
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.told import KEEP, tell, told_of

_MOST_AT_ONCE = 30


def name_units(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    """A list of the province's units for each unknown name, the likely ones first with the reason."""
    if verdict.province_id is None:
        return
    if verdict.questions:
        with st.container(border=True):
            st.subheader(t("units.heading", count=len(verdict.questions)))
            if len(verdict.questions) > _MOST_AT_ONCE:
                st.caption(t("units.first", count=_MOST_AT_ONCE))
            _form(report, verdict, t)
    elif told_of(report).units:
        with st.expander(t("units.change"), icon=":material/badge:"):
            _form(report, verdict, t)


def _form(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    shown = verdict.questions[:_MOST_AT_ONCE]
    with st.form(report.key("units"), border=False):
        answers = [_ask(report, verdict, question, t) for question in shown]
        changed = _told_before(report, verdict, t)
        st.caption(t("memory.will_remember"))
        if st.form_submit_button(t("upload.check_again"), type="primary", key=report.key("units.check")):
            _tell(report, shown, answers, changed)
            st.rerun()


def _ask(report: DroppedFile, verdict: Verdict, question: UnitQuestion, t: Translator) -> str | None:
    reasons = {
        found.unit.org_unit_id: found.vi if t.language == "vi" else found.en for found in question.suggestions
    }
    units = _units(verdict)
    likely = [unit for unit in reasons if unit in units]
    is_near = bool(likely)
    return st.selectbox(
        t("units.which", name=escape(question.name), cell=escape(question.cell)),
        [*likely, *(unit for unit in units if unit not in reasons)],
        index=None,
        format_func=lambda unit: _label(unit, reasons),
        placeholder=t("units.choose_likely" if is_near else "units.choose"),
        key=report.key(f"unit.{question.cell}"),
        persist_state=KEEP,
    )


def _told_before(report: DroppedFile, verdict: Verdict, t: Translator) -> dict[str, str | None]:
    """The names that were given a unit on this page, to be changed."""
    units = _units(verdict)
    return {
        name: st.selectbox(
            t("units.told", name=escape(name)),
            units,
            index=units.index(unit) if unit in units else None,
            format_func=lambda unit: _label(unit, {}),
            key=report.key(f"told_unit.{name}"),
            persist_state=KEEP,
        )
        for name, unit in told_of(report).units.items()
    }


def _tell(
    report: DroppedFile,
    questions: Sequence[UnitQuestion],
    answers: Sequence[str | None],
    changed: dict[str, str | None],
) -> None:
    """A name that several units bear is put right in its own cell; any other holds for the whole file."""
    units = {name: unit for name, unit in changed.items() if unit}
    corrections = {}
    for question, unit in zip(questions, answers, strict=True):
        if unit and question.is_homonym:
            corrections[question.cell] = all_units()[unit].name
        elif unit:
            units[question.name] = unit
    tell(report, units=units, corrections=corrections)


def _units(verdict: Verdict) -> list[str]:
    level = reporting_level(all_units()[verdict.province_id].vintage)
    return [unit.org_unit_id for unit in children(verdict.province_id) if unit.level is level]


def _label(unit: str, reasons: dict[str, str]) -> str:
    name = all_units()[unit].name
    return f"{name} – {reasons[unit]}" if unit in reasons else name
