"""DuckDB's extensions without a network: they come from PyPI packages of the very version of DuckDB."""

import importlib.util
from pathlib import Path

import duckdb

from khuyenhoc.store.errors import StoreError


class ExtensionMissingError(StoreError):
    """An extension of DuckDB that a shared store needs is not installed."""

    def __init__(self, name: str, reason: object) -> None:
        super().__init__(
            f"Thiếu phần mở rộng {name} của DuckDB ({reason}). "
            "Hãy chạy: pip install -r requirements-scale.txt",
            f"DuckDB's extension {name} is missing ({reason}). Run: pip install -r requirements-scale.txt",
        )


def load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load an extension from its package; else from what DuckDB has, or can fetch, from its own repository.

    Raises:
        ExtensionMissingError: it is nowhere, or of another version.
    """
    file = packaged_extension(name)
    try:
        if file is None:
            connection.execute(f"install {name}")
            connection.execute(f"load {name}")
        else:
            connection.execute(f"load '{str(file).replace(chr(39), chr(39) * 2)}'")
    except duckdb.Error as error:
        raise ExtensionMissingError(name, str(error).splitlines()[0]) from error


def packaged_extension(name: str) -> Path | None:
    """The file of an extension in its PyPI package, for this version of DuckDB; None where there is none."""
    found = importlib.util.find_spec(f"duckdb_extension_{name}")
    folders = found.submodule_search_locations if found else None
    if not folders:
        return None
    folder = Path(folders[0]) / "extensions" / f"v{duckdb.__version__}"
    return next(iter(sorted(folder.glob(f"{name}.duckdb_extension*"))), None)
