"""What a shared store costs beside the file of one machine, on the same figures."""

import random
import uuid
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duckdb

from khuyenhoc.address import SharedAddress
from khuyenhoc.bench.measuring import Measurement, timed
from khuyenhoc.bench.storing import demo_questions, import_demo
from khuyenhoc.store.database import Database
from khuyenhoc.store.engine import make_engine
from khuyenhoc.store.moving import move_to_shared
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.submissions import store_submission

_COMMIT_TIMES, _READ_TIMES = 6.0, 8.0
_ROWS = 60


def sharing_cost(folder: Path, address: SharedAddress) -> Iterator[Measurement]:
    """Commits, whole submissions and every query on the demo, shared beside not shared.

    Args:
        address: an empty store; it has the demo and made-up reports afterwards.

    Raises:
        NotMovableError: the store is not empty.
    """
    home = folder / "sharing"
    home.mkdir()
    single = Database(home)
    import_demo(single)
    single.close()
    move_to_shared(home, address, by="bench")
    (home / "khuyenhoc.moved").unlink()
    single, shared = Database(home), Database(home, engine=make_engine(home, address))
    try:
        yield Measurement(
            "shared.commit",
            timed(partial(_commit, shared)),
            timed(partial(_commit, single)),
            bar=_COMMIT_TIMES,
        )
        yield Measurement(
            "shared.submission",
            timed(partial(_store, shared, random.Random(1))),  # noqa: S311 - made-up figures
            timed(partial(_store, single, random.Random(1))),  # noqa: S311 - made-up figures
            bar=_COMMIT_TIMES,
        )
        for name, given in demo_questions(single).items():
            yield Measurement(
                f"shared.query.{name}",
                timed(partial(shared.query, name, given)),
                timed(partial(single.query, name, given)),
                bar=_READ_TIMES,
            )
    finally:
        shared.close()
        single.close()


def _commit(database: Database) -> None:
    """One row and the values of a small report in one transaction, as bare as both stores can."""
    submission_id = str(uuid.uuid4())

    def write(cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.begin()
        cursor.execute(
            "insert into withdrawals values (?, 'bench', now()::timestamp, 'bench')", [submission_id]
        )
        cursor.execute(
            "insert into supersessions select ?, 'unit', 'element' || i, 'none' from range(?) as rows (i)",
            [submission_id, _ROWS],
        )
        cursor.commit()

    with database.exclusive():
        database.read(write)


def _store(database: Database, chance: random.Random) -> None:
    store_submission(database, *make_report(chance, period_id="2026-Q1", units=20), submitted_by="bench")
