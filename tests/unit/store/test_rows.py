"""How documents and rows get into the tables: few rows or many, decoded or at hand, the same."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.store import documents, vault
from khuyenhoc.store.documents import Document
from khuyenhoc.store.interfaces import FolderVault
from khuyenhoc.store.projection.rows import Foresight, Rows

_numbers = st.none() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)


def document(*values: tuple) -> Document:
    return Document(
        file_name="a.xlsx",
        file_sha256="0" * 64,
        province_id="reform-56",
        period_id="2026-Q3",
        vintage="reform",
        is_synthetic=True,
        values=values,
        not_established=("reform-56-2",),
        findings=(("warning", "rule", "A!B1", "một", "one"),),
        signed_by="x",
    )


@pytest.fixture
def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(
            "create table numbers (kind varchar, value double, note varchar, noted_at timestamp, day date)"
        )
        yield connection


@given(st.lists(st.tuples(st.text("aă–😀"), st.text("ab"), _numbers, st.text(), st.text()), max_size=5))
def test_a_document_is_the_same_after_encoding_and_decoding(values: list[tuple]) -> None:
    given_document = document(*values)
    assert documents.decode(documents.encode(given_document)) == given_document


@pytest.mark.parametrize("count", [1, 3, 2_000])
def test_few_rows_and_many_get_in_alike(
    cursor: duckdb.DuckDBPyConnection, tmp_path: Path, count: int
) -> None:
    rows = Rows(cursor, FolderVault(tmp_path), Foresight())
    at = datetime(2026, 3, 1, 12, 30)  # noqa: DTZ001 - as the tables hold times
    columns = {
        "value": [1, 0.5, None] * count,
        "note": [None] * 3 * count,
        "day": ["2026-01-02"] * 3 * count,
    }
    rows.insert("numbers", columns, kind="k", noted_at=at)
    found = cursor.execute("select kind, value, note, noted_at, cast(day as varchar) from numbers").fetchall()
    assert found == [("k", value, None, at, "2026-01-02") for value in (1.0, 0.5, None)] * count


def test_no_rows_are_no_statement(cursor: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rows = Rows(cursor, FolderVault(tmp_path), Foresight())
    rows.insert("numbers", {}, kind="k")
    rows.insert("numbers", {"value": []}, kind="k")
    assert cursor.execute("select count(*) from numbers").fetchone() == (0,)


def test_a_document_at_hand_counts_only_if_its_bytes_lie_whole_in_the_vault(
    cursor: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    kept = document(("reform-56-1", "members", 5, "A!B2", "5"))
    (tmp_path / "tmp").mkdir()
    digest = documents.keep(tmp_path, kept)
    rows = Rows(cursor, FolderVault(tmp_path), Foresight(), {digest: kept})
    assert rows.document(digest) is kept
    vault.vault_path(tmp_path, digest).write_bytes(b"damaged")
    with pytest.raises(vault.DamagedFileError):
        rows.document(digest)
