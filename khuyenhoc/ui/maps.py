"""The map of a province, or what to do while there are no shapes yet."""

from collections.abc import Iterable, Iterator

import pandas as pd
import streamlit as st

from khuyenhoc.charts.map import choropleth
from khuyenhoc.charts.shapes import Inset, ShapeLayer
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.geography.boundaries import Manifest, build_boundaries, load_manifest
from khuyenhoc.geography.errors import BoundaryError, ManifestFormatError
from khuyenhoc.geography.manifest import Label, WebLayer
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.ui import output
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.filters import Selection, indicator_name, province_name

# Drawn apart with the province they belong to: text key and units. The law wants both archipelagos on the map
# of their province; with the far islands in one frame the mainland would shrink to a strip.
ARCHIPELAGOS = {
    "hoang-sa": ("map.hoang_sa", ("legacy-498", "reform-20333")),
    "truong-sa": ("map.truong_sa", ("legacy-576", "reform-22736")),
}
FAR_ISLANDS = (
    "legacy-318",  # Bạch Long Vĩ
    "reform-11948",
    "legacy-602",  # Phú Quý
    "reform-23272",
    "legacy-755",  # Côn Đảo
    "reform-26732",
    "reform-31105",  # Thổ Châu
)


def province_map(
    units: pd.DataFrame, selection: Selection, t: Translator, *, key: str, height: int, width_hint: int
) -> None:
    """The units of the selection, coloured by the indicator."""
    manifest = _usable_manifest()
    if manifest is None:
        _offer_build(t, key=key)
        return
    layer = shape_layer(manifest, units, t)
    width = figure_width(width_hint)
    figure = choropleth(
        units, indicator=selection.indicator, layer=layer, t=t, height=height, width_hint=width
    )
    output.show_figure(figure, alt=_description(units, selection, t), key=key)
    st.caption(t("map.credit"))


def shape_layer(manifest: Manifest, units: pd.DataFrame, t: Translator) -> ShapeLayer:
    """The shapes that units, all of one level and vintage, are drawn with."""
    members = [all_units()[unit] for unit in units["org_unit_id"]]
    names = dict.fromkeys(f"{unit.level}s-{province_of(unit).org_unit_id}" for unit in members)
    layers = [manifest.layers[name] for name in names]
    urls = tuple(layer.url for layer in layers)
    insets = tuple(_insets(manifest, units, urls[0], t))
    apart = {unit for inset in insets for unit in inset.org_unit_ids}
    labels = {
        unit: manifest.labels[unit]
        for unit in units["org_unit_id"]
        if unit in manifest.labels and unit not in apart
    }
    has_far_island = not apart.isdisjoint(FAR_ISLANDS)
    return ShapeLayer(
        urls=urls,
        bounds=_bounds_of_labels(labels.values()) if has_far_island else _bounds_of_layers(layers),
        labels={unit: (label.longitude, label.latitude, label.room_deg) for unit, label in labels.items()},
        insets=insets,
    )


def _insets(manifest: Manifest, units: pd.DataFrame, url: str, t: Translator) -> Iterator[Inset]:
    present = set(units["org_unit_id"])
    for name, (key, members) in ARCHIPELAGOS.items():
        if present & set(members):
            yield Inset(manifest.layers[f"inset-{name}"].url, t(key), members)
    for unit in FAR_ISLANDS:
        if unit in present:
            yield Inset(url, all_units()[unit].name, (unit,))


def _bounds_of_layers(layers: Iterable[WebLayer]) -> tuple[float, float, float, float]:
    west, south, east, north = zip(*(layer.bounds for layer in layers), strict=True)
    return min(west), min(south), max(east), max(north)


def _bounds_of_labels(labels: Iterable[Label]) -> tuple[float, float, float, float]:
    """About the frame without the far island: that of the units' middles, and a shape more on each side."""
    places = [(label.longitude, label.latitude, label.room_deg) for label in labels]
    return (
        min(longitude - margin for longitude, _, margin in places),
        min(latitude - margin for _, latitude, margin in places),
        max(longitude + margin for longitude, _, margin in places),
        max(latitude + margin for _, latitude, margin in places),
    )


def _usable_manifest() -> Manifest | None:
    try:
        return load_manifest()
    except ManifestFormatError:
        return None


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
