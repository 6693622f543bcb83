"""The pace line: what was reached, what the way to the target asks for, and where the year may end."""

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.label_sides import label_sides, value_width
from khuyenhoc.charts.quarter_axis import label_step, labelled_places, quarter_axis
from khuyenhoc.charts.value_axis import separators, value_axis
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_value

_HEIGHT = 420
# Pixels that a printed value takes.
_LABEL_WIDTH = 62
# Pixels: of what the lines are drawn on, of the axis at its left.
_PLOT_HEIGHT, _AXIS_WIDTH = 290, 62


def pace_line(
    table: pd.DataFrame, *, indicator: Indicator, t: Translator, width_hint: int = 860
) -> go.Figure:
    """Two years of quarters with the course of this year and a band at its end.

    Args:
        table: `Pace.table`; a missing value leaves a gap.
        width_hint: about how many pixels wide it will be drawn; decides which values are printed.
    """
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    _add_forecast(figure, table, indicator, t)
    figure.add_trace(_course(table["expected"].dropna(), indicator, t))
    figure.add_trace(_reached(table, indicator, t, width_hint=width_hint))
    periods = [Period.parse(period_id) for period_id in table["period_id"]]
    named = labelled_places(len(periods), width_hint, label_width=_LABEL_WIDTH)
    figure.update_xaxes(range=[-0.5, len(periods) - 0.3], **quarter_axis(periods, named, t))
    ends = _y_range(table)
    figure.update_yaxes(range=list(ends), **value_axis(ends, indicator.unit, t))
    figure.update_layout(
        separators=separators(t),
        height=_HEIGHT,
        legend={"orientation": "h", "y": -0.16, "yanchor": "top", "x": 0},
        margin={"l": 8, "r": 16, "t": 24, "b": 8},
    )
    return figure


def _course(expected: pd.Series, indicator: Indicator, t: Translator) -> go.Scatter:
    """What the way to the target asks for, by place of the quarter."""
    return go.Scatter(
        x=expected.index.tolist(),
        y=expected,
        mode="lines+markers",
        line={"color": theme.TARGET, "width": 2, "dash": "dash"},
        marker={"symbol": "diamond", "size": 9},
        hovertext=[
            t("targets.hover_expected", value=format_value(value, indicator.unit, t)) for value in expected
        ],
        hoverinfo="text",
        name=t("targets.chart_course"),
    )


def _reached(table: pd.DataFrame, indicator: Indicator, t: Translator, *, width_hint: int) -> go.Scatter:
    """The values, printed where neither their own line nor the course runs through them."""
    labels = [format_value(value, indicator.unit, t) for value in table["value"]]
    printed = set(_printed(table, width_hint))
    texts = [label if place in printed else "" for place, label in enumerate(labels)]
    return go.Scatter(
        x=list(range(len(table))),
        y=table["value"],
        mode="lines+markers+text",
        text=texts,
        textposition=_sides(table, texts, width_hint),
        textfont={"color": theme.INK, "size": theme.FONT_SIZE},
        line={"color": theme.ACCENT, "width": 3},
        marker={"size": 10},
        connectgaps=False,
        cliponaxis=False,
        hovertext=labels,
        hoverinfo="text",
        name=t("targets.chart_actual"),
    )


def _sides(table: pd.DataFrame, texts: list[str], width_hint: int) -> list[str]:
    """Where each value is written; not across the left end either, where the axis has its numbers."""
    low, high = _y_range(table)
    across, upwards = (width_hint - _AXIS_WIDTH) / len(table), _PLOT_HEIGHT / (high - low)

    def points(values: pd.Series) -> list[tuple[float, float] | None]:
        return [
            None if pd.isna(value) else ((place + 0.5) * across, (value - low) * upwards)
            for place, value in enumerate(values)
        ]

    return label_sides(
        points(table["value"]),
        [value_width(text) for text in texts],
        upright=[0.0],
        others=[points(table["expected"])],
        height=_PLOT_HEIGHT,
    )


def _add_forecast(figure: go.Figure, table: pd.DataFrame, indicator: Indicator, t: Translator) -> None:
    end = table.iloc[-1]
    if pd.isna(end["forecast"]):
        return
    last, end_place = int(table["value"].last_valid_index()), len(table) - 1
    now = float(table.loc[last, "value"])
    figure.add_trace(
        go.Scatter(
            x=[last, end_place, end_place, last],
            y=[now, end["forecast_high"], end["forecast_low"], now],
            mode="lines",
            fill="toself",
            fillcolor=theme.SEQUENTIAL[1],
            line={"width": 0},
            opacity=0.6,
            hoverinfo="skip",
            name=t("targets.chart_band"),
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[last, end_place],
            y=[now, end["forecast"]],
            mode="lines+markers+text",
            line={"color": theme.ACCENT, "width": 2, "dash": "dot"},
            marker={"symbol": ["circle", "circle-open"], "size": 10},
            text=["", format_value(end["forecast"], indicator.unit, t)],
            textposition="top center",
            textfont={"color": theme.ACCENT, "size": theme.FONT_SIZE},
            cliponaxis=False,
            hovertext=["", format_value(end["forecast"], indicator.unit, t)],
            hoverinfo="text",
            name=t("targets.chart_forecast"),
        )
    )


def _printed(table: pd.DataFrame, width_hint: int) -> list[int]:
    """Places of the values that are printed: the last there is, and every n-th before it."""
    present = [place for place, value in enumerate(table["value"]) if pd.notna(value)]
    return present[::-1][:: label_step(len(table), width_hint, label_width=_LABEL_WIDTH)]


def _y_range(table: pd.DataFrame) -> tuple[float, float]:
    """The values with a fifth of their spread above and below, so that labels have room."""
    drawn = pd.concat(
        [table[name] for name in ("value", "expected", "forecast_low", "forecast_high")]
    ).dropna()
    if drawn.empty:
        return 0.0, 1.0
    spread = max(drawn.max() - drawn.min(), abs(drawn.max()) * 0.02, 1e-9)
    return float(max(0.0, drawn.min() - spread / 5)), float(drawn.max() + spread / 5)
