"""Answers of DuckDB as DataFrames, by way of Arrow.

DuckDB's own way (`df()`) makes an object of Python for every text: of the 49,815 cells of the country's
scorecard that is a third of the time until they are there. Arrow hands its texts to pandas as they lie. The
frames are the same to the type of each column, which a test holds for every query.
"""

from types import MappingProxyType

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

_TEXT = pd.StringDtype("pyarrow", na_value=np.nan)
# What DuckDB makes of a column in which something is missing.
_WITH_GAPS = MappingProxyType(
    {
        pa.bool_(): pd.BooleanDtype(),
        pa.int8(): pd.Int8Dtype(),
        pa.int16(): pd.Int16Dtype(),
        pa.int32(): pd.Int32Dtype(),
        pa.int64(): pd.Int64Dtype(),
    }
)


def as_frame(answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """What was asked last, whole: the same frame as `answer.df()`."""
    table = answer.to_arrow_table()
    columns = map(_as_array, table.columns)
    return pd.DataFrame(dict(zip(table.column_names, columns, strict=True)))


def _as_array(column: pa.ChunkedArray) -> np.ndarray | ExtensionArray:
    """One column; built without pandas' own look at each, which takes longer than a small answer."""
    if pa.types.is_string(column.type):
        if column.null_count == len(column):
            return np.full(len(column), None)
        return pd.arrays.ArrowStringArray(column, dtype=_TEXT)
    if column.null_count and column.type in _WITH_GAPS:
        return column.to_pandas(types_mapper=_WITH_GAPS.get).array
    if pa.types.is_date32(column.type):
        column = column.cast(pa.timestamp("us"))
    return column.to_numpy()
