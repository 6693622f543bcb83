"""Which shapes a set of units is drawn with: the map in force for their level and vintage, and the insets."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import pandas as pd

from khuyenhoc.charts.shapes import Bounds, Inset, Ring, ShapeLayer
from khuyenhoc.domain.lenses import areas
from khuyenhoc.domain.org_units import Level, OrgUnit, all_units, province_of
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.geography.areas import MOST_AREAS_OF_A_PROVINCE, area_layer
from khuyenhoc.geography.later_land import made_later
from khuyenhoc.geography.later_shapes import later_layer, uncertain
from khuyenhoc.geography.manifest import Label, Manifest, WebLayer
from khuyenhoc.geography.outlines import read_outlines
from khuyenhoc.i18n import Translator

# Every map of the country shows both archipelagos, and that of the province each belongs to: text key,
# then commune, district and provinces that it takes its colour from.
ARCHIPELAGOS = {
    "hoang-sa": ("map.hoang_sa", ("reform-20333", "legacy-498", "reform-48", "legacy-48")),
    "truong-sa": ("map.truong_sa", ("reform-22736", "legacy-576", "reform-56", "legacy-56")),
}
# Drawn apart on the map of their province; with them in one frame the mainland would shrink to a strip.
FAR_ISLANDS = (
    "legacy-318",  # Bạch Long Vĩ
    "reform-11948",
    "legacy-602",  # Phú Quý
    "reform-23272",
    "legacy-755",  # Côn Đảo
    "reform-26732",
    "reform-31105",  # Thổ Châu
)
# A map of more provinces than this is one of the country.
_MOST_PROVINCES = 4


def web_layers(manifest: Manifest, unit_ids: Sequence[str]) -> list[WebLayer]:
    """The files that hold the shapes of units, all of one level and vintage.

    Args:
        unit_ids: units of the reference lists, or comparable areas; those of insets need no file of their
            own.
    """
    if is_area(unit_ids):
        return [area_layer(unit_ids).web]
    if made_later(unit_ids):
        return [later_layer(unit_ids).web]
    units = [all_units()[unit] for unit in unit_ids]
    level, vintage = units[0].level, units[0].vintage
    if level is Level.PROVINCE or is_national(units):
        return [manifest.layers[f"{level}s-{vintage}"]]
    provinces = dict.fromkeys(province_of(unit).org_unit_id for unit in units)
    return [manifest.layers[f"{level}s-{province}"] for province in provinces]


def is_national(units: Iterable[OrgUnit]) -> bool:
    """Whether units are those of the whole country, or of so many provinces that the same files serve."""
    return len({province_of(unit).org_unit_id for unit in units}) > _MOST_PROVINCES


def shape_layer(manifest: Manifest, units: pd.DataFrame, t: Translator) -> ShapeLayer:
    """The shapes that units are drawn with.

    Args:
        units: rows with `org_unit_id`, all of one level and vintage, or all comparable areas.
    """
    unit_ids = list(units["org_unit_id"])
    if is_area(unit_ids):
        return _area_layer(manifest, unit_ids, t)
    known = [all_units()[unit] for unit in unit_ids]
    has_country = known[0].level is Level.PROVINCE or is_national(known)
    layers = web_layers(manifest, unit_ids)
    insets = tuple(_insets(manifest, unit_ids, layers[0].url, t, has_country=has_country))
    apart = frozenset() if known[0].level is Level.PROVINCE else _apart(insets)
    places = {**manifest.labels, **(later_layer(unit_ids).labels if made_later(unit_ids) else {})}
    labels = {unit: places[unit] for unit in unit_ids if unit in places and unit not in apart}
    has_far_island = not apart.isdisjoint(FAR_ISLANDS)
    context = known[0].level is not Level.PROVINCE and has_country
    return ShapeLayer(
        urls=tuple(layer.url for layer in layers),
        bounds=_bounds_of_labels(labels.values()) if has_far_island else _bounds_of_layers(layers),
        labels={unit: (label.longitude, label.latitude, label.room_deg) for unit, label in labels.items()},
        insets=insets,
        context_url=manifest.layers[f"provinces-{known[0].vintage}"].url if context else "",
        context_ids=tuple(dict.fromkeys(province_of(unit).org_unit_id for unit in known)) if context else (),
        approximate=approximate_units(manifest, unit_ids),
        apart=apart,
    )


def approximate_units(manifest: Manifest, unit_ids: Collection[str]) -> frozenset[str]:
    """Those of the units whose shape is an approximation."""
    return manifest.approximate.intersection(unit_ids) | uncertain(unit_ids, manifest.approximate)


def outlines_of(
    manifest: Manifest, unit_ids: Sequence[str], insets: Iterable[Inset]
) -> Mapping[str, Sequence[Ring]]:
    """The rings of units, and of the features of insets under `Inset.outline_key`."""
    main = read_outlines(web_layers(manifest, unit_ids))
    outlines = {unit: outline.rings for unit, outline in main.items()}
    by_url = {layer.url: layer for layer in manifest.layers.values()}
    for inset in insets:
        outlines[inset.outline_key] = read_outlines([by_url[inset.url]])[inset.feature].rings
    return outlines


def context_outlines(manifest: Manifest, layer: ShapeLayer) -> Mapping[str, Sequence[Ring]]:
    """The rings of the provinces that a map of the country's units is divided by."""
    layers = [each for each in manifest.layers.values() if each.url == layer.context_url]
    return {unit: outline.rings for unit, outline in read_outlines(layers).items()}


