"""Tiến độ báo cáo: who reported which period, whom to remind, and totals that compare like with like."""

import streamlit as st

from khuyenhoc.charts.calendar import report_calendar
from khuyenhoc.ui import access, comparable, filters, notes, output, progress, states
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(scope, t, with_indicator=False, why_reported="lens.why_progress")
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)

day = progress.today()
cells = progress.calendar(selection, scope, day)
found = progress.of_period(cells, selection.period)

headline.title(progress.headline(cells, selection, t))
st.caption(progress.subtitle(selection, day, t))
progress.say_silent(found, selection, t)
grid_tab, list_tab, reminder_tab, totals_tab = st.tabs(
    [t("progress.tab_grid"), t("progress.tab_list"), t("progress.tab_reminder"), t("progress.tab_totals")]
)
with grid_tab:
    progress.show_counts(cells, t)
    figure = drawing(report_calendar, cells, t, width_hint=figure_width(1000))
    output.show_figure(figure, alt=progress.calendar_words(cells, selection, t), key="progress.figure")
with list_tab:
    progress.show_table(cells, selection, t)
with reminder_tab:
    progress.show_reminder(progress.reminder(cells, selection, day, t), t)
with totals_tab:
    comparable.show(selection, scope, t)
output.source_line(
    t,
    reported=int((found["report_state"] == "reported").sum()),
    expected=len(found),
    is_synthetic=selection.is_synthetic,
)
notes.under_figure("progress", selection, scope, t)
