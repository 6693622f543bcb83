"""Hồ sơ đơn vị: one district or commune on one page."""

import streamlit as st

from khuyenhoc.ui import access, lineage, notes, profile, states
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
choice = profile.choose(scope, t)
states.mark_synthetic(t, is_synthetic=choice.is_synthetic)

places = profile.places(choice, scope)
panels = profile.panels(choice, places, scope, t)
headline.title(profile.headline(choice, places, t))

if places:
    st.caption(profile.subtitle(choice, t))
    profile.show_tiles(places, choice.lens, t)
    profile.show_reasons(choice, places, scope, t)
    st.header(t("profile.trends"))
    profile.show_trends(panels, t)
    profile.show_source(choice, places, t)
else:
    st.info(t("profile.not_reporting"), icon=":material/info:")
profile.offer_print(choice, places, panels, scope, t)

st.header(t("profile.title_lineage"))
lineage.show_lineage(choice.unit, t, key="profile.lineage")
st.header(t("profile.title_reports"))
profile.show(profile.reports(choice.unit, scope, t), t("profile.no_reports"), alt=t("profile.title_reports"))
st.header(t("profile.title_remarks"))
notes.show_notes(profile.subject(choice), scope, t, is_open=True)
st.header(t("profile.title_actions"))
profile.show(profile.actions(choice.unit, scope, t), t("profile.no_actions"), alt=t("profile.title_actions"))
