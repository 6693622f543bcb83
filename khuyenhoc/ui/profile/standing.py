"""One unit on one page: which it is, where it stands, how it got there."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.multiples import Panel, multiples
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.collation import vietnamese_key
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.org_units import (
    Level,
    OrgUnit,
    all_units,
    children,
    province_of,
    reporting_level,
    reporting_to,
)
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.scorecard import SCORECARD_INDICATORS
from khuyenhoc.domain.standing import IndicatorStanding
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import (
    format_money,
    format_period,
    format_period_inline,
    format_value,
)
from khuyenhoc.store.remarks import Subject
from khuyenhoc.ui import output, states, url_state
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.filters import indicator_name
from khuyenhoc.ui.metric import show_metric
from khuyenhoc.ui.scorecard.card import province_own, ranked_cells

_TILES_A_ROW = 4


@dataclass(frozen=True)
class Choice:
    """Which unit is on screen.

    Attributes:
        period: None while nobody of its province reported, and for units that do not report themselves.
    """

    unit: OrgUnit
    province: OrgUnit
    period: Period | None
    is_synthetic: bool


@dataclass(frozen=True)
class Place:
    """One indicator of the unit.

    Attributes:
        cell: its row of the judged cells.
        rank: its row of the standings by this indicator.
        own: the province's standing.
    """

    indicator: Indicator
    cell: pd.Series
    rank: pd.Series
    own: IndicatorStanding


def choose(scope: Scope, t: Translator) -> Choice:
    """The unit of the address (`?unit=reform-22333`) and a period; without one, the first of the province."""
    reports = query("reporting_periods", scope)
    states.stop_without_figures(reports, t)
    unit = _addressed_unit(reports)
    province = province_of(unit)
    level = reporting_level(unit.vintage)
    siblings = {item.org_unit_id: item.name for item in children(province.org_unit_id) if item.level is level}
    siblings.setdefault(unit.org_unit_id, unit.name)
    columns = st.columns([4, 3])
    with columns[0]:
        by_name = dict(sorted(siblings.items(), key=lambda pair: vietnamese_key(pair[1])))
        unit = all_units()[_choice(t("table.unit"), "unit", by_name)]
    rows = reports[reports["province_id"] == province.org_unit_id]
    if rows.empty or unit.level is not level:
        return Choice(unit, province, None, is_synthetic=False)
    with columns[1]:
        names = {key: format_period(Period.parse(key), t) for key in dict.fromkeys(rows["period_id"])}
        period = Period.parse(_choice(t("filters.period"), "period", names))
    return Choice(unit, province, period, is_synthetic=bool(rows["is_synthetic"].any()))


def _addressed_unit(reports: pd.DataFrame) -> OrgUnit:
    candidates = (st.query_params.get("unit"), st.session_state.get("unit"), st.session_state.get("url.unit"))
    for candidate in candidates:
        unit = all_units().get(candidate or "")
        if unit is not None and unit.level is not Level.PROVINCE:
            return unit
    wanted = st.query_params.get("province", st.session_state.get("province"))
    known = reports["province_id"].tolist()
    province = all_units()[wanted if wanted in known else known[0]]
    return reporting_to(province.org_unit_id)[0]


def _choice(label: str, key: str, names: dict[str, str]) -> str:
    url_state.follow(key, list(names))
    chosen = st.selectbox(label, list(names), key=key, format_func=names.__getitem__)
    url_state.write(key, chosen)
    return chosen


@derived
def places(choice: Choice, scope: Scope) -> list[Place]:
    """Where the unit stands, indicator by indicator; empty where it does not report."""
    if choice.period is None:
        return []
    own = province_own(choice.province, choice.period, scope)
    cards, ranked = ranked_cells(choice.province, choice.period, scope)
    mine = cards[cards["org_unit_id"] == choice.unit.org_unit_id].set_index("indicator")
    return [
        Place(
            indicators()[name],
            mine.loc[name],
            ranked[name].loc[choice.unit.org_unit_id],
            own[name],
        )
        for name in SCORECARD_INDICATORS
        if name in mine.index
    ]


def headline(choice: Choice, found: list[Place], t: Translator) -> str:
    """The unit's name, how many targets it reached, and its rank by the first indicator."""
    name = t("search.in_province", name=choice.unit.name, province=choice.province.short_name)
    if choice.period is None:
        return name
    if not found or all(pd.isna(place.cell["value"]) for place in found):
        return t(
            "profile.headline_empty",
            name=name,
            period=format_period_inline(choice.period, t),
            state=t(f"state.{found[0].cell['state']}").lower() if found else t("state.not_reported").lower(),
        )
    return t(
        "profile.headline",
        name=name,
        period=format_period_inline(choice.period, t),
        reached=found[0].rank["reached"],
        targets=found[0].rank["with_target"],
    )


