"""The one cache between pages and the database."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.store.answers import answer
from khuyenhoc.store.database import open_database

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
Parameter = str | int | float | bool | tuple[str, ...] | None


def query(name: str, scope: Scope, **parameters: Parameter) -> pd.DataFrame:
    """Result of `queries/<name>.sql` within a scope, cached until the data change.

    Raises:
        UnknownQueryError: no such query.
        QueryTooSlowError: it took too long.
    """
    database = open_database()
    return _fetch(name, database.identity, database.version(), scope, tuple(sorted(parameters.items())))


@st.cache_data(max_entries=512, show_spinner=False)
def _fetch(
    name: str,
    identity: str,  # noqa: ARG001 - part of the cache key
    version: int,  # noqa: ARG001 - part of the cache key
    scope: Scope,
    parameters: tuple[tuple[str, Parameter], ...],
) -> pd.DataFrame:
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in parameters}
    return answer(open_database(), name, scope, plain)


def derived(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Keep what a function makes of queries, by its arguments, until the data change.

    For what takes longer to make than to copy. The function is called by position, with the scope among its
    arguments, and everybody who asks gets a copy.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def ask(*arguments: Asked.args) -> Made:
        database = open_database()
        return _derive(make, name, str(database.folder), database.version(), arguments)

    return ask


@st.cache_data(max_entries=256, show_spinner=False)
def _derive(
    _make: Callable[..., Made],
    name: str,  # noqa: ARG001 - part of the cache key
    folder: str,  # noqa: ARG001 - part of the cache key
    version: int,  # noqa: ARG001 - part of the cache key
    arguments: tuple[object, ...],
) -> Made:
    return _make(*arguments)
