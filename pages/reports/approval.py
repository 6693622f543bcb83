"""Duyệt báo cáo: where each unit's report of a period stands, and the steps that are open."""

import streamlit as st

from khuyenhoc.ui import access, approval, notice, states
from khuyenhoc.ui.language import translator
from khuyenhoc.ui.person import acting_name

scope = access.require_role("officer", "chair")
t = translator()
headline = st.container()
report = approval.choose_report(scope, t)
states.mark_synthetic(t, is_synthetic=report.is_synthetic)

headline.title(approval.headline(report, t))
notice.show()
approval.show_counts(report, t)
approval.show_units(report, t)

person = acting_name(t)
approval.offer_unit_steps(report, person, t)
approval.offer_province_steps(report, person, t)
approval.offer_deadline(report, person, t)
approval.show_history(report, scope, t)
