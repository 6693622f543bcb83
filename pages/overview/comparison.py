"""So sánh: up to six units of a province side by side."""

import streamlit as st

from khuyenhoc.ui import access, comparison, filters, notes, states, url_state
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(scope, t)
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)
found = comparison.load(selection, scope, t)

headline.title(comparison.headline(found, selection, t))
if found.units.empty:
    st.info(t("compare.nobody"), icon=":material/touch_app:")
    url_state.stop()

comparison.show_dumbbell(found, selection, t)
comparison.show_table(found, selection, t)
notes.under_figure("comparison", selection, scope, t, is_of_indicator=True)
comparison.show_multiples(found, selection, scope, t)
notes.under_figure("comparison.multiples", selection, scope, t, is_of_indicator=True)
second = comparison.choose_second(selection.indicator, t)
comparison.show_scatter(found, selection, second, t)
notes.under_figure("comparison.scatter", selection, scope, t, is_of_indicator=True)
