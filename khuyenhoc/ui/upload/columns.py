"""Columns that were not recognised, to be given a meaning from a list."""

import streamlit as st

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.confirmed import NOT_STORED, heading_key
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.recognised import element_name

_UNKNOWN = "unknown"


def map_columns(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    """A list of data elements to pick from for each unknown column."""
    unknown = [column for table in verdict.tables for column in table.columns if column.role == _UNKNOWN]
    if not unknown:
        return
    choices = [NOT_STORED, *data_elements()]
    with st.container(border=True), st.form(report.key("columns")):
        st.subheader(t("upload.map_columns"))
        meanings = {
            column.heading: st.selectbox(
                t("upload.map_column", column=column.column, heading=column.heading),
                choices,
                index=None,
                format_func=lambda element: element_name(element, t) if element else t("upload.do_not_store"),
                placeholder=t("upload.choose_meaning"),
                key=report.key(f"column.{column.column}"),
            )
            for column in unknown
        }
        if st.form_submit_button(t("upload.check_again"), type="primary"):
            told = st.session_state.get(report.key("headings"), {})
            st.session_state[report.key("headings")] = told | {
                heading_key(heading): meaning for heading, meaning in meanings.items() if meaning is not None
            }
            st.rerun()
