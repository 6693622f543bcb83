"""The average award of each kind, how far the units spread, and what was published elsewhere."""

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_money

_ROW_HEIGHT = 74


def award_averages(
    frame: pd.DataFrame, *, names: dict[str, str], typical: tuple[float, float], t: Translator
) -> go.Figure:
    """A dot for each kind's average on a line from the least to the most unit, over the published band.

    Args:
        frame: rows of the query `awards_by_kind`.
        names: kind -> name.
        typical: least and most average that was published, in đồng.
    """
    rows = frame.dropna(subset=["average"]).iloc[::-1].reset_index(drop=True)
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    figure.add_vrect(
        x0=typical[0],
        x1=typical[1],
        fillcolor=theme.SEQUENTIAL[0],
        line_width=0,
        layer="below",
    )
    for place, row in enumerate(rows.itertuples()):
        figure.add_trace(_spread(place, row.least_average, row.most_average, t))
        figure.add_annotation(
            x=0,
            y=place + 0.34,
            xanchor="left",
            showarrow=False,
            text=f"<b>{names[row.kind]}</b>: {format_money(row.average, t)}",
            font={"size": theme.FONT_SIZE, "color": theme.INK},
        )
    figure.add_trace(_averages(rows["average"], t))
    most = max([typical[1], *rows["most_average"].dropna(), *rows["average"].dropna()]) * 1.15
    figure.update_xaxes(
        range=[0, most],
        tickvals=[0, *typical],
        ticktext=["0", *(format_money(value, t, is_short=True) for value in typical)],
        showgrid=False,
    )
    figure.update_yaxes(visible=False, range=[-0.5, max(len(rows), 1) - 0.4])
    figure.update_layout(height=_ROW_HEIGHT * max(len(rows), 1) + 40, margin={"l": 8, "r": 8, "t": 8, "b": 8})
    return figure


def _spread(place: int, least: float, most: float, t: Translator) -> go.Scatter:
    """The line of a kind from the unit with the least average to the one with the most."""
    return go.Scatter(
        x=[least, most],
        y=[place, place],
        mode="lines",
        line={"color": theme.INK_SOFT, "width": 5},
        hovertext=t("funds.average_range", least=format_money(least, t), most=format_money(most, t)),
        hoverinfo="text",
        showlegend=False,
    )


def _averages(averages: pd.Series, t: Translator) -> go.Scatter:
    return go.Scatter(
        x=averages,
        y=list(range(len(averages))),
        mode="markers",
        marker={"color": theme.ACCENT, "size": 16},
        hovertext=[format_money(value, t) for value in averages],
        hoverinfo="text",
        showlegend=False,
    )
