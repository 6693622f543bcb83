"""The choices above a figure: province, period, indicator."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.org_units import OrgUnit, all_units, provinces_in, successor
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.ui import states, url_state

DEFAULT_INDICATOR = "learning_citizen_rate"


@dataclass(frozen=True)
class Selection:
    """What the screen is about.

    Attributes:
        province: the province chosen, of either vintage.
        is_synthetic: whether any figure of the period comes from a file marked as made up.
    """

    province: OrgUnit
    period: Period
    indicator: Indicator
    is_synthetic: bool

    def at(self, period: Period) -> "Selection":
        """The same choices in another period."""
        return replace(self, period=period)

    @property
    def province_ids(self) -> tuple[str, ...]:
        """The reporting provinces of the period that make up the province chosen."""
        return provinces_in(self.province.org_unit_id, self.period.vintage)

    @property
    def earlier_period(self) -> Period:
        """The same period last year."""
        return self.period.same_period_last_year

    @property
    def earlier_province_ids(self) -> tuple[str, ...]:
        """The reporting provinces of the same period last year."""
        return provinces_in(self.province.org_unit_id, self.earlier_period.vintage)

    @property
    def all_province_ids(self) -> tuple[str, ...]:
        """The province in every vintage it has figures in."""
        own = self.province.org_unit_id
        return tuple(dict.fromkeys((own, *provinces_in(own, Vintage.LEGACY))))


def choose(
    scope: Scope, t: Translator, *, with_indicator: bool = True, with_period: bool = True
) -> Selection:
    """Draw the choices in a row and give back what was chosen; stops the page while there are no figures."""
    reports = query("reporting_periods", scope)
    states.stop_without_figures(reports, t)
    columns = st.columns([3, 2, 4] if with_indicator and with_period else [3, 3])
    with columns[0]:
        province = _choose_province(reports, t)
    periods = _periods_of(province, reports)
    period = Period.parse(periods[0])
    if with_period:
        with columns[1]:
            period = _choose_period(periods, t)
    indicator = indicators()[DEFAULT_INDICATOR]
    if with_indicator:
        with columns[-1]:
            indicator = _choose_indicator(t)
    is_synthetic = bool(reports.loc[_rows_of(province, reports), "is_synthetic"].any())
    return Selection(province, period, indicator, is_synthetic)


def indicator_name(indicator: Indicator, t: Translator) -> str:
    """Name of an indicator in the language of the screen."""
    return indicator.name_vi if t.language == "vi" else indicator.name_en


def province_name(province: OrgUnit, t: Translator) -> str:
    """Short name of a province, marked when it is a former one."""
    if province.vintage is Vintage.LEGACY:
        return t("filters.former_province", name=province.short_name)
    return province.short_name


def _choose_province(reports: pd.DataFrame, t: Translator) -> OrgUnit:
    reporting = dict.fromkeys(reports["province_id"])
    present = dict.fromkeys(successor(province_id) for province_id in reporting)
    former = [province_id for province_id in reporting if province_id not in present]
    options = [*present, *former]
    return all_units()[
        _choice(t("filters.province"), options, "province", lambda key: province_name(all_units()[key], t))
    ]


def _rows_of(province: OrgUnit, reports: pd.DataFrame) -> pd.Series:
    own = province.org_unit_id
    return reports["province_id"].isin([own, *provinces_in(own, Vintage.LEGACY)])


def _periods_of(province: OrgUnit, reports: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(reports.loc[_rows_of(province, reports), "period_id"]))


def _choose_period(periods: list[str], t: Translator) -> Period:
    chosen = _choice(t("filters.period"), periods, "period", lambda key: format_period(Period.parse(key), t))
    return Period.parse(chosen)


def _choose_indicator(t: Translator) -> Indicator:
    options = list(indicators())
    options.remove(DEFAULT_INDICATOR)
    options.insert(0, DEFAULT_INDICATOR)
    chosen = _choice(
        t("filters.indicator"), options, "indicator", lambda key: indicator_name(indicators()[key], t)
    )
    return indicators()[chosen]


def _choice(label: str, options: list[str], key: str, format_func: object) -> str:
    url_state.follow(key, options)
    chosen = st.selectbox(label, options, key=key, format_func=format_func)
    url_state.write(key, chosen)
    return chosen
