"""Conclusions of a conference: what was decided, and what the figures say since."""

import pandas as pd
import streamlit as st

from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.subject import Subject
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_period
from khuyenhoc.reports.document.model import OfficialReport
from khuyenhoc.reports.document.pdf import build_pdf
from khuyenhoc.reports.document.word import build_word
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.review.earlier_conclusions import MARKS, then_and_now
from khuyenhoc.review.minutes import minutes
from khuyenhoc.store.conference import CONCLUSION_STATES, Conclusion, note_conclusion, settle_conclusion
from khuyenhoc.store.letterheads import fetch_letterhead
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import output
from khuyenhoc.ui.filters import indicator_name

_PERIODS_AHEAD = 8
_WORD_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(conclusions: pd.DataFrame, t: Translator) -> None:
    """Every conclusion as a row, open ones first, and as an Excel file."""
    if conclusions.empty:
        st.info(t("conclusions.none"), icon=":material/checklist:")
        return
    shown = pd.DataFrame(
        {
            "state": [f"{MARKS[state]} {t(f'conclusions.state_{state}')}" for state in conclusions["state"]],
            "task": conclusions["task"],
            "office": conclusions["office"],
            "unit": [_unit_name(unit) for unit in conclusions["org_unit_id"]],
            "due": [format_period(Period.parse(period), t) for period in conclusions["due_period_id"]],
            "figures": [_figures(row, t) for row in conclusions.itertuples(index=False)],
            "comment": conclusions["comment"].fillna(""),
        }
    )
    headings = {name: t(f"conclusions.{name}") for name in shown}
    st.dataframe(
        shown,
        hide_index=True,
        column_config={name: st.column_config.TextColumn(words) for name, words in headings.items()},
        alt=t("conclusions.title"),
    )
    output.download_table(
        shown,
        table_columns(headings),
        t,
        name="ket-luan",
        notes={t("notes.source"): t("conclusions.source")},
    )


def offer_minutes(conclusions: pd.DataFrame, subject: Subject, t: Translator, *, is_synthetic: bool) -> None:
    """The conclusions as a paper to print, once there are any."""
    if conclusions.empty:
        return

    def paper() -> OfficialReport:
        letterhead = fetch_letterhead(open_database(), subject.province.org_unit_id)
        return minutes(conclusions, subject, t, is_synthetic=is_synthetic, letterhead=letterhead)

    name = f"ket-luan_{subject.province.file_name}_{subject.period.period_id}"
    left, right, _ = st.columns([2, 2, 3])
    left.download_button(
        t("minutes.word"),
        data=lambda: build_word(paper()),
        file_name=f"{name}.docx",
        mime=_WORD_MIME,
        icon=":material/description:",
        on_click="ignore",
        key="minutes.word",
    )
    right.download_button(
        t("minutes.pdf"),
        data=lambda: build_pdf(paper()),
        file_name=f"{name}.pdf",
        mime="application/pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
        key="minutes.pdf",
    )


def settle(conclusions: pd.DataFrame, name: str, t: Translator) -> None:
    """Say what became of an open conclusion."""
    open_ones = conclusions[conclusions["state"] == "open"]
    if open_ones.empty:
        return
    with st.expander(t("conclusions.settle"), icon=":material/task_alt:"):
        tasks = dict(zip(open_ones["conclusion_id"], open_ones["task"], strict=True))
        chosen = st.selectbox(
            t("conclusions.task"), list(tasks), format_func=tasks.__getitem__, key="conclusions.settle"
        )
        state = st.segmented_control(
            t("conclusions.state"),
            [state for state in CONCLUSION_STATES if state != "open"],
            format_func=lambda state: t(f"conclusions.state_{state}"),
            key="conclusions.settle_state",
        )
        comment = st.text_input(t("conclusions.comment"), key="conclusions.comment", max_chars=300)
        is_ready = bool(name and state and comment.strip())
        if st.button(t("conclusions.save"), disabled=not is_ready, key="conclusions.settle_save"):
            settle_conclusion(open_database(), chosen, state, comment=comment, by=name)
            st.rerun()


def note(subject: Subject, units: pd.DataFrame, name: str, t: Translator) -> None:
    """Write down a new conclusion."""
    with st.form("conclusions.new", clear_on_submit=True):
        st.header(t("conclusions.new"))
        task = st.text_area(t("conclusions.task"), max_chars=500)
        left, right = st.columns(2)
        office = left.text_input(t("conclusions.office"), max_chars=120, help=t("conclusions.office_help"))
        due = right.selectbox(
            t("conclusions.due"), _coming(subject.period), format_func=lambda period: format_period(period, t)
        )
        names = dict(zip(units["org_unit_id"], units["name"], strict=True))
        unit = left.selectbox(
            t("conclusions.unit"),
            list(names),
            index=None,
            placeholder=t("conclusions.whole_province"),
            format_func=names.__getitem__,
        )
        indicator = right.selectbox(
            t("conclusions.indicator"),
            list(indicators()),
            index=None,
            placeholder=t("conclusions.no_indicator"),
            format_func=lambda key: indicator_name(indicators()[key], t),
        )
        if st.form_submit_button(t("conclusions.save"), type="primary", disabled=not name):
            conclusion = Conclusion(
                province_id=subject.province.org_unit_id,
                task=task,
                office=office,
                decided_period=subject.period,
                due_period=due,
                org_unit_id=unit,
                indicator=indicator,
            )
            note_conclusion(open_database(), conclusion, by=name)
            st.rerun()


def _coming(period: Period) -> list[Period]:
    """The quarters after a period: what a conference on it decides is done later."""
    first = period.year * 4 + period.end.month // 3
    places = range(first, first + _PERIODS_AHEAD)
    return [Period(place // 4, f"Q{place % 4 + 1}") for place in places]


def _unit_name(unit: str | None) -> str:
    return all_units()[unit].name if unit and pd.notna(unit) else ""


def _figures(row: object, t: Translator) -> str:
    """`Tỷ lệ hội viên: 10,0% → 15,0% (+5,0 điểm %)`; empty without an indicator."""
    if not row.indicator or pd.isna(row.indicator):
        return ""
    indicator = indicators()[row.indicator]
    then, now = row.decided_value, row.value
    words = f"{indicator_name(indicator, t)}: {then_and_now(row, t)}"
    return (
        words
        if pd.isna(then) or pd.isna(now)
        else f"{words} ({format_change(now - then, indicator.unit, t)})"
    )