def subtitle(choice: Choice, t: Translator) -> str:
    """Which period, on which map."""
    vintage = t(f"vintage.{choice.unit.vintage}")
    return f"{format_period(choice.period, t)}. {vintage}." if choice.period else f"{vintage}."


def source(choice: Choice, found: list[Place], t: Translator) -> str:
    """How many of the indicators have a figure, and where they come from."""
    known = sum(pd.notna(place.cell["value"]) for place in found)
    parts = [t("profile.completeness", reported=known, expected=len(found)), t("source.reports")]
    return " · ".join([*parts, t("synthetic.short")] if choice.is_synthetic else parts)


def show_source(choice: Choice, found: list[Place], t: Translator) -> None:
    """The same below the figures."""
    st.caption(source(choice, found, t))


def subject(choice: Choice) -> Subject:
    """What a note left here is about: the unit, in the period on screen."""
    return Subject(
        choice.province.org_unit_id,
        org_unit_id=choice.unit.org_unit_id,
        period_id=choice.period.period_id if choice.period else None,
    )


def rank_text(place: Place, t: Translator) -> str:
    """Rank by level and by movement among the units of the province; dashes below the floor."""
    texts = []
    for key, column, among in (
        ("profile.level", "level_rank", "group_size"),
        ("profile.movement", "movement_rank", "group_size"),
    ):
        rank = place.rank[column]
        if pd.notna(rank):
            texts.append(t(key, rank=int(rank), among=int(place.rank[among])))
    return " · ".join(texts) or t("profile.no_rank")


def value_text(place: Place, t: Translator) -> str:
    """The value with its unit, or why there is none."""
    if pd.isna(place.cell["value"]):
        return t(f"state.{place.cell['state']}")
    return format_value(place.cell["value"], place.indicator.unit, t)


def target_text(place: Place, t: Translator) -> str:
    """The target and whether it is reached."""
    if place.own.target_value is None:
        own = format_value(place.own.value, place.indicator.unit, t)
        return t("profile.province_value", value=own)
    target = t(
        "tile.target",
        year=place.own.target_year,
        value=format_value(place.own.target_value, place.indicator.unit, t),
    )
    if pd.isna(place.cell["value"]):
        return target
    band = place.cell["band"]
    return f"{t(f'band_symbol.{band}')} {target}: {t(f'profile.{band}')}"


def show_tiles(found: list[Place], t: Translator) -> None:
    """A tile for each indicator."""
    for start in range(0, len(found), _TILES_A_ROW):
        row = found[start : start + _TILES_A_ROW]
        for column, place in zip(st.columns(_TILES_A_ROW), row, strict=False):
            with column, st.container(border=True, height="stretch", gap="xsmall"):
                _tile(place, t)


def _tile(place: Place, t: Translator) -> None:
    name = indicator_name(place.indicator, t)
    change = place.cell["year_change"]
    has_change = pd.notna(change) and change != 0
    st.markdown(f"**{name}**")
    show_metric(
        name,
        _short_value(place, t),
        change,
        place.indicator.unit,
        t,
        higher_is_better=place.indicator.higher_is_better,
    )
    if has_change:
        st.caption(t("profile.than_last_year"))
    st.markdown(target_text(place, t))
    st.caption(rank_text(place, t) + (f" · {t('profile.chance')}" if place.cell["is_within_chance"] else ""))


def _short_value(place: Place, t: Translator) -> str:
    """Short enough for a tile: amounts per head without the words that the name says already."""
    if place.indicator.unit.startswith("VND") and pd.notna(place.cell["value"]):
        return format_money(place.cell["value"], t, is_short=True)
    return value_text(place, t)


@derived
def panels(choice: Choice, found: list[Place], scope: Scope, t: Translator) -> list[Panel]:
    """The course of each indicator that the unit ever reported, on the basis of the period on screen."""
    series = query("unit_indicators", scope, org_unit_ids=(choice.unit.org_unit_id,))
    series = series[series["is_cumulative"] == (choice.period is not None and choice.period.is_cumulative)]
    made = []
    for place in found:
        own = series[series["indicator"] == place.indicator.indicator]
        if not own.empty:
            title = t(f"scorecard.short.{place.indicator.indicator}")
            made.append(Panel(title, own, place.indicator.unit, place.own.target_value))
    return made


def show_trends(made: list[Panel], t: Translator) -> None:
    """The courses as small multiples, each on its own scale from zero."""
    if not made:
        st.caption(t("empty.no_values"))
        return
    figure = drawing(multiples, made, t, has_one_scale=False, width_hint=figure_width(1000))
    output.show_figure(figure, alt=t("profile.trends_alt"), key="profile.trends")
