"""The words in the cells of a scorecard, on screen and in print."""

import pandas as pd

from khuyenhoc.domain.estimates import ESTIMATE
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.scorecard import SCORECARD_INDICATORS, direction
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import ESTIMATE_SIGN, format_number, format_value, marked
from khuyenhoc.ui import lens_words
from khuyenhoc.ui.scorecard.card import Scorecard, grid, peer_name

_ARROWS = {1: "↑", 0: "=", -1: "↓"}
_UNKNOWN_ARROW = "·"
# No clear difference from the province; the sign of an estimate is another.
_CHANCE_SIGN = "*"


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
