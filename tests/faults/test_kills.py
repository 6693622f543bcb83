"""kill -9 of a real process, in every named phase and at random moments.

`KHUYENHOC_FAULT_KILLS` sets how many; `khuyenhoc bench faults --kills N` does the same with a report.
"""

import os
import random
from pathlib import Path

import pytest

from khuyenhoc.store.proof import worker
from khuyenhoc.store.proof.campaign import kill_once, run_campaign
from tests.faults.conftest import Store

KILLS = int(os.environ.get("KHUYENHOC_FAULT_KILLS", "40"))
SEED = int(os.environ.get("KHUYENHOC_FAULT_SEED", "1"))


def test_every_phase_and_as_many_random_moments(tmp_path: Path) -> None:
    assert 2 * len(worker.PHASES) <= KILLS
    found = run_campaign(KILLS, seed=SEED, folder=tmp_path)
    assert not found.faults
    assert found.kills == KILLS
    assert found.acknowledged >= KILLS // 2
    assert found.slowest_restart < 5


@pytest.mark.parametrize("phase", ["ledger done", "transaction", "committed"])
def test_a_receipt_that_never_arrived_is_found_by_sending_again(tmp_path: Path, phase: str) -> None:
    """The ledger had the line: the report counts, and the same file does not count twice."""
    said = kill_once(tmp_path, phase, random.Random(3))
    store = Store(tmp_path, receipts=[code for kind, code in said if kind == "stored"])
    database = store.open()
    try:
        stored = database.query("submissions", {"scope": None})
        assert len(stored) == len(store.receipts) + 1
        assert store.is_clean()
    finally:
        store.close()


@pytest.mark.parametrize("phase", ["vault write", "vault rename", "ledger before", "ledger torn"])
def test_before_the_ledger_nothing_was_stored(tmp_path: Path, phase: str) -> None:
    said = kill_once(tmp_path, phase, random.Random(3))
    store = Store(tmp_path, receipts=[code for kind, code in said if kind == "stored"])
    database = store.open()
    try:
        assert len(database.query("submissions", {"scope": None})) == len(store.receipts)
        assert ("ledger_cut" in database.report.kinds) == (phase == "ledger torn")
        assert not list((tmp_path / "tmp").glob("*.tmp"))
        store.submit()
        assert store.is_clean()
    finally:
        store.close()
