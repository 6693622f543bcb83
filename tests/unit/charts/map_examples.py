"""Five units with every kind of state, and the shapes they are drawn with."""

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc.charts.bands import Method
from khuyenhoc.charts.map import MapContent, draw_map, largest_value
from khuyenhoc.charts.map_classes import make_scale
from khuyenhoc.charts.shapes import Inset, ShapeLayer
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.i18n import Translator

T = Translator("vi")
RATE = indicators()["learning_family_rate"]
AMOUNT = indicators()["fund_raised"]
NAN = float("nan")
INSET = Inset("/app/static/boundaries/ts.json", "Quần đảo Trường Sa<br>(Khánh Hòa)", "z", ("z",))
LAYER = ShapeLayer(
    urls=("/app/static/boundaries/communes.json",),
    bounds=(108.6, 11.3, 109.5, 12.9),
    labels={"a": (109.0, 12.0, 0.5), "b": (109.1, 12.1, 0.001), "c": (109.2, 12.4, 0.05)},
    insets=(INSET,),
    approximate=frozenset({"b"}),
    apart=frozenset({"z"}),
)


def units() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "org_unit_id": ["a", "b", "c", "d", "z"],
            "name": ["Phường A", "Xã B", "Xã C", "Xã D", "Đặc khu Trường Sa"],
            "short_name": ["A", "B", "C", "D", "Trường Sa"],
            "state": ["reported", "reported", "not_reported", "not_established", "reported"],
            "value": [90.0, 50.0, NAN, NAN, 70.0],
            "earlier_value": [88.0, NAN, NAN, NAN, NAN],
            "rank": pd.array([1, 3, None, None, 2], dtype="Int64"),
        }
    )
    return frame.assign(numerator=9.0, denominator=10.0, file_name="bc.xlsx", cell="Bieu 01!K10")


def content_of(rows: pd.DataFrame, indicator=RATE, **options) -> MapContent:
    scale = make_scale(rows["value"], Method.QUANTILES)
    return MapContent(rows, indicator, LAYER, scale, top=90.0, **options)


def choropleth(rows: pd.DataFrame, *, layer: ShapeLayer = LAYER) -> go.Figure:
    """The map of the rate with classes of its own."""
    content = MapContent(
        rows, RATE, layer, make_scale(rows["value"], Method.QUANTILES), largest_value(rows["value"])
    )
    return draw_map(content, T, height=640, width_hint=760)
