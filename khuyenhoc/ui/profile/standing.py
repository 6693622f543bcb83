"""One unit on one page: which it is, where it stands, how it got there."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.multiples import Panel, multiples, spans_reform
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.estimates import ESTIMATE
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.scorecard import SCORECARD_INDICATORS
from khuyenhoc.domain.standing import IndicatorStanding
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import (
    format_change,
    format_period,
    format_period_inline,
    format_value,
    marked,
)
from khuyenhoc.ui import lens_words, output
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.filters import indicator_name
from khuyenhoc.ui.metric import show_metric
from khuyenhoc.ui.profile import choosing
from khuyenhoc.ui.profile.choosing import Choice
from khuyenhoc.ui.scorecard.card import province_own, ranked_cells

_TILES_A_ROW = 4


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


@derived
def places(choice: Choice, scope: Scope) -> list[Place]:
    """Where the unit stands, indicator by indicator; empty where it does not report."""
    if choice.period is None:
        return []
    own = province_own(choice.province, choice.period, choice.lens, scope)
    cards, ranked = ranked_cells(choice.province, choice.period, choice.lens, scope)
    mine = cards[cards["org_unit_id"] == choice.standing_id].set_index("indicator")
    return [
        Place(
            indicators()[name],
            mine.loc[name],
            ranked[name].loc[choice.standing_id],
            own[name],
        )
        for name in SCORECARD_INDICATORS
        if name in mine.index
    ]


def headline(choice: Choice, found: list[Place], t: Translator) -> str:
    """The unit's name, how many targets it reached, and its rank by the first indicator."""
    name = t("search.in_province", name=choosing.name(choice, t), province=choice.province.short_name)
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
        reached=marked(str(found[0].rank["reached"]), found[0].rank["reached_method"], t),
        targets=found[0].rank["with_target"],
    )


def subtitle(choice: Choice, t: Translator) -> str:
    """Which period, on which map."""
    vintage = t(choice.map_key)
    return f"{format_period(choice.period, t)}. {vintage}." if choice.period else f"{vintage}."


def source(choice: Choice, found: list[Place], t: Translator) -> str:
    """How many of the indicators have a figure, and where they come from."""
    known = sum(pd.notna(place.cell["value"]) for place in found)
    parts = [t("profile.completeness", reported=known, expected=len(found))]
    estimated = sum(place.cell["method"] == ESTIMATE for place in found)
    if estimated:
        parts.append(t("profile.estimated", count=estimated))
    parts.append(t("source.reports"))
    return " · ".join([*parts, t("synthetic.short")] if choice.is_synthetic else parts)


def show_source(choice: Choice, found: list[Place], t: Translator) -> None:
    """The same below the figures."""
    st.caption(source(choice, found, t))


def rank_text(place: Place, t: Translator) -> str:
    """Rank by level and by movement among the units of the province; dashes below the floor."""
    texts = []
    for key, column, among, method in (
        ("profile.level", "level_rank", "level_among", "method"),
        ("profile.movement", "movement_rank", "movement_among", "year_change_method"),
    ):
        rank = place.rank[column]
        if pd.notna(rank):
            texts.append(marked(t(key, rank=int(rank), among=int(place.rank[among])), place.rank[method], t))
    return " · ".join(texts) or t("profile.no_rank")


def value_text(place: Place, t: Translator, *, is_short: bool = False) -> str:
    """The value with its unit, or why there is none; short: without the words that the name says already."""
    if pd.isna(place.cell["value"]):
        return t(f"state.{place.cell['state']}")
    text = format_value(place.cell["value"], place.indicator.unit, t, is_short=is_short)
    return marked(text, place.cell["method"], t)


def change_text(place: Place, t: Translator) -> str:
    """The change since the same period last year."""
    change = format_change(place.cell["year_change"], place.indicator.unit, t)
    return marked(change, place.cell["year_change_method"], t)


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


def show_tiles(found: list[Place], lens: Lens, t: Translator) -> None:
    """A tile for each indicator; on another map than the reports' own with the share that is estimated."""
    for start in range(0, len(found), _TILES_A_ROW):
        row = found[start : start + _TILES_A_ROW]
        for column, place in zip(st.columns(_TILES_A_ROW), row, strict=False):
            with column, st.container(border=True, height="stretch", gap="xsmall"):
                _tile(place, t)
                if lens is not Lens.REPORTED and pd.notna(place.cell["value"]):
                    st.caption(_restated_text(place.cell, t))


def _restated_text(cell: pd.Series, t: Translator) -> str:
    """How much of a value is an estimate, and how many of the reports it is made of are there."""
    [estimated] = lens_words.estimated_texts(cell.to_frame().T, t)
    sources = t("lens.sources", reported=cell["reported_sources"], expected=cell["expected_sources"])
    return f"{estimated} · {sources}"


def _tile(place: Place, t: Translator) -> None:
    name = indicator_name(place.indicator, t)
    change = place.cell["year_change"]
    has_change = pd.notna(change) and change != 0
    st.markdown(f"**{name}**")
    show_metric(
        name,
        value_text(place, t, is_short=True),
        change,
        place.indicator.unit,
        t,
        higher_is_better=place.indicator.higher_is_better,
        method=place.cell["year_change_method"],
    )
    if has_change:
        st.caption(t("profile.than_last_year"))
    st.markdown(target_text(place, t))
    st.caption(rank_text(place, t) + (f" · {t('profile.chance')}" if place.cell["is_within_chance"] else ""))


@derived
def panels(choice: Choice, found: list[Place], scope: Scope, t: Translator) -> list[Panel]:
    """The course of each indicator that the unit ever reported, on the basis of the period on screen."""
    series = query("unit_indicators", scope, org_unit_ids=(choice.standing_id,), lens=str(choice.lens))
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
    series = pd.concat([panel.series for panel in made])
    lens_words.explain_crosses(series[["method"]], t)
    if spans_reform(series["period_id"]):
        st.caption(t("lens.reform_line"))
