"""A figure is drawn once for all that it is made of, and sent as Plotly would write it."""

import json

import pandas as pd
import plotly.graph_objects as go
import plotly.io
import plotly.tools
import pytest

from khuyenhoc.charts.large_text import enlarge
from khuyenhoc.ui import drawn
from khuyenhoc.ui.drawn import drawing, ready

DRAWN: list[str] = []


@pytest.fixture(autouse=True)
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    DRAWN.clear()
    drawn._figures.clear()
    monkeypatch.setattr(drawn, "data_state", lambda: ("store", 1, 0))


def bars(frame: pd.DataFrame, *, name: str = "n") -> go.Figure:
    DRAWN.append(name)
    return go.Figure(
        go.Bar(x=frame["value"].to_numpy(), y=frame["unit"], name=name),
        layout={"height": 300, "font": {"size": 16}},
    )


def frame(value: float = 1.5) -> pd.DataFrame:
    return pd.DataFrame({"unit": ["Vĩnh Hải", "Bắc Nha Trang"], "value": [value, float("nan")]})


def sent(figure: go.Figure) -> dict:
    """As `st.plotly_chart` makes its specification."""
    told = plotly.tools.return_figure_from_figure_or_data(figure, validate_figure=True)
    return json.loads(plotly.io.to_json(told, validate=False))


def test_it_is_sent_as_plotly_would_write_it() -> None:
    shown = ready(drawing(bars, frame()), is_large=False)
    assert sent(shown) == sent(bars(frame()))
    assert sent(ready(drawing(bars, frame()), is_large=True)) == sent(enlarge(bars(frame())))


def test_drawn_once_for_equal_values_in_other_frames() -> None:
    for _ in range(2):
        ready(drawing(bars, frame()), is_large=False)
    assert DRAWN == ["n"]


def test_drawn_anew_for_another_value_word_or_state(monkeypatch: pytest.MonkeyPatch) -> None:
    ready(drawing(bars, frame()), is_large=False)
    assert sent(ready(drawing(bars, frame(2.5)), is_large=False)) == sent(bars(frame(2.5)))
    assert sent(ready(drawing(bars, frame(), name="m"), is_large=False))["data"][0]["name"] == "m"
    DRAWN.clear()
    monkeypatch.setattr(drawn, "data_state", lambda: ("store", 2, 0))
    ready(drawing(bars, frame()), is_large=False)
    assert DRAWN == ["n"]


def test_what_one_session_does_to_a_figure_does_not_reach_another() -> None:
    ready(drawing(bars, frame()), is_large=False).to_dict()["data"][0]["name"] = "changed"
    assert sent(ready(drawing(bars, frame()), is_large=False))["data"][0]["name"] == "n"
