"""A few lines over the same quarters, named at their ends."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.quarter_axis import labelled_places, quarter_axis
from khuyenhoc.charts.value_axis import separators, value_axis
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value

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
    named = labelled_places(len(frame), width_hint, label_width=_LABEL_WIDTH)
    periods = [Period.parse(key) for key in frame["period_id"]]
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    for place, (column, name) in enumerate(names.items()):
        labels = [format_value(value, unit, t) for value in frame[column]]
        line = _line(frame[column], labels, periods, named, t)
        line.update(name=name, **_look(place))
        figure.add_trace(line)
    figure.update_xaxes(range=[-0.5, len(frame) - 0.5], **quarter_axis(periods, named, t))
    drawn = [value for column in names for value in frame[column]]
    figure.update_yaxes(rangemode="tozero", **value_axis(drawn, unit, t, from_zero=True))
    figure.update_layout(
        separators=separators(t),
        height=380,
        legend={"orientation": "h", "y": -0.18, "yanchor": "top", "x": 0},
        margin={"l": 8, "r": 16, "t": 28, "b": 8},
    )
    return figure


def _line(
    values: pd.Series, labels: Sequence[str], periods: Sequence[Period], named: Sequence[int], t: Translator
) -> go.Scatter:
    return go.Scatter(
        x=list(range(len(values))),
        y=values,
        mode="lines+markers+text",
        text=[label if at in named else "" for at, label in enumerate(labels)],
        textposition="top center",
        connectgaps=False,
        cliponaxis=False,
        hovertext=[
            f"{format_period(period, t)}: {label}" for period, label in zip(periods, labels, strict=True)
        ],
        hoverinfo="text",
    )


def _look(place: int) -> dict[str, object]:
    """Colour and mark of a line and of the values along it."""
    colour = _COLOURS[place]
    return {
        "textfont": {"color": colour, "size": theme.FONT_SIZE - 1},
        "line": {"color": colour, "width": 3},
        "marker": {"symbol": _SYMBOLS[place], "size": 9},
    }
