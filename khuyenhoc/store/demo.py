"""The synthetic demo, put into an empty store through the same intake as any report."""

import csv
from collections.abc import Callable
from functools import partial

from khuyenhoc.access.permissions import Action, authorise
from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.org_units import org_unit_id
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.store.database import Database
from khuyenhoc.store.demo_files import DEMO_FOLDER
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.history import load_history
from khuyenhoc.store.submissions import store_submission

DEMO_SIGNER = "demo"


class StoreNotEmptyError(StoreError):
    """The demo never goes among real figures."""

    def __init__(self) -> None:
        super().__init__(
            "Kho đã có số liệu; số liệu minh họa chỉ nạp vào kho trống. Chưa thay đổi gì.",
            "The store has figures already; the demo only goes into an empty one. Nothing was changed.",
        )


def is_empty(database: Database) -> bool:
    """Whether nothing was ever stored, withdrawn reports included."""
    return database.query("submissions", {"scope": Scope.everything().as_parameter()}).empty


def load_demo(database: Database, on_progress: Callable[[int, int], None]) -> list[dict[str, str]]:
    """Check and store the workbooks of the demo in their order.

    Args:
        on_progress: told after each file how many of how many are done.

    Returns:
        `file` and `receipt` of each.

    Raises:
        NotAllowedError: somebody is signed in who does not look after the whole installation.
        StoreNotEmptyError: there are figures already.
        StoreError: a file could not be stored; those before it are.
    """
    authorise(Action.DEMO, is_whole=True)
    if not is_empty(database):
        raise StoreNotEmptyError
    with (DEMO_FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["order"]))
    receipts = []
    for done, row in enumerate(rows, start=1):
        content = (DEMO_FOLDER / row["file"]).read_bytes()
        verdict = check_report(
            content,
            row["file"],
            province_id=org_unit_id(row["vintage"], row["province_code"]),
            period=Period.parse(row["period"]),
            history=partial(load_history, database),
        )
        receipt = store_submission(
            database,
            verdict,
            content,
            submitted_by=DEMO_SIGNER,
            warnings_signed_by=DEMO_SIGNER,
            needs=Action.DEMO,
        )
        receipts.append({"file": row["file"], "receipt": receipt.receipt_code})
        on_progress(done, len(rows))
    return receipts
