"""Files and tables in object storage: the same store, and what its faults look like."""

import hashlib
import random
from pathlib import Path

import boto3
import pytest

from khuyenhoc.store.errors import NotSavedError
from khuyenhoc.store.proof.checker import judge
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.shared.objects import ObjectVault
from khuyenhoc.store.shared.upkeep import tidy
from khuyenhoc.store.submissions import fetch_original, store_submission
from khuyenhoc.store.vault import DamagedFileError
from khuyenhoc.store.verification import verify_store
from tests.shared_stores import SharedStores

pytestmark = pytest.mark.ducklake


def test_objects_are_kept_once_under_their_hash(object_storage: str) -> None:
    vault = ObjectVault(f"{object_storage}/objects")
    digest = vault.keep(b"report")
    assert digest == hashlib.sha256(b"report").hexdigest() == vault.keep(b"report")
    assert vault.fetch(digest) == b"report"
    assert list(vault.stored()) == [digest]
    assert vault.state(digest) == "whole"


def test_missing_and_damaged_objects_are_told_apart(object_storage: str) -> None:
    vault = ObjectVault(f"{object_storage}/damaged")
    with pytest.raises(FileNotFoundError):
        vault.fetch("0" * 64)
    assert vault.state("0" * 64) == "missing"
    digest = vault.keep(b"report")
    key = f"store/damaged/vault/{digest[:2]}/{digest}"
    boto3.client("s3").put_object(Bucket="khuyenhoc", Key=key, Body=b"other")
    with pytest.raises(DamagedFileError):
        vault.fetch(digest)
    assert vault.state(digest) == "damaged"
    vault.keep(b"report")
    assert vault.state(digest) == "whole"


def test_a_store_in_object_storage(object_storage: str, stores: SharedStores, tmp_path: Path) -> None:
    address = stores.unmade(object_storage)
    first, second = (stores.open(address, tmp_path / name) for name in ("first", "second"))
    report = make_report(random.Random(1), units=9)
    codes = [
        store_submission(first, *report, submitted_by="x").receipt_code,
        store_submission(second, *make_report(random.Random(2)), submitted_by="x").receipt_code,
    ]
    assert "observations" in tidy(first, at_least=1).flushed
    listed = boto3.client("s3").list_objects_v2(Bucket="khuyenhoc", Prefix="store/tables/main/observations/")
    assert listed["KeyCount"] >= 1
    assert judge(second, codes).is_clean
    assert fetch_original(second, codes[0])[1] == report[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(second.vault, "_bucket", "no-such-bucket")
        with pytest.raises(NotSavedError):
            store_submission(second, *make_report(random.Random(3)), submitted_by="x")
    assert verify_store(first).ledger_entries == 2
    second.close()
    first.close()
