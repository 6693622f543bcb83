"""SQL files by name, and their splitting into statements."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import duckdb

from khuyenhoc.domain.reference import PROJECT_FOLDER

QUERIES_FOLDER = PROJECT_FOLDER / "queries"

# What a parameter is when nobody names it.
DEFAULTS: Mapping[str, object] = MappingProxyType({"lens": "reported", "org_unit_id": None})


class UnknownQueryError(LookupError):
    """No query file has this name."""


@cache
def query_text(name: str) -> str:
    """Text of `queries/<name>.sql`.

    Raises:
        UnknownQueryError: there is no such file; only the names in the folder are tried.
    """
    if name not in query_names():
        raise UnknownQueryError(name)
    return (QUERIES_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def query_names() -> tuple[str, ...]:
    """Names of the read queries."""
    return tuple(sorted(path.stem for path in QUERIES_FOLDER.glob("*.sql")))


@cache
def write_text(name: str) -> str:
    """Text of `queries/write/<name>.sql`."""
    return (QUERIES_FOLDER / "write" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def query_parameters(name: str) -> frozenset[str]:
    """The named parameters a query takes."""
    return frozenset(duckdb.extract_statements(query_text(name))[0].named_parameters)


def with_defaults(name: str, given: Mapping[str, object]) -> dict[str, object]:
    """The parameters of a query, those of `DEFAULTS` filled in where it takes them and they are not given."""
    return {key: value for key, value in DEFAULTS.items() if key in query_parameters(name)} | dict(given)


def migrations() -> list[tuple[int, Path]]:
    """The numbered schema files in order."""
    return sorted((int(path.name[:3]), path) for path in (QUERIES_FOLDER / "schema").glob("*.sql"))
