"""Tự đánh giá danh hiệu: titles recognised and how long they hold; a unit's sheet and what it comes to."""

import streamlit as st

from khuyenhoc.ui import access, assessment, filters, notes
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(
    scope, t, with_indicator=False, with_period=False, why_reported="lens.why_assessment"
)

sheets = assessment.sheets_of(selection, scope)
headline.title(assessment.headline(sheets, selection, t))
assessment.show_register(sheets, selection, t)
notes.under_figure("assessment", selection, scope, t, is_of_period=False)
assessment.show_sheet(sheets, selection, scope, t)
