"""A sheet filled in with Excel: the form to download, and the file that comes back."""

import streamlit as st

from khuyenhoc.domain.assessed_sheets import AssessedSheet
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.assessment_sheet import read_assessment_sheet
from khuyenhoc.reports.assessment_form import assessment_form
from khuyenhoc.ui.assessment.results import show_levels, show_missing
from khuyenhoc.ui.assessment.words import title_name
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.sheet_import import read_dropped

_EXCEL_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    province_id = selection.province.org_unit_id
    read = read_dropped(read_assessment_sheet, province_id, t, label=t("assessment.drop"), key="assessment")
    if read is None:
        return None
    sheet = read.sheet
    title = title_name(sheet.scheme, sheet.unit_level, t)
    st.markdown(f"**{escape(sheet.unit_name)}** · {title} · {sheet.year}")
    show_levels(sheet.result(), t)
    show_missing(sheet, t)
    return sheet
