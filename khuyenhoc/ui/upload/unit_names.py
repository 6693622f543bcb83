"""Names of units that were not found, each to be given its unit from the province's list."""

from functools import partial

import streamlit as st

from khuyenhoc.domain.org_units import all_units, reporting_to
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.unit_questions import UnitQuestion
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.ui.access import current_scope
from khuyenhoc.ui.choice import keep_choice
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.told import tell, told_of

_MOST_AT_ONCE = 30


def name_units(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    """A list of the province's units for each unknown name, the likely ones first with the reason.

    The file is checked again with every answer; answered names stay in the list, to be changed.
    """
    questions = _asked_so_far(report, verdict)
    if verdict.province_id is None or not questions:
        return
    with st.container(border=True):
        count = len(verdict.questions)
        # Also when all are answered: a box that turned into another would take the keyboard's place away.
        st.header(t("units.heading", count=count) if count else t("units.change"))
        _ask_all(report, verdict, questions, t)


def asked_cells(report: DroppedFile) -> set[str]:
    """Cells whose names were asked for so far."""
    return set(st.session_state.get(_asked_key(report), ()))


def _asked_key(report: DroppedFile) -> str:
    return report.key("questions")


def _asked_so_far(report: DroppedFile, verdict: Verdict) -> list[UnitQuestion]:
    """The open questions and those that were answered, in the order they came up."""
    key = _asked_key(report)
    told = told_of(report)
    open_cells = {question.cell for question in verdict.questions}
    before: dict[str, UnitQuestion] = st.session_state.get(key, {})
    asked = before | {
        question.cell: question for question in verdict.questions if question.cell not in before
    }
    st.session_state[key] = asked
    return [
        question
        for question in asked.values()
        if question.cell in open_cells or question.name in told.units or question.cell in told.corrections
    ]


def _ask_all(report: DroppedFile, verdict: Verdict, questions: list[UnitQuestion], t: Translator) -> None:
    day = verdict.period.end if verdict.period else None
    offered = (unit.org_unit_id for unit in reporting_to(verdict.province_id, day))
    units = current_scope().seen_among(offered)
    if len(questions) > _MOST_AT_ONCE:
        st.caption(t("units.first", count=_MOST_AT_ONCE))
    is_open = {question.cell for question in verdict.questions}
    # Open ones first where there are too many to show.
    shown = sorted(questions, key=lambda question: question.cell not in is_open)[:_MOST_AT_ONCE]
    for question in [question for question in questions if question in shown]:
        _ask(report, question, units, t)
    st.caption(t("memory.will_remember"))


def _ask(report: DroppedFile, question: UnitQuestion, units: list[str], t: Translator) -> None:
    reasons = {
        found.unit.org_unit_id: found.vi if t.language == "vi" else found.en for found in question.suggestions
    }
    likely = [unit for unit in reasons if unit in units]
    keep_choice(
        st.container(),
        t("units.which", name=escape(question.name), cell=escape(question.cell)),
        [*likely, *(unit for unit in units if unit not in reasons)],
        t,
        key=report.key(f"unit.{question.cell}"),
        format_func=lambda unit: _label(unit, reasons),
        placeholder=t("units.choose_likely" if likely else "units.choose"),
        on_choice=partial(_tell, report, question),
    )


def _tell(report: DroppedFile, question: UnitQuestion, unit: str | None) -> None:
    """A name that several units bear is put right in its own cell; any other holds for the whole file."""
    if question.is_homonym:
        tell(report, corrections={question.cell: all_units()[unit].name if unit else None})
    else:
        tell(report, units={question.name: unit})


def _label(unit: str, reasons: dict[str, str]) -> str:
    name = all_units()[unit].name
    return f"{name} – {reasons[unit]}" if unit in reasons else name
