"""Several processes on one shared store: one stores reports, all of them answer what pages ask."""

import multiprocessing
import random
import time
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles

from khuyenhoc.address import SharedAddress
from khuyenhoc.bench.storing import demo_questions
from khuyenhoc.store.database import Database
from khuyenhoc.store.engine import make_engine
from khuyenhoc.store.proof.checker import judge
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.submissions import store_submission

_spawn = multiprocessing.get_context("spawn")
_START_SECONDS = 120
# What a page asks: some queries one after another, then a person looks at it.
_PAGE_QUERIES = (
    "reporting_periods",
    "province_summary",
    "indicator_by_unit",
    "report_progress",
    "submissions",
)
_LOOKING_SECONDS = 0.2
_PROBE_SECONDS = 0.05


@dataclass(frozen=True)
class Shared:
    """What came out; milliseconds unless another unit is named.

    Attributes:
        pages: how often all queries of a page were asked, over all processes.
        fresh_p50, fresh_p95: a page whose answers had to be asked of the tables.
        cached_p50: a page whose answers were remembered, the look at the data version included.
        seen_p95: from a receipt to the moment when every other process knows of new data.
        lost: receipts that are not in the store, or not whole, afterwards.
    """

    processes: int
    seconds: float
    uploads: int
    upload_p50: float
    upload_p95: float
    pages: int
    fresh_p50: float
    fresh_p95: float
    cached_p50: float
    seen_p95: float
    errors: int
    lost: int

    def as_json(self) -> dict[str, object]:
        """The form that `khuyenhoc bench --json` prints."""
        return {key: round(value, 1) for key, value in asdict(self).items()}


def run_processes(address: SharedAddress, folder: Path, *, processes: int, seconds: float) -> Shared:
    """Use a store that has the demo; one of the processes stores reports all the time.

    Raises:
        TimeoutError: a process did not open the store.
    """
    running, pipes = [], []
    for number in range(processes):
        ours, theirs = _spawn.Pipe()
        home = folder / f"process{number}"
        home.mkdir()
        worker = _spawn.Process(target=_work, args=(address, str(home), number == 0, seconds, theirs))
        worker.start()
        running.append(worker)
        pipes.append(ours)
    try:
        for pipe in pipes:
            _receive(pipe, _START_SECONDS)
        for pipe in pipes:
            pipe.send("go")
        found = [_receive(pipe, seconds + _START_SECONDS) for pipe in pipes]
    finally:
        for worker in running:
            worker.kill()
            worker.join()
    return _summary(address, folder, found, processes, seconds)


def _receive(pipe: Connection, seconds: float) -> dict:
    if not pipe.poll(seconds):
        raise TimeoutError
    return pipe.recv()


def _work(address: SharedAddress, home: str, is_writer: bool, seconds: float, pipe: Connection) -> None:  # noqa: FBT001
    database = Database(Path(home), engine=make_engine(Path(home), address))
    questions = demo_questions(database)
    asked = {name: questions[name] for name in _PAGE_QUERIES}
    pipe.send({})
    pipe.recv()
    until = time.monotonic() + seconds
    pipe.send(_write(database, until) if is_writer else _read(database, asked, until))
    database.close()


def _write(database: Database, until: float) -> dict:
    chance = random.Random(1)  # noqa: S311 - made-up figures
    stored, taken = {}, []
    while time.monotonic() < until:
        report = make_report(chance, units=20)
        begun = time.monotonic()
        receipt = store_submission(database, *report, submitted_by="bench").receipt_code
        taken.append(time.monotonic() - begun)
        stored[time.monotonic()] = receipt
    return {"stored": stored, "upload": taken}


def _read(database: Database, questions: dict[str, dict], until: float) -> dict:
    """Open a page again and again; between two, look for new data as a waiting page would."""
    fresh, cached, seen, errors = [], [], [], 0
    remembered, version = -1, -1
    while time.monotonic() < until:
        begun = time.monotonic()
        try:
            version = database.version()
            if version != remembered:
                for name, given in questions.items():
                    database.query(name, given)
        except Exception:  # noqa: BLE001 - counted
            errors += 1
            continue
        (cached if version == remembered else fresh).append(time.monotonic() - begun)
        remembered = version
        look_until = time.monotonic() + _LOOKING_SECONDS
        while time.monotonic() < look_until:
            now = database.version()
            if not seen or seen[-1][1] != now:
                seen.append((time.monotonic(), now))
            time.sleep(_PROBE_SECONDS)
    return {"fresh": fresh, "cached": cached, "seen": seen, "errors": errors}


def _summary(
    address: SharedAddress, folder: Path, found: list[dict], processes: int, seconds: float
) -> Shared:
    written, readers = found[0], found[1:]
    home = folder / "judge"
    home.mkdir()
    database = Database(home, engine=make_engine(home, address))
    judgement = judge(database, written["stored"].values(), with_rebuild=False)
    database.close()
    fresh = [value for reader in readers for value in reader["fresh"]]
    cached = [value for reader in readers for value in reader["cached"]]
    return Shared(
        processes=processes,
        seconds=seconds,
        uploads=len(written["stored"]),
        upload_p50=_p50(written["upload"]),
        upload_p95=_p95(written["upload"]),
        pages=len(fresh) + len(cached),
        fresh_p50=_p50(fresh),
        fresh_p95=_p95(fresh),
        cached_p50=_p50(cached),
        seen_p95=_p95(_delays(list(written["stored"]), readers)),
        errors=sum(reader["errors"] for reader in readers),
        lost=len(judgement.lost) + len(judgement.partial) + len(judgement.doubled),
    )


def _delays(receipts: list[float], readers: list[dict]) -> list[float]:
    """For each receipt the time until the slowest reader saw a newer version; clocks are of one machine."""
    delays = []
    for moment in receipts:
        later = [
            min((seen - moment for seen, _ in reader["seen"] if seen >= moment), default=None)
            for reader in readers
        ]
        if all(delay is not None for delay in later):
            delays.append(max(later))
    return delays


def _p50(seconds: list[float]) -> float:
    return median(seconds) * 1000 if seconds else 0.0


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] * 1000 if len(seconds) > 1 else _p50(seconds)
