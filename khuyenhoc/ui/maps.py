"""The map of a province, or what to do while there are no shapes yet."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from khuyenhoc.charts.map import choropleth
from khuyenhoc.charts.shapes import Inset, ShapeLayer
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.geography.boundaries import Manifest, build_boundaries, load_manifest
from khuyenhoc.geography.errors import BoundaryError, ManifestFormatError
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.ui import output
from khuyenhoc.ui.filters import Selection, indicator_name, province_name

# Shown as insets wherever their province is: Hoàng Sa with Đà Nẵng, Trường Sa with Khánh Hòa.
ARCHIPELAGOS = {"hoang-sa": ("legacy-498", "reform-20333"), "truong-sa": ("legacy-576", "reform-22736")}

# About as wide as a map gets on a phone, in pixels; decides which names fit.
_PHONE_WIDTH = 330


def province_map(
    units: pd.DataFrame, selection: Selection, t: Translator, *, key: str, height: int, width_hint: int
) -> None:
    """The units of the selection, coloured by the indicator."""
    manifest = _usable_manifest()
    if manifest is None:
        _offer_build(t, key=key)
        return
    layer = shape_layer(manifest, selection)
    width = min(width_hint, _PHONE_WIDTH) if _is_phone() else width_hint
    figure = choropleth(
        units, indicator=selection.indicator, layer=layer, t=t, height=height, width_hint=width
    )
    output.show_figure(figure, alt=_description(units, selection, t), key=key)
    st.caption(t("map.credit"))


def shape_layer(manifest: Manifest, selection: Selection) -> ShapeLayer:
    """The shapes that the selection's units are drawn with."""
    level = "communes" if selection.period.vintage is Vintage.REFORM else "districts"
    layers = [manifest.layers[f"{level}-{province_id}"] for province_id in selection.province_ids]
    west, south, east, north = zip(*(layer.bounds for layer in layers), strict=True)
    apart = {unit for units in ARCHIPELAGOS.values() for unit in units}
    return ShapeLayer(
        urls=tuple(layer.url for layer in layers),
        bounds=(min(west), min(south), max(east), max(north)),
        labels={
            unit: (label.longitude, label.latitude, label.room_deg)
            for unit, label in manifest.labels.items()
            if unit not in apart
        },
        insets=tuple(_insets(manifest, selection)),
    )


def _insets(manifest: Manifest, selection: Selection) -> Iterator[Inset]:
    for name, units in ARCHIPELAGOS.items():
        if any(province_of(all_units()[unit]).org_unit_id in selection.province_ids for unit in units):
            layer = manifest.layers[f"inset-{name}"]
            yield Inset(layer.url, layer.bounds, f"map.{name.replace('-', '_')}", units)


def _usable_manifest() -> Manifest | None:
    try:
        return load_manifest()
    except ManifestFormatError:
        return None


def _is_phone() -> bool:
    return "Mobi" in st.context.headers.get("User-Agent", "")


def _offer_build(t: Translator, *, key: str) -> None:
    st.info(t("map.not_built"), icon=":material/map:")
    if not st.button(t("map.build"), type="primary", key=f"{key}.build"):
        return
    bar = st.progress(0.0, text=t("map.building"))
    try:
        build_boundaries(lambda fraction, _: bar.progress(fraction, text=t("map.building")))
    except BoundaryError:
        st.error(t("map.build_failed"), icon=":material/error:")
        return
    st.rerun()


def _description(units: pd.DataFrame, selection: Selection, t: Translator) -> str:
    reported = units.dropna(subset=["value"])
    return t(
        "map.alt",
        indicator=indicator_name(selection.indicator, t),
        province=province_name(selection.province, t),
        period=format_period(selection.period, t),
        best=reported["name"].iloc[0] if len(reported) else "–",
        last=reported["name"].iloc[-1] if len(reported) else "–",
    )
