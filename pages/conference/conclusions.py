"""Kết luận hội nghị: what was decided, by when, and what the figures say since."""

import streamlit as st

from khuyenhoc.data_access import query
from khuyenhoc.domain.subject import Subject
from khuyenhoc.ui import access, filters, states
from khuyenhoc.ui.conference import conclusions
from khuyenhoc.ui.language import translator
from khuyenhoc.ui.person import acting_name

scope = access.require_role("officer", "chair")
t = translator()
st.title(t("conclusions.title"))
selection = filters.choose(scope, t, with_indicator=False, why_reported="lens.why_conclusions")
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)

found = query("conclusions", scope, province_ids=selection.all_province_ids)
units = query("unit_states", scope, province_ids=selection.province_ids, period_id=selection.period.period_id)
subject = Subject(selection.province, selection.period)
conclusions.show(found, t)
conclusions.offer_minutes(found, subject, t, is_synthetic=selection.is_synthetic)

name = acting_name(t)
conclusions.settle(found, name, t)
conclusions.note(subject, units, name, t)
