"""Quỹ và học bổng: what came in, from whom, what for, what is left, and what must be published."""

import streamlit as st

from khuyenhoc.store.remarks import Subject
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
funds.show_flows(span, selection, t)
funds.show_awards(span, selection, scope, t)
funds.show_units(span, selection, scope, t)
funds.show_breaks(selection, scope, t)
funds.offer_publication(selection, scope, t)

subject = Subject(selection.province.org_unit_id, figure="funds", period_id=selection.period.period_id)
notes.show_notes(subject, scope, t)
