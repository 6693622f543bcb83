"""A process that writes to a shared store until it is done or killed, and says what it was told."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from khuyenhoc.address import SharedAddress
from khuyenhoc.store import actions, submissions
from khuyenhoc.store.database import Database
from khuyenhoc.store.engine import make_engine
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.shared.ledger import PostgresLedger
from khuyenhoc.store.submissions import store_submission
from tests.shared_stores import NO_FLOOR

PHASES = ("before the ledger", "after the ledger", "in the transaction", "after the commit")


def open_shared(address: SharedAddress, home: Path) -> Database:
    home.mkdir(parents=True, exist_ok=True)
    return Database(home, floor=NO_FLOOR, engine=make_engine(home, address))


def write(address: SharedAddress, home: str, seed: int, count: int, phase: str, pipe: Connection) -> None:
    """Store reports; in a phase, die there after the second one.

    Args:
        pipe: takes ("ready",), then ("stored", receipt code) each, then ("done",).
    """
    database = open_shared(address, Path(home))
    chance = random.Random(seed)
    pipe.send(("ready",))
    for number in range(count):
        if phase and number == 2:
            _die_in(phase)
        report = make_report(chance, units=chance.choice((1, 5, 20)))
        receipt = store_submission(database, *report, submitted_by="writer")
        pipe.send(("stored", receipt.receipt_code))
    pipe.send(("done",))
    database.close()


def watch(address: SharedAddress, home: str, pipe: Connection) -> None:
    """Look at the store until told to stop.

    Args:
        pipe: takes ("ready",), then (looks, versions seen, submissions seen without all of their values).
    """
    database = open_shared(address, Path(home))
    pipe.send(("ready",))
    looks, torn, versions = 0, 0, set()
    statement = (
        "select count(*) from ledger_entries as entries left join (select submission_id, count(*) as rows "
        "from observations group by all) as found on entries.entry_id = found.submission_id "
        "where entries.value_count is not null and entries.value_count != coalesce(found.rows, 0)"
    )
    while not pipe.poll(0.05):
        with suppress(StoreError):
            versions.add(database.version())
            torn += database.read(lambda cursor: cursor.execute(statement).fetchone()[0])
            looks += 1
    pipe.send((looks, len(versions), torn))
    database.close()


def _die_in(phase: str) -> None:
    if phase == "before the ledger":
        PostgresLedger.append = _dying
    elif phase == "after the ledger":
        PostgresLedger.append = _then_die(PostgresLedger.append)
    elif phase == "in the transaction":
        actions.Projection.apply = _then_die(actions.Projection.apply)
    else:
        submissions._read_back = _dying


def _dying(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


def _then_die(function: Callable) -> Callable:
    def called(*arguments: object, **named: object) -> None:
        function(*arguments, **named)
        _dying()

    return called
