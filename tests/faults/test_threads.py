"""Twenty people at once: the same file, different units, corrections of one unit, readers all the while."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from khuyenhoc.store.backup import back_up
from khuyenhoc.store.manifest import check_snapshot
from khuyenhoc.store.submissions import Receipt, store_submission, withdraw_submission
from khuyenhoc.store.workflow import reporting_units
from tests.faults.conftest import Store
from tests.reports import make_verdict

THREADS = 20


def send(store: Store, figures: dict, **options: object) -> Receipt:
    verdict, content = make_verdict("2026-Q1", figures, province_id="reform-56", **options)
    return store_submission(store.database, verdict, content, submitted_by="tester")


def test_one_file_sent_by_twenty(store: Store) -> None:
    unit = reporting_units("reform-56")[0]
    with ThreadPoolExecutor(THREADS) as pool:
        receipts = list(pool.map(lambda _: send(store, {unit: {"members": 5.0}}), range(THREADS)))
    assert len({receipt.receipt_code for receipt in receipts}) == 1
    assert sum(not receipt.is_repeat for receipt in receipts) == 1
    assert len(store.entries()) == 1
    store.receipts.append(receipts[0].receipt_code)
    assert store.is_clean()


def test_twenty_units_at_once_with_readers(store: Store) -> None:
    units = reporting_units("reform-56")[:THREADS]
    is_over = threading.Event()
    counts: list[int] = []

    def read() -> None:
        while not is_over.is_set():
            counts.append(len(store.database.query("submissions", {"scope": None})))

    waits: list[float] = []

    def submit(number: int) -> str:
        begun = time.monotonic()
        figures = {units[number]: {"members": float(number), "population": 1000.0}}
        code = send(store, figures, file_name=f"{number}.xlsx").receipt_code
        waits.append(time.monotonic() - begun)
        return code

    with ThreadPoolExecutor(THREADS + 2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            store.receipts += list(pool.map(submit, range(THREADS)))
        finally:
            is_over.set()
        for reader in readers:
            reader.result()
    assert len(set(store.receipts)) == THREADS
    assert counts == sorted(counts) or len(set(counts)) > 1
    assert max(waits) < 30
    assert store.is_clean()


def test_twenty_corrections_of_one_unit(store: Store) -> None:
    unit = reporting_units("reform-56")[0]

    def correct(number: int) -> str:
        return send(store, {unit: {"members": float(number)}}, file_name=f"{number}.xlsx").receipt_code

    with ThreadPoolExecutor(THREADS) as pool:
        store.receipts += list(pool.map(correct, range(THREADS)))
    history = store.database.query(
        "value_history",
        {"scope": None, "org_unit_id": unit, "period_id": "2026-Q1", "data_element": "members"},
    )
    assert len(history) == THREADS
    assert history["standing"].tolist() == ["superseded"] * (THREADS - 1) + ["current"]
    assert store.is_clean()


def test_a_withdrawal_clicked_twenty_times(store: Store) -> None:
    store.submit()
    code = store.receipts[0]

    def withdraw(_: int) -> bool:
        return withdraw_submission(store.database, code, reason="nhầm kỳ", withdrawn_by="tester")

    with ThreadPoolExecutor(THREADS) as pool:
        done = list(pool.map(withdraw, range(THREADS)))
    assert done.count(True) == 1
    assert [entry["action"] for entry in store.entries()] == ["submit", "withdraw"]
    assert store.is_clean(withdrawn=[code])


@pytest.mark.slow
def test_backups_while_others_write_and_read(store: Store, tmp_path: Path) -> None:
    """Each backup holds exactly the ledger's lines of one moment, and none is behind its own ledger."""
    store.submit(2)
    is_over = threading.Event()
    failures: list[Exception] = []

    def keep_doing(action: object) -> None:
        while not is_over.is_set():
            try:
                action()
            except Exception as error:  # noqa: BLE001 - the test says which
                failures.append(error)
                return

    def read() -> None:
        store.database.query("submissions", {"scope": None})
        time.sleep(0.005)

    threads = [threading.Thread(target=keep_doing, args=(action,)) for action in (store.submit, read, read)]
    for thread in threads:
        thread.start()
    try:
        made = [back_up(store.database, tmp_path / "backups") for _ in range(4)]
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
    assert not failures
    sizes = [snapshot.manifest.ledger_entries for snapshot in made]
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0]
    assert check_snapshot(made[-1].folder).tables["submissions"].rows > 0
    assert store.is_clean()
