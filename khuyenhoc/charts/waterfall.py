"""A fund from its opening to its closing balance."""

from collections.abc import Sequence

import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.estimated_marks import hatching, in_type
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_money

TOTAL, RELATIVE = "total", "relative"
Step = tuple[str, float, str]


def waterfall(steps: Sequence[Step], *, t: Translator, is_estimated: bool = False) -> go.Figure:
    """Columns that rise and fall from one balance to the next.

    Args:
        steps: name, amount in đồng, and `total` (a balance, drawn from zero) or `relative` (what came in, or,
            negative, went out).
        is_estimated: whether a part of the amounts is an estimate; then the columns are hatched.
    """
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    bases = _bases(steps)
    figure.add_trace(
        go.Bar(
            x=list(range(len(steps))),
            y=[size for _, size, _ in bases],
            base=[base for base, _, _ in bases],
            width=0.62,
            marker={
                "color": [_colour(amount, kind) for _, amount, kind in steps],
                "pattern": hatching([is_estimated] * len(steps), theme.INK),
            },
            text=[_text(amount, kind, t, is_estimated=is_estimated) for _, amount, kind in steps],
            textposition="outside",
            constraintext="none",
            textfont={"size": theme.FONT_SIZE, "color": theme.INK},
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
        )
    )
    _join_columns(figure, bases)
    top = max((base + size for base, size, _ in bases), default=1.0)
    lowest = min((base for base, _, _ in bases), default=0.0)
    figure.update_xaxes(
        tickvals=list(range(len(steps))), ticktext=[name for name, _, _ in steps], tickangle=0, showgrid=False
    )
    figure.update_yaxes(visible=False, range=[min(0.0, lowest * 1.15), top * 1.15 or 1.0])
    figure.update_layout(height=380, margin={"l": 8, "r": 8, "t": 12, "b": 8})
    return figure


def _join_columns(figure: go.Figure, bases: Sequence[tuple[float, float, float]]) -> None:
    """A dotted line from the end of each column to the start of the next."""
    for place, (_, _, after) in enumerate(bases[:-1]):
        figure.add_shape(
            type="line",
            x0=place + 0.31,
            x1=place + 0.69,
            y0=after,
            y1=after,
            line={"color": theme.INK_SOFT, "width": 1, "dash": "dot"},
        )


def _bases(steps: Sequence[Step]) -> list[tuple[float, float, float]]:
    """For each column where it stands, how high it is, and the balance after it."""
    running, bases = 0.0, []
    for _, amount, kind in steps:
        start = 0.0 if kind == TOTAL else running
        running = amount if kind == TOTAL else running + amount
        bases.append((min(start, running), abs(running - start), running))
    return bases


def _colour(amount: float, kind: str) -> str:
    if kind == TOTAL:
        return theme.ACCENT
    return theme.GOOD if amount >= 0 else theme.ATTENTION


def _text(amount: float, kind: str, t: Translator, *, is_estimated: bool) -> str:
    sign = "" if kind == TOTAL else "+" if amount > 0 else "−" if amount < 0 else ""
    text = f"{sign}{format_money(abs(amount), t, is_short=True)}"
    return f"<b>{in_type(text, t, is_estimated=is_estimated)}</b>"
