"""One indicator over time against its targets."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.estimated_marks import crossed, is_estimate, value_text
from khuyenhoc.charts.label_sides import label_sides, value_width
from khuyenhoc.charts.quarter_axis import labelled_places, quarter_axis
from khuyenhoc.charts.value_axis import separators, value_axis
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.periods import REFORM_DATE, Period
from khuyenhoc.domain.targets import Target
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value

# Pixels that a printed value or period takes, and that the names of the targets take at the right.
_LABEL_WIDTH = 58
_TARGET_MARGIN = 130
# Pixels: of the whole figure, of what the lines are drawn on, of the axis at its left.
_HEIGHT, _PLOT_HEIGHT, _AXIS_WIDTH = 430, 340, 70


def trend_line(
    series: pd.DataFrame,
    *,
    indicator: Indicator,
    targets: Sequence[Target],
    t: Translator,
    width_hint: int = 860,
) -> go.Figure:
    """A line with a mark for each period, target lines, and the reform's date.

    Args:
        series: `period_id`, `value` (in the indicator's unit), `reported_units`, `expected_units`;
            oldest first. A missing value leaves a gap; `method` "estimate" marks a restated one.
        targets: the targets that hold, in the indicator's unit.
        width_hint: about how many pixels wide it will be drawn; decides which points are labelled.
    """
    periods = [Period.parse(period_id) for period_id in series["period_id"]]
    labels = [
        value_text(value, indicator.unit, t, is_estimated=estimated)
        for value, estimated in zip(series["value"], is_estimate(series), strict=True)
    ]
    width = width_hint - (_TARGET_MARGIN if targets else 0)
    named = labelled_places(len(periods), width, label_width=_LABEL_WIDTH)
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    figure.add_trace(_line(series, periods, labels, named, t))
    figure.data[0].textposition = _sides(series, periods, figure.data[0].text, targets, width)
    _thin_where_incomplete(figure, series, indicator)
    _mark_reform(figure, periods, t)
    _draw_targets(figure, targets, indicator, t)
    figure.update_xaxes(
        quarter_axis(periods, named, t),
        tickvals=[_place(periods[place]) for place in named],
        range=_x_range(periods),
    )
    drawn = [*series["value"], *(target.value for target in targets)]
    figure.update_yaxes(rangemode="tozero", **value_axis(drawn, indicator.unit, t, from_zero=True))
    figure.update_layout(
        separators=separators(t),
        height=_HEIGHT,
        margin={"l": 8, "r": _TARGET_MARGIN if targets else 24, "t": 36, "b": 8},
    )
    return figure


def _line(
    series: pd.DataFrame,
    periods: Sequence[Period],
    labels: Sequence[str],
    named: Sequence[int],
    t: Translator,
) -> go.Scatter:
    hovers = (
        t("trend.hover", period=format_period(period, t), value=label, reported=reported, expected=expected)
        for period, label, reported, expected in zip(
            periods, labels, series["reported_units"], series["expected_units"], strict=True
        )
    )
    return go.Scatter(
        x=[_place(period) for period in periods],
        y=series["value"],
        mode="lines+markers+text",
        text=[label if place in named else "" for place, label in enumerate(labels)],
        textfont={"color": theme.INK, "size": theme.FONT_SIZE},
        line={"color": theme.ACCENT, "width": 3},
        marker={"size": 10, "symbol": _symbols(series), "line": {"color": theme.PAPER, "width": 1}},
        connectgaps=False,
        cliponaxis=False,
        hovertext=list(hovers),
        hoverinfo="text",
        showlegend=False,
    )


def _sides(
    series: pd.DataFrame,
    periods: Sequence[Period],
    texts: Sequence[str],
    targets: Sequence[Target],
    width: int,
) -> list[str]:
    """Where each value is written: beside the line, the targets' lines and the reform's."""
    first, last = _x_range(periods)
    across = (width - _AXIS_WIDTH) / (last - first).days
    drawn = [0.0, *series["value"].dropna(), *(target.value for target in targets)]
    # Plotly leaves some room above what is drawn.
    upwards = _PLOT_HEIGHT / max((max(drawn) - min(drawn)) * 1.06, 1e-9)
    points = [
        None if pd.isna(value) else ((_place(period) - first).days * across, (value - min(drawn)) * upwards)
        for period, value in zip(periods, series["value"], strict=True)
    ]
    return label_sides(
        points,
        [value_width(text) for text in texts],
        upright=[(REFORM_DATE - first).days * across] if _has_reform(periods) else [],
        level=[(target.value - min(drawn)) * upwards for target in targets],
        height=_PLOT_HEIGHT,
    )


def _symbols(series: pd.DataFrame) -> list[str]:
    """Hollow where not everybody reported, with a cross where the value is an estimate."""
    complete = series["reported_units"] >= series["expected_units"]
    marks = crossed("circle", is_estimate(series))
    return [mark if is_whole else f"{mark}-open" for mark, is_whole in zip(marks, complete, strict=True)]


def _thin_where_incomplete(figure: go.Figure, series: pd.DataFrame, indicator: Indicator) -> None:
    """A count falls when a unit is silent: its line is solid only between complete periods."""
    complete = series["reported_units"] >= series["expected_units"]
    if indicator.denominator is not None or complete.all():
        return
    figure.data[0].line.update(width=1.5, dash="dot")
    figure.add_trace(
        go.Scatter(
            x=figure.data[0].x,
            y=series["value"].where(complete),
            mode="lines",
            line={"color": theme.ACCENT, "width": 3},
            connectgaps=False,
            hoverinfo="skip",
            showlegend=False,
        )
    )


def _x_range(periods: Sequence[Period]) -> list[date]:
    return [_place(periods[0]) - timedelta(days=50), _place(periods[-1]) + timedelta(days=50)]


def _place(period: Period) -> date:
    """A quarter stands over its middle, so that a line at 1 July falls between two; others over their end."""
    return period.end if period.is_cumulative else period.start + (period.end - period.start) / 2


def _has_reform(periods: Sequence[Period]) -> bool:
    return bool(periods) and periods[0].end < REFORM_DATE <= periods[-1].end


def _mark_reform(figure: go.Figure, periods: Sequence[Period], t: Translator) -> None:
    if not _has_reform(periods):
        return
    figure.add_vline(x=REFORM_DATE, line={"color": theme.INK_SOFT, "dash": "dot", "width": 2})
    figure.add_annotation(
        x=REFORM_DATE,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=t("trend.reform"),
        showarrow=False,
        font={"color": theme.INK_SOFT, "size": theme.FONT_SIZE - 2},
    )


def _draw_targets(figure: go.Figure, targets: Sequence[Target], indicator: Indicator, t: Translator) -> None:
    for target in targets:
        value = format_value(target.value, indicator.unit, t)
        figure.add_hline(
            y=target.value,
            line={"color": theme.TARGET, "dash": "dash", "width": 2},
            annotation={
                "text": t("trend.target_label", year=target.year, value=value),
                "font": {"color": theme.TARGET, "size": theme.FONT_SIZE - 1},
                "xanchor": "left",
                "x": 1,
                "yanchor": "middle",
                "align": "left",
            },
        )
