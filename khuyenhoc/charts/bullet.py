"""Values against their targets: a bar each, with a mark for every year's target."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.value_axis import separators
from khuyenhoc.domain.targets import UNPROVEN
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_value

_ROW_HEIGHT = 92
_BAR_WIDTH = 0.34
_NAME_GAP = 0.04
_NARROW = 500
_NARROW_ROW_HEIGHT = 118
# Room at the right of 100 % for the label of a late target.
_END = 122.0
_START = -2.0


@dataclass(frozen=True)
class BulletName:
    """What stands above a bar."""

    name: str
    note: str


def bullets(
    frame: pd.DataFrame, *, names: dict[str, BulletName], t: Translator, width_hint: int = 860
) -> go.Figure:
    """Bars of per cent with target marks; the first year's label stands left of its mark, the last's right.

    Args:
        frame: rows of the query `models_against_targets`.
        names: indicator -> what stands above its bar, in the order to draw.
        width_hint: about how many pixels wide it will be drawn; notes go below the names where they are few.
    """
    order = [indicator for indicator in names if indicator in set(frame["indicator"])]
    height = {indicator: len(order) - 1 - place for place, indicator in enumerate(order)}
    bars = frame.drop_duplicates("indicator").set_index("indicator").loc[order]
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    figure.add_trace(
        go.Bar(
            x=bars["value"],
            y=[height[indicator] for indicator in order],
            orientation="h",
            width=_BAR_WIDTH,
            marker={"color": theme.SEQUENTIAL[2]},
            text=[f"<b>{format_value(value, '%', t)}</b>" for value in bars["value"]],
            textposition="inside",
            insidetextanchor="start",
            textfont={"color": theme.INK, "size": theme.FONT_SIZE},
            hoverinfo="skip",
            name=t("targets.chart_value"),
        )
    )
    for proven, symbol in ((True, "line-ns"), (False, "line-ns-open")):
        _add_targets(figure, frame, height, t, is_proven=proven, symbol=symbol)
    for indicator in order:
        _name_bar(figure, names[indicator], height[indicator], is_narrow=width_hint < _NARROW)
    figure.update_xaxes(range=[_START, _END], visible=False)
    figure.update_yaxes(range=[-0.62, len(order) - 1 + 0.72], visible=False)
    figure.update_layout(
        height=(_NARROW_ROW_HEIGHT if width_hint < _NARROW else _ROW_HEIGHT) * len(order) + 50,
        separators=separators(t),
        legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0},
        margin={"l": 4, "r": 4, "t": 4, "b": 36},
    )
    return figure


def _add_targets(
    figure: go.Figure,
    frame: pd.DataFrame,
    height: dict[str, int],
    t: Translator,
    *,
    is_proven: bool,
    symbol: str,
) -> None:
    chosen = frame[(frame["evidence"] != UNPROVEN) == is_proven]
    if chosen.empty:
        return
    figure.add_trace(
        go.Scatter(
            x=chosen["target_value"],
            y=[height[indicator] for indicator in chosen["indicator"]],
            mode="markers+text",
            marker={
                "symbol": symbol,
                "size": 34,
                "color": theme.TARGET,
                "line": {"width": 4 if is_proven else 2, "color": theme.TARGET},
            },
            text=[_target_text(row, t) for row in chosen.itertuples()],
            textposition=[_side(row, frame) for row in chosen.itertuples()],
            textfont={"color": theme.TARGET, "size": theme.FONT_SIZE - 1},
            cliponaxis=False,
            hovertext=[
                t(
                    "targets.mark",
                    year=row.target_year,
                    value=format_value(row.target_value, "%", t),
                    act=row.legal_act,
                )
                for row in chosen.itertuples()
            ],
            hoverinfo="text",
            name=t("targets.chart_target" if is_proven else "targets.chart_unproven"),
        )
    )


def _target_text(row: object, t: Translator) -> str:
    return f"{row.target_year}: {format_number(row.target_value, t.language)}%"


def _side(row: object, frame: pd.DataFrame) -> str:
    """Left of the first mark, right of the last, above those between: labels leave each other room."""
    years = frame.loc[frame["indicator"] == row.indicator, "target_year"]
    if row.target_year == years.max():
        return "bottom right"
    return "bottom left" if row.target_year == years.min() else "top center"


def _name_bar(figure: go.Figure, name: BulletName, at: float, *, is_narrow: bool) -> None:
    figure.add_annotation(
        x=0,
        y=at + _BAR_WIDTH / 2 + _NAME_GAP,
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        align="left",
        text=f"<b>{name.name}</b>{'<br>' if is_narrow else ' '}{name.note}",
        font={"size": theme.FONT_SIZE, "color": theme.INK},
    )
