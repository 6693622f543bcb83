"""A few lines over the same quarters, named at their ends."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.value_axis import value_axis
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_period_short, format_value

_COLOURS = (theme.INK_SOFT, theme.ACCENT, theme.GOOD, theme.TARGET)
_SYMBOLS = ("diamond", "circle", "square", "triangle-up")
_LABEL_WIDTH = 62


def lines(
    frame: pd.DataFrame,
    *,
    names: Mapping[str, str],
    unit: str,
    t: Translator,
    width_hint: int = 860,
) -> go.Figure:
    """Lines with the values printed at every few quarters; colour is never the only sign.

    Args:
        frame: `period_id` (oldest first) and a column per line; a missing value leaves a gap.
        names: column -> name.
        unit: of the values, as of an indicator.
    """
    step = max(1, -(-len(frame) * _LABEL_WIDTH // max(width_hint, _LABEL_WIDTH)))
    named = list(range(len(frame) - 1, -1, -step))[::-1]
    periods = [Period.parse(key) for key in frame["period_id"]]
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    for place, (column, name) in enumerate(names.items()):
        labels = [format_value(value, unit, t) for value in frame[column]]
        figure.add_trace(
            go.Scatter(
                x=list(range(len(frame))),
                y=frame[column],
                mode="lines+markers+text",
                text=[label if at in named else "" for at, label in enumerate(labels)],
                textposition="top center",
                textfont={"color": _COLOURS[place], "size": theme.FONT_SIZE - 1},
                line={"color": _COLOURS[place], "width": 3},
                marker={"symbol": _SYMBOLS[place], "size": 9},
                connectgaps=False,
                cliponaxis=False,
                hovertext=[
                    f"{format_period(period, t)}: {label}"
                    for period, label in zip(periods, labels, strict=True)
                ],
                hoverinfo="text",
                name=name,
            )
        )
    figure.update_xaxes(
        tickvals=named,
        ticktext=[format_period_short(periods[at], t) for at in named],
        range=[-0.5, len(frame) - 0.5],
        tickangle=0,
        showgrid=False,
    )
    drawn = [value for column in names for value in frame[column]]
    figure.update_yaxes(rangemode="tozero", **value_axis(drawn, unit, t, from_zero=True))
    figure.update_layout(
        separators=",." if t.language == "vi" else ".,",
        height=380,
        legend={"orientation": "h", "y": -0.18, "yanchor": "top", "x": 0},
        margin={"l": 8, "r": 16, "t": 28, "b": 8},
    )
    return figure
