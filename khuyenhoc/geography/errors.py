"""What can go wrong while boundaries are built or read."""


class BoundaryError(Exception):
    """Boundaries cannot be built or read."""


class SourceMissingError(BoundaryError):
    """The package that holds the polygons is not installed, or its data file is gone."""


class SourceFormatError(BoundaryError):
    """The source of the polygons is not built the way this version knows."""


class UnmatchedPolygonsError(BoundaryError):
    """Some polygons of the source belong to no known unit."""


class LayerError(BoundaryError):
    """A built layer lacks units or is not a valid coverage."""


class ManifestFormatError(BoundaryError):
    """The manifest beside the web files cannot be read."""


class OfficialFileError(BoundaryError):
    """A file of official boundaries cannot be read, or does not say which units its shapes are."""
