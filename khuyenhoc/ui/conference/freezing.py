"""Freezing a run, and opening the ones that were frozen."""

from dataclasses import replace

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.screens import Run
from khuyenhoc.domain.subject import Subject
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_date, format_day, format_period
from khuyenhoc.store.conference import fetch_run, freeze_run
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui.conference.days import today
from khuyenhoc.ui.person import acting_name


def offer_freeze(run: Run, subject: Subject, t: Translator) -> None:
    """A name and a button; the receipt when it is done."""
    with st.container(border=True):
        st.markdown(t("conference.freeze_words"))
        told = st.empty()
        name = acting_name(t)
        pressed = st.button(
            t("conference.freeze"),
            icon=":material/ac_unit:",
            type="primary",
            disabled=not (name and run.screens),
            key="conference.freeze",
        )
        if not name:
            st.caption(t("conference.name_first"))
        if pressed:
            frozen = replace(run, frozen_on=format_date(today()))
            code = freeze_run(open_database(), frozen, subject, by=name)
            st.session_state["conference.frozen"] = code
        code = st.session_state.get("conference.frozen")
        if code:
            told.success(t("conference.frozen", code=code), icon=":material/verified:")


def choose_frozen(province_ids: tuple[str, ...], scope: Scope, t: Translator) -> tuple[str, Run] | None:
    """Receipt code and screens of a run that was frozen before; None while none is chosen."""
    runs = query("frozen_runs", scope, province_ids=province_ids)
    if runs.empty:
        return None
    by_code = {row.receipt_code: row for row in runs.itertuples(index=False)}
    code = st.selectbox(
        t("conference.open_frozen"),
        list(by_code),
        index=None,
        placeholder=t("conference.open_frozen_hint"),
        format_func=lambda code: _label(by_code[code], t),
        key="conference.open",
    )
    if code is None:
        return None
    return code, fetch_run(open_database(), code)


def _label(row: object, t: Translator) -> str:
    return t(
        "conference.frozen_label",
        code=row.receipt_code,
        period=format_period(Period.parse(row.period_id), t),
        date=format_day(row.frozen_at),
        count=row.screen_count,
        name=row.frozen_by,
    )
