"""The one cache between pages and the database."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.store.answers import answer
from khuyenhoc.store.database import open_database

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
