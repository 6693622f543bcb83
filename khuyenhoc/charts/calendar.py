"""Reports as a calendar: a row for each unit, a column for each period, a symbol and a word in each cell."""

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.domain.collation import vietnamese_key
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.report_status import OUTSTANDING, ReportStatus
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_period_short

_ROW_HEIGHT = 25
_HEADER_HEIGHT = 64
# Where cells are narrow, the periods are written upwards.
_STEEP_HEADER_HEIGHT = 112
_LEGEND_LINE = 26
# Pixels that the names of units and a cell with its word take; narrower cells hold the symbol alone.
_NAME_WIDTH = 190
_WORD_WIDTH = 105
# Narrower than this the periods are written from below upwards, which is hard to read.
_PERIOD_WIDTH = 62
_LEGEND_ITEM_WIDTH = 165
_PLACE = {status: place for place, status in enumerate(ReportStatus)}


def report_calendar(cells: pd.DataFrame, t: Translator, *, width_hint: int = 1000) -> go.Figure:
    """The grid, units with the most missing reports on top.

    Args:
        cells: one row per unit and period: `name`, `org_unit_id`, `period_id`, `status`; oldest period first.
        width_hint: about how many pixels wide it will be drawn; decides whether words fit.
    """
    statuses = cells.pivot_table(
        index="org_unit_id", columns="period_id", values="status", aggfunc="first", sort=False
    )
    names = cells.groupby("org_unit_id")["name"].last()
    order = _most_missing_first(statuses, names)
    statuses = statuses.loc[order]
    periods = [Period.parse(period_id) for period_id in statuses.columns]
    room = (width_hint - _NAME_WIDTH) / max(len(periods), 1)
    has_words, is_steep = room >= _WORD_WIDTH, room < _PERIOD_WIDTH
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    figure.add_trace(_grid(statuses, _hover(statuses, names, periods, t), t, has_words=has_words))
    _legend(figure, set(statuses.to_numpy().ravel()), t)
    header = _STEEP_HEADER_HEIGHT if is_steep else _HEADER_HEIGHT
    lines = _legend_lines(len(figure.data) - 1, width_hint)
    figure.update_xaxes(
        tickvals=list(range(len(periods))),
        ticktext=[
            format_period_short(period, t).replace("<br>", " " if is_steep else "<br>") for period in periods
        ],
        side="top",
        showgrid=False,
        tickangle=-90 if is_steep else 0,
    )
    figure.update_yaxes(
        tickvals=list(range(len(order))),
        ticktext=[names[unit] for unit in order],
        autorange="reversed",
        showgrid=False,
        tickfont={"size": theme.FONT_SIZE - 2},
    )
    figure.update_layout(
        height=header + _ROW_HEIGHT * len(order) + _LEGEND_LINE * lines,
        margin={"l": 8, "r": 8, "t": header, "b": _LEGEND_LINE * lines},
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "top"},
    )
    return figure


def _most_missing_first(statuses: pd.DataFrame, names: pd.Series) -> list[str]:
    missing = statuses.isin(OUTSTANDING).sum(axis="columns")
    return sorted(statuses.index, key=lambda unit: (-missing[unit], vietnamese_key(names[unit])))


def _grid(statuses: pd.DataFrame, hover: list[list[str]], t: Translator, *, has_words: bool) -> go.Heatmap:
    """A cell for each unit and period, in the colour and with the symbol of its status."""
    return go.Heatmap(
        z=statuses.map(_PLACE.__getitem__).to_numpy(),
        x=list(range(len(statuses.columns))),
        y=list(range(len(statuses))),
        zmin=-0.5,
        zmax=len(_PLACE) - 0.5,
        colorscale=_scale(),
        showscale=False,
        xgap=2,
        ygap=2,
        text=statuses.map(lambda status: _cell_text(status, t, has_words=has_words)).to_numpy(),
        texttemplate="%{text}",
        textfont={"size": theme.FONT_SIZE - 3, "color": theme.INK},
        customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
    )


def _scale() -> list[list[object]]:
    """One flat colour for each status."""
    count = len(_PLACE)
    return [
        [(place + edge) / count, theme.STATUS_COLOURS[status]]
        for status, place in _PLACE.items()
        for edge in (0, 1)
    ]


def _cell_text(status: str, t: Translator, *, has_words: bool) -> str:
    symbol = t(f"status_symbol.{status}")
    return f"{symbol} {t(f'status.{status}')}" if has_words else symbol


def _hover(statuses: pd.DataFrame, names: pd.Series, periods: list[Period], t: Translator) -> list[list[str]]:
    return [
        [
            f"<b>{names[unit]}</b><br>{format_period(period, t)}: {t(f'status.{status}')}"
            for period, status in zip(periods, row, strict=True)
        ]
        for unit, row in zip(statuses.index, statuses.to_numpy(), strict=True)
    ]


def _legend(figure: go.Figure, present: set[str], t: Translator) -> None:
    for status in ReportStatus:
        if status in present:
            figure.add_trace(
                go.Scatter(
                    x=[None],
                    y=[None],
                    mode="markers",
                    marker={
                        "symbol": "square",
                        "size": 16,
                        "color": theme.STATUS_COLOURS[status],
                        "line": {"color": theme.OUTLINE_STRONG, "width": 1},
                    },
                    name=_cell_text(status, t, has_words=True),
                )
            )


def _legend_lines(count: int, width: int) -> int:
    a_line = max(1, width // _LEGEND_ITEM_WIDTH)
    return -(-count // a_line) + 1
