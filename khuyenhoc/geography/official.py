"""Official boundaries that a user gives: checked, cleaned, kept, and used before derived ones."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from khuyenhoc.geography.compare import LayerReport, compare_layer
from khuyenhoc.geography.errors import OfficialFileError
from khuyenhoc.geography.inputs import LATER_LAYER, OFFICIAL, OFFICIAL_FACTS, official_folder
from khuyenhoc.geography.later_land import later_codes
from khuyenhoc.geography.layers import CRS, LAYER_UNITS, area_km2
from khuyenhoc.geography.official_codes import NamedFeatures, name_features
from khuyenhoc.geography.official_files import polygons_only, read_official
from khuyenhoc.geography.official_later import settle_later, split_later

# About 10 m: what two drawings of one border may differ by without anybody meaning it. Borders of full detail
# are first thinned by as much, which keeps the cleaning of the whole country below half a gigabyte.
_TOLERANCE_DEG = 1e-4

Progress = Callable[[float, str], None]


def import_layers(
    path: Path,
    derived: dict[str, gpd.GeoDataFrame],
    units: pd.DataFrame,
    vintage: str | None,
    progress: Progress,
) -> list[LayerReport]:
    """Read official boundaries, check and clean them, and keep them.

    Args:
        path: file, folder or zip, as `official_files.read_official` takes it.
        derived: the layers of `layers.LAYER_UNITS` as built from the packages.
        units: org_units.csv as `reference.read_units` gives it. Units that later acts made are known besides.
        vintage: "legacy" or "reform" where the user says it.
        progress: called with the share done (0 to 1) and the key of what comes next.

    Returns:
        One report for each layer that was replaced.

    Raises:
        OfficialFileError: when the file cannot be read or names no known units.
    """
    progress(0.0, "read_official")
    today = datetime.now(UTC).date()
    named = name_features(read_official(path), units, vintage=vintage, later=later_codes(today))
    found = [each for layer in named for each in split_later(joined_parts(layer))]
    reports = []
    for place, layer in enumerate(found):
        progress(0.3 + 0.6 * place / len(found), "compare_official")
        if layer.layer == LATER_LAYER:
            report, whole = settle_later(layer)
        else:
            report, accepted = compare_layer(layer, derived[layer.layer])
            whole = accepted if accepted.empty else _complete(accepted, derived[layer.layer])
        if whole.empty:
            message = f"none of the {report.features} shapes lies where its code and name say"
            raise OfficialFileError(message)
        _keep(layer.layer, whole, report, path.name)
        reports.append(report)
    progress(0.95, "save_layers")
    return reports


def later_shapes() -> gpd.GeoDataFrame:
    """Imported shapes of units that later acts made: org_unit_id, source and geometry; empty without any."""
    file = official_folder() / f"{LATER_LAYER}.parquet"
    if LATER_LAYER in read_facts() and file.is_file():
        return gpd.read_parquet(file)
    columns = {"org_unit_id": pd.Series(dtype=object), "source": pd.Series(dtype=object)}
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries([], crs=CRS))


def with_official(derived: dict[str, gpd.GeoDataFrame]) -> dict[str, gpd.GeoDataFrame]:
    """Put imported layers in the place of derived ones.

    Present provinces are joined anew from imported communes where provinces themselves were not imported.
    """
    layers = dict(derived)
    for name in LAYER_UNITS:
        file = official_folder() / f"{name}.parquet"
        if name in read_facts() and file.is_file():
            layers[name] = _placed(gpd.read_parquet(file), derived[name])
    if "communes-reform" in read_facts() and "provinces-reform" not in read_facts():
        layers["provinces-reform"] = _provinces_of(layers["communes-reform"], derived["provinces-reform"])
    return layers


def read_facts() -> dict[str, dict]:
    """What was imported: layer -> file, imported_at, hash and report; empty when nothing was."""
    try:
        return json.loads((official_folder() / OFFICIAL_FACTS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def forget_layers() -> None:
    """Go back to derived boundaries; the user's own files stay where they are."""
    shutil.rmtree(official_folder(), ignore_errors=True)


