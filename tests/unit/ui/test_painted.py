"""A painted table goes out as Streamlit would have it worked out, and pandas is asked once."""

import pandas as pd
from pandas.io.formats.style import Styler
from streamlit.elements import arrow
from streamlit.proto.ArrowData_pb2 import ArrowData

from khuyenhoc.ui.painted import painted

ASKED: list[object] = []


def table() -> Styler:
    ASKED.clear()
    frame = pd.DataFrame({"unit": ["a", "b"], "value": [1.5, 2.5]})

    def colour(value: float) -> str:
        ASKED.append(value)
        return "background-color: #fff" if value > 2 else ""

    return Styler(frame, uuid="same").map(colour, subset=["value"]).format("{:.2f}", subset=["value"])


def marshalled(styler: Styler) -> ArrowData:
    proto = ArrowData()
    arrow.marshall_styler(proto, styler, "")
    return proto


def test_it_goes_out_as_without() -> None:
    assert marshalled(painted(table())) == marshalled(table())
    assert "background-color" in marshalled(painted(table())).styler.styles


def test_pandas_is_asked_once() -> None:
    kept = painted(table())
    ASKED.clear()
    assert marshalled(kept) == marshalled(kept)
    assert ASKED == []


def test_one_that_is_not_painted_is_worked_out_each_time() -> None:
    styler = table()
    marshalled(styler)
    assert ASKED == [1.5, 2.5]
