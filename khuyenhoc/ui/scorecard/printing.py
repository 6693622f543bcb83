"""The button that gives the scorecard as one A3 page."""

import pandas as pd
import streamlit as st

from khuyenhoc import theme
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.scorecard import SCORECARD_INDICATORS
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.scorecard_sheet import SheetColours, scorecard_sheet
from khuyenhoc.ui.scorecard.card import Scorecard
from khuyenhoc.ui.scorecard.cells import leading_texts, texts

_LEADING_WIDTHS = (0.5, 1.8)
_CELL_WIDTH = 1.15
_COLOURS = SheetColours(theme.INK, theme.GRID, theme.NO_FIGURE)


def offer_print(card: Scorecard, words: dict[str, object], t: Translator, *, name: str) -> None:
    """A download button; the page is made when it is pressed.

    Args:
        words: title, subtitle and footer of the page.
    """
    st.download_button(
        t("scorecard.print"),
        data=lambda: _page(card, words, t),
        file_name=f"{name}.pdf",
        mime="application/pdf",
        icon=":material/print:",
        on_click="ignore",
        key="scorecard.print",
    )


def _page(card: Scorecard, words: dict[str, object], t: Translator) -> bytes:
    leading = leading_texts(card, t)
    cells = texts(card, t)
    rows = [
        [
            leading["level_rank"][place],
            card.units["name"].iloc[place],
            *cells.iloc[place],
            leading["movement_rank"][place],
            leading["reached"][place],
        ]
        for place in range(len(card.units))
    ]
    headings = [t("scorecard.level_rank"), t("table.unit")]
    headings += [
        f"{t(f'scorecard.short.{name}')} ({t(f'unit.{indicators()[name].unit}')})"
        if indicators()[name].unit != "%"
        else t(f"scorecard.short.{name}")
        for name in SCORECARD_INDICATORS
    ]
    headings += [t("scorecard.movement_rank"), t("scorecard.reached")]
    return scorecard_sheet(
        headings,
        rows,
        _fills(card),
        widths=[*_LEADING_WIDTHS, *[_CELL_WIDTH] * len(SCORECARD_INDICATORS), 0.7, 0.95],
        words={"language": t.language, **words},
        colours=_COLOURS,
    )


def _fills(card: Scorecard) -> list[list[str]]:
    by_cell = card.cards.set_index(["org_unit_id", "indicator"])
    return [
        [
            theme.PAPER,
            theme.PAPER,
            *(_fill(by_cell.loc[(unit, name)]) for name in SCORECARD_INDICATORS),
            theme.PAPER,
            theme.PAPER,
        ]
        for unit in card.units.index
    ]


def _fill(cell: pd.Series) -> str:
    return theme.BAND_COLOURS.get(cell["band"]) or theme.STATE_COLOURS.get(cell["state"], theme.PAPER)
