"""From which units a unit was made, or into which it went: lines between names, with shares."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_value

_ROW_HEIGHT, _NARROW_ROW_HEIGHT = 34, 58
_HEAD_HEIGHT = 40
# Places across the figure: names end and begin here, lines run between.
_LEFT, _RIGHT = 0.44, 0.56
_THICKEST, _THINNEST = 7.0, 1.5
# Below so many pixels names take a second line, and no more letters than this go on one.
_NARROW = 600
_NARROW_LETTERS = 20


@dataclass(frozen=True)
class LineageLink:
    """One line of the diagram.

    Attributes:
        name: of the other unit.
        share: part of the former unit that went over.
        is_exact: whether that was all of it.
        note: what a person reads when pointing at it: act, date, basis.
    """

    name: str
    share: float
    is_exact: bool
    note: str


def lineage_diagram(
    focus: str, links: Sequence[LineageLink], *, is_origin: bool, t: Translator, width_hint: int = 700
) -> go.Figure:
    """The unit on one side and the others on the other, former ones always on the left.

    Args:
        focus: name of the unit the diagram is about.
        links: at least one; thick lines are large shares, dashed ones estimates.
        is_origin: whether the unit is the former one.
        width_hint: about how many pixels wide it will be drawn.
    """
    is_narrow = width_hint < _NARROW
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    middle = (len(links) - 1) / 2
    for row, link in enumerate(links):
        ends = (middle, row) if is_origin else (row, middle)
        figure.add_trace(_line(link, ends, t))
        _write(figure, _label(link, t, is_narrow=is_narrow), row, is_left=not is_origin)
    name = _on_lines(focus) if is_narrow else focus
    _write(figure, f"<b>{name}</b>", middle, is_left=is_origin)
    _write_heads(figure, t)
    figure.update_xaxes(range=[0, 1], visible=False, fixedrange=True)
    figure.update_yaxes(range=[len(links) - 0.4, -1.2], visible=False, fixedrange=True)
    figure.update_layout(
        height=_HEAD_HEIGHT + (_NARROW_ROW_HEIGHT if is_narrow else _ROW_HEIGHT) * (len(links) + 1),
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        showlegend=False,
    )
    return figure


def _line(link: LineageLink, ends: tuple[float, float], t: Translator) -> go.Scatter:
    text = f"<b>{link.name}</b><br>{_share_text(link, t)}<br>{link.note}"
    return go.Scatter(
        x=[_LEFT, (_LEFT + _RIGHT) / 2, _RIGHT],
        y=[ends[0], sum(ends) / 2, ends[1]],
        mode="lines",
        line={
            "color": theme.ACCENT if link.is_exact else theme.INK_SOFT,
            "width": max(_THICKEST * link.share, _THINNEST),
            "dash": "solid" if link.is_exact else "dash",
            "shape": "spline",
            "smoothing": 0.6,
        },
        hovertext=[text] * 3,
        hoverinfo="text",
    )


def _share_text(link: LineageLink, t: Translator) -> str:
    share = format_value(100 * link.share, "%", t)
    return share if link.is_exact else t("lens.estimate_mark", value=share)


def _write(figure: go.Figure, text: str, row: float, *, is_left: bool) -> None:
    figure.add_annotation(
        x=_LEFT - 0.01 if is_left else _RIGHT + 0.01,
        y=row,
        text=text,
        showarrow=False,
        xanchor="right" if is_left else "left",
        align="right" if is_left else "left",
        font={"size": theme.FONT_SIZE - 2, "color": theme.INK},
    )


def _label(link: LineageLink, t: Translator, *, is_narrow: bool) -> str:
    """Name and share of the other unit."""
    share = f'<span style="color:{theme.INK_SOFT}">{_share_text(link, t)}</span>'
    return f"{_on_lines(link.name)}<br>{share}" if is_narrow else f"{link.name} · {share}"


def _on_lines(name: str) -> str:
    """A name on lines of at most `_NARROW_LETTERS` letters, broken between words."""
    return "<br>".join(textwrap.wrap(name, _NARROW_LETTERS, break_long_words=False))


def _write_heads(figure: go.Figure, t: Translator) -> None:
    for x, anchor, key in [(_LEFT - 0.01, "right", "before"), (_RIGHT + 0.01, "left", "after")]:
        figure.add_annotation(
            x=x,
            y=-1,
            text=t(f"lineage.{key}"),
            showarrow=False,
            xanchor=anchor,
            font={"size": theme.FONT_SIZE - 2, "color": theme.INK_SOFT},
        )
