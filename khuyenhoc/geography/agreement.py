"""How well the derived layers agree with a set of boundaries from elsewhere, which is read and left alone."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from khuyenhoc.geography import build
from khuyenhoc.geography.compare import overlaps
from khuyenhoc.geography.detail import Detail, detail_of
from khuyenhoc.geography.errors import OfficialFileError
from khuyenhoc.geography.islands import Archipelago
from khuyenhoc.geography.layers import DISC_SOURCE
from khuyenhoc.geography.official import joined_parts
from khuyenhoc.geography.official_codes import NamedFeatures, name_features
from khuyenhoc.geography.official_files import read_official
from khuyenhoc.geography.official_names import name_without_codes
from khuyenhoc.geography.publish import without_insets
from khuyenhoc.geography.reference import read_crosswalk, read_units

# Medians below which a layer is worse than what is known to be reachable from the same source.
EXPECTED_MEDIAN = {
    "provinces-legacy": 0.98,
    "districts-legacy": 0.98,
    "provinces-reform": 0.98,
    "communes-reform": 0.965,
}
_MOST_WORST = 20
_WHOLE_SETS = {".gpkg", ".zip", ".parquet"}


class Verdict(StrEnum):
    """What a median says about a layer."""

    REACHED = "reached"
    BELOW = "below"
    # The other set draws so few bends that even our own shapes, drawn as coarsely, would not reach it.
    TOO_COARSE = "too_coarse"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Agreement:
    """Intersection over union of one layer with shapes from elsewhere, unit by unit.

    Attributes:
        matched_by: "code" or "name"; "union" where former provinces were joined into present ones.
        compared: units with a shape on both sides; units that are nothing but symbols are left out, and so
            are the symbols of others.
        without_shape: units of the layer that the other set lacks.
        unknown_codes: features whose code, or name, no unit has.
        median: of the overlaps; None when there is nothing to compare.
        shares: threshold -> share of the units at least as good.
        approximate_median: of the units marked approximate; None without any.
        worst: (unit, overlap), the worst first.
        expected_median: `EXPECTED_MEDIAN` of the layer.
        detail: how fine the other set is; None when there is nothing to compare.
    """

    layer: str
    matched_by: str
    compared: int
    without_shape: int
    unknown_codes: int
    median: float | None
    shares: dict[str, float]
    approximate_median: float | None
    worst: tuple[tuple[str, float], ...]
    expected_median: float
    detail: Detail | None

    @property
    def verdict(self) -> Verdict:
        """Whether the median reaches what is expected, or the other set is too coarse to tell."""
        if self.median is None or self.detail is None:
            return Verdict.NOTHING
        if self.median >= self.expected_median:
            return Verdict.REACHED
        is_too_coarse = self.detail.reachable_median < self.expected_median
        return Verdict.TOO_COARSE if is_too_coarse else Verdict.BELOW


def measure_against(cache_folder: Path, path: Path, vintage: str | None = None) -> list[Agreement]:
    """Hold the derived layers against boundaries from elsewhere; imported ones play no part.

    Args:
        cache_folder: folder of a whole build.
        path: file, folder or zip, as `boundaries import` takes it; a folder may hold one of these for each
            layer. Features without codes are known by their names.
        vintage: "legacy" or "reform" where the codes or names alone do not tell.

    Raises:
        OfficialFileError: nothing in it can be read or names units.
    """
    derived = build.load_derived(cache_folder)
    units = read_units()
    found: dict[str, Agreement] = {}
    failure = None
    for each in _sets(path):
        try:
            layers, matched_by = _named(read_official(each), units, vintage)
        except OfficialFileError as error:
            failure = error
            continue
        for named in layers:
            agreement = agreement_of(
                named, derived[named.layer], build.approximate_communes(), matched_by=matched_by
            )
            found.setdefault(named.layer, agreement)
            if named.layer == "provinces-legacy":
                present = agreement_of(
                    present_provinces(named), derived["provinces-reform"], matched_by="union"
                )
                found.setdefault("provinces-reform", present)
    if not found:
        raise failure or OfficialFileError(f"nothing to compare with in {path}")
    return list(found.values())


def agreement_of(
    named: NamedFeatures,
    derived: gpd.GeoDataFrame,
    approximate: frozenset[str] = frozenset(),
    *,
    matched_by: str = "code",
) -> Agreement:
    """Compare one layer.

    Args:
        named: features with units, as `official_codes.name_features` gives them.
        derived: the layer as built.
        approximate: units whose shape is known to be an approximation.
        matched_by: how the features found their units.
    """
    symbols = build.archipelagos()
    features = joined_parts(named).features
    known = _without_symbols(features[features["org_unit_id"].notna()], symbols)
    land = _without_symbols(derived[derived["source"] != DISC_SOURCE], symbols).set_index("org_unit_id")
    both = known[known["org_unit_id"].isin(land.index)]
    ours = land.loc[both["org_unit_id"]]
    found = pd.Series(
        overlaps(ours.geometry.to_numpy(), both.geometry.to_numpy()), index=list(both["org_unit_id"])
    )
    marked = found[found.index.isin(approximate)]
    return Agreement(
        layer=named.layer,
        matched_by=matched_by,
        compared=len(found),
        without_shape=int((~land.index.isin(found.index)).sum()),
        unknown_codes=int(features["org_unit_id"].isna().sum()),
        median=_median(found),
        shares={str(level): _share(found, level) for level in (0.95, 0.9, 0.8, 0.5)} if len(found) else {},
        approximate_median=_median(marked),
        worst=tuple((unit, round(float(value), 4)) for unit, value in found.nsmallest(_MOST_WORST).items()),
        expected_median=EXPECTED_MEDIAN[named.layer],
        detail=detail_of(ours.geometry, both.geometry) if len(found) else None,
    )


def present_provinces(named: NamedFeatures) -> NamedFeatures:
    """Former provinces joined into the present ones, which are exact sums of them.

    Args:
        named: features of "provinces-legacy".

    Returns:
        Features of "provinces-reform", without those of which a former province is missing.
    """
    pairs = read_crosswalk("province").set_index("from_id")["to_id"]
    features = named.features[named.features["org_unit_id"].isin(pairs.index)]
    present = features["org_unit_id"].map(pairs)
    missing = set(pairs[~pairs.index.isin(features["org_unit_id"])])
    whole = features.assign(org_unit_id=present)[~present.isin(missing).to_numpy(dtype=bool)]
    return NamedFeatures("provinces-reform", whole)


def _named(
    features: gpd.GeoDataFrame, units: pd.DataFrame, vintage: str | None
) -> tuple[list[NamedFeatures], str]:
    """The layers of a set, and how its features found their units."""
    try:
        return name_features(features, units, vintage=vintage), "code"
    except OfficialFileError:
        return [name_without_codes(features, units, vintage=vintage)], "name"


def _without_symbols(layer: gpd.GeoDataFrame, symbols: list[Archipelago]) -> gpd.GeoDataFrame:
    """Land without the far islands that we draw as symbols, whose size says nothing."""
    layer = layer[~layer.geometry.is_empty & layer.geometry.notna()]
    broken = ~layer.geometry.is_valid
    if broken.any():
        layer = layer.set_geometry(layer.geometry.where(~broken, shapely.make_valid(layer.geometry)))
    return without_insets(layer, symbols)


def _sets(path: Path) -> list[Path]:
    """The path itself; and where it is a folder of folders or of several files, each of these."""
    inside = sorted(path.iterdir()) if path.is_dir() else []
    own = [each for each in inside if each.is_dir() or each.suffix.casefold() in _WHOLE_SETS]
    return [*own, path]


def _share(found: pd.Series, level: float) -> float:
    return round(float((found >= level).mean()), 4)


def _median(found: pd.Series) -> float | None:
    return round(float(np.median(found)), 4) if len(found) else None
