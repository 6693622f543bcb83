"""The grid of the scorecard: on screen with bands as colours, and as a file."""

from collections.abc import Iterable
from itertools import cycle
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from khuyenhoc import theme
from khuyenhoc.data_access import derived
from khuyenhoc.domain.estimates import ESTIMATE
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.scorecard import SCORECARD_INDICATORS, Peers
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui.estimates import ITALIC, in_ink
from khuyenhoc.ui.filters import indicator_name
from khuyenhoc.ui.painted import painted
from khuyenhoc.ui.profile_link import table_with_profiles
from khuyenhoc.ui.scorecard.card import (
    METHOD,
    SHARE,
    Scorecard,
    grid,
    wide,
)
from khuyenhoc.ui.scorecard.cells import leading_texts, missing_texts, texts
from khuyenhoc.ui.text_size import column_width

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

_TALLEST = 720
_ROW_HEIGHT = 35
_SCROLL_BAR = 18
# Column -> the one that says whether it rests on an estimate.
_METHOD_OF = {
    "level_rank": "method",
    "movement_rank": "year_change_method",
    "reached": "reached_method",
}


def show_table(card: Scorecard, t: Translator) -> None:
    """The grid: bands as colours with a symbol, sorted by any column, rows open profiles."""
    table, org_unit_ids = _table(card, t)
    table_with_profiles(
        table,
        org_unit_ids,
        t,
        key="scorecard.table",
        placeholder="–",
        height=min(_TALLEST, _ROW_HEIGHT * (len(org_unit_ids) + 1) + _SCROLL_BAR),
        column_config=_column_config(t),
        alt=t("scorecard.alt", indicator=indicator_name(card.indicator, t)),
    )


@derived
def _table(card: Scorecard, t: Translator) -> tuple["Styler", tuple[str, ...]]:
    """The grid, and the unit of each row."""
    frame, words = wide(card), texts(card, t)
    names = [*_leading(card), *SCORECARD_INDICATORS]
    frame = frame.assign(missing=missing_texts(card, t))
    if frame["missing"].any():
        names.append("missing")
    if card.lens is not Lens.REPORTED:
        frame = frame.assign(estimated=frame["estimated_share"], sources=frame["reported_sources"])
        names += ["estimated", "sources"]
    return painted(_styled(frame, names, words, card, t)), tuple(frame.index)


def _leading(card: Scorecard) -> list[str]:
    group = ["group"] if card.peers is not Peers.ALL else []
    return ["level_rank", "name", *group, "movement_rank", "reached"]


def _styled(
    frame: pd.DataFrame, names: list[str], words: pd.DataFrame, card: Scorecard, t: Translator
) -> "Styler":
    bands, states = grid(card, card.cards["band"]), grid(card, card.cards["state"])

    def colours(column: pd.Series) -> list[str]:
        found = [
            theme.BAND_COLOURS.get(band) or theme.STATE_COLOURS.get(state, theme.PAPER)
            for band, state in zip(bands[column.name], states[column.name], strict=True)
        ]
        return [
            f"background-color: {colour}; color: {theme.INK}; {ITALIC if method == ESTIMATE else ''}"
            for colour, method in zip(found, frame[f"{column.name}{METHOD}"], strict=True)
        ]

    styled = in_ink(frame[names].style.apply(colours, subset=list(SCORECARD_INDICATORS)), "name")
    for name, method in _METHOD_OF.items():
        italics = [ITALIC if each == ESTIMATE else "" for each in frame[method]]
        styled = styled.apply(lambda _, italics=italics: italics, subset=[name])
    for name in SCORECARD_INDICATORS:
        styled = _write(styled, name, words[name])
    for name, column in leading_texts(card, t).items():
        if name in names:
            styled = _write(styled, name, column)
    return styled


def _write(styled: "Styler", column: str, words: Iterable[str]) -> "Styler":
    """Show words instead of the values of a column, which still sorts by its values.

    The words come in the order of the rows, as a rendering asks for them: formatting cell by cell takes
    seconds for a large province.
    """
    following = cycle(words)
    return styled.format(lambda _: next(following), subset=[column])


def _column_config(t: Translator) -> dict[str, object]:
    config = {
        "level_rank": st.column_config.NumberColumn(t("scorecard.level_rank"), width=column_width(84)),
        "name": st.column_config.TextColumn(t("table.unit"), width=column_width(160), pinned=True),
        "estimated": st.column_config.NumberColumn(t("lens.estimated"), width=column_width(120)),
        "sources": st.column_config.NumberColumn(t("lens.source_count"), width=column_width(104)),
        "group": st.column_config.TextColumn(t("scorecard.group"), width=column_width(130)),
        "movement_rank": st.column_config.NumberColumn(
            t("scorecard.movement_rank"), width=column_width(88), help=t("scorecard.movement_help")
        ),
        "reached": st.column_config.NumberColumn(t("scorecard.reached"), width=column_width(116)),
    }
    config["missing"] = st.column_config.TextColumn(t("scorecard.missing"), width=column_width(220))
    for name in SCORECARD_INDICATORS:
        indicator = indicators()[name]
        config[name] = st.column_config.NumberColumn(
            t(f"scorecard.short.{name}"), width=column_width(112), help=indicator_name(indicator, t)
        )
    return config


def export_columns(card: Scorecard, t: Translator) -> list[TableColumn]:
    """Columns of the .xlsx of `wide`; under a lens with the share of each value that is estimated."""
    columns = [
        TableColumn("name", t("table.unit")),
        *(
            TableColumn(name, t(f"scorecard.{name}"), "0", method=method)
            for name, method in _METHOD_OF.items()
        ),
        TableColumn("population", t("scorecard.population"), "#,##0"),
    ]
    for name in SCORECARD_INDICATORS:
        heading = indicator_name(indicators()[name], t)
        unit = t(f"unit.{indicators()[name].unit}")
        columns.append(TableColumn(name, f"{heading} ({unit})", "#,##0.0", method=f"{name}{METHOD}"))
        if card.lens is not Lens.REPORTED:
            columns.append(
                TableColumn(f"{name}{SHARE}", f"{heading}: {t('review.estimated_percent')}", "0.0")
            )
    return columns
