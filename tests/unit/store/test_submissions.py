"""The write path: whole or not at all, once, and never overwritten."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.store import ledger, vault
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import NotSavedError
from khuyenhoc.store.receipt_codes import RECEIPT_ALPHABET
from khuyenhoc.store.submissions import NotStorableError, store_submission
from tests.ledger_lines import entries
from tests.reports import make_verdict, store

UNIT = "legacy-568"
WARNING = Finding(Severity.WARNING, "fund_identity", "Bieu 01!AE10", "lệch", "differs")
ERROR = Finding(Severity.ERROR, "negative", "Bieu 01!C10", "âm", "negative")


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path)


def values(database: Database) -> dict[str, float]:
    parameters = {"scope": None, "province_id": "legacy-56", "period_id": "2024-Q1"}
    return database.query("stored_values", parameters).set_index("data_element")["value"].to_dict()


def test_stored_values_and_receipt(database: Database) -> None:
    receipt = store(database, "2024-Q1", {UNIT: {"members": 90.0, "population": 1000.0}})
    assert values(database) == {"members": 90.0, "population": 1000.0}
    assert (receipt.value_count, receipt.unit_count, receipt.is_repeat) == (2, 1, False)
    first, second = receipt.receipt_code.split("-")
    assert len(first) == len(second) == 4
    assert set(first + second) <= set(RECEIPT_ALPHABET)


def test_same_file_gives_the_same_receipt(database: Database) -> None:
    figures = {UNIT: {"members": 90.0}}
    first = store(database, "2024-Q1", figures)
    again = store(database, "2024-Q1", figures)
    assert again.receipt_code == first.receipt_code
    assert again.is_repeat
    assert len(database.query("submissions", {"scope": None})) == 1
    assert len(entries(database.folder)) == 1


def test_same_file_with_a_cell_corrected_on_the_page_is_a_new_submission(database: Database) -> None:
    verdict, content = make_verdict("2024-Q1", {UNIT: {"members": 90.0}})
    first = store_submission(database, verdict, content, submitted_by="tester")
    value = verdict.values[0]._replace(value=95.0)
    corrected = replace(verdict, values=(value,))
    second = store_submission(database, corrected, content, submitted_by="tester")
    assert (second.is_repeat, values(database)) == (False, {"members": 95.0})
    again = store_submission(database, corrected, content, submitted_by="tester")
    assert (again.receipt_code, again.is_repeat) == (second.receipt_code, True)
    back = store_submission(database, verdict, content, submitted_by="tester")
    assert back.receipt_code not in {first.receipt_code, second.receipt_code}
    assert values(database) == {"members": 90.0}


def test_a_verdict_on_other_bytes_is_refused(database: Database) -> None:
    verdict, _ = make_verdict("2024-Q1", {UNIT: {"members": 90.0}})
    with pytest.raises(NotStorableError, match="another file"):
        store_submission(database, verdict, b"other bytes", submitted_by="tester")
    assert entries(database.folder) == []


def test_correction_replaces_only_what_it_carries(database: Database) -> None:
    store(database, "2024-Q1", {UNIT: {"members": 90.0, "population": 1000.0}})
    store(database, "2024-Q1", {UNIT: {"members": 95.0}}, file_name="b.xlsx")
    store(database, "2024-Q1", {UNIT: {"members": 97.0}}, file_name="c.xlsx")
    assert values(database) == {"members": 97.0, "population": 1000.0}


def test_unit_without_association_takes_its_figures_back(database: Database) -> None:
    store(database, "2024-Q1", {UNIT: {"members": 90.0}})
    store(database, "2024-Q1", {"legacy-569": {"members": 5.0}}, not_established=(UNIT,), file_name="b.xlsx")
    assert values(database) == {"members": 5.0}
    parameters = {"scope": None, "province_ids": ["legacy-56"], "period_id": "2024-Q1"}
    states = database.query("unit_states", parameters).set_index("org_unit_id")["state"]
    assert states[UNIT] == "not_established"


def test_other_period_is_untouched(database: Database) -> None:
    store(database, "2024-Q1", {UNIT: {"members": 90.0}})
    store(database, "2024-Q2", {UNIT: {"members": 95.0}})
    assert values(database) == {"members": 90.0}


def test_errors_are_never_stored(database: Database) -> None:
    with pytest.raises(NotStorableError):
        store(database, "2024-Q1", {UNIT: {"members": -1.0}}, findings=(ERROR,), signed_by="A")
    assert database.query("submissions", {"scope": None}).empty
    assert entries(database.folder) == []
    assert not (database.folder / "vault").exists()


def test_warnings_need_a_name_which_is_kept(database: Database) -> None:
    with pytest.raises(NotStorableError):
        store(database, "2024-Q1", {UNIT: {"members": 1.0}}, findings=(WARNING,))
    store(database, "2024-Q1", {UNIT: {"members": 1.0}}, findings=(WARNING,), signed_by="Chủ tịch")
    with database.transaction() as cursor:
        assert cursor.execute("select rule, cell, signed_by from findings").fetchall() == [
            ("fund_identity", "Bieu 01!AE10", "Chủ tịch")
        ]


def test_failure_in_the_database_stores_nothing_there(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("khuyenhoc.store.engine.raise_data_version", fail)
    with pytest.raises(NotSavedError, match="disk full"):
        store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    assert database.query("submissions", {"scope": None}).empty
    assert values(database) == {}


def test_original_file_is_kept_byte_for_byte(database: Database) -> None:
    verdict, content = make_verdict("2024-Q1", {UNIT: {"members": 1.0}})
    store_submission(database, verdict, content, submitted_by="tester")
    assert vault.fetch(database.folder, verdict.sha256) == content


def test_changed_original_is_noticed(database: Database) -> None:
    digest = vault.keep(database.folder, b"report")
    vault.vault_path(database.folder, digest).write_bytes(b"changed")
    with pytest.raises(vault.DamagedFileError):
        vault.fetch(database.folder, digest)


def test_ledger_is_a_chain(database: Database) -> None:
    store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    store(database, "2024-Q2", {UNIT: {"members": 2.0}})
    first, second = entries(database.folder)
    assert first["previous"] == ledger.FIRST_HASH
    assert second["previous"] == first["hash"] == ledger.line_hash(first)


def test_half_a_ledger_line_is_no_entry(database: Database) -> None:
    store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    with ledger.ledger_path(database.folder).open("ab") as file:
        file.write(json.dumps({"receipt": "x"}).encode())
    assert len(entries(database.folder)) == 1