def is_area(unit_ids: Sequence[str]) -> bool:
    """Whether ids are those of comparable areas."""
    # To know all areas takes a second, and every first page has a map of units.
    return unit_ids[0] not in all_units() and unit_ids[0] in areas()


def _area_layer(manifest: Manifest, area_ids: Sequence[str], t: Translator) -> ShapeLayer:
    group = area_layer(area_ids)
    insets = []
    for name, (key, members) in ARCHIPELAGOS.items():
        own = [area for area in area_ids if not set(members).isdisjoint(areas()[area].members)]
        if own or len(area_ids) > MOST_AREAS_OF_A_PROVINCE:
            url = manifest.layers[f"inset-{name}"].url
            insets.append(Inset(url, t(key), members[0], (*own, *members)))
    return ShapeLayer(
        urls=(group.web.url,),
        bounds=group.web.bounds,
        labels={
            area: (label.longitude, label.latitude, label.room_deg) for area, label in group.labels.items()
        },
        insets=tuple(insets),
        # Areas that are nothing but islands; others hold land besides.
        apart=frozenset(area_ids) - set(group.labels),
    )


def _insets(
    manifest: Manifest, unit_ids: Collection[str], url: str, t: Translator, *, has_country: bool
) -> Iterator[Inset]:
    present = set(unit_ids)
    vintage = all_units()[next(iter(unit_ids))].vintage
    for name, (key, members) in ARCHIPELAGOS.items():
        if has_country or present & set(members):
            feature = next(member for member in members if all_units()[member].vintage is Vintage(vintage))
            yield Inset(manifest.layers[f"inset-{name}"].url, t(key), feature, members)
    for unit in () if has_country else FAR_ISLANDS:
        if unit in present:
            yield Inset(url, all_units()[unit].name, unit, (unit,))


def _apart(insets: Iterable[Inset]) -> frozenset[str]:
    return frozenset(unit for inset in insets for unit in inset.org_unit_ids)


def _bounds_of_layers(layers: Iterable[WebLayer]) -> Bounds:
    west, south, east, north = zip(*(layer.bounds for layer in layers), strict=True)
    return min(west), min(south), max(east), max(north)


def _bounds_of_labels(labels: Iterable[Label]) -> Bounds:
    """About the frame without the far island: that of the units' middles, and a shape more on each side."""
    places = [(label.longitude, label.latitude, label.room_deg) for label in labels]
    return (
        min(longitude - margin for longitude, _, margin in places),
        min(latitude - margin for _, latitude, margin in places),
        max(longitude + margin for longitude, _, margin in places),
        max(latitude + margin for _, latitude, margin in places),
    )
