"""Several processes at once, some of them killed: what was acknowledged is there once, whatever happened."""

import multiprocessing
import os
import random
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from khuyenhoc.address import SharedAddress
from khuyenhoc.store.database import Database
from khuyenhoc.store.proof.checker import judge
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.submissions import store_submission
from tests.shared.writer import PHASES, watch, write
from tests.shared_stores import SharedStores

pytestmark = pytest.mark.ducklake

# A server that has everything imported: each process costs a fork and not two seconds of imports.
_processes = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
_processes.set_forkserver_preload(["tests.shared.writer"])
_SECONDS = 120


@contextmanager
def running(target: object, *arguments: object) -> Iterator[tuple[BaseProcess, Connection]]:
    """A process that has its store open."""
    ours, theirs = _processes.Pipe()
    process = _processes.Process(target=target, args=(*arguments, theirs))
    process.start()
    theirs.close()
    try:
        assert ours.poll(_SECONDS)
        assert ours.recv() == ("ready",)
        yield process, ours
    finally:
        process.kill()
        process.join()


def told(pipe: Connection) -> list[str]:
    """The receipts that a process was given until it ended."""
    receipts = []
    with suppress(EOFError, ConnectionResetError):
        while pipe.poll(_SECONDS):
            message = pipe.recv()
            if message == ("done",):
                break
            receipts.append(message[1])
    return receipts


def judged(stores: SharedStores, address: SharedAddress, home: Path, receipts: list[str]) -> None:
    database = stores.open(address, home)
    found = judge(database, receipts)
    database.close()
    assert found.is_clean, found


def submit(database: Database, seeds: Iterable[int]) -> list[str]:
    return [
        store_submission(database, *make_report(random.Random(seed)), submitted_by="other").receipt_code
        for seed in seeds
    ]


def test_three_writers_and_a_reader(stores: SharedStores, tmp_path: Path) -> None:
    address = stores.new()
    with ExitStack() as all_of_them:
        _, reader = all_of_them.enter_context(running(watch, address, str(tmp_path / "reader")))
        pipes = [
            all_of_them.enter_context(running(write, address, str(tmp_path / f"writer{seed}"), seed, 5, ""))[
                1
            ]
            for seed in (1, 2, 3)
        ]
        receipts = [receipt for pipe in pipes for receipt in told(pipe)]
        reader.send("stop")
        assert reader.poll(_SECONDS)
        looks, versions, torn = reader.recv()
    assert len(receipts) == len(set(receipts)) == 15
    assert looks > 0
    assert versions > 1
    assert torn == 0
    judged(stores, address, tmp_path / "judge", receipts)


@pytest.mark.parametrize("phase", PHASES)
def test_a_writer_killed_while_it_writes(stores: SharedStores, tmp_path: Path, phase: str) -> None:
    address = stores.new()
    other = stores.open(address, tmp_path / "other")
    with running(write, address, str(tmp_path / "dying"), 1, 5, phase) as (process, dying):
        receipts = submit(other, (10, 11))
        acknowledged = told(dying)
        process.join(_SECONDS)
    assert process.exitcode == -9
    assert len(acknowledged) == 2
    receipts += acknowledged + submit(other, (12,))
    found = judge(other, receipts)
    other.close()
    assert found.is_clean, found


def test_a_writer_killed_from_outside(stores: SharedStores, tmp_path: Path) -> None:
    address = stores.new()
    other = stores.open(address, tmp_path / "other")
    with running(write, address, str(tmp_path / "dying"), 1, 50, "") as (process, dying):
        receipts = submit(other, (20, 21, 22))
        process.kill()
        receipts += told(dying) + submit(other, (23,))
    found = judge(other, receipts)
    other.close()
    assert found.is_clean, found
