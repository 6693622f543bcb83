"""A figure with its table, download and source line: one frame behind all of them."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.reports.workbook import TableColumn, dated, printed_words, to_workbook
from khuyenhoc.ui import text_size
from khuyenhoc.ui.device import is_phone
from khuyenhoc.ui.drawn import Drawing, ready

# Plotly would fetch a world map from the internet; a local empty one stops it.
_PLOTLY_CONFIG = {
    "topojsonURL": "/app/static/topology/",
    "displaylogo": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d"],
    "showSendToCloud": False,
    "scrollZoom": False,
}
_EXCEL_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_figure(
    figure: Drawing | go.Figure, *, alt: str, key: str, on_select: Callable[[], None] | None = None
) -> None:
    """Draw a figure as its chart function makes it, with a description for those who cannot see it.

    Args:
        on_select: called before the next run when a point was clicked; `st.session_state[key]` tells which.
    """
    options = {"on_select": on_select, "selection_mode": "points"} if on_select else {}
    shown = ready(figure, is_large=text_size.is_large())
    st.plotly_chart(shown, theme=None, key=key, alt=alt, config=_config(), **options)


def _config() -> dict[str, object]:
    """Without the row of tools on a phone: it is always shown there, over the top of the figure."""
    return _PLOTLY_CONFIG | {"displayModeBar": False} if is_phone() else _PLOTLY_CONFIG


def source_line(
    t: Translator,
    *,
    reported: int,
    expected: int,
    is_synthetic: bool,
    unapproved: int = 0,
    estimated: str = "",
) -> None:
    """Completeness, source and, for estimated, made-up or unapproved figures, a plain word about it."""
    words = source_words(
        t,
        reported=reported,
        expected=expected,
        is_synthetic=is_synthetic,
        unapproved=unapproved,
        estimated=estimated,
    )
    st.caption(words)


def source_words(
    t: Translator,
    *,
    reported: int,
    expected: int,
    is_synthetic: bool,
    unapproved: int = 0,
    estimated: str = "",
) -> str:
    """The words of `source_line`.

    Args:
        estimated: how many of the figures are estimates (`lens_words`); empty for none.
    """
    parts = [t("source.completeness", reported=reported, expected=expected)]
    if estimated:
        parts.append(estimated)
    parts.append(t("source.reports"))
    if unapproved:
        parts.append(t("approval.mark", count=unapproved))
    if is_synthetic:
        parts.append(t("synthetic.short"))
    return " · ".join(parts)


def download_table(
    frame: pd.DataFrame,
    columns: Sequence[TableColumn],
    t: Translator,
    *,
    name: str,
    notes: Mapping[str, str],
) -> None:
    """A button that gives the table as an .xlsx file; the file is made when it is pressed."""
    st.download_button(
        t("download.excel"),
        data=lambda: to_workbook(
            frame,
            columns,
            sheet=t("download.sheet"),
            notes=dated(notes, t),
            notes_sheet=t("download.notes_sheet"),
            footer=printed_words(notes, t),
        ),
        file_name=f"{name}.xlsx",
        mime=_EXCEL_MIME,
        icon=":material/download:",
        on_click="ignore",
        key=f"download.{name}",
    )
