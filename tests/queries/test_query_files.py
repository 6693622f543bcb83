"""Every query file keeps the promises of its header."""

import re
from datetime import date

import duckdb
import pytest
from pandas.testing import assert_frame_equal

from khuyenhoc.store.database import Database
from khuyenhoc.store.sql import query_names, query_parameters, query_text

PARAMETERS = {
    "scope": None,
    "province_ids": ["legacy-56"],
    "province_id": "legacy-56",
    "province_code": "56",
    "earlier_province_ids": ["legacy-56"],
    "former_province_ids": ["legacy-56"],
    "period_id": "2024-Q1",
    "earlier_period_id": "2023-Q1",
    "indicator": "member_rate",
    "submission_id": "none",
    "year": 2024,
    "org_unit_id": "legacy-568",
    "data_element": "members",
    "receipt_code": "none",
    "today": date(2024, 5, 1),
    "previous_period_id": "2023-Q4",
    "org_unit_ids": ["legacy-568"],
    "figure": None,
    "since": None,
    "until": None,
    "base_period_id": "2023-Q4",
    "from_january": True,
    "lowest": 125_000.0,
    "highest": 8_100_000.0,
    "data_elements": ["members"],
    "lens": "reported",
}


@pytest.mark.parametrize("name", query_names())
def test_header_names_the_parameters(name: str) -> None:
    declared = re.search(r"^-- params: (.*)$", query_text(name), re.MULTILINE)
    assert set(declared[1].split(", ")) == query_parameters(name)


@pytest.mark.parametrize("name", query_names())
def test_header_says_what_a_row_is(name: str) -> None:
    lines = query_text(name).splitlines()
    assert lines[0].startswith("-- ")
    assert any(line.startswith("-- grain:") for line in lines)


@pytest.mark.parametrize("name", query_names())
def test_scope_is_a_parameter(name: str) -> None:
    assert "scope" in query_parameters(name)


@pytest.mark.parametrize("name", query_names())
def test_one_ordered_select_without_star(name: str) -> None:
    statements = duckdb.extract_statements(query_text(name))
    assert [statement.type for statement in statements] == [duckdb.StatementType.SELECT]
    assert re.search(r"^order by", query_text(name), re.MULTILINE)
    assert not re.search(r"select\s+\*", query_text(name))


@pytest.mark.parametrize("name", query_names())
def test_empty_scope_shows_nothing(tiny: Database, name: str) -> None:
    given = {key: PARAMETERS[key] for key in query_parameters(name)} | {"scope": []}
    frame = tiny.query(name, given)
    if name in {"province_summary", "province_elements"}:
        assert frame["value"].isna().all()
        assert (frame["reported_units"] == 0).all()
    else:
        assert frame.empty


@pytest.mark.parametrize("name", query_names())
def test_answers_come_in_the_types_of_duckdbs_own_frames(tiny: Database, name: str) -> None:
    given = {key: PARAMETERS[key] for key in query_parameters(name)}
    own = tiny.read(lambda cursor: cursor.execute(query_text(name), given).df())
    assert_frame_equal(tiny.query(name, given), own)
