"""Notes and questions under a figure or on a unit, and the form to leave one."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_date, format_period
from khuyenhoc.store.database import open_database
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.remarks import LONGEST_TEXT, RemarkKind, Subject, leave_remark
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.person import acting_name

_SHOWN_OF_QUESTION = 60


def remarks_on(subject: Subject, scope: Scope) -> pd.DataFrame:
    """Rows of the query `remarks` on a unit, or on a figure of a province."""
    return query(
        "remarks",
        scope,
        province_ids=(subject.province_id,),
        org_unit_id=subject.org_unit_id,
        figure=subject.figure,
        indicator=subject.indicator if subject.figure else None,
    )


def show_notes(subject: Subject, scope: Scope, t: Translator, *, is_open: bool = False) -> None:
    """What was left on a subject, and a form; once on a page, as the form asks for the person's name."""
    remarks = remarks_on(subject, scope)
    waiting = remarks[(remarks["kind"] == RemarkKind.QUESTION) & (remarks["answers"] == 0)]
    heading = t("remark.heading", count=len(remarks), waiting=len(waiting))
    with st.expander(heading, expanded=is_open, icon=":material/forum:"):
        for remark in remarks.itertuples():
            st.markdown(_text(remark, t))
        _form(subject, remarks, t)


def _text(remark: object, t: Translator) -> str:
    signed = t(
        "remark.signed",
        name=escape(remark.written_by),
        date=format_date(remark.written_at),
        period=format_period(Period.parse(remark.period_id), t) if remark.period_id else "",
    ).rstrip(" ·")
    is_waiting = remark.kind == RemarkKind.QUESTION and not remark.answers
    kind = t("remark.waiting" if is_waiting else f"remark.{remark.kind}")
    lines = escape(remark.text).replace("\n", "  \n")
    indent = ">" if remark.kind == RemarkKind.ANSWER else ""
    return f"{indent}{indent and ' '}**{kind}** {lines}  \n:small[{signed}]"


def _form(subject: Subject, remarks: pd.DataFrame, t: Translator) -> None:
    questions = remarks[remarks["kind"] == RemarkKind.QUESTION].set_index("remark_id")["text"]
    options = [str(RemarkKind.QUESTION), str(RemarkKind.NOTE), *questions.index]

    def named(option: str) -> str:
        if option not in questions.index:
            return t(f"remark.new_{option}")
        return t("remark.answer_to", question=questions[option][:_SHOWN_OF_QUESTION])

    # A new number empties the form after something was kept.
    number = st.session_state.get("remark.number", 0)
    with st.form(f"remark.form.{number}", border=False):
        chosen = st.selectbox(t("remark.what"), options, format_func=named, key=f"remark.kind.{number}")
        text = st.text_area(
            t("remark.text"), max_chars=LONGEST_TEXT, key=f"remark.text.{number}", help=t("remark.no_persons")
        )
        name = acting_name(t)
        is_sent = st.form_submit_button(t("remark.send"), icon=":material/send:")
    if is_sent:
        _keep(subject, chosen, text, name, t, is_answer=chosen in questions.index)


def _keep(subject: Subject, chosen: str, text: str, name: str, t: Translator, *, is_answer: bool) -> None:
    kind = RemarkKind.ANSWER if is_answer else RemarkKind(chosen)
    try:
        leave_remark(open_database(), subject, kind, text, by=name, reply_to=chosen if is_answer else None)
    except StoreError as error:
        st.error(error.vi if t.language == "vi" else error.en, icon=":material/block:")
        return
    st.session_state["remark.number"] = st.session_state.get("remark.number", 0) + 1
    st.rerun()
