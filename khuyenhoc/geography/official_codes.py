"""Which unit each feature of an official file is: codes in any column, checked against the names."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from khuyenhoc.geography.errors import OfficialFileError
from khuyenhoc.geography.later_land import NO_LATER_CODES, LaterCodes
from khuyenhoc.geography.layers import LAYER_UNITS, units_of_layer
from khuyenhoc.geography.names import folded_key, split_name
from khuyenhoc.geography.official_files import FILE_COLUMN
from khuyenhoc.geography.reference import read_table

# Digits of a code -> level. Province codes have two, former districts three, communes five.
_WIDTH_OF_LEVEL = {"province": 2, "district": 3, "commune": 5}

# Names that publishers give the column of codes, as `names.folded_key` folds them. Such a column goes before
# any other whose values happen to look like codes (running numbers do).
_CODE_COLUMNS = frozenset(
    {
        "ma",
        "code",
        "maxa",
        "maphuong",
        "maphuongxa",
        "maphuongxanew",
        "mahuien",
        "maquan",
        "maquanhuien",
        "matinh",
        "matinhthanh",
        "mahc",
        "madvhc",
        "madonvi",
        "machinhthuc",
        "matp",
        "mahanhchinh",
        "wardcode",
        "wardid",
        "communecode",
        "xacode",
        "districtcode",
        "huiencode",
        "provincecode",
        "tinhcode",
        "idxa",
        "idtinh",
        "idhuien",
        "codeward",
        "codeprovince",
        "madinhdanh",
        "areacode",
        "admcode",
        "adm1pcode",
        "adm2pcode",
        "adm3pcode",
        "pcode",
    }
)
# A column is one of codes when this share of its values are known codes.
_ENOUGH_KNOWN = 0.5
# A column is one of names when this share of its values names the unit of the code.
_ENOUGH_NAMED = 0.3
# Scores of two vintages that are this close leave the choice to the user.
_TOO_CLOSE = 0.02


class NamedFeatures(NamedTuple):
    """The features of one layer.

    Attributes:
        layer: one of `layers.LAYER_UNITS`.
        features: org_unit_id (missing where the code is unknown), code, name ("" where the file has none),
            is_same_name, and geometry.
    """

    layer: str
    features: gpd.GeoDataFrame


def name_features(
    official: gpd.GeoDataFrame,
    units: pd.DataFrame,
    *,
    vintage: str | None = None,
    later: LaterCodes = NO_LATER_CODES,
) -> list[NamedFeatures]:
    """Find the codes and names of features, and say which layers they belong to.

    Args:
        official: as `official_files.read_official` gives it.
        units: org_units.csv as `reference.read_units` gives it.
        vintage: "legacy" or "reform" where the user says it; otherwise the better fit of the two.
        later: codes of units that imported acts made.

    Returns:
        One entry for each layer that the file holds.

    Raises:
        OfficialFileError: when no column holds official codes, or both vintages fit alike.
    """
    keys = _name_keys(units) | {unit: _keys_of(name) for unit, name in later.names.items()}
    codes, is_called_code = _best_codes(official, {*units["code"], *later.ids})
    found = []
    for width, rows in official.assign(__code=codes).groupby(codes.str.len()):
        candidates = [
            _as_layer(rows, layer, _ids_by_code(layer, units, rows["__code"], later), keys)
            for layer in LAYER_UNITS
            if _width_of(layer) == width and (vintage is None or layer.endswith(vintage))
        ]
        if not is_called_code:
            # Running numbers look like codes: without a column called so, the names must agree.
            candidates = [
                each for each in candidates if each.features["is_same_name"].mean() >= _ENOUGH_NAMED
            ]
        if candidates:
            found.append(_best_layer(candidates))
    if not found:
        message = "no column holds the official codes of provinces, former districts or present communes"
        raise OfficialFileError(message)
    return found


def normalised_codes(values: pd.Series) -> pd.Series:
    """Codes as text with their leading zeros; missing where a value is no code.

    Spreadsheets drop leading zeros and make numbers of codes: "4.0" among five-digit codes is "00004".
    """
    text = values.astype("string").str.strip().str.replace(r"\.0+$", "", regex=True)
    text = text.where(text.str.fullmatch(r"\d{1,5}").fillna(value=False))
    lengths = text.str.len().dropna()
    if lengths.empty or lengths.isin(tuple(_WIDTH_OF_LEVEL.values())).all():
        return text
    width = min(width for width in _WIDTH_OF_LEVEL.values() if width >= lengths.max())
    return text.str.zfill(width)


def _best_codes(official: gpd.GeoDataFrame, every_code: set[str]) -> tuple[pd.Series, bool]:
    """The column of codes, and whether its name says that it is one."""
    best, best_score = None, (False, 0.0)
    for column in official.columns.drop("geometry"):
        codes = normalised_codes(official[column])
        share = codes.dropna()[codes.dropna().isin(every_code)].nunique() / len(official)
        score = (share >= _ENOUGH_KNOWN and _is_called_code(column), share)
        if share >= _ENOUGH_KNOWN and score > best_score:
            best, best_score = codes, score
    if best is None:
        message = f"no column holds official codes; columns: {', '.join(map(str, official.columns))}"
        raise OfficialFileError(message)
    return best, best_score[0]


def _is_called_code(column: object) -> bool:
    return column == FILE_COLUMN or folded_key(str(column)) in _CODE_COLUMNS


def _ids_by_code(layer: str, units: pd.DataFrame, codes: pd.Series, later: LaterCodes) -> dict[str, str]:
    """Code -> unit; of a code that an act gave to other land, the unit that the file is about."""
    known = units_of_layer(layer, units)
    ids = dict(zip(known["code"], known.index, strict=True))
    is_about_communes = layer == "communes-reform"
    return ids | later.ids if is_about_communes and _is_of_later_map(codes, ids, later) else ids


def _is_of_later_map(codes: pd.Series, release: dict[str, str], later: LaterCodes) -> bool:
    """Whether a file shows the map after the acts: a code tells that there is on one of the two maps only."""
    found = set(codes)
    if found & (later.ids.keys() - release.keys()):
        return True
    return later.is_in_force and not found & later.ended


def _as_layer(
    rows: gpd.GeoDataFrame, layer: str, ids_by_code: dict[str, str], keys: dict[str, set[str]]
) -> NamedFeatures:
    ids = rows["__code"].map(ids_by_code)
    names = _best_names(rows, ids, keys)
    features = gpd.GeoDataFrame(
        {
            "org_unit_id": ids,
            "code": rows["__code"],
            "name": names,
            "is_same_name": [_is_name_of(name, unit, keys) for name, unit in zip(names, ids, strict=True)],
        },
        geometry=rows.geometry,
        crs=rows.crs,
    )
    return NamedFeatures(layer, features.reset_index(drop=True))


def _best_layer(candidates: list[NamedFeatures]) -> NamedFeatures:
    scores = [_fit(candidate) for candidate in candidates]
    order = np.argsort(scores)[::-1]
    features = candidates[order[0]].features
    if features["org_unit_id"].notna().mean() < _ENOUGH_KNOWN:
        message = f"of {len(features)} codes such as {features['code'].iloc[0]} fewer than half are known"
        raise OfficialFileError(message)
    if len(order) > 1 and scores[order[0]] - scores[order[1]] < _TOO_CLOSE:
        message = "the codes fit both the former and the present units; say which with --vintage"
        raise OfficialFileError(message)
    return candidates[order[0]]


def _fit(candidate: NamedFeatures) -> float:
    """How many features are units of the layer, by code and name, and how much of the layer they make up."""
    features = candidate.features
    known = features["org_unit_id"].notna()
    named = known & (features["is_same_name"] | (features["name"] == ""))
    whole = LAYER_UNITS[candidate.layer]
    return float(named.mean() + features.loc[known, "org_unit_id"].nunique() / whole)


def _best_names(rows: gpd.GeoDataFrame, ids: pd.Series, keys: dict[str, set[str]]) -> pd.Series:
    """The column that most often names the unit of the code; "" everywhere when there is none."""
    best = pd.Series("", index=rows.index)
    best_share = _ENOUGH_NAMED
    for column in rows.columns.drop(["geometry", "__code"]):
        values = rows[column].map(lambda value: value if isinstance(value, str) else "")
        named = [_is_name_of(value, unit, keys) for value, unit in zip(values, ids, strict=True)]
        share = float(np.mean(named))
        if share > best_share:
            best, best_share = values, share
    return best


def _is_name_of(name: str, unit: object, keys: dict[str, set[str]]) -> bool:
    if not name or not isinstance(unit, str):
        return False
    return folded_key(split_name(name).proper) in keys[unit] or folded_key(name) in keys[unit]


def _name_keys(units: pd.DataFrame) -> dict[str, set[str]]:
    """Unit -> folded names it has or had."""
    keys = {
        unit: {folded_key(short), *_keys_of(name)}
        for unit, short, name in zip(units.index, units["short_name"], units["name"], strict=True)
    }
    events = read_table("org_unit_events.csv")
    for unit, before, after in zip(
        events["org_unit_id"], events["name_before"], events["name_after"], strict=True
    ):
        keys[unit] |= {folded_key(split_name(name).proper) for name in (before, after) if name}
    return keys


def _keys_of(name: str) -> set[str]:
    return {folded_key(split_name(name).proper), folded_key(name)}


def _width_of(layer: str) -> int:
    return _WIDTH_OF_LEVEL[layer.split("-")[0].removesuffix("s")]
