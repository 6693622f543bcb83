"""The plainest SQL gives the same figures as the query it is held against."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from khuyenhoc.bench.national import copy_plain, national_parameters
from khuyenhoc.bench.national_store import Size, fill_store
from khuyenhoc.bench.plain_queries import PLAIN, WHOLE
from khuyenhoc.store.database import Database

_SIZE = Size(provinces=2, quarters=6)
# Of one file each; where the rows are provinces, these columns are empty.
_NO_PROVINCE_HAS = {"cell", "receipt_code", "file_name", "submitted_at"}
_KEYS = ("org_unit_id", "indicator", "data_element", "period_id", "year", "quarter")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, duckdb.DuckDBPyConnection]]:
    folder: Path = tmp_path_factory.mktemp("plain")
    database = Database(folder)
    fill_store(database, _SIZE)
    with duckdb.connect(folder / "plain.duckdb") as plain:
        copy_plain(database, plain)
        yield database, plain
    database.close()


@pytest.mark.parametrize("name", PLAIN)
def test_both_give_the_same_figures(stores: tuple[Database, duckdb.DuckDBPyConnection], name: str) -> None:
    database, plain = stores
    for given in national_parameters(name, _SIZE):
        taken = duckdb.extract_statements(PLAIN[name])[0].named_parameters
        theirs = plain.execute(PLAIN[name], {key: value for key, value in given.items() if key in taken}).df()
        ours = database.query(name, given)
        keys = [key for key in _KEYS if key in theirs]
        shared = [column for column in theirs if column in ours]
        assert len(shared) > len(keys)
        if name in WHOLE:
            assert set(ours) - set(theirs) == (_NO_PROVINCE_HAS if name == "indicator_by_province" else set())
            assert len(ours) == len(theirs)
        ours = ours[ours["value"].notna()] if name not in {*WHOLE, "unit_elements"} else ours
        assert len(theirs) > 0
        left, right = (frame[shared].sort_values(keys).reset_index(drop=True) for frame in (ours, theirs))
        pd.testing.assert_frame_equal(left, right, check_dtype=False, rtol=1e-9)
