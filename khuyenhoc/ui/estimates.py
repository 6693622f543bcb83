"""Estimates in tables on screen: in italics, besides their sign."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from khuyenhoc import theme
from khuyenhoc.charts.map_classes import ESTIMATE_MARK
from khuyenhoc.data_access import derived
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import marked
from khuyenhoc.ui.painted import painted

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

# Streamlit hands a cell's font-weight to its canvas as the beginning of a font, where italics may stand too;
# font-style itself it leaves out.
ITALIC = "font-weight: italic 400"


def marked_texts(texts: Iterable[str], methods: Iterable[object], t: Translator) -> list[str]:
    """Figures as texts, each with the sign of an estimate where its method says that it is one."""
    return [marked(text, method, t) for text, method in zip(texts, methods, strict=True)]


@derived
def in_italics(table: pd.DataFrame, *columns: str, pinned: str = "") -> "pd.DataFrame | Styler":
    """The table with those cells in italics whose text begins with the sign of an estimate.

    Args:
        columns: of texts; where none of them has an estimate, the table comes back as it is.
        pinned: a column that is pinned, to be `in_ink`.
    """
    is_estimated = any(table[column].astype(str).str.startswith(ESTIMATE_MARK).any() for column in columns)
    if not is_estimated and not pinned:
        return table
    styled = in_ink(table.style, pinned) if pinned else table.style
    if is_estimated:
        styled = styled.map(
            lambda text: ITALIC if str(text).startswith(ESTIMATE_MARK) else "", subset=list(columns)
        )
    return painted(styled)


def in_ink(styled: "Styler", column: str) -> "Styler":
    """A pinned column dark enough to be read: Streamlit lets paper through its letters."""
    return styled.apply(lambda values: [f"color: {theme.PINNED_INK}"] * len(values), subset=[column])
