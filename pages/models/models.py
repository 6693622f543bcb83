"""Mô hình học tập: total, registered, recognised; on which denominator; the Ministry's titles apart."""

import streamlit as st

from khuyenhoc.ui import access, filters, models, notes, states
from khuyenhoc.ui.conference import picked_figures, picks
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(scope, t, with_indicator=False)
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)

rows = models.stages_of(selection, scope)
headline.title(models.headline(rows, selection, t))
models.show_stages(rows, selection, t)
picks.offer_figure(
    "models",
    selection,
    lambda: picked_figures.stages_table(rows, t),
    t,
    title=models.headline(rows, selection, t),
    subtitle=models.subtitle(selection, t),
    **models.completeness(rows),
)
notes.under_figure("models", selection, scope, t)
models.show_registration(selection, scope, t)
notes.under_figure("models.registration", selection, scope, t)
models.show_ministry_titles(selection, scope, t)
notes.under_figure("models.ministry", selection, scope, t)
