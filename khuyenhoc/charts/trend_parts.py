"""One indicator over time of a whole and of the parts it was made of."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.trend import trend_line
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.targets import Target
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value

# Colour, dash and mark of each part: told apart in grey, too.
_STYLES = (
    (theme.GOOD, "dash", "square"),
    (theme.INK_SOFT, "dot", "diamond"),
    (theme.TARGET, "dashdot", "triangle-up"),
)


def trend_parts(
    series: pd.DataFrame,
    parts: Mapping[str, pd.DataFrame],
    *,
    name: str,
    indicator: Indicator,
    targets: Sequence[Target],
    t: Translator,
    width_hint: int = 860,
) -> go.Figure:
    """The line of the whole, as `trend_line` draws it, and one for each part.

    Args:
        series: of the whole.
        parts: name -> the same columns, for some of the whole's periods.
        name: of the whole, in the legend.
    """
    figure = trend_line(series, indicator=indicator, targets=targets, t=t, width_hint=width_hint)
    if not parts:
        return figure
    places = dict(zip(series["period_id"], figure.data[0].x, strict=True))
    # Values are printed at the ends only: on every point they would run into the other lines.
    last = figure.data[0].text[-1]
    ends = [""] * (len(series) - 1)
    figure.data[0].update(name=name, showlegend=True, text=[*ends, last], textposition="bottom center")
    for number, (part, rows) in enumerate(parts.items()):
        shown = rows[rows["period_id"].isin(list(places))]
        line = _line(part, shown, _STYLES[number % len(_STYLES)], indicator, t)
        line.update(
            x=[places[period] for period in shown["period_id"]],
            textposition=_away_from(series["value"].iloc[-1], shown["value"].iloc[-1]),
        )
        figure.add_trace(line)
    figure.update_layout(
        height=figure.layout.height + 40,
        legend={"orientation": "h", "yanchor": "top", "y": -0.12, "xanchor": "left", "x": 0},
    )
    return figure


def _line(
    part: str, rows: pd.DataFrame, style: tuple[str, str, str], indicator: Indicator, t: Translator
) -> go.Scatter:
    """A part's line with its last value printed."""
    colour, dash, symbol = style
    return go.Scatter(
        y=rows["value"],
        mode="lines+markers+text",
        text=[*[""] * (len(rows) - 1), format_value(rows["value"].iloc[-1], indicator.unit, t)],
        textfont={"color": colour, "size": theme.FONT_SIZE},
        cliponaxis=False,
        name=part,
        line={"color": colour, "width": 2, "dash": dash},
        marker={"size": 9, "symbol": symbol},
        hovertext=[_hover(part, row, indicator, t) for row in rows.itertuples()],
        hoverinfo="text",
        showlegend=True,
    )


def _away_from(whole: float, part: float) -> str:
    return "top center" if part > whole else "bottom center"


def _hover(part: str, row: object, indicator: Indicator, t: Translator) -> str:
    words = t(
        "trend.hover",
        period=format_period(Period.parse(row.period_id), t),
        value=format_value(row.value, indicator.unit, t),
        reported=row.reported_units,
        expected=row.expected_units,
    )
    return f"<b>{part}</b><br>{words}"
