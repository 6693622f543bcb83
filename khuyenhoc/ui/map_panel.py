"""What is known about the unit that was chosen on a map."""

import pandas as pd
import streamlit as st

from khuyenhoc.charts.map_hover import short_hover, written_value
from khuyenhoc.domain.estimates import EXACT
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_number, format_value, marked
from khuyenhoc.ui import map_state
from khuyenhoc.ui.estimates import in_italics
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.map_state import View


def show_unit(
    units: pd.DataFrame,
    unit: str,
    selection: Selection,
    target: tuple[float, int] | None,
    view: View,
    t: Translator,
) -> None:
    """Value, rank, change, target and source of one row of the map, and where one can go from here."""
    row = next(units[units["org_unit_id"] == unit].itertuples())
    with st.container(border=True):
        st.markdown(f"**{row.name}**")
        if pd.isna(row.value):
            st.markdown(f"### {t(f'state.{row.state}')}")
        else:
            st.markdown(f"### {written_value(row, selection.indicator, t)}")
            ranked = int(units["value"].notna().sum())
            _facts(_facts_of(row, ranked, selection, target, t))
        if view is View.COUNTRY and row.reported_sources:
            st.button(
                t("map.open_province", name=row.short_name),
                on_click=map_state.open_province,
                args=(unit,),
                icon=":material/zoom_in_map:",
            )
        st.button(
            t("map.close_unit"),
            on_click=map_state.open_unit,
            args=(map_state.NO_UNIT,),
            icon=":material/close:",
        )


def short_list(units: pd.DataFrame, indicator: Indicator, t: Translator, *, height: int) -> None:
    """Rank, name and value of each unit: what the numbers on the shapes stand for."""
    shown = pd.DataFrame(
        {
            "rank": [t("table.rank", rank=int(rank)) if pd.notna(rank) else "" for rank in units["rank"]],
            "name": units["short_name"],
            "value": [short_hover(row, indicator, t) for row in units.itertuples()],
        }
    )
    st.dataframe(
        in_italics(shown, "value"),
        hide_index=True,
        height=height,
        column_config={
            "rank": st.column_config.TextColumn(t("table.rank_heading"), width=42),
            "name": st.column_config.TextColumn(t("table.unit"), width=92),
            "value": st.column_config.TextColumn(t("table.value"), width=70, alignment="right"),
        },
        alt=t("table.alt", indicator=indicator_name(indicator, t)),
    )


def _facts_of(
    row: object, ranked: int, selection: Selection, target: tuple[float, int] | None, t: Translator
) -> dict[str, str]:
    unit = selection.indicator.unit
    facts = {t("map.panel_rank"): t("map.panel_rank_value", rank=int(row.rank), count=ranked)}
    if pd.notna(row.earlier_value):
        change = format_change(row.value - row.earlier_value, unit, t)
        method = row.earlier_method if row.method == EXACT else row.method
        facts[t("map.panel_change")] = marked(change, method, t)
    if target is not None:
        value, year = target
        gap = format_change(row.value - value, unit, t)
        heading = t("map.panel_target", year=year)
        facts[heading] = t("map.panel_target_gap", value=format_value(value, unit, t), gap=gap)
    if selection.indicator.denominator:
        parts = (format_number(part, t.language) for part in (row.numerator, row.denominator))
        facts[t("map.panel_parts")] = " / ".join(marked(part, row.method, t) for part in parts)
    if row.expected_sources > 1:
        facts[t("map.panel_completeness")] = t(
            "table.of", reported=int(row.reported_sources), expected=int(row.expected_sources)
        )
    if pd.notna(row.file_name):
        facts[t("map.panel_source")] = t(
            "map.panel_source_value", file=row.file_name, cell=row.cell, receipt=row.receipt_code
        )
    return facts


def _facts(facts: dict[str, str]) -> None:
    for heading, text in facts.items():
        # A file's name is data: it must not become markup.
        st.text(f"{heading}: {text}")
