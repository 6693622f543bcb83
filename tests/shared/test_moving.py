"""An installation moved to a shared store and back: every query answers the same, to the last row."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from khuyenhoc.address import SharedAddress
from khuyenhoc.cli import main
from khuyenhoc.store.clustering import put_in_order
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import NotMovableError, StoreMovedError
from khuyenhoc.store.moving import move_to_folder, move_to_shared
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.shared.upkeep import tidy
from khuyenhoc.store.sql import query_names, query_parameters
from khuyenhoc.store.submissions import fetch_original, store_submission, withdraw_submission
from khuyenhoc.store.verification import verify_store
from tests.queries.conftest import fill_with_examples
from tests.queries.test_query_files import PARAMETERS
from tests.shared_stores import NO_FLOOR, SharedStores

pytestmark = pytest.mark.ducklake


@dataclass(frozen=True)
class Both:
    """The same store twice: as a folder, and shared."""

    folder: Database
    shared: Database
    parameters: dict[str, object]


def answer(database: Database, name: str, parameters: dict[str, object]) -> pd.DataFrame:
    return database.query(name, {key: parameters[key] for key in query_parameters(name)})


def fill(home: Path) -> dict[str, object]:
    """Store the examples, and what they lack: something withdrawn. Gives the parameters to ask with."""
    home.mkdir()
    database = Database(home, floor=NO_FLOOR)
    fill_with_examples(database)
    report = make_report(random.Random(1), period_id="2024-Q1")
    receipt = store_submission(database, *report, submitted_by="x")
    withdraw_submission(database, receipt.receipt_code, reason="thử", withdrawn_by="x")
    database.close()
    return PARAMETERS | {"submission_id": receipt.submission_id, "receipt_code": receipt.receipt_code}


@pytest.fixture(scope="module")
def both(stores: SharedStores, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("moving")
    home, address = folder / "home", stores.new()
    parameters = fill(home)
    move_to_shared(home, address, by="tester")
    (home / "khuyenhoc.moved").unlink()
    pair = Both(Database(home, floor=NO_FLOOR), stores.open(address, folder / "other"), parameters)
    yield pair
    pair.shared.close()
    pair.folder.close()


@pytest.mark.parametrize("name", query_names())
def test_both_stores_answer_the_same(both: Both, name: str) -> None:
    if name == "audit":
        # The move itself stands there.
        ours = answer(both.shared, name, both.parameters)
        assert "move" in set(ours["action"])
        return
    # When the reference files were loaded is each store's own affair.
    ours, theirs = (
        answer(store, name, both.parameters).drop(columns="loaded_at", errors="ignore")
        for store in (both.shared, both.folder)
    )
    pd.testing.assert_frame_equal(ours, theirs)


def test_the_move_is_proved_and_noted(both: Both) -> None:
    found = verify_store(both.shared)
    assert found.is_sound
    assert both.shared.ledger.whole().lines[-1].entry["what"] == "move"
    lines = both.folder.ledger.whole().lines
    assert both.shared.ledger.whole().lines[: len(lines)] == lines
    code = str(both.parameters["receipt_code"])
    assert fetch_original(both.shared, code) == fetch_original(both.folder, code)


def test_tidying_changes_no_answer(both: Both) -> None:
    before = verify_store(both.shared).database_hash
    put_in_order(both.shared)
    assert verify_store(both.shared).database_hash == before
    assert "observations" in tidy(both.shared, at_least=1).flushed
    assert verify_store(both.shared).database_hash == before
    assert tidy(both.shared, at_least=1).flushed == ()


def test_there_and_back_by_the_command_line(
    stores: SharedStores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = stores.new()
    home = tmp_path / "home"
    fill(home)
    text = f"ducklake:{address.catalogue}?data={address.data}"
    monkeypatch.setenv("KHUYENHOC_HOME", str(home))
    assert main(["store", "move", "--to", text, "--json"]) == 0
    there = json.loads(capsys.readouterr().out)
    assert main(["submissions"]) == 2
    assert "KHUYENHOC_STORE" in capsys.readouterr().err
    monkeypatch.setenv("KHUYENHOC_STORE", text)
    assert main(["store", "move", "--to", text]) == 2
    capsys.readouterr()
    assert main(["store", "move", "--to", "file", "--json"]) == 0
    back = json.loads(capsys.readouterr().out)
    monkeypatch.delenv("KHUYENHOC_STORE")
    assert main(["verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ledger"]["entries"] >= back["entries"] == there["entries"] + 1


def test_a_store_with_something_in_it_is_no_target(stores: SharedStores, tmp_path: Path) -> None:
    address = stores.new()
    fill(tmp_path / "one")
    fill(tmp_path / "two")
    move_to_shared(tmp_path / "one", address, by="tester")
    with pytest.raises(NotMovableError):
        move_to_shared(tmp_path / "two", address, by="tester")
    Database(tmp_path / "two", floor=NO_FLOOR).close()
    with pytest.raises(StoreMovedError):
        Database(tmp_path / "one", floor=NO_FLOOR)


def test_a_move_cut_off_after_the_ledger_is_finished_by_the_next_opening(
    stores: SharedStores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = stores.new()
    fill(tmp_path / "home")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("khuyenhoc.store.shared.filling._insert", die)
        with pytest.raises(KeyboardInterrupt):
            move_to_shared(tmp_path / "home", address, by="tester")
    database = stores.open(address, tmp_path / "other")
    folder = Database(tmp_path / "home", floor=NO_FLOOR)
    assert verify_store(database).database_hash == verify_store(folder).database_hash
    folder.close()
    database.close()


def test_a_shared_store_is_backed_up_and_restored_as_a_folder(stores: SharedStores, tmp_path: Path) -> None:
    address: SharedAddress = stores.new()
    fill(tmp_path / "home")
    move_to_shared(tmp_path / "home", address, by="tester")
    moved = move_to_folder(address, tmp_path / "back", by="tester")
    database = Database(tmp_path / "back", floor=NO_FLOOR)
    assert verify_store(database).is_sound
    assert moved.entries == 10
    database.close()
