"""The scorecard on screen and in files: what is read, its words, its table."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.estimates import ESTIMATE, any_estimate
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.org_units import OrgUnit
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.ranking import floor_of, size_groups
from khuyenhoc.domain.scorecard import SCORECARD_INDICATORS, Peers, direction, judged, standings
from khuyenhoc.domain.standing import IndicatorStanding
from khuyenhoc.domain.standing import standings as province_standings
from khuyenhoc.domain.subject import Subject
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import (
    ESTIMATE_SIGN,
    format_number,
    format_period_inline,
    format_value,
    marked,
)
from khuyenhoc.ui import lens_words

_ARROWS = {1: "↑", 0: "=", -1: "↓"}
_UNKNOWN_ARROW = "·"
# No clear difference from the province; the sign of an estimate is another.
_CHANCE_SIGN = "*"
METHOD, SHARE = ".method", ".share"


@dataclass(frozen=True)
class Scorecard:
    """A province's units in one period.

    Attributes:
        lens: the map that the units are of.
        cards: rows of `domain.scorecard.judged`.
        units: rows of `domain.scorecard.standings` by the indicator on screen, best first.
        province: the province's own standing by indicator.
    """

    period: Period
    indicator: Indicator
    peers: Peers
    lens: Lens
    cards: pd.DataFrame
    units: pd.DataFrame
    province: dict[str, IndicatorStanding]


def province_own(province: OrgUnit, period: Period, lens: Lens, scope: Scope) -> dict[str, IndicatorStanding]:
    """The province's own standing by indicator."""
    subject = Subject(province, period)
    summary = query(
        "province_summary",
        scope,
        province_ids=subject.province_ids_under(lens),
        province_code=province.code,
        period_id=period.period_id,
        earlier_province_ids=subject.earlier_province_ids_under(lens),
        earlier_period_id=subject.earlier_period.period_id,
        lens=str(lens),
    )
    return province_standings(summary)


def cells_of(province: OrgUnit, period: Period, lens: Lens, scope: Scope) -> pd.DataFrame:
    """Rows of the query `scorecard_cells` of a province, on the map of a lens."""
    return query(
        "scorecard_cells",
        scope,
        province_ids=Subject(province, period).province_ids_under(lens),
        period_id=period.period_id,
        previous_period_id=period.previous.period_id if period.previous else None,
        earlier_period_id=period.same_period_last_year.period_id,
        lens=str(lens),
    )


def _judged_cells(
    province: OrgUnit, period: Period, lens: Lens, own: dict[str, IndicatorStanding], scope: Scope
) -> pd.DataFrame:
    """The cells with their bands, changes and marks."""
    goals = {name: item.target_value for name, item in own.items() if item.target_value is not None}
    return judged(cells_of(province, period, lens, scope), goals)


