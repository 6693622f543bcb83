"""`demo`: fills an empty store with the synthetic demo, through the same intake as any report."""

import argparse
import csv
import sys
from functools import partial

from khuyenhoc.access.scope import Scope
from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.domain.org_units import org_unit_id
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.store.database import open_database
from khuyenhoc.store.history import load_history
from khuyenhoc.store.submissions import store_submission

DEMO_FOLDER = PROJECT_FOLDER / "data" / "demo"
DEMO_SIGNER = "demo"


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("demo", help="nạp số liệu minh họa · fill an empty store with the demo")
    parser.add_argument("--if-empty", action="store_true", help="do nothing when there are figures already")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    database = open_database()
    stored = database.query("submissions", {"scope": Scope.everything().as_parameter()})
    if not stored.empty:
        if options.if_empty:
            return 0
        raise CannotRunError(
            "Kho đã có số liệu; số liệu minh họa chỉ nạp vào kho trống.",
            "The store has figures already; the demo only goes into an empty one.",
        )
    with (DEMO_FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["order"]))
    receipts = []
    for position, row in enumerate(rows, start=1):
        content = (DEMO_FOLDER / row["file"]).read_bytes()
        verdict = check_report(
            content,
            row["file"],
            province_id=org_unit_id(row["vintage"], row["province_code"]),
            period=Period.parse(row["period"]),
            history=partial(load_history, database),
        )
        receipt = store_submission(
            database, verdict, content, submitted_by=DEMO_SIGNER, warnings_signed_by=DEMO_SIGNER
        )
        receipts.append({"file": row["file"], "receipt": receipt.receipt_code})
        print(f"\r  demo {position}/{len(rows)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    if options.json:
        print_json(receipts)
    return 0