def joined_parts(named: NamedFeatures) -> NamedFeatures:
    """One row a unit: some publishers write a row for each part."""
    features = named.features
    known = features["org_unit_id"].notna()
    repeated = features.loc[known, "org_unit_id"].duplicated(keep=False)
    if not repeated.any():
        return named
    joined = features[known].dissolve(by="org_unit_id", as_index=False, aggfunc="first", method="unary")
    together = gpd.GeoDataFrame(pd.concat([joined, features[~known]], ignore_index=True), crs=features.crs)
    return NamedFeatures(named.layer, together[features.columns])


def _complete(accepted: gpd.GeoDataFrame, derived: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Official shapes with derived ones for the units that are missing, as one valid coverage."""
    missing = derived[~derived["org_unit_id"].isin(accepted["org_unit_id"])]
    thin = shapely.coverage_simplify(accepted.geometry.to_numpy(), _TOLERANCE_DEG)
    shapes = [*thin]
    if len(missing):
        land = shapely.union_all(thin)
        shapes += list(shapely.difference(missing.geometry.to_numpy(), land))
    cleaned = polygons_only(shapely.coverage_clean(np.array(shapes), gap_width=_TOLERANCE_DEG))
    whole = gpd.GeoDataFrame(
        {
            "org_unit_id": [*accepted["org_unit_id"], *missing["org_unit_id"]],
            "source": [OFFICIAL] * len(accepted) + list(missing["source"]),
        },
        geometry=cleaned,
        crs=CRS,
    )
    return whole[~whole.geometry.is_empty]


def _placed(official: gpd.GeoDataFrame, derived: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Imported shapes in the rows of the derived layer; a unit that got lost keeps its derived shape."""
    found = official.set_index("org_unit_id").reindex(derived["org_unit_id"])
    is_kept = found["source"].notna().to_numpy()
    geometry = np.where(is_kept, found.geometry.to_numpy(), derived.geometry.to_numpy())
    layer = derived.assign(source=np.where(is_kept, found["source"], derived["source"]))
    layer = layer.set_geometry(gpd.GeoSeries(geometry, index=derived.index, crs=derived.crs))
    areas = area_km2(layer.geometry)
    return layer.assign(area_km2=areas.where(layer["source"] == OFFICIAL, derived["area_km2"]))


def _provinces_of(communes: gpd.GeoDataFrame, derived: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    joined = {
        province: shapely.union_all(rows.to_numpy())
        for province, rows in communes.groupby("parent_id")["geometry"]
    }
    sources = communes.groupby("parent_id")["source"].agg(
        lambda rows: OFFICIAL if OFFICIAL in set(rows) else ""
    )
    layer = derived.assign(
        source=[
            sources[unit] or own for unit, own in zip(derived["org_unit_id"], derived["source"], strict=True)
        ]
    )
    shapes = [joined[unit] for unit in derived["org_unit_id"]]
    layer = layer.set_geometry(gpd.GeoSeries(shapes, index=derived.index, crs=derived.crs))
    return layer.assign(area_km2=area_km2(layer.geometry))


def _keep(name: str, layer: gpd.GeoDataFrame, report: LayerReport, file: str) -> None:
    folder = official_folder()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}.parquet"
    partial = target.with_suffix(".partial")
    layer.to_parquet(partial, compression="zstd")
    content_hash = hashlib.sha256(partial.read_bytes()).hexdigest()
    partial.replace(target)
    facts = read_facts() | {
        name: {
            "file": file,
            "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "hash": content_hash,
            "report": asdict(report),
            **({"units": sorted(layer["org_unit_id"])} if name == LATER_LAYER else {}),
        }
    }
    partial_facts = folder / f"{OFFICIAL_FACTS}.partial"
    partial_facts.write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    partial_facts.replace(folder / OFFICIAL_FACTS)
