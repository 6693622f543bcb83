"""What counts now is kept as tables, which are what the views beside them say whatever was stored."""

from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc.store.clustering import put_in_order, put_in_order_if_due
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import StoreUnavailableError
from khuyenhoc.store.submissions import withdraw_submission
from khuyenhoc.store.upkeep import keep_in_order
from khuyenhoc.store.verification import verify_store
from tests.reports import store

_UNITS = ("legacy-568", "legacy-569", "legacy-570")
_ELEMENTS = ("members", "population", "fund_raised")
_TABLES = {
    "current_observations": "standing_observations",
    "current_unit_reports": "standing_unit_reports",
}

_REPORTS = st.tuples(
    st.sampled_from(("2024-Q1", "2024-Q2")),
    st.dictionaries(
        st.sampled_from(_UNITS),
        st.dictionaries(
            st.sampled_from(_ELEMENTS), st.one_of(st.none(), st.integers(0, 9).map(float)), min_size=1
        ),
        max_size=3,
    ),
    st.sets(st.sampled_from(_UNITS), max_size=1),
)


def differences(database: Database) -> list[tuple]:
    """Rows that a table has and its rule does not give, or the other way round; doubled ones too."""
    found = []
    for table, rule in _TABLES.items():
        for some, others in ((table, rule), (rule, table)):
            found += database.read(
                lambda cursor, some=some, others=others: cursor.execute(
                    f"select * from {some} except all select * from {others}"
                ).fetchall()
            )
    return found


def _values(database: Database) -> dict[tuple[str, str], float | None]:
    rows = database.read(
        lambda cursor: cursor.execute(
            "select org_unit_id, data_element, value from current_observations"
        ).fetchall()
    )
    assert len({row[:2] for row in rows}) == len(rows)
    return {(unit, element): value for unit, element, value in rows}


def test_a_correction_replaces_what_it_carries_and_gives_it_back(tmp_path: Path) -> None:
    database = Database(tmp_path)
    store(database, "2024-Q1", {"legacy-568": {"members": 90.0, "population": 1000.0}})
    second = store(database, "2024-Q1", {"legacy-568": {"members": 100.0}}, file_name="second.xlsx")
    third = store(database, "2024-Q1", {"legacy-568": {"members": 110.0}}, file_name="third.xlsx")
    members, population = ("legacy-568", "members"), ("legacy-568", "population")
    assert _values(database) == {members: 110.0, population: 1000.0}

    withdraw_submission(database, second.receipt_code, reason="mistaken", withdrawn_by="tester")
    assert _values(database) == {members: 110.0, population: 1000.0}
    withdraw_submission(database, third.receipt_code, reason="mistaken", withdrawn_by="tester")
    assert _values(database) == {members: 90.0, population: 1000.0}
    database.close()


def test_a_unit_without_association_has_no_values_until_that_is_withdrawn(tmp_path: Path) -> None:
    database = Database(tmp_path)
    store(database, "2024-Q1", {"legacy-568": {"members": 90.0}})
    idle = store(database, "2024-Q1", {}, not_established=("legacy-568",), file_name="idle.xlsx")
    assert _values(database) == {}
    states = "select org_unit_id, state from current_unit_reports"
    assert database.read(lambda cursor: cursor.execute(states).fetchall()) == [
        ("legacy-568", "not_established")
    ]

    withdraw_submission(database, idle.receipt_code, reason="mistaken", withdrawn_by="tester")
    assert _values(database) == {("legacy-568", "members"): 90.0}
    assert database.read(lambda cursor: cursor.execute(states).fetchall()) == [("legacy-568", "reported")]
    database.close()


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One store for all that is drawn: each example goes on where the last one ended."""
    database = Database(tmp_path_factory.mktemp("drawn"))
    yield database
    database.close()


_receipts: list[str] = []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(step=st.one_of(_REPORTS, _REPORTS, st.integers(1, 9)))
def test_tables_follow_their_rules(drawn: Database, step: tuple | int) -> None:
    if isinstance(step, int):
        for code in _receipts[-step:][:1]:
            withdraw_submission(drawn, code, reason="drawn", withdrawn_by="tester")
    else:
        period, figures, idle = step
        reported = {unit: given for unit, given in figures.items() if unit not in idle}
        if reported or idle:
            name = f"{len(_receipts)}.xlsx"
            _receipts.append(
                store(drawn, period, reported, not_established=tuple(idle), file_name=name).receipt_code
            )
    assert differences(drawn) == []
    # Queries join numerator and denominator by these three: a second value would be counted twice.
    twice = (
        "select org_unit_id, data_element, period_id from current_observations "
        "group by all having count(*) > 1"
    )
    assert drawn.read(lambda cursor: cursor.execute(twice).fetchall()) == []


def test_a_rebuild_gives_the_same_tables_in_any_order(drawn: Database) -> None:
    store(drawn, "2024-Q1", {"legacy-582": {"members": 1.0}}, province_id="legacy-58", file_name="last.xlsx")
    before = verify_store(drawn)
    put_in_order(drawn)
    after = verify_store(drawn)
    assert differences(drawn) == []
    assert before.tables["current_observations"].rows > 0
    assert before.is_sound
    assert after.is_sound
    assert after.tables == before.tables


def test_rows_lie_in_the_order_in_which_they_are_asked_for(tmp_path: Path) -> None:
    database = Database(tmp_path)
    for period in ("2025-Q1", "2024-Q2", "2024-Q1", "2021-Q1", "2022-Q1", "2023-Q1"):
        store(database, period, {unit: dict.fromkeys(_ELEMENTS, 1.0) for unit in reversed(_UNITS)})
    put_in_order(database)
    rows = database.read(
        lambda cursor: cursor.execute(
            "select left(period_id, 4), data_element, period_id, org_unit_id from current_observations "
            "order by rowid"
        ).fetchall()
    )
    # The three newest years each by itself, those before them together; data elements up and down in turns.
    older, newer = rows[:18], rows[18:]
    assert {row[0] for row in older} == {"2021", "2022"}
    assert [row[1:] for row in older] == sorted(row[1:] for row in older)
    assert len(newer) == 36
    by_element = itemgetter(1)
    assert newer == [
        *sorted((row for row in sorted(newer) if row[0] == "2023"), key=by_element, reverse=True),
        *(row for row in sorted(newer) if row[0] == "2024"),
        *sorted((row for row in sorted(newer) if row[0] == "2025"), key=by_element, reverse=True),
    ]
    database.close()


def test_few_new_values_are_not_put_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(tmp_path)
    store(database, "2024-Q1", {"legacy-568": {"members": 90.0, "population": 1000.0}})
    assert not put_in_order_if_due(database)
    monkeypatch.setattr("khuyenhoc.store.clustering.FEWEST_NEW_VALUES", 2)
    assert put_in_order_if_due(database)
    assert not put_in_order_if_due(database)
    database.close()


def test_upkeep_puts_in_order_and_survives_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(tmp_path)
    store(database, "2024-Q1", {"legacy-568": {"members": 90.0, "population": 1000.0}})
    monkeypatch.setattr("khuyenhoc.store.clustering.FEWEST_NEW_VALUES", 2)
    times = "select count(*) from clusterings"

    def refuse() -> Database:
        raise StoreUnavailableError("closed")

    keep_in_order(refuse)
    assert database.read(lambda cursor: cursor.execute(times).fetchone()) == (0,)
    keep_in_order(lambda: database)
    keep_in_order(lambda: database)
    assert database.read(lambda cursor: cursor.execute(times).fetchone()) == (1,)
    database.close()
