"""Bảng điểm: which units need help, indicator by indicator."""

import streamlit as st

from khuyenhoc.ui import (
    access,
    filters,
    lens_words,
    notes,
    output,
    scorecard,
    states,
)
from khuyenhoc.ui.conference import picked_figures, picks
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(scope, t)
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)
peers = scorecard.choose_peers(selection.lens, t)

card = scorecard.load(selection.province, selection.period, selection.lens, selection.indicator, peers, scope)

headline.title(scorecard.headline(card, filters.selected_name(selection, t), t))
st.caption(scorecard.subtitle(card, t))
st.markdown(scorecard.key_to_signs(card, t))
scorecard.show_table(card, t)
scorecard.show_floor(card, t)
output.source_line(t, **scorecard.completeness(card, t), is_synthetic=selection.is_synthetic)
picks.offer_figure(
    f"scorecard.{card.indicator.indicator}.{card.peers}",
    selection,
    lambda: picked_figures.scorecard_table(card, t),
    t,
    title=scorecard.headline(card, filters.selected_name(selection, t), t),
    subtitle=f"{scorecard.subtitle(card, t)} {picked_figures.ends_words(card, t)}".rstrip(),
    **scorecard.completeness(card, t),
)
name = lens_words.file_name("scorecard", selection)
scorecard.offer_print(card, scorecard.of_print(card, selection, t), t, name=name)
output.download_table(
    scorecard.wide(card),
    scorecard.export_columns(card, t),
    t,
    name=name,
    notes=scorecard.notes(card, selection, t),
)
notes.under_figure("scorecard", selection, scope, t, is_of_indicator=True)
