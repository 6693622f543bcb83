"""Frames by way of Arrow are DuckDB's own, to the type of each column."""

import duckdb
import pytest
from pandas.testing import assert_frame_equal

from khuyenhoc.store.frames import as_frame

_COLUMNS = {
    "texts": "'Xã ' || number::varchar",
    "texts_with_gaps": "if(number = 1, null, 'có')",
    "no_text": "null::varchar",
    "numbers": "number",
    "numbers_with_gaps": "if(number = 1, null, number)",
    "small_numbers_with_gaps": "if(number = 1, null, number)::int",
    "no_number": "null::bigint",
    "values": "number / 4",
    "values_with_gaps": "if(number = 1, null, number / 4)",
    "choices": "number = 1",
    "choices_with_gaps": "if(number = 1, null, true)",
    "days": "date '2026-11-22' + number::int",
    "days_with_gaps": "if(number = 1, null, date '2026-11-22')",
    "moments": "timestamp '2026-11-22 10:00:00.123456'",
    "moments_with_gaps": "if(number = 1, null, timestamp '2026-11-22 10:00:00')",
}


@pytest.mark.parametrize("rows", [0, 1, 3, 5000])
def test_columns_are_of_the_types_duckdb_gives(rows: int) -> None:
    columns = ", ".join(f'{expression} as "{name}"' for name, expression in _COLUMNS.items())
    asked = f"select {columns} from range(1, {rows + 1}) as given (number)"
    with duckdb.connect() as connection:
        frame, expected = as_frame(connection.execute(asked)), connection.execute(asked).df()
    assert list(frame.columns) == list(_COLUMNS)
    assert len(frame) == rows
    assert_frame_equal(frame, expected)


def test_values_may_be_changed() -> None:
    with duckdb.connect() as connection:
        frame = as_frame(connection.execute("select number / 2 as half from range(4) as given (number)"))
    frame.loc[0, "half"] = 9.0
    frame["half"] += 1
    assert list(frame["half"]) == [10.0, 1.5, 2.0, 2.5]
