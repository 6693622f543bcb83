"""Columns that were not recognised, to be given a meaning from a list."""

import pandas as pd
import streamlit as st

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.confirmed import NOT_STORED, heading_key
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.recognised import element_name

_UNKNOWN = "unknown"


def map_columns(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    """A table with one row per unknown column and a list of data elements to pick from."""
    unknown = [column for table in verdict.tables for column in table.columns if column.role == _UNKNOWN]
    if not unknown:
        return
    names = {element_name(element, t): element for element in data_elements()}
    names = {t("upload.do_not_store"): NOT_STORED, **names}
    with st.container(border=True), st.form(report.key("columns")):
        st.subheader(t("upload.map_columns"))
        edited = st.data_editor(
            pd.DataFrame(
                {
                    "column": [column.column for column in unknown],
                    "heading": [column.heading for column in unknown],
                    "meaning": [None] * len(unknown),
                }
            ),
            hide_index=True,
            disabled=["column", "heading"],
            column_config={
                "column": st.column_config.TextColumn(t("upload.column"), width=70),
                "heading": st.column_config.TextColumn(t("upload.heading")),
                "meaning": st.column_config.SelectboxColumn(t("upload.understood_as"), options=list(names)),
            },
            key=report.key("columns.editor"),
        )
        if st.form_submit_button(t("upload.check_again"), type="primary"):
            told = st.session_state.get(report.key("headings"), {})
            st.session_state[report.key("headings")] = told | {
                heading_key(heading): names[meaning]
                for heading, meaning in zip(edited["heading"], edited["meaning"], strict=True)
                if meaning in names
            }
            st.rerun()
