"""Trình chiếu: a run of screens, frozen and gone through by keys."""

import streamlit as st

from khuyenhoc.ui import access, filters, states
from khuyenhoc.ui.conference import differences, freezing, gathering, presenting, run_order, sharing
from khuyenhoc.ui.language import translator

scope = access.require_role("officer", "chair")
t = translator()
st.title(t("conference.title"))
selection = filters.choose(scope, t, with_indicator=False)
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)
facts = gathering.choose_facts(selection, scope, t)
with st.spinner(t("conference.building")):
    live = gathering.live_run(facts, t)

frozen = freezing.choose_frozen(selection.all_province_ids, scope, t)
if frozen is None:
    st.header(t("conference.order"))
    run = run_order.arrange(live, facts.subject.period, t)
    st.header(t("conference.freeze_heading"))
    freezing.offer_freeze(run, facts.subject, t)
else:
    code, run = frozen
    st.info(t("conference.shown_as_frozen", date=run.frozen_on), icon=":material/ac_unit:")
    differences.show(run, live, code, t)
    sharing.offer_link(code, t)

st.header(t("conference.present_heading"))
presenting.present(run, live, facts, t)
st.header(t("conference.files_heading"))
presenting.offer_files(run, live, facts, t)
