"""Last year and now of several units on one scale, with the target as a line."""

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.estimated_marks import crossed, is_estimate, value_text
from khuyenhoc.charts.value_axis import separators, value_axis
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.targets import Target
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_value

_ROW_HEIGHT = 52
_ROOM_AROUND = 96
# Pixels that a printed value and the names of the units take.
_VALUE_WIDTH = 84
_NAME_WIDTH = 140
# Where room is short a printed value lies on the line of the target.
_HALO = ", ".join(f"{x}px {y}px 2px {theme.PAPER}" for x in (-2, 2) for y in (-2, 2))


def dumbbell(
    units: pd.DataFrame, *, indicator: Indicator, target: Target | None, t: Translator, width_hint: int = 1000
) -> go.Figure:
    """One line per unit from last year's mark (hollow) to the present one (filled), values printed.

    Args:
        units: `name`, `value`, `earlier_value` in the indicator's unit, in the order to be drawn; `method`
            and `earlier_method` say which of them are estimates.
        target: the target to draw, if there is one.
        width_hint: about how many pixels wide it will be drawn; decides the room for the printed values.
    """
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    rows = list(range(len(units)))
    for row, unit in zip(rows, units.itertuples(), strict=True):
        if pd.notna(unit.value) and pd.notna(unit.earlier_value):
            figure.add_shape(
                type="line",
                x0=unit.earlier_value,
                x1=unit.value,
                y0=row,
                y1=row,
                line={"color": theme.INK_SOFT, "width": 4},
                layer="below",
            )
    is_rising = units["value"] >= units["earlier_value"]
    figure.add_trace(_marks(units, ~is_rising, indicator, t, is_now=False))
    figure.add_trace(_marks(units, is_rising | units["earlier_value"].isna(), indicator, t, is_now=True))
    _draw_target(figure, target, indicator, t)
    figure.update_yaxes(tickvals=rows, ticktext=list(units["name"]), autorange="reversed", showgrid=False)
    ends = _range(units, target, width_hint)
    figure.update_xaxes(range=ends, **value_axis(ends, indicator.unit, t))
    figure.update_layout(
        separators=separators(t),
        height=_ROOM_AROUND + _ROW_HEIGHT * len(units),
        margin={"l": 8, "r": 16, "t": 32, "b": 64},
        legend={"orientation": "h", "x": 0, "y": -40 / (_ROW_HEIGHT * max(len(units), 1)), "yanchor": "top"},
    )
    return figure


def _marks(
    units: pd.DataFrame, is_right: pd.Series, indicator: Indicator, t: Translator, *, is_now: bool
) -> go.Scatter:
    """Marks of one moment; each value is printed on the side away from the other mark."""
    values = units["value" if is_now else "earlier_value"]
    estimates = is_estimate(units, "method" if is_now else "earlier_method")
    texts = [
        value_text(value, indicator.unit, t, is_estimated=estimated)
        for value, estimated in zip(values, estimates, strict=True)
    ]
    return go.Scatter(
        x=values,
        y=list(range(len(units))),
        mode="markers+text",
        name=t("compare.now" if is_now else "compare.last_year"),
        marker={
            "size": 16,
            "symbol": crossed("circle", estimates),
            "color": theme.ACCENT if is_now else theme.PAPER,
            "line": {"color": theme.ACCENT, "width": 3},
        },
        text=[f"<b>{text}</b>" if is_now else text for text in texts],
        textposition=["middle right" if right else "middle left" for right in is_right],
        textfont={"size": theme.FONT_SIZE, "color": theme.INK, "shadow": _HALO},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _draw_target(figure: go.Figure, target: Target | None, indicator: Indicator, t: Translator) -> None:
    if target is None:
        return
    figure.add_vline(
        x=target.value,
        layer="below",
        line={"color": theme.TARGET, "dash": "dash", "width": 2},
        annotation={
            "text": t("trend.target", year=target.year, value=format_value(target.value, indicator.unit, t)),
            "font": {"color": theme.TARGET, "size": theme.FONT_SIZE - 1},
            "yref": "paper",
            "y": 1,
            "yanchor": "bottom",
            "xanchor": "center",
        },
    )


def _range(units: pd.DataFrame, target: Target | None, width: int) -> list[float]:
    known = pd.concat([units["value"], units["earlier_value"]]).dropna().tolist()
    known += [] if target is None else [target.value]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    spread = (high - low) or abs(high) or 1.0
    room = spread * _VALUE_WIDTH / max(width - _NAME_WIDTH - 2 * _VALUE_WIDTH, _VALUE_WIDTH)
    return [low - room, high + room]
