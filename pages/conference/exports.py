"""Xuất báo cáo: the official report, slides, workbook and presentation of a period."""

import streamlit as st

from khuyenhoc.ui import access, filters, states
from khuyenhoc.ui.conference import exports, gathering, letterheads
from khuyenhoc.ui.language import translator

scope = access.require_role("officer", "chair")
t = translator()
st.title(t("exports.title"))
selection = filters.choose(scope, t, with_indicator=False)
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)
facts = gathering.choose_facts(selection, scope, t)
st.markdown(
    t(
        "exports.introduction",
        reported=facts.reported_units,
        expected=facts.expected_units,
        units=t(f"level.{facts.level}"),
    )
)
exports.offer(facts, t)
st.header(t("exports.ready_title"))
exports.offer_ready(facts, t)
letterheads.offer(selection.province, t)
