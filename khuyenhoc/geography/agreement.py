"""How well the derived layers agree with a set of boundaries from elsewhere, which is read and left alone."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from khuyenhoc.geography import build
from khuyenhoc.geography.compare import overlaps
from khuyenhoc.geography.errors import OfficialFileError
from khuyenhoc.geography.layers import DISC_SOURCE
from khuyenhoc.geography.official import joined_parts
from khuyenhoc.geography.official_codes import NamedFeatures, name_features
from khuyenhoc.geography.official_files import read_official
from khuyenhoc.geography.reference import read_units

# Medians below which a layer is worse than what is known to be reachable from the same source.
EXPECTED_MEDIAN = {
    "provinces-legacy": 0.98,
    "districts-legacy": 0.98,
    "provinces-reform": 0.98,
    "communes-reform": 0.965,
}
_MOST_WORST = 20
_WHOLE_SETS = {".gpkg", ".zip", ".parquet"}


@dataclass(frozen=True)
class Agreement:
    """Intersection over union of one layer with shapes from elsewhere, unit by unit.

    Attributes:
        compared: units with a shape on both sides; units that are nothing but symbols are left out.
        without_shape: units of the layer that the other set lacks.
        unknown_codes: features whose code no unit has.
        median: of the overlaps; None when there is nothing to compare.
        shares: threshold -> share of the units at least as good.
        approximate_median: of the units marked approximate; None without any.
        worst: (unit, overlap), the worst first.
        expected_median: `EXPECTED_MEDIAN` of the layer.
    """

    layer: str
    compared: int
    without_shape: int
    unknown_codes: int
    median: float | None
    shares: dict[str, float]
    approximate_median: float | None
    worst: tuple[tuple[str, float], ...]
    expected_median: float

    @property
    def is_as_expected(self) -> bool:
        """Whether the median reaches what is expected."""
        return self.median is not None and self.median >= self.expected_median


def measure_against(cache_folder: Path, path: Path, vintage: str | None = None) -> list[Agreement]:
    """Hold the derived layers against boundaries from elsewhere; imported ones play no part.

    Args:
        cache_folder: folder of a whole build.
        path: file, folder or zip, as `boundaries import` takes it; a folder may hold one of these for each
            layer.
        vintage: "legacy" or "reform" where the codes alone do not tell.

    Raises:
        OfficialFileError: nothing in it can be read or names units.
    """
    derived = build.load_derived(cache_folder)
    units = read_units()
    found: dict[str, Agreement] = {}
    failure = None
    for each in _sets(path):
        try:
            layers = name_features(read_official(each), units, vintage=vintage)
        except OfficialFileError as error:
            failure = error
            continue
        for named in layers:
            agreement = agreement_of(named, derived[named.layer], build.approximate_communes())
            found.setdefault(named.layer, agreement)
    if not found:
        raise failure or OfficialFileError(f"nothing to compare with in {path}")
    return list(found.values())


def agreement_of(
    named: NamedFeatures, derived: gpd.GeoDataFrame, approximate: frozenset[str] = frozenset()
) -> Agreement:
    """Compare one layer.

    Args:
        named: features with codes, as `official_codes.name_features` gives them.
        derived: the layer as built.
        approximate: units whose shape is known to be an approximation.
    """
    features = joined_parts(named).features
    known = features[features["org_unit_id"].notna() & ~features.geometry.is_empty]
    land = derived[derived["source"] != DISC_SOURCE].set_index("org_unit_id")
    both = known[known["org_unit_id"].isin(land.index)]
    ours = land.loc[both["org_unit_id"]]
    found = pd.Series(
        overlaps(ours.geometry.to_numpy(), both.geometry.to_numpy()), index=list(both["org_unit_id"])
    )
    marked = found[found.index.isin(approximate)]
    return Agreement(
        layer=named.layer,
        compared=len(found),
        without_shape=int((~land.index.isin(found.index)).sum()),
        unknown_codes=int(features["org_unit_id"].isna().sum()),
        median=_median(found),
        shares={str(level): _share(found, level) for level in (0.95, 0.9, 0.8, 0.5)} if len(found) else {},
        approximate_median=_median(marked),
        worst=tuple((unit, round(float(value), 4)) for unit, value in found.nsmallest(_MOST_WORST).items()),
        expected_median=EXPECTED_MEDIAN[named.layer],
    )


def _sets(path: Path) -> list[Path]:
    """The path itself; and where it is a folder of folders or of several files, each of these."""
    inside = sorted(path.iterdir()) if path.is_dir() else []
    own = [
        each for each in inside if each.is_dir() or each.suffix.casefold() in {".gpkg", ".zip", ".parquet"}
    ]
    return [*own, path]


def _share(found: pd.Series, level: float) -> float:
    return round(float((found >= level).mean()), 4)


def _median(found: pd.Series) -> float | None:
    return round(float(np.median(found)), 4) if len(found) else None
