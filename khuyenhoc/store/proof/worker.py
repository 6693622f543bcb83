"""A process that uses a store until it is killed, and says over a pipe what it was acknowledged."""

import random
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.workflow import Step
from khuyenhoc.store import actions, submissions
from khuyenhoc.store.backup import back_up
from khuyenhoc.store.database import Database
from khuyenhoc.store.durable import file_layer
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.proof.faults import KillingLayer, die
from khuyenhoc.store.proof.reports import PERIODS, PROVINCES, make_report
from khuyenhoc.store.space import SpaceFloor
from khuyenhoc.store.submissions import store_submission, withdraw_submission
from khuyenhoc.store.workflow import reporting_units, take_step

NO_FLOOR = SpaceFloor(minimum=0, factor=0)
_LONGEST_RUN = 30.0

# Phase -> what kills there. Each is armed after some submissions have been acknowledged.
_FILE_PHASES: dict[str, tuple[str, Callable[[str], bool]]] = {
    "vault write": ("torn write", lambda path: "/tmp/" in path),  # noqa: S108 - the store's scratch folder
    "vault rename": ("replace", lambda path: "/vault/" in path),
    "ledger before": ("write", lambda path: path.endswith("ledger.jsonl")),
    "ledger torn": ("torn write", lambda path: path.endswith("ledger.jsonl")),
    "ledger unsynced": ("sync", lambda path: path.endswith("ledger.jsonl")),
    "ledger done": ("after sync", lambda path: path.endswith("ledger.jsonl")),
}
PHASES = (*_FILE_PHASES, "transaction", "committed", "checkpoint", "backup", "restart")


def work(home: str, seed: int, phase: str, pipe: Connection) -> None:
    """Open the store and use it until killed.

    Args:
        phase: one of `PHASES`, where it kills itself after a few submissions; empty to be killed from
            outside.
        pipe: takes ("ready",), ("stored", receipt code) and ("withdrawn", receipt code), each as it is said.
    """
    database = Database(Path(home), floor=NO_FLOOR)
    pipe.send(("ready",))
    chance = random.Random(seed)  # noqa: S311 - made-up figures
    receipts: list[str] = []
    last: tuple | None = None
    until = time.monotonic() + _LONGEST_RUN
    arm_after = chance.randrange(1, 4) if phase else 0
    while time.monotonic() < until:
        if phase and len(receipts) == arm_after:
            _die_in(phase, database, chance)
        last = last if last and chance.random() < 0.15 else make_report(chance)
        with suppress(StoreError):
            receipt = store_submission(database, *last, submitted_by="worker")
            pipe.send(("stored", receipt.receipt_code))
            receipts.append(receipt.receipt_code)
        if not phase:
            _something_else(database, chance, receipts, pipe)


def _something_else(database: Database, chance: random.Random, receipts: list[str], pipe: Connection) -> None:
    """Now and then withdraw, approve, checkpoint or back up."""
    dice = chance.random()
    with suppress(StoreError):
        if dice < 0.10:
            code = chance.choice(receipts)
            withdraw_submission(database, code, reason="thử", withdrawn_by="worker")
            pipe.send(("withdrawn", code))
        elif dice < 0.20:
            period = Period.parse(chance.choice(PERIODS))
            units = chance.sample(reporting_units(PROVINCES[str(period.year)]), 3)
            step = chance.choice((Step.SUBMIT, Step.APPROVE, Step.EXCUSE))
            take_step(database, step, units, period, by="worker", reason="thử")
        elif dice < 0.27:
            checkpoint(database)
        elif dice < 0.29:
            with tempfile.TemporaryDirectory() as folder:
                back_up(database, Path(folder))


def checkpoint(database: Database) -> None:
    """Write the log into the file, as DuckDB does by itself at 16 MB."""
    with database.exclusive():
        database.read(lambda cursor: cursor.execute("checkpoint"))


def _die_in(phase: str, database: Database, chance: random.Random) -> None:
    """Do one more thing and die in the middle of it; the caller never comes back from here."""
    if phase in _FILE_PHASES:
        operation, matches = _FILE_PHASES[phase]
        with file_layer(KillingLayer(operation, matches)):
            store_submission(database, *make_report(chance), submitted_by="worker")
    elif phase == "transaction":
        actions.Projection.enter = lambda *_: die()
    elif phase == "committed":
        submissions._read_back = lambda *_: die()
    elif phase == "restart":
        database.close()
        _die_soon(chance.uniform(0, 0.08))
        Database(database.folder, floor=NO_FLOOR)
    else:
        _die_soon(chance.uniform(0, 0.02 if phase == "checkpoint" else 0.6))
        while phase == "checkpoint":
            store_submission(database, *make_report(chance, units=60), submitted_by="worker")
            checkpoint(database)
        with tempfile.TemporaryDirectory() as folder:
            back_up(database, Path(folder))
    store_submission(database, *make_report(chance), submitted_by="worker")
    time.sleep(1)
    die()


def _die_soon(seconds: float) -> None:
    def wait_and_die() -> None:
        time.sleep(seconds)
        die()

    threading.Thread(target=wait_and_die, daemon=True).start()
