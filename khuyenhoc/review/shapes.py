"""Shapes for the maps of a review, read from the built boundaries.

A screen holds names of layers and no shapes, and a frozen one is drawn years later: so comparable areas have
layers by name too, `areas-reform-56`, although their files are joined anew after every build.
"""

from datetime import date
from functools import lru_cache

from khuyenhoc.domain.lens_names import units_in
from khuyenhoc.domain.lenses import Lens, areas
from khuyenhoc.domain.org_units import all_units, province_of, reporting_to
from khuyenhoc.geography.areas import area_layer
from khuyenhoc.geography.boundaries import load_manifest
from khuyenhoc.geography.inputs import web_folder
from khuyenhoc.geography.later_land import made_later
from khuyenhoc.geography.later_shapes import later_layer, uncertain
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.drawing.outlines import Outlines, read_outlines
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.figures import MapLayers

_INSETS = {"inset-hoang-sa": "map.hoang_sa", "inset-truong-sa": "map.truong_sa"}
_AREAS = "areas-"
# The units of a province on a day, where an imported act made some of them.
_ACTS = "acts-"


def map_layers(facts: Facts, t: Translator) -> MapLayers | None:
    """The layers that show the province's units; None while the boundaries are not built.

    Hoàng Sa stands beside Đà Nẵng and Trường Sa beside Khánh Hòa, drawn apart.
    """
    manifest = load_manifest()
    if manifest is None:
        return None
    units = facts.unit_ids
    insets = _INSETS
    if facts.lens is Lens.COMPARABLE:
        layers = (f"{_AREAS}{facts.subject.province.org_unit_id}",)
        insets = {f"{_AREAS}{layer}": key for layer, key in _INSETS.items()}
    else:
        known = [all_units()[unit] for unit in units]
        layers = tuple(dict.fromkeys(f"{unit.level}s-{province_of(unit).org_unit_id}" for unit in known))
        if made_later(units):
            day = date.max if facts.lens is Lens.CURRENT else facts.subject.period.end
            layers = (f"{_ACTS}{day:%Y%m%d}-{facts.subject.province.org_unit_id}",)
    shown = tuple(
        (layer, t(key).replace("<br>", " "))
        for layer, key in insets.items()
        if not outlines_of(layer).keys().isdisjoint(units)
    )
    approximate = manifest.approximate.intersection(units) | uncertain(units, manifest.approximate)
    return MapLayers(layers, shown, t("map.credit"), approximate)


def outlines_of(layer: str) -> Outlines:
    """The outlines of a web layer, or of comparable areas, as they were built last."""
    if layer.startswith(_ACTS):
        day, province = layer.removeprefix(_ACTS).split("-", 1)
        units = reporting_to(province, date.fromisoformat(day))
        return _read(later_layer([unit.org_unit_id for unit in units]).web.file)
    if not layer.startswith(_AREAS):
        return _read(load_manifest().layers[layer].file)
    name = layer.removeprefix(_AREAS)
    if name in _INSETS:
        return _areas_apart(name)
    return _read(area_layer(units_in(Lens.COMPARABLE, (name,))).web.file)


def _areas_apart(inset: str) -> Outlines:
    """An archipelago as the area that it makes up."""
    outlines = outlines_of(inset)
    return {
        area.area_id: outlines[member]
        for area in areas().values()
        for member in area.members
        if member in outlines
    }


@lru_cache(maxsize=40)
def _read(file: str) -> Outlines:
    """A file's name changes with its content."""
    return read_outlines((web_folder() / file).read_text(encoding="utf-8"))
