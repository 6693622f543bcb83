"""Which unit each feature of a set without codes is: by its name, its province's, its kind, and its place.

Only for holding shapes against another set: an import asks for codes, since a wrong name there would draw a
wrong map.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from khuyenhoc.geography.errors import OfficialFileError
from khuyenhoc.geography.layers import LAYER_UNITS, units_of_layer
from khuyenhoc.geography.names import UnitName, accent_key, folded_key, split_name
from khuyenhoc.geography.official_codes import NamedFeatures
from khuyenhoc.geography.reference import read_table

# A column is one of names when this share of its values names units.
_ENOUGH_NAMED = 0.5
# A unit of the name is not meant when its seat lies further away than this.
_FAR_DEG = 1.0
_ENGLISH_KIND = re.compile(
    r"\s+(province|city|municipality|district|town|township|commune|ward)$", re.IGNORECASE
)


class _Candidate(NamedTuple):
    org_unit_id: str
    province_id: str
    name: UnitName
    accent_key: str
    longitude: float
    latitude: float


def name_without_codes(
    features: gpd.GeoDataFrame, units: pd.DataFrame, *, vintage: str | None = None
) -> NamedFeatures:
    """Find the units of features by their names.

    Args:
        features: as `official_files.read_official` gives them.
        units: org_units.csv as `reference.read_units` gives it.
        vintage: "legacy" or "reform" where the user says it; otherwise the better fit of the two.

    Returns:
        The layer that fits best. Features whose name no unit has, or had, keep a missing org_unit_id.

    Raises:
        OfficialFileError: when no column names the units of a layer.
    """
    texts = {
        column: [value if isinstance(value, str) else "" for value in features[column]]
        for column in features.columns.drop("geometry")
    }
    provinces = _province_names(units)
    best, best_score = None, 0.0
    for layer in LAYER_UNITS:
        if vintage is not None and not layer.endswith(vintage):
            continue
        candidates = _candidates(layer, units)
        for column, names in texts.items():
            if _share_named(names, candidates) < _ENOUGH_NAMED:
                continue
            others = [values for other, values in texts.items() if other != column]
            found = _units_of(names, features, candidates, _best_provinces(others, provinces))
            # Distinct ones: a column that names the province of each commune repeats itself.
            known = len({unit for unit in found if unit})
            score = known / len(features) + known / LAYER_UNITS[layer]
            if score > best_score:
                best, best_score = (layer, names, found), score
    if best is None:
        message = f"no column holds names of units; columns: {', '.join(map(str, features.columns))}"
        raise OfficialFileError(message)
    layer, names, found = best
    rows = {"org_unit_id": pd.Series(found, dtype="string"), "code": "", "name": names, "is_same_name": True}
    shapes = features.geometry.reset_index(drop=True)
    return NamedFeatures(layer, gpd.GeoDataFrame(rows, geometry=shapes, crs=features.crs))


def _candidates(layer: str, units: pd.DataFrame) -> dict[str, list[_Candidate]]:
    """Folded name, present or former -> units of the layer that bear or bore it."""
    found: dict[str, list[_Candidate]] = defaultdict(list)
    former = _former_keys()
    rows = units_of_layer(layer, units)
    for unit in rows.itertuples():
        name = split_name(unit.name)
        parent = unit.parent_id or unit.org_unit_id
        one = _Candidate(
            unit.org_unit_id, parent, name, accent_key(name.proper), unit.longitude, unit.latitude
        )
        for key in {folded_key(name.proper), folded_key(unit.short_name), *former[unit.org_unit_id]}:
            found[key].append(one)
    return found


def _former_keys() -> dict[str, set[str]]:
    keys: dict[str, set[str]] = defaultdict(set)
    for alias in read_table("boundary_aliases.csv").itertuples():
        keys[alias.org_unit_id].add(alias.former_key)
    return keys


def _province_names(units: pd.DataFrame) -> dict[str, set[str]]:
    """Folded name -> provinces of either vintage."""
    found: dict[str, set[str]] = defaultdict(set)
    for layer in ("provinces-legacy", "provinces-reform"):
        for key, candidates in _candidates(layer, units).items():
            found[key] |= {each.org_unit_id for each in candidates}
    return found


def _best_provinces(columns: Iterable[list[str]], provinces: dict[str, set[str]]) -> list[set[str]] | None:
    """The column that most often names provinces; None without one."""
    best, most = None, _ENOUGH_NAMED
    for values in columns:
        named = [provinces.get(_key(value), set()) for value in values]
        share = sum(map(bool, named)) / len(values)
        if share > most:
            best, most = named, share
    return best


def _units_of(
    names: list[str],
    features: gpd.GeoDataFrame,
    candidates: dict[str, list[_Candidate]],
    provinces: list[set[str]] | None,
) -> list[str | None]:
    places = features.geometry.representative_point()
    found: list[str | None] = []
    for number, (name, place) in enumerate(zip(names, places, strict=True)):
        left = candidates.get(_key(name), [])
        if provinces is not None and provinces[number]:
            left = [each for each in left if each.province_id in provinces[number]]
        found.append(_one_of(left, split_name(name), place.x, place.y) if not place.is_empty else None)
    return found


def _one_of(candidates: list[_Candidate], name: UnitName, longitude: float, latitude: float) -> str | None:
    """Settle a tie by kind, then spelling, then by which seat is nearest; a far one is another place."""
    for is_better in (
        lambda each: name.kind in ("", each.name.kind),
        lambda each: each.accent_key == accent_key(name.proper),
    ):
        candidates = [each for each in candidates if is_better(each)] or candidates
    ranked = sorted((abs(e.longitude - longitude) + abs(e.latitude - latitude), e) for e in candidates)
    if not ranked:
        return None
    distance, nearest = ranked[0]
    # A province is wide, and its seat may be far from its middle.
    is_province = nearest.province_id == nearest.org_unit_id
    return nearest.org_unit_id if is_province or distance <= _FAR_DEG else None


def _share_named(names: list[str], candidates: dict[str, list[_Candidate]]) -> float:
    return sum(_key(name) in candidates for name in names) / max(len(names), 1)


def _key(name: str) -> str:
    return folded_key(split_name(_ENGLISH_KIND.sub("", name.strip())).proper)
