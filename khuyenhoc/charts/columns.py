"""One count by quarter as columns; a quarter that not all units reported is drawn hollow."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.estimated_marks import hatching, is_estimate, value_text
from khuyenhoc.charts.quarter_axis import labelled_places, quarter_axis
from khuyenhoc.charts.value_axis import separators
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period

_LABEL_WIDTH = 70


def columns_by_quarter(series: pd.DataFrame, *, unit: str, t: Translator, width_hint: int = 860) -> go.Figure:
    """Columns from zero with their values on top.

    Args:
        series: `period_id` (oldest first), `value`, `reported_units`, `expected_units`; `method` says which
            values are estimates.
        unit: of the values, as of an indicator.
    """
    periods = [Period.parse(key) for key in series["period_id"]]
    estimates = is_estimate(series)
    labels = [
        value_text(value, unit, t, is_estimated=estimated)
        for value, estimated in zip(series["value"], estimates, strict=True)
    ]
    named = labelled_places(len(series), width_hint, label_width=_LABEL_WIDTH)
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    figure.add_trace(
        go.Bar(
            x=list(range(len(series))),
            y=series["value"],
            marker=_marker(series, estimates),
            text=[label if place in named else "" for place, label in enumerate(labels)],
            textposition="outside",
            constraintext="none",
            textfont={"color": theme.INK, "size": theme.FONT_SIZE - 1},
            cliponaxis=False,
            hovertext=[
                t("trend.hover", period=format_period(period, t), value=label, reported=done, expected=due)
                for period, label, done, due in zip(
                    periods, labels, series["reported_units"], series["expected_units"], strict=True
                )
            ],
            hoverinfo="text",
        )
    )
    figure.update_xaxes(**quarter_axis(periods, named, t))
    figure.update_yaxes(visible=False, rangemode="tozero")
    figure.update_layout(
        separators=separators(t),
        height=320,
        margin={"l": 8, "r": 8, "t": 28, "b": 8},
        showlegend=False,
    )
    return figure


def _marker(series: pd.DataFrame, estimates: Sequence[bool]) -> dict[str, object]:
    """Hollow where not all units reported, hatched where the value is an estimate."""
    is_complete = series["reported_units"] >= series["expected_units"]
    return {
        "color": [theme.ACCENT if is_whole else theme.SEQUENTIAL[0] for is_whole in is_complete],
        "line": {"color": theme.ACCENT, "width": 2},
        "pattern": hatching(estimates, theme.INK),
    }
