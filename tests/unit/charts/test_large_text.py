"""Large type: words grow, marks do not, and the figure's own object stays as it was."""

import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.large_text import enlarge


def _figure() -> go.Figure:
    figure = go.Figure(
        go.Scatter(
            x=[1, 2],
            y=[3, 4],
            text=["a", "b"],
            marker={"size": 8},
            textfont={"size": 16},
            mode="text+markers",
        )
    )
    figure.update_layout(template=theme.TEMPLATE, height=400, margin={"l": 80, "r": 8})
    figure.add_annotation(text="dòng chú", font={"size": 12, "color": theme.INK_SOFT})
    figure.update_xaxes(tickfont={"size": 14})
    return figure


def test_words_grow_by_a_quarter() -> None:
    larger = enlarge(_figure())
    assert larger.data[0].textfont.size == 20
    assert larger.layout.annotations[0].font.size == 15
    assert larger.layout.xaxis.tickfont.size == 17.5
    assert larger.layout.font.size == 20
    assert larger.layout.legend.font.size == 20


def test_room_grows_with_them_and_marks_stay() -> None:
    larger = enlarge(_figure())
    assert (larger.layout.height, larger.layout.margin.l, larger.layout.margin.r) == (500, 100, 10)
    assert larger.data[0].marker.size == 8
    assert list(larger.data[0].y) == [3, 4]


def test_figure_given_is_not_changed() -> None:
    figure = _figure()
    enlarge(figure)
    assert figure.data[0].textfont.size == 16
    assert figure.layout.height == 400
