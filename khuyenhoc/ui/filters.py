"""The choices above a figure: province, period, indicator."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.org_units import OrgUnit, all_units, provinces_in, successor
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.domain.subject import Subject
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.review.sentences import of_place, place_name
from khuyenhoc.ui import person, states, url_state

DEFAULT_INDICATOR = "learning_citizen_rate"
# The choices from left to right.
_WIDTHS = {"province": 3, "period": 2.4, "indicator": 4, "lens": 3}


@dataclass(frozen=True)
class Selection(Subject):
    """What the screen is about.

    Attributes:
        province: the province chosen, of either vintage.
        is_synthetic: whether any figure of the period comes from a file marked as made up.
        lens: the map that figures are read on.
    """

    indicator: Indicator
    is_synthetic: bool
    lens: Lens = Lens.REPORTED

    def at(self, period: Period) -> "Selection":
        """The same choices in another period."""
        return replace(self, period=period)

    @property
    def lens_province_ids(self) -> tuple[str, ...]:
        """The provinces whose units the lens shows."""
        return self.province_ids_under(self.lens)

    @property
    def earlier_lens_province_ids(self) -> tuple[str, ...]:
        """The same for the same period last year."""
        return self.earlier_province_ids_under(self.lens)


def choose(
    scope: Scope,
    t: Translator,
    *,
    with_indicator: bool = True,
    with_period: bool = True,
    why_reported: str = "",
) -> Selection:
    """Draw the choices in a row and give back what was chosen; stops the page while there are no figures.

    Args:
        why_reported: key of the text why the page stays with the units that reported, whichever map was
            chosen (docs/decisions/0028); the choice stays for other pages.
    """
    reports = query("reporting_periods", scope)
    states.stop_without_figures(reports, t)
    shown = {"period": with_period, "indicator": with_indicator}
    columns = _columns(*(name for name in _WIDTHS if shown.get(name, True)))
    with columns["province"]:
        province = _choose_province(reports, t)
    with columns["lens"]:
        chosen = choose_lens(t)
    lens = Lens.REPORTED if why_reported else chosen
    periods, is_synthetic = periods_of(province, reports, lens)
    period = Period.parse(periods[0])
    if with_period:
        with columns["period"]:
            period = _choose_period(list(periods), t)
    indicator = indicators()[DEFAULT_INDICATOR]
    if with_indicator:
        with columns["indicator"]:
            indicator = _choose_indicator(t)
    if lens is not chosen:
        st.caption(t("lens.kept", why=t(why_reported), lens=t(f"lens.{chosen}")))
    return Selection(province, period, indicator, is_synthetic, lens)


def _columns(*names: str) -> dict[str, st.delta_generator.DeltaGenerator]:
    """The row of choices; a choice that a page does not have takes no room."""
    return dict(zip(names, st.columns([_WIDTHS[name] for name in names]), strict=True))


def indicator_name(indicator: Indicator, t: Translator) -> str:
    """Name of an indicator in the language of the screen."""
    return indicator.name_vi if t.language == "vi" else indicator.name_en


def indicator_name_inline(indicator: Indicator, t: Translator) -> str:
    """The same within a sentence: `tỷ lệ công dân học tập`."""
    name = indicator_name(indicator, t)
    return name[0].lower() + name[1:]


def selected_name(selection: Selection, t: Translator) -> str:
    """Name of the province chosen; a former one that goes on under a lens is its former land."""
    if selection.province.vintage is Vintage.LEGACY and selection.lens is not Lens.REPORTED:
        return t("lens.former_name", name=selection.province.short_name)
    return place_name(selection.province, t)


def of_selected(finding: str, selection: Selection, t: Translator) -> str:
    """`Khánh Hòa: …`, of the province on screen: a finding that can be copied out."""
    return of_place(finding, selected_name(selection, t), t)


def _choose_province(reports: pd.DataFrame, t: Translator) -> OrgUnit:
    options = list(_provinces_with(reports))
    return all_units()[
        _choice(
            t("filters.province"),
            options,
            "province",
            lambda key: place_name(all_units()[key], t),
            default=person.usual_province_id(),
        )
    ]


@derived
def _provinces_with(reports: pd.DataFrame) -> tuple[str, ...]:
    """Those with reports: today's first, then the former ones."""
    reporting = dict.fromkeys(reports["province_id"])
    present = dict.fromkeys(successor(province_id) for province_id in reporting)
    return (*present, *(province_id for province_id in reporting if province_id not in present))


@derived
def periods_of(province: OrgUnit, reports: pd.DataFrame, lens: Lens) -> tuple[tuple[str, ...], bool]:
    """Periods with figures of a province, newest first, and whether any of its reports is made up.

    A former province goes on in its successor under a lens.
    """
    own = province.org_unit_id
    later = () if lens is Lens.REPORTED else (successor(own),)
    rows = reports[reports["province_id"].isin([own, *provinces_in(own, Vintage.LEGACY), *later])]
    return tuple(dict.fromkeys(rows["period_id"])), bool(rows["is_synthetic"].any())


def choose_lens(t: Translator) -> Lens:
    """The map that figures are read on."""
    options = [str(lens) for lens in Lens]
    return Lens(_choice(t("lens.label"), options, "lens", lambda key: t(f"lens.{key}")))


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


def _choice(label: str, options: list[str], key: str, format_func: object, default: str = "") -> str:
    url_state.follow(key, options)
    if default in options:
        st.session_state.setdefault(key, default)
    chosen = st.selectbox(label, options, key=key, format_func=format_func)
    url_state.write(key, chosen)
    return chosen
