"""Chỉ tiêu: is the province on track, what is missing, which units lag, and the targets themselves."""

import streamlit as st

from khuyenhoc.ui import access, filters, notes, states, targets
from khuyenhoc.ui.conference import picked_figures, picks
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(scope, t, why_reported="lens.why_targets")
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)

models = targets.models_of(selection, scope)
headline.title(targets.headline(models, selection, t))
targets.show_models(models, selection, t)
picks.offer_figure(
    "targets",
    selection,
    lambda: picked_figures.targets_table(models, t),
    t,
    title=targets.headline(models, selection, t),
    subtitle=targets.subtitle(selection, t),
    **targets.completeness(models),
)
notes.under_figure("targets", selection, scope, t)

pace = targets.pace_of(selection, scope, t)
targets.show_pace(pace, selection, t)
notes.under_figure("targets.pace", selection, scope, t, is_of_indicator=True)
targets.show_units(targets.units_of(pace, selection, scope), selection, t)
notes.under_figure("targets.units", selection, scope, t, is_of_indicator=True)

targets.edit(selection, scope, t)
