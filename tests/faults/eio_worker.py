"""Submits while the disk under DuckDB fails, with the shim of eio.c loaded; prints what was acknowledged."""

import ctypes
import json
import random
import sys
from pathlib import Path

import duckdb

from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.proof.worker import NO_FLOOR, checkpoint
from khuyenhoc.store.submissions import store_submission

FAULTS = 24


def main() -> int:
    shim = ctypes.CDLL(None)
    database = Database(Path(sys.argv[1]), floor=NO_FLOOR)
    sticky = int(sys.argv[2])
    chance = random.Random(13)
    receipts, outcomes, failures = [], [], 0
    for number in range(1, FAULTS + 1):
        report = make_report(chance)
        shim.eio_arm(number, sticky)
        try:
            receipts.append(store_submission(database, *report, submitted_by="t").receipt_code)
            checkpoint(database)
            outcomes.append("stored")
        except (StoreError, duckdb.Error) as error:
            outcomes.append(type(error).__name__)
        failures += shim.eio_failed() > 0
        shim.eio_arm(0, 0)
        # Sending the same file again gives one receipt, whatever became of the first try.
        database.retry_seconds = 0
        receipts.append(store_submission(database, *report, submitted_by="t").receipt_code)
        rows = len(database.query("submissions", {"scope": None}))
        assert rows == number, (rows, number, outcomes)
    database.close()
    json.dump({"receipts": receipts, "outcomes": outcomes, "failures": failures}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
