"""A sheet filled in with Excel: the form to download, and the file that comes back."""

import hashlib

import streamlit as st

from khuyenhoc.domain.assessed_sheets import AssessedSheet
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.assessment_sheet import read_assessment_sheet
from khuyenhoc.reports.assessment_form import assessment_form
from khuyenhoc.ui.assessment.results import show_levels, show_missing
from khuyenhoc.ui.assessment.words import title_name
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.uploader_words import translate_drop_zone

_EXCEL_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEGABYTES = 20


def import_sheet(chosen: AssessedSheet, selection: Selection, t: Translator) -> AssessedSheet | None:
    """Draw the form's button and the drop zone; the sheet of a file without a wrong cell, else None."""
    st.caption(t("assessment.excel_note"))
    st.download_button(
        t("assessment.form_download"),
        data=lambda: assessment_form(chosen),
        file_name=f"tu_danh_gia_{chosen.unit_level}_{chosen.year}.xlsx",
        mime=_EXCEL_MIME,
        icon=":material/download:",
        on_click="ignore",
        key="assessment.template",
    )
    translate_drop_zone(t, megabytes=_MEGABYTES)
    # A new key after each import empties the zone.
    turn = st.session_state.setdefault("assessment.turn", 0)
    dropped = st.file_uploader(
        t("assessment.drop"),
        type=["xlsx", "xls", "ods"],
        max_upload_size=_MEGABYTES,
        key=f"assessment.file.{turn}",
    )
    if dropped is None:
        return None
    content = dropped.getvalue()
    province_id = selection.province.org_unit_id
    key = f"assessment.read.{hashlib.sha256(content).hexdigest()}.{province_id}"
    if key not in st.session_state:
        st.session_state[key] = read_assessment_sheet(content, dropped.name, province_id)
    read = st.session_state[key]
    if read.findings:
        st.error(t("targets.sheet_refused", count=len(read.findings)), icon=":material/block:")
        st.markdown(
            "\n".join(
                f"- **{escape(finding.cell or dropped.name)}**: {escape(finding.message(t.language))}"
                for finding in read.findings
            )
        )
        return None
    sheet = read.sheet
    title = title_name(sheet.scheme, sheet.unit_level, t)
    st.markdown(f"**{escape(sheet.unit_name)}** · {title} · {sheet.year}")
    show_levels(sheet.result(), t)
    show_missing(sheet, t)
    return sheet
