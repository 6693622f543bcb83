"""Choices and the way up and down that only maps have."""

from collections.abc import Callable, Collection

import pandas as pd
import streamlit as st

from khuyenhoc.charts.bands import Method
from khuyenhoc.charts.map import draws_circles
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value
from khuyenhoc.review.sentences import place_name
from khuyenhoc.ui import map_state, url_state
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.map_state import View

MOST_PERIODS = 4


def breadcrumb(view: View, selection: Selection, units: pd.DataFrame, unit: str, t: Translator) -> None:
    """Country › province › unit; every step but the last leads back up."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if view is View.PROVINCE:
            st.button(t("map.country"), on_click=map_state.open_country, type="tertiary")
            st.markdown("›")
            name = place_name(selection.province, t)
            if unit == map_state.NO_UNIT:
                st.markdown(f"**{name}**")
            else:
                province = (selection.province.org_unit_id,)
                st.button(name, on_click=map_state.open_province, args=province, type="tertiary")
        else:
            st.markdown(f"**{t('map.country')}**")
        if unit != map_state.NO_UNIT:
            st.markdown("›")
            st.markdown(f"**{units.loc[units['org_unit_id'] == unit, 'name'].iloc[0]}**")


def choose_method(indicator: Indicator, target: tuple[float, int] | None, t: Translator) -> Method:
    """How values are put into classes; by the target where there is one."""
    if draws_circles(indicator):
        st.selectbox(t("map.classes"), [t("map.classes_circles")], disabled=True, key="map.circles")
        return Method.QUANTILES
    methods = [method.value for method in Method if target is not None or method is not Method.TARGET]
    url_state.follow("classes", methods)
    chosen = st.selectbox(
        t("map.classes"), methods, key="classes", format_func=lambda name: _method_name(name, target, t)
    )
    url_state.write("classes", chosen)
    return Method(chosen)


def choose_periods(periods: list[Period], current: Period, t: Translator) -> list[Period]:
    """Up to four periods to stand side by side, oldest first."""
    by_id = {period.period_id: period for period in periods}
    before = [period for period in periods if period.end < current.end and period.kind == current.kind]
    standard = [period.period_id for period in (*before[-1:], current)]
    chosen = st.multiselect(
        t("map.periods"),
        list(by_id),
        default=[period for period in standard if period in by_id],
        max_selections=MOST_PERIODS,
        format_func=lambda period: format_period(by_id[period], t),
        placeholder=t("map.choose_periods"),
        key="map.periods",
    )
    return [period for period in periods if period.period_id in chosen]


def click_action(view: View, units: pd.DataFrame, key: str) -> Callable[[], None]:
    """What a click on a shape does: into a province that has reports, else to the unit."""
    has_reports: Collection[str] = ()
    if view is View.COUNTRY:
        has_reports = set(units.loc[units["state"] != "not_reported", "org_unit_id"])

    def act() -> None:
        unit = map_state.clicked_unit(key)
        if unit in has_reports:
            map_state.open_province(unit)
        else:
            map_state.open_unit(unit)

    return act


def _method_name(name: str, target: tuple[float, int] | None, t: Translator) -> str:
    if target is None or name != Method.TARGET:
        return t(f"map.classes_{name}")
    value, year = target
    return t("map.classes_target", year=year, value=format_value(value, "%", t))
