"""Maps of several periods: side by side on one scale, or in turn."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.bands import Method
from khuyenhoc.charts.map import MapContent, largest_value, with_one_legend
from khuyenhoc.charts.map_classes import Scale, make_scale
from khuyenhoc.charts.map_play import play_map
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.periods import Period
from khuyenhoc.geography.manifest import Manifest
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.ui import map_data, map_downloads, maps, output
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.map_state import View

_COMPARED_HEIGHT = 560
_PLAYED_HEIGHT = 900


def side_by_side(
    manifest: Manifest,
    periods: Sequence[Period],
    view: View,
    selection: Selection,
    scope: Scope,
    method: Method,
    target: float | None,
    t: Translator,
    *,
    place: str,
) -> None:
    """One map a period, two in a row, all with the same classes."""
    rows = {period: map_data.units_on_map(view, selection.at(period), scope) for period in periods}
    rows = {period: units for period, units in rows.items() if not units.empty}
    scale, top = _shared(list(rows.values()), method, target)
    shown = list(rows)
    contents: dict[Period, MapContent] = {}
    for start in range(0, len(shown), 2):
        for column, period in zip(st.columns(2), shown[start : start + 2], strict=False):
            with column:
                units = rows[period]
                st.header(format_period(period, t))
                content = maps.map_content(manifest, units, selection.indicator, t, scale=scale, top=top)
                contents[period] = content
                maps.show_map(
                    with_one_legend(list(rows.values()), content),
                    t,
                    alt=maps.describe(units, selection.indicator, period, place, t),
                    key=f"map.compare.{period.period_id}",
                    height=_COMPARED_HEIGHT,
                    width_hint=430,
                )
                _completeness(units, t)
    if contents:
        map_downloads.offer_series(manifest, contents, selection, place, t, kind="compare")


def in_turn(
    manifest: Manifest,
    periods: Sequence[Period],
    view: View,
    selection: Selection,
    scope: Scope,
    method: Method,
    target: float | None,
    t: Translator,
    *,
    place: str,
) -> None:
    """The quarters on the boundaries of the period that was chosen, with a slider and a play button."""
    played = [
        period
        for period in periods
        if not period.is_cumulative
        and (period.vintage is selection.period.vintage or selection.lens is not Lens.REPORTED)
    ]
    if selection.period not in played:
        played.append(selection.period)
    rows = _of_the_same_units(
        {period: map_data.units_on_map(view, selection.at(period), scope) for period in played},
        selection.period,
    )
    scale, top = _shared(list(rows.values()), method, target)
    contents = {
        period: maps.map_content(manifest, units, selection.indicator, t, scale=scale, top=top)
        for period, units in rows.items()
    }
    last = list(rows)[-1]
    figure = drawing(
        play_map,
        [(format_period(period, t), units) for period, units in rows.items()],
        contents[last],
        t,
        height=_PLAYED_HEIGHT,
        width_hint=figure_width(1000),
    )
    st.caption(t("map.play_note", count=len(rows)))
    output.show_figure(
        figure,
        alt=maps.describe(rows[last], selection.indicator, last, place, t),
        key="map.play",
    )
    map_downloads.offer_series(manifest, contents, selection, place, t, kind="quarters")


def _of_the_same_units(rows: Mapping[Period, pd.DataFrame], chosen: Period) -> dict[Period, pd.DataFrame]:
    """The periods whose units are those of the chosen one: a later act may have changed them in between."""
    units = set(rows[chosen]["org_unit_id"])
    return {period: found for period, found in rows.items() if set(found["org_unit_id"]) == units}


def _shared(rows: Sequence[pd.DataFrame], method: Method, target: float | None) -> tuple[Scale, float]:
    values = pd.concat([each["value"] for each in rows], ignore_index=True)
    return make_scale(values, method, target=target), largest_value(values)


def _completeness(units: pd.DataFrame, t: Translator) -> None:
    st.caption(t("source.completeness", reported=int(units["value"].notna().sum()), expected=len(units)))
