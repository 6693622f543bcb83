"""Học tập thường xuyên: learning centres, literacy classes, and the associations that carry them."""

import streamlit as st

from khuyenhoc.ui import access, continuing, filters, notes, states
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(scope, t, with_indicator=False)
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)

figures = continuing.figures_of(selection, scope)
headline.title(continuing.headline(figures, selection, t))
continuing.show_group("teaching", figures, selection, t)
notes.under_figure("continuing", selection, scope, t)
continuing.show_group("organisation", figures, selection, t)
notes.under_figure("continuing.organisation", selection, scope, t)
continuing.show_units(selection, scope, t)
notes.under_figure("continuing.units", selection, scope, t)
