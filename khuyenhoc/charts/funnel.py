"""Total, registered, recognised: three bars under each model's name, all on one scale of per cent."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.estimated_marks import hatching, in_type, is_estimate
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_value

STAGES = ("total", "registered", "recognised")
_COLOURS = {
    "total": theme.SEQUENTIAL[1],
    "registered": theme.SEQUENTIAL[3],
    "recognised": theme.SEQUENTIAL[4],
}
_BAR_HEIGHT = 30
_GAP = 1.25
_END, _NARROW_END, _NARROW = 135.0, 160.0, 500


def stages(frame: pd.DataFrame, *, names: dict[str, str], t: Translator, width_hint: int = 860) -> go.Figure:
    """Bars as per cent of each model's total, with the counts written on them.

    Args:
        frame: `model`, `total`, `registered`, `recognised`, `registered_share`, `recognised_share` (per cent
            of the total); missing stays empty. `method` says which models' counts are estimates.
        names: model -> heading, in the order to draw.
        width_hint: about how many pixels wide it will be drawn; leaves room for the text behind the bars.
    """
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    rows = frame.set_index("model")
    lines = len(STAGES) + _GAP
    estimates = is_estimate(rows.loc[list(names)])
    height = {model: (len(names) - 1 - place) * lines for place, model in enumerate(names)}
    for place, stage in enumerate(STAGES):
        bars = _bars(rows.loc[list(names)], stage, estimates, t)
        figure.add_trace(bars.update(y=[height[model] + len(STAGES) - 1 - place for model in names]))
    for model, heading in names.items():
        figure.add_annotation(
            x=0,
            y=height[model] + len(STAGES) - 0.1,
            xanchor="left",
            yanchor="middle",
            showarrow=False,
            text=f"<b>{heading}</b>",
            font={"size": theme.FONT_SIZE, "color": theme.INK},
        )
    figure.update_xaxes(visible=False, range=[0, _NARROW_END if width_hint < _NARROW else _END])
    figure.update_yaxes(visible=False, range=[-0.6, len(names) * lines - 0.6])
    figure.update_layout(
        barmode="overlay",
        height=round(_BAR_HEIGHT * lines * len(names)) + 50,
        legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0, "traceorder": "normal"},
        margin={"l": 4, "r": 4, "t": 4, "b": 36},
    )
    return figure


def _bars(models: pd.DataFrame, stage: str, estimates: Sequence[bool], t: Translator) -> go.Bar:
    """One bar of each model, with its count written behind it."""
    rows = [row for _, row in models.iterrows()]
    return go.Bar(
        x=[_share(row, stage) for row in rows],
        orientation="h",
        width=0.86,
        marker={"color": _COLOURS[stage], "pattern": hatching(estimates, theme.INK)},
        text=[
            in_type(_text(row, stage, t), t, is_estimated=estimated)
            for row, estimated in zip(rows, estimates, strict=True)
        ],
        textposition="outside",
        constraintext="none",
        textfont={"size": theme.FONT_SIZE - 1, "color": theme.INK},
        cliponaxis=False,
        hoverinfo="skip",
        name=t(f"models.stage.{stage}"),
    )


def _share(row: pd.Series, stage: str) -> float:
    if stage == "total":
        return 100.0 if pd.notna(row["total"]) else float("nan")
    return float(row[f"{stage}_share"])


def _text(row: pd.Series, stage: str, t: Translator) -> str:
    if pd.isna(row[stage]):
        return t("models.no_figures")
    count = format_number(row[stage], t.language)
    return count if stage == "total" else f"{count} ({format_value(row[f'{stage}_share'], '%', t)})"
