"""The N-th write, fsync, rename or truncation of our file layer fails, for every N up to a whole upload."""

import errno

import pytest

from khuyenhoc.store.durable import file_layer
from khuyenhoc.store.errors import NotSavedError, OutcomeUnknownError, StoreError
from khuyenhoc.store.proof.faults import FailingLayer
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.submissions import store_submission
from tests.faults.conftest import Store
from tests.ledger_lines import entries

# More operations than one upload makes; the last ones fail nothing.
OPERATIONS = 20


def upload_with_fault(store: Store, layer: FailingLayer) -> str:
    """Send a report while a fault happens, then again without one; both answers must fit together."""
    report = make_report(store.chance)
    before = len(store.database.query("submissions", {"scope": None}))
    try:
        with file_layer(layer):
            answer = store_submission(store.database, *report, submitted_by="tester").receipt_code
    except StoreError as error:
        answer = type(error).__name__
        known = len(store.database.query("submissions", {"scope": None}))
        assert known == before, "an upload that was not acknowledged shows"
    again = store_submission(store.database, *report, submitted_by="tester")
    store.receipts.append(again.receipt_code)
    if answer == "NotSavedError":
        assert not again.is_repeat
    elif answer != "OutcomeUnknownError":
        assert (again.receipt_code, again.is_repeat) == (answer, True)
    assert len(store.database.query("submissions", {"scope": None})) == before + 1
    return answer


@pytest.mark.parametrize("is_torn", [False, True])
@pytest.mark.parametrize("sticky", [False, True])
def test_each_operation_of_an_upload_fails(store: Store, *, sticky: bool, is_torn: bool) -> None:
    answers = [
        upload_with_fault(store, FailingLayer(number, sticky=sticky, is_torn=is_torn))
        for number in range(1, OPERATIONS)
    ]
    assert "NotSavedError" in answers
    assert answers[-1] in store.receipts
    assert ("OutcomeUnknownError" in answers) == sticky
    assert store.is_clean()
    store.close()
    store.open()
    assert store.is_clean()


def test_full_disk_in_the_ledger_leaves_no_half_line(store: Store) -> None:
    store.submit()
    lines = len(entries(store.home))
    size = (store.home / "ledger.jsonl").stat().st_size
    report = make_report(store.chance)
    # The first upload of this kind counts the operations before the ledger's.
    layer = FailingLayer(10**6)
    with file_layer(layer):
        store.receipts.append(store_submission(store.database, *report, submitted_by="t").receipt_code)
    size = (store.home / "ledger.jsonl").stat().st_size
    lines = len(entries(store.home))
    failing = FailingLayer(layer.seen - 1, is_torn=True, code=errno.ENOSPC)
    with file_layer(failing), pytest.raises(NotSavedError, match="No space"):
        store_submission(store.database, *make_report(store.chance), submitted_by="t")
    assert (store.home / "ledger.jsonl").stat().st_size == size
    assert len(entries(store.home)) == lines
    assert store.is_clean()


def test_a_ledger_that_cannot_be_cut_back_is_looked_at_before_the_next_line(store: Store) -> None:
    store.submit()
    size = (store.home / "ledger.jsonl").stat().st_size
    counting = FailingLayer(10**6)
    with file_layer(counting):
        store.submit()
    # The ledger's write is the last but one operation; the cut that follows it fails too.
    failing = FailingLayer(counting.seen - 1, sticky=True, is_torn=True)
    with file_layer(failing), pytest.raises(OutcomeUnknownError):
        store_submission(store.database, *make_report(store.chance), submitted_by="t")
    assert (store.home / "ledger.jsonl").stat().st_size > size
    store.submit()
    assert store.is_clean()
    store.close()
    store.open()
    assert store.is_clean()