@derived
def ranked_cells(
    province: OrgUnit, period: Period, lens: Lens, scope: Scope
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """The cells with their judgements, and the units' standings by each indicator that they have."""
    cards = _judged_cells(province, period, lens, province_own(province, period, lens, scope), scope)
    return cards, {name: standings(cards, indicators()[name]) for name in cards["indicator"].unique()}


@derived
def load(
    province: OrgUnit, period: Period, lens: Lens, indicator: Indicator, peers: Peers, scope: Scope
) -> Scorecard:
    """The scorecard of a province, ranked by one indicator among peers."""
    own = province_own(province, period, lens, scope)
    cards = _judged_cells(province, period, lens, own, scope)
    shown = (
        indicator if indicator.indicator in SCORECARD_INDICATORS else indicators()[SCORECARD_INDICATORS[0]]
    )
    units = standings(cards, shown, peers).sort_values(
        ["group", "level_rank", "value", "name"], key=by_vietnamese_names
    )
    return Scorecard(period, shown, peers, lens, cards, units, own)


def choose_peers(lens: Lens, t: Translator) -> Peers:
    """Whom the ranks are among; comparable areas are of no type."""
    return Peers(
        st.segmented_control(
            t("scorecard.compared_within"),
            [peers for peers in Peers if peers is not Peers.TYPE or lens is not Lens.COMPARABLE],
            default=Peers.ALL,
            required=True,
            format_func=lambda peers: t(f"scorecard.peers.{peers}"),
            key="scorecard.peers",
        )
    )


@derived
def headline(card: Scorecard, province_name: str, t: Translator) -> str:
    """How many units reached every target, and who reached fewest."""
    reported = card.units[card.units["with_target"] > 0]
    if reported.empty:
        return t(
            "scorecard.headline_empty",
            province=province_name,
            period=format_period_inline(card.period, t),
        )
    complete = (reported["reached"] == reported["with_target"]) & (
        reported["with_target"] == reported["with_target"].max()
    )
    fewest = reported.sort_values(["reached", "value", "name"], key=by_vietnamese_names)["name"].head(3)
    return t(
        "scorecard.headline",
        province=province_name,
        period=format_period_inline(card.period, t),
        reached=marked(str(int(complete.sum())), any_estimate(reported["reached_method"]), t),
        reported=len(reported),
        targets=int(reported["with_target"].max()),
        names=", ".join(fewest),
    )


@derived
def floor_note(card: Scorecard, t: Translator) -> str:
    """For which of the two ranks too few units have figures, and how many it takes; empty when for none."""
    missing = []
    for column, key in (("value", "scorecard.level_rank"), ("year_change", "scorecard.movement_rank")):
        floors = [floor_of(values) for _, values in card.units.groupby("group", sort=False)[column]]
        low = [floor for floor in floors if not floor.is_reached]
        if low:
            missing.append(
                t(
                    "scorecard.below_floor",
                    rank=t(key),
                    reported=low[0].reported,
                    expected=low[0].expected,
                    needed=low[0].needed,
                )
            )
    return " ".join(missing)


def peer_name(group: str, card: Scorecard, t: Translator) -> str:
    """Name of a peer group: a type of unit, or a span of population."""
    if card.peers is not Peers.SIZE:
        return "" if card.peers is Peers.ALL else group
    if group == "size.unknown":
        return t("scorecard.size_unknown")
    found = size_groups(card.units["population"])[int(group.removeprefix("size."))]
    return t(
        "scorecard.size_span",
        lower=format_number(found.lower, t.language),
        upper=format_number(found.upper, t.language),
    )


def cell_text(row: object, unit: str, t: Translator) -> str:
    """`● 82,1% ↑↓*`: band, value, movement since the period before and last year, mark of chance.

    Before an estimate stands the sign of estimates; beside an exact value also before an arrow that
    compares it with one.
    """
    if pd.isna(row.value):
        return t(f"scorecard.state.{row.state}")
    arrows = "".join(
        _arrow(change, unit, is_marked=method == ESTIMATE and row.method != ESTIMATE)
        for change, method in ((row.change, row.change_method), (row.year_change, row.year_change_method))
    )
    band = t(f"band_symbol.{row.band}") if isinstance(row.band, str) else ""
    value = marked(_short(row.value, unit, t), row.method, t)
    return f"{band} {value} {arrows}{_CHANCE_SIGN if row.is_within_chance else ''}".strip()


def _arrow(change: float, unit: str, *, is_marked: bool) -> str:
    if pd.isna(change):
        return _UNKNOWN_ARROW
    return f"{ESTIMATE_SIGN if is_marked else ''}{_ARROWS[direction(change, unit)]}"


def _short(value: float, unit: str, t: Translator) -> str:
    """Without the words of the unit, which stand in the heading."""
    return format_number(value, t.language) if unit.startswith("VND/") else format_value(value, unit, t)


def texts(card: Scorecard, t: Translator) -> pd.DataFrame:
    """The words of every cell: a row for each unit in the order of `units`, a column for each indicator."""
    words = [
        cell_text(row, indicators()[row.indicator].unit, t) for row in card.cards.itertuples(index=False)
    ]
    return grid(card, pd.Series(words, index=card.cards.index, dtype="object"))


@derived
def wide(card: Scorecard) -> pd.DataFrame:
    """The values with ranks, a row for each unit: behind the table, the file and the print alike.

    Behind an indicator's name with `METHOD`, how its value came about; with `SHARE`, the per cent estimated.
    """
    return pd.concat(
        [
            card.units,
            grid(card, card.cards["value"]).astype(float),
            grid(card, card.cards["method"]).add_suffix(METHOD),
            grid(card, 100 * card.cards["estimated_share"]).add_suffix(SHARE),
        ],
        axis="columns",
    )


def grid(card: Scorecard, of_cells: pd.Series) -> pd.DataFrame:
    """What is known of each cell as a row for each unit in the order of `units`, a column for each indicator.

    Args:
        of_cells: one entry for each row of `cards`.
    """
    wide = card.cards.assign(shown=of_cells).pivot_table(
        index="org_unit_id", columns="indicator", values="shown", aggfunc="first", dropna=False
    )
    return wide.reindex(index=card.units.index, columns=list(SCORECARD_INDICATORS))


def missing_texts(card: Scorecard, t: Translator) -> list[str]:
    """Why cells of each unit are empty, in the order of `units`: `chưa nộp`, `Dòng họ HT: không áp dụng`."""
    empty = card.cards[card.cards["value"].isna()]
    by_unit = dict(iter(empty.groupby("org_unit_id", sort=False)))
    return [_why_empty(by_unit.get(unit), t) for unit in card.units.index]


def _why_empty(cells: pd.DataFrame | None, t: Translator) -> str:
    if cells is None:
        return ""
    if len(cells) == len(SCORECARD_INDICATORS) and len(set(cells["state"])) == 1:
        return t(f"scorecard.state.{cells['state'].iloc[0]}")
    return "; ".join(
        t(
            "scorecard.empty_cell",
            indicator=t(f"scorecard.short.{row.indicator}"),
            state=t(f"scorecard.state.{row.state}"),
        )
        for row in cells.itertuples()
    )


def leading_texts(card: Scorecard, t: Translator) -> dict[str, list[str]]:
    """The words of the columns beside the indicators, in the order of `units`."""
    units = card.units
    return {
        "level_rank": _rank_texts(units["level_rank"], units["method"], t),
        "movement_rank": _rank_texts(units["movement_rank"], units["year_change_method"], t),
        "reached": [
            marked(
                t("scorecard.reached_of", reached=row.reached, targets=row.with_target), row.reached_method, t
            )
            if row.with_target
            else t(f"scorecard.state.{row.state}")
            for row in units.itertuples()
        ],
        "group": [peer_name(group, card, t) for group in units["group"]],
        "estimated": lens_words.estimated_texts(units, t),
        "sources": lens_words.source_counts(units, t),
    }


def _rank_texts(ranks: pd.Series, methods: pd.Series, t: Translator) -> list[str]:
    return [
        "–" if pd.isna(rank) else marked(str(int(rank)), method, t)
        for rank, method in zip(ranks, methods, strict=True)
    ]
