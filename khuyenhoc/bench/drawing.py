"""What is measured of maps: bytes of shapes, and bytes and time of a change of colours."""

import gzip
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from khuyenhoc.bench.figures import invent_figures
from khuyenhoc.bench.measuring import Measurement, fixed, timed
from khuyenhoc.charts.bands import Method
from khuyenhoc.charts.map import MapContent, draw_map, largest_value
from khuyenhoc.charts.map_classes import make_scale
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.org_units import Level, all_units
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.geography.boundaries import Manifest, load_manifest
from khuyenhoc.geography.errors import BoundaryError
from khuyenhoc.geography.inputs import web_folder
from khuyenhoc.i18n import Translator
from khuyenhoc.ui.map_layers import shape_layer

_KILO = 1000
_PROVINCE_KB = 300
_NATIONAL_KB = 600
_RECOLOUR_KB = 130
_RECOLOUR_SECONDS = 0.3
# Streamlit compresses with Starlette's middleware, whose level this is.
_GZIP_LEVEL = 9


def map_size(_: Path) -> Iterator[Measurement]:
    """Shapes of the largest province as they are, and of the national commune map as they travel."""
    yield Measurement("map.province_shapes", _largest_province, fixed(_PROVINCE_KB), bar=1.0, unit="KB")
    yield Measurement("map.national_shapes", _national, fixed(_NATIONAL_KB), bar=1.0, unit="KB")


def recolour_cost(_: Path) -> Iterator[Measurement]:
    """The national commune map in another indicator: what is sent, and how long the server works for it."""
    units = _national_units()
    yield Measurement(
        "map.recolour_sent", partial(_figure_size, units), fixed(_RECOLOUR_KB), bar=1.0, unit="KB"
    )
    yield Measurement(
        "map.recolour_time", timed(partial(_figure_json, units)), fixed(_RECOLOUR_SECONDS), bar=1.0
    )


def _largest_province() -> float:
    layers = _manifest().layers
    return max(layer.bytes for name, layer in layers.items() if name.rsplit("-", 1)[1].isdigit()) / _KILO


def _national() -> float:
    layers = _manifest().layers
    names = ("communes-reform", "provinces-reform", "inset-hoang-sa", "inset-truong-sa")
    contents = ((web_folder() / layers[name].file).read_bytes() for name in names)
    return sum(len(gzip.compress(content, _GZIP_LEVEL)) for content in contents) / _KILO


def _figure_size(units: pd.DataFrame) -> float:
    return len(_figure_json(units).encode()) / _KILO


def _figure_json(units: pd.DataFrame) -> str:
    t = Translator("vi")
    content = MapContent(
        units,
        indicators()["learning_family_rate"],
        shape_layer(_manifest(), units, t),
        make_scale(units["value"], Method.QUANTILES),
        largest_value(units["value"]),
    )
    return draw_map(content, t, height=720, width_hint=570).to_json()


def _national_units() -> pd.DataFrame:
    """Rows as `indicator_by_unit` gives them for all communes; one in twenty has not reported."""
    communes = [
        unit
        for unit in all_units().values()
        if unit.level is Level.COMMUNE and unit.vintage is Vintage.REFORM
    ]
    figures = invent_figures([unit.org_unit_id for unit in communes])
    units = pd.DataFrame(
        {
            "org_unit_id": [unit.org_unit_id for unit in communes],
            "name": [unit.name for unit in communes],
            "short_name": [unit.short_name for unit in communes],
            "province_id": [unit.parent_id for unit in communes],
            "numerator": [figures[unit.org_unit_id, "families_recognised"] for unit in communes],
            "denominator": [figures[unit.org_unit_id, "families_total"] for unit in communes],
        }
    )
    has_reported = units.index % 20 != 0
    value = (100 * units["numerator"] / units["denominator"]).where(has_reported)
    return units.assign(
        value=value,
        earlier_value=value,
        rank=value.rank(ascending=False, method="min"),
        state=pd.Series("reported", index=units.index).where(has_reported, "not_reported"),
    )


def _manifest() -> Manifest:
    manifest = load_manifest()
    if manifest is None:
        message = "boundaries are not built: python -m khuyenhoc boundaries build"
        raise BoundaryError(message)
    return manifest
