"""Kills a worker again and again, at random moments and in named phases, and judges the store each time."""

import multiprocessing
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path

from khuyenhoc.store.database import Database
from khuyenhoc.store.proof import worker
from khuyenhoc.store.proof.checker import judge

# A home that many kills went through is judged whole, rebuild included, this often; then a new one is begun.
_JUDGED_EVERY, _NEW_HOME_EVERY = 10, 40
_LANES = 2


@dataclass
class Campaign:
    """The tally of a campaign.

    Attributes:
        kills: processes killed.
        acknowledged: receipts that were given before.
        slowest_restart: seconds that opening a store took at worst, recovery included.
        recoveries: kind of recovery -> how often.
        faults: what was wrong, in words; empty when nothing was.
    """

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    partial: int = 0
    doubled: int = 0
    wrong: int = 0
    slowest_restart: float = 0.0
    recoveries: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Campaign") -> None:
        """Take in the tally of another lane."""
        for name in ("kills", "acknowledged", "lost", "partial", "doubled", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.slowest_restart = max(self.slowest_restart, other.slowest_restart)
        for kind, count in other.recoveries.items():
            self.recoveries[kind] = self.recoveries.get(kind, 0) + count
        self.faults += other.faults


def run_campaign(
    kills: int, *, seed: int = 1, folder: Path | None = None, progress: Callable[[int], None] | None = None
) -> Campaign:
    """Kill a worker so many times, half of the times in a named phase, and judge what is left each time.

    Args:
        seed: of the figures and moments; the operating system adds chance of its own.
        folder: where the stores lie; a store with a fault is left there, the others are removed.
        progress: called with the number of kills so far.
    """
    base = Path(tempfile.mkdtemp(prefix="khuyenhoc-faults-", dir=folder))
    phases = cycle(worker.PHASES)
    plan = [next(phases) if number % 2 else "" for number in range(kills)]
    lanes = min(_LANES, max(1, kills))
    tallies: list[Campaign] = [Campaign() for _ in range(lanes)]

    def run(lane: int) -> None:
        chance = random.Random(seed * 1000 + lane)  # noqa: S311 - moments, not secrets
        mine = list(islice(plan, lane, None, lanes))
        for start in range(0, len(mine), _NEW_HOME_EVERY):
            home = base / f"lane{lane}-{start}"
            home.mkdir()
            _one_home(home, mine[start : start + _NEW_HOME_EVERY], chance, tallies[lane])
            if progress is not None:
                progress(sum(tally.kills for tally in tallies))

    with ThreadPoolExecutor(lanes) as pool:
        list(pool.map(run, range(lanes)))
    total = Campaign()
    for tally in tallies:
        total.add(tally)
    if not total.faults:
        shutil.rmtree(base, ignore_errors=True)
    return total


def _one_home(home: Path, phases: list[str], chance: random.Random, tally: Campaign) -> None:
    stored: set[str] = set()
    withdrawn: set[str] = set()
    for number, phase in enumerate(phases, start=1):
        killed_with = kill_once(home, phase, chance)
        stored |= {code for kind, code in killed_with if kind == "stored"}
        withdrawn |= {code for kind, code in killed_with if kind == "withdrawn"}
        tally.kills += 1
        is_whole_look = number % _JUDGED_EVERY == 0 or number == len(phases)
        _look(home, stored, withdrawn, phase, tally, is_whole_look=is_whole_look)
    tally.acknowledged += len(stored)
    if not tally.faults:
        shutil.rmtree(home, ignore_errors=True)


def kill_once(home: Path, phase: str, chance: random.Random) -> list[tuple[str, str]]:
    """Run a worker until it is killed, and give back what it had been acknowledged.

    Args:
        phase: see `worker.work`; when empty it is killed from here, in one of five cases before it is ready.
    """
    method = "spawn" if os.name == "nt" else "forkserver"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["khuyenhoc.store.proof.worker"])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=worker.work, args=(str(home), chance.randrange(2**32), phase, theirs), daemon=True
    )
    process.start()
    theirs.close()
    if not phase:
        if chance.random() < 0.2:
            time.sleep(chance.uniform(0, 0.4))
        else:
            ours.poll(60)
            time.sleep(chance.uniform(0, 1))
        process.kill()
    messages = _received(ours)
    process.join()
    return [message for message in messages if len(message) == 2]


def _received(pipe: Connection) -> list[tuple]:
    """Every whole message up to the end of the pipe."""
    messages = []
    while True:
        try:
            messages.append(pipe.recv())
        except (EOFError, OSError):
            return messages


def _look(
    home: Path,
    stored: set[str],
    withdrawn: set[str],
    phase: str,
    tally: Campaign,
    *,
    is_whole_look: bool,
) -> None:
    begun = time.monotonic()
    database = Database(home, floor=worker.NO_FLOOR)
    tally.slowest_restart = max(tally.slowest_restart, time.monotonic() - begun)
    try:
        found = judge(database, stored, withdrawn, with_rebuild=is_whole_look)
    finally:
        database.close()
    for kind in database.report.kinds:
        tally.recoveries[kind] = tally.recoveries.get(kind, 0) + 1
    if not found.is_clean:
        tally.lost += len(found.lost)
        tally.partial += len(found.partial)
        tally.doubled += len(found.doubled)
        tally.wrong += len(found.wrong_figures) + (not found.is_rebuildable)
        tally.faults.append(f"{home} after “{phase or 'random moment'}”: {found}")
