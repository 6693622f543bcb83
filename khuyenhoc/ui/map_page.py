"""The map page's ways of looking: one period with its list, periods side by side, quarters in turn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.bands import Method
from khuyenhoc.charts.map_classes import make_scale
from khuyenhoc.domain.collation import vietnamese_key
from khuyenhoc.geography.later_shapes import without_shape
from khuyenhoc.geography.manifest import Manifest
from khuyenhoc.i18n import Translator
from khuyenhoc.review.sentences import place_name
from khuyenhoc.ui import (
    map_controls,
    map_data,
    map_downloads,
    map_panel,
    map_series,
    maps,
    output,
    unit_table,
)
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.map_layers import approximate_units
from khuyenhoc.ui.map_state import NO_UNIT, Mode, View, choose_unit
from khuyenhoc.ui.markdown import escape

_KEY = "map.figure"
_HEIGHT = 720
# Names of more units than these are not sent with every change; the list then holds the province's own.
_MOST_LISTED = 250


@dataclass(frozen=True)
class OnMap:
    """What the page is about.

    Attributes:
        units: rows of `indicator_by_unit` or `indicator_by_province`.
        target: value and year of the next target; None without one.
    """

    view: View
    selection: Selection
    scope: Scope
    units: pd.DataFrame
    target: tuple[float, int] | None
    method: Method

    @property
    def listed(self) -> pd.DataFrame:
        """The rows of the list beside the map: all, or on a map of thousands those of the province."""
        if len(self.units) <= _MOST_LISTED:
            return self.units
        # A lens may show former provinces under a present one, and the other way round.
        own = {*self.selection.lens_province_ids, *self.selection.all_province_ids}
        return self.units[self.units["province_id"].isin(own)]

    @property
    def target_value(self) -> float | None:
        """The next target without its year."""
        return None if self.target is None else self.target[0]

    def place(self, t: Translator) -> str:
        """Name of what the map shows."""
        return place_name(self.selection.province, t) if self.view is View.PROVINCE else t("map.country")


def _one_period(on_map: OnMap, t: Translator) -> None:
    manifest = maps.usable_manifest(t, key=_KEY)
    if manifest is None:
        return
    crumbs = st.container()
    map_column, side_column = st.columns([2, 1])
    with side_column:
        names = dict(zip(on_map.listed["org_unit_id"], on_map.listed["name"], strict=True))
        unit = choose_unit(names, t)
        if unit != NO_UNIT:
            map_panel.show_unit(on_map.units, unit, on_map.selection, on_map.target, on_map.view, t)
        map_panel.short_list(
            on_map.listed, on_map.selection.indicator, t, height=_HEIGHT - 90 if unit == NO_UNIT else 300
        )
    with crumbs:
        map_controls.breadcrumb(on_map.view, on_map.selection, on_map.units, unit, t)
    indicator = on_map.selection.indicator
    look = {"method": on_map.method, "target": on_map.target_value, "chosen": unit}
    with map_column:
        output.show_figure(
            maps.drawn_map(
                manifest, on_map.units, indicator, t, height=_HEIGHT, width_hint=figure_width(570), **look
            ),
            alt=maps.description(on_map.units, on_map.selection, on_map.place(t), t),
            key=_KEY,
            on_select=map_controls.click_action(on_map.view, on_map.units, _KEY),
        )
    maps.show_credit(manifest, on_map.units, t)
    map_downloads.offer(
        manifest,
        lambda: maps.map_content(
            manifest,
            on_map.units,
            indicator,
            t,
            scale=make_scale(on_map.units["value"], on_map.method, target=on_map.target_value),
            chosen=unit,
        ),
        on_map.units,
        on_map.selection,
        on_map.place(t),
        t,
    )
    _approximate_units(manifest, on_map, t)


def _compared(on_map: OnMap, t: Translator) -> None:
    manifest = maps.usable_manifest(t, key=_KEY)
    if manifest is None:
        return
    periods = map_data.periods_on_map(on_map.view, on_map.selection, on_map.scope)
    chosen = map_controls.choose_periods(periods, on_map.selection.period, t)
    if not chosen:
        st.info(t("map.choose_periods"))
        return
    map_series.side_by_side(
        manifest,
        chosen,
        on_map.view,
        on_map.selection,
        on_map.scope,
        on_map.method,
        on_map.target_value,
        t,
        place=on_map.place(t),
    )
    maps.show_credit(manifest, on_map.units, t)


def _played(on_map: OnMap, t: Translator) -> None:
    manifest = maps.usable_manifest(t, key=_KEY)
    if manifest is None:
        return
    map_series.in_turn(
        manifest,
        map_data.periods_on_map(on_map.view, on_map.selection, on_map.scope),
        on_map.view,
        on_map.selection,
        on_map.scope,
        on_map.method,
        on_map.target_value,
        t,
        place=on_map.place(t),
    )
    maps.show_credit(manifest, on_map.units, t)


SHOW: Mapping[Mode, Callable[[OnMap, Translator], None]] = {
    Mode.ONE: _one_period,
    Mode.COMPARE: _compared,
    Mode.PLAY: _played,
}


def show_table(on_map: OnMap, t: Translator) -> None:
    """The rows behind the map, with their download."""
    unit_table.full_table(on_map.units, on_map.selection, on_map.scope, t)


def _approximate_units(manifest: Manifest, on_map: OnMap, t: Translator) -> None:
    """Which units have no shape of their own, which shapes are approximations, and why."""
    units = on_map.units
    lacking = without_shape(units["org_unit_id"])
    if lacking:
        names = units.loc[units["org_unit_id"].isin(lacking), "name"]
        st.info(t("map.without_shape", names=escape(", ".join(sorted(names, key=vietnamese_key)))))
    found = approximate_units(manifest, units["org_unit_id"]).difference(lacking)
    shown = units[units["org_unit_id"].isin(found)]
    if shown.empty:
        return
    with st.expander(t("map.approximate_list", count=len(shown))):
        st.markdown(t("map.approximate_why"))
        st.markdown(", ".join(sorted(shown["name"], key=vietnamese_key)))
