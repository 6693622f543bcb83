"""Direction and colour of a change: a fall is an arrow down, and green only where it is welcome."""

import pytest
from streamlit.testing.v1 import AppTest


def _script(change: float | None, *, higher_is_better: bool | None) -> None:
    from khuyenhoc.i18n import Translator
    from khuyenhoc.ui.metric import show_metric

    show_metric("Tỷ lệ", "53,0%", change, "%", Translator("vi"), higher_is_better=higher_is_better)


@pytest.mark.parametrize(
    ("change", "higher_is_better", "expected"),
    [
        (2.4, True, ("+2,4 điểm %", "GREEN", "UP")),
        (-2.4, True, ("−2,4 điểm %", "RED", "DOWN")),
        (-2.4, False, ("−2,4 điểm %", "GREEN", "DOWN")),
        (2.4, None, ("+2,4 điểm %", "GRAY", "UP")),
        (-0.04, True, ("0,0 điểm %", "GRAY", "NONE")),
        (0.0, True, ("", "GRAY", "NONE")),
        (None, True, ("", "GRAY", "NONE")),
    ],
)
def test_change_of_a_tile(
    change: float | None, higher_is_better: object, expected: tuple[str, str, str]
) -> None:
    app = AppTest.from_function(
        _script, kwargs={"change": change, "higher_is_better": higher_is_better}
    ).run()
    drawn = app.metric[0].proto
    colour = drawn.MetricColor.Name(drawn.color)
    arrow = drawn.MetricDirection.Name(drawn.direction)
    assert (drawn.delta, colour, arrow) == expected
