"""Quỹ và học bổng: what came in, from whom, what for, what is left, and what must be published."""

import streamlit as st

from khuyenhoc.ui import access, filters, funds, notes, states
from khuyenhoc.ui.conference import picked_figures, picks
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(scope, t, with_indicator=False)
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)

span = funds.choose_span(selection, scope, t)
headline.title(funds.headline(span, selection, t))
funds.show_balance(span, selection, t)
picks.offer_figure(
    f"funds.{span.from_january}",
    selection,
    lambda: picked_figures.fund_table(span, t),
    t,
    title=funds.headline(span, selection, t),
    subtitle=funds.balance_subtitle(span, selection, t),
    reported=span.reported,
    expected=span.expected,
)
notes.under_figure("funds", selection, scope, t)
funds.show_flows(span, selection, t)
notes.under_figure("funds.flows", selection, scope, t)
funds.show_awards(span, selection, scope, t)
notes.under_figure("funds.awards", selection, scope, t)
funds.show_units(span, selection, scope, t)
notes.under_figure("funds.units", selection, scope, t)
funds.show_breaks(selection, scope, t)
notes.under_figure("funds.breaks", selection, scope, t)
funds.offer_publication(selection, scope, t)
notes.under_figure("funds.publication", selection, scope, t)
