"""Several processes at once, some of them killed: what was acknowledged is there once, whatever happened."""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from khuyenhoc.address import SharedAddress
from khuyenhoc.store.database import Database
from khuyenhoc.store.proof.checker import judge
from tests.shared.writer import PHASES, watch, write
from tests.shared_stores import SharedStores

pytestmark = pytest.mark.ducklake

_spawn = multiprocessing.get_context("spawn")
_SECONDS = 120


@contextmanager
def running(target: object, *arguments: object) -> Iterator[tuple[BaseProcess, Connection]]:
    """A process that has its store open."""
    ours, theirs = _spawn.Pipe()
    process = _spawn.Process(target=target, args=(*arguments, theirs))
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


def judged(stores: SharedStores, address: SharedAddress, home: Path, receipts: list[str]) -> Database:
    database = stores.open(address, home)
    found = judge(database, receipts)
    database.close()
    assert found.is_clean, found
    return database


def test_three_writers_and_a_reader(stores: SharedStores, tmp_path: Path) -> None:
    address = stores.new()
    with running(watch, address, str(tmp_path / "reader")) as (_, reader):
        writers = [
            running(write, address, str(tmp_path / f"writer{seed}"), seed, 8, "") for seed in (1, 2, 3)
        ]
        pipes = [writer.__enter__()[1] for writer in writers]
        receipts = [receipt for pipe in pipes for receipt in told(pipe)]
        for writer in writers:
            writer.__exit__(None, None, None)
        reader.send("stop")
        assert reader.poll(_SECONDS)
        looks, versions, torn = reader.recv()
    assert len(receipts) == len(set(receipts)) == 24
    assert looks > 0
    assert versions > 1
    assert torn == 0
    judged(stores, address, tmp_path / "judge", receipts)


@pytest.mark.parametrize("phase", PHASES)
def test_a_writer_killed_while_it_writes(stores: SharedStores, tmp_path: Path, phase: str) -> None:
    address = stores.new()
    with (
        running(write, address, str(tmp_path / "dying"), 1, 5, phase) as (process, dying),
        running(write, address, str(tmp_path / "other"), 2, 4, "") as (_, other),
    ):
        acknowledged = told(dying)
        process.join(_SECONDS)
        assert process.exitcode == -9
        assert len(acknowledged) == 2
        receipts = acknowledged + told(other)
    assert len(receipts) == 6
    judged(stores, address, tmp_path / "judge", receipts)


def test_a_writer_killed_from_outside(stores: SharedStores, tmp_path: Path) -> None:
    address = stores.new()
    with (
        running(write, address, str(tmp_path / "dying"), 1, 50, "") as (process, dying),
        running(write, address, str(tmp_path / "other"), 2, 6, "") as (_, other),
    ):
        assert dying.poll(_SECONDS)
        time.sleep(0.4)
        process.kill()
        receipts = told(dying) + told(other)
    judged(stores, address, tmp_path / "judge", receipts)
