"""What is remembered of a sender and was used for this file: who said it and when, and a way to forget it."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_day
from khuyenhoc.intake.confirmed import NOT_STORED, heading_key, unit_key
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.wordings import HEADING, Wording, forget
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.person import known_name
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.told import told_of


def show_remembered(report: DroppedFile, verdict: Verdict, scope: Scope, t: Translator) -> None:
    """One line for each remembered meaning that this file was read with."""
    used = _used(report, verdict, scope)
    if used.empty:
        return
    with st.container(border=True, key="upload.remembered"):
        st.markdown(f":material/history: **{t('memory.heading')}**")
        for row in used.itertuples():
            words, button = st.columns([5, 1], vertical_alignment="center")
            words.markdown(
                t(
                    "memory.line",
                    shown=escape(row.shown),
                    meaning=escape(_meaning(row.kind, row.meaning, t)),
                    by=escape(row.told_by),
                    date=format_day(row.told_at),
                )
            )
            if button.button(
                t("memory.forget"),
                key=f"forget.{row.kind}.{row.layout}.{row.wording}",
                help=t("memory.forget_help"),
            ):
                wording = Wording(row.kind, row.layout, row.wording, row.shown, row.meaning)
                forget(open_database(), verdict.province_id, wording, by=known_name() or t("upload.desk"))
                st.rerun()


def _used(report: DroppedFile, verdict: Verdict, scope: Scope) -> pd.DataFrame:
    """Rows of the query `remembered_wordings` that this file was read with."""
    rows = query("remembered_wordings", scope, province_id=verdict.province_id or "")
    told = told_of(report)
    headings = {
        (table.layout, heading_key(column.heading))
        for table in verdict.tables
        for column in table.columns
        if column.heading not in told.headings
    }
    units = {unit_key(name) for name in verdict.told_names if name not in told.units}
    # Intake passes over meanings that this release does not know; so does this list.
    known = {NOT_STORED, *data_elements()}
    is_used = [
        (row.layout, row.wording) in headings and row.meaning in known
        if row.kind == HEADING
        else row.wording in units and row.meaning in all_units()
        for row in rows.itertuples()
    ]
    return rows[is_used] if is_used else rows


def _meaning(kind: str, meaning: str, t: Translator) -> str:
    if meaning == NOT_STORED:
        return t("upload.do_not_store")
    return element_name(meaning, t) if kind == HEADING else all_units()[meaning].name
