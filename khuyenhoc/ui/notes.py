"""Notes and questions under a figure or on a unit, and the form to leave one."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_day, format_period
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.remarks import LONGEST_TEXT, RemarkKind, Subject, leave_remark
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.person import acting_name

_SHOWN_OF_QUESTION = 60


@derived
def remarks_on(subject: Subject, scope: Scope) -> pd.DataFrame:
    """Rows of the query `remarks` on a unit with all its figures, or on one figure of a province or unit."""
    rows = query(
        "remarks",
        scope,
        province_ids=(subject.province_id,),
        org_unit_id=subject.org_unit_id,
        figure=subject.figure,
        indicator=subject.indicator if subject.figure else None,
    )
    return rows if subject.org_unit_id else rows[rows["org_unit_id"].isna()]


def under_figure(
    figure: str,
    selection: Selection,
    scope: Scope,
    t: Translator,
    *,
    org_unit_id: str | None = None,
    is_of_indicator: bool = False,
    is_of_period: bool = True,
) -> None:
    """One closed line below a figure of a province that opens to what was left on it, and to the form.

    Args:
        figure: the page, and after a dot which of its figures: `targets.pace`.
        org_unit_id: the unit that the figure is of; None for the province's.
        is_of_indicator: the figure is another one for each indicator.
        is_of_period: it is about the period on screen.
    """
    subject = Subject(
        selection.province.org_unit_id,
        org_unit_id=org_unit_id,
        figure=figure,
        indicator=selection.indicator.indicator if is_of_indicator else None,
        period_id=selection.period.period_id if is_of_period else None,
    )
    show_notes(subject, scope, t)


def show_notes(subject: Subject, scope: Scope, t: Translator, *, is_open: bool = False) -> None:
    """What was left on a subject, and a form; nothing is drawn of them while the line is closed."""
    remarks = remarks_on(subject, scope)
    place = subject.figure or "unit"
    box = st.expander(
        _heading(remarks, t),
        expanded=is_open,
        icon=":material/forum:",
        type="default" if is_open else "compact",
        key=f"remark.box.{place}",
        on_change="rerun",
    )
    if not box.open:
        return
    with box:
        for remark in remarks.itertuples():
            st.markdown(_text(remark, t))
        _form(subject, place, remarks, t)


def _heading(remarks: pd.DataFrame, t: Translator) -> str:
    if remarks.empty:
        return t("remark.heading_none")
    waiting = remarks[(remarks["kind"] == RemarkKind.QUESTION) & (remarks["answers"] == 0)]
    return t("remark.heading", count=len(remarks), waiting=len(waiting))


def _text(remark: object, t: Translator) -> str:
    signed = t(
        "remark.signed",
        name=escape(remark.written_by),
        date=format_day(remark.written_at),
        period=format_period(Period.parse(remark.period_id), t) if remark.period_id else "",
    ).rstrip(" ·")
    is_waiting = remark.kind == RemarkKind.QUESTION and not remark.answers
    kind = t("remark.waiting" if is_waiting else f"remark.{remark.kind}")
    lines = escape(remark.text).replace("\n", "  \n")
    indent = ">" if remark.kind == RemarkKind.ANSWER else ""
    return f"{indent}{indent and ' '}**{kind}** {lines}  \n:small[{signed}]"


def _form(subject: Subject, place: str, remarks: pd.DataFrame, t: Translator) -> None:
    questions = remarks[remarks["kind"] == RemarkKind.QUESTION].set_index("remark_id")["text"]
    options = [str(RemarkKind.QUESTION), str(RemarkKind.NOTE), *questions.index]

    def named(option: str) -> str:
        if option not in questions.index:
            return t(f"remark.new_{option}")
        return t("remark.answer_to", question=questions[option][:_SHOWN_OF_QUESTION])

    # A new number empties the form after something was kept.
    number = st.session_state.get(f"remark.number.{place}", 0)
    own = f"{place}.{number}"
    with st.form(f"remark.form.{own}", border=False):
        chosen = st.selectbox(t("remark.what"), options, format_func=named, key=f"remark.kind.{own}")
        text = st.text_area(
            t("remark.text"), max_chars=LONGEST_TEXT, key=f"remark.text.{own}", help=t("remark.no_persons")
        )
        name = acting_name(t, key=f"remark.name.{place}")
        is_sent = st.form_submit_button(t("remark.send"), icon=":material/send:")
    if is_sent and _is_kept(subject, chosen, text, name, t, is_answer=chosen in questions.index):
        st.session_state[f"remark.number.{place}"] = number + 1
        st.rerun()


def _is_kept(subject: Subject, chosen: str, text: str, name: str, t: Translator, *, is_answer: bool) -> bool:
    kind = RemarkKind.ANSWER if is_answer else RemarkKind(chosen)
    try:
        leave_remark(open_database(), subject, kind, text, by=name, reply_to=chosen if is_answer else None)
    except StoreError as error:
        st.error(error.vi if t.language == "vi" else error.en, icon=":material/block:")
        return False
    return True
