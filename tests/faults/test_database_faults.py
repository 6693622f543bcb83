"""DuckDB's own writes fail: no file may grow past a limit, as on a full disk."""

import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb
import pytest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.cursors import Begun
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import NotEnoughSpaceError, NotSavedError, OutcomeUnknownError, StoreError
from khuyenhoc.store.ledger import read
from khuyenhoc.store.projection import OutOfOrderError, Projection
from khuyenhoc.store.projection.rows import Foresight
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.proof.worker import checkpoint
from khuyenhoc.store.space import SpaceFloor
from khuyenhoc.store.submissions import store_submission
from tests.faults.conftest import NO_FLOOR, Store

if os.name == "nt":
    pytest.skip("Windows has no limit of file sizes", allow_module_level=True)

import resource


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """Within, writing past a size fails with EFBIG in this whole process."""
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, former[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)


def in_child(work: object, *arguments: object) -> list:
    """Run a function in a process of its own, for which alone the limit holds, and give back its answers."""
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(theirs, *arguments))
    process.start()
    theirs.close()
    answers = []
    with suppress(EOFError):
        while True:
            answers.append(ours.recv())
    process.join()
    assert process.exitcode == 0
    return answers


def fill_until_writes_fail(pipe: Connection, home: str, room: int, with_checkpoints: bool) -> None:
    """Submit until the limit is met, go on reading, lift the limit, submit again."""
    database = Database(Path(home), floor=NO_FLOOR)
    chance = random.Random(11)
    for _ in range(3):
        receipt = store_submission(database, *make_report(chance), submitted_by="t")
        pipe.send(("stored", receipt.receipt_code))
    checkpoint(database)
    limit = database.file.stat().st_size + room if with_checkpoints else room
    with no_file_above(limit):
        failures = 0
        while failures < 3:
            try:
                report = make_report(chance, units=65)
                receipt = store_submission(database, *report, submitted_by="t")
                pipe.send(("stored", receipt.receipt_code))
                if with_checkpoints:
                    checkpoint(database)
            except (StoreError, duckdb.Error) as error:
                failures += 1
                pipe.send(("failed", type(error).__name__))
            rows = len(database.query("submissions", {"scope": None}))
            pipe.send(("readable", rows))
    receipt = store_submission(database, *report, submitted_by="t")
    pipe.send(("stored", receipt.receipt_code))
    receipt = store_submission(database, *make_report(chance), submitted_by="t")
    pipe.send(("stored", receipt.receipt_code))
    database.close()


@pytest.mark.parametrize(
    ("room", "with_checkpoints"),
    [
        (400_000, False),
        (300_000, True),
        pytest.param(120_000, False, marks=pytest.mark.slow),
        pytest.param(20_000, True, marks=pytest.mark.slow),
        pytest.param(600_000, True, marks=pytest.mark.slow),
    ],
)
def test_writes_that_fail_lose_nothing_and_mend_themselves(
    tmp_path: Path, room: int, *, with_checkpoints: bool
) -> None:
    said = in_child(fill_until_writes_fail, str(tmp_path), room, with_checkpoints)
    receipts = [code for kind, code in said if kind == "stored"]
    failed = [name for kind, name in said if kind == "failed"]
    assert len(failed) == 3
    assert set(failed) <= {"NotSavedError", "OutcomeUnknownError", "FatalException"}
    assert sum(kind == "readable" for kind, _ in said) >= 3
    store = Store(tmp_path, receipts=receipts)
    store.open()
    try:
        assert store.is_clean()
    finally:
        store.close()


def test_a_fatal_error_is_mended_under_its_readers(store: Store) -> None:
    """A checkpoint that fails makes DuckDB refuse everything until the file is opened again."""
    store.submit(2)
    store.database.reopen()
    store.submit(4, units=65)
    limit = store.database.file.stat().st_size // 4096 * 4096
    with no_file_above(limit), pytest.raises(duckdb.Error) as failure, store.database._lend() as (_, cursor):
        cursor.execute("checkpoint")
    assert isinstance(failure.value, duckdb.FatalException)
    assert len(store.database.query("submissions", {"scope": None})) == len(store.receipts)
    assert store.database.report.kinds == ["reopened"]
    store.submit()
    assert store.is_clean()


def test_a_commit_that_failed_but_was_durable_is_found(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Measured on failing disks: DuckDB reports an error, and the rows are there after reopening."""
    connect = duckdb.DuckDBPyConnection
    original = store.database.transaction
    failures = []

    @contextmanager
    def fail_after_commit() -> Iterator[connect]:
        with original() as cursor:
            yield cursor
        if not failures:
            failures.append(1)
            error = duckdb.IOException("Could not fsync file")
            raise error

    monkeypatch.setattr(store.database, "transaction", fail_after_commit)
    store.submit()
    assert failures
    assert len(store.database.query("submissions", {"scope": None})) == 1
    assert store.is_clean()


def test_a_transaction_that_fails_for_good_is_taken_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = make_report(store.chance)

    @contextmanager
    def fail() -> Iterator[None]:
        error = duckdb.TransactionException("Failed to commit: disk I/O error")
        raise error
        yield

    with monkeypatch.context() as patch:
        patch.setattr(store.database, "transaction", fail)
        with pytest.raises(NotSavedError):
            store_submission(store.database, *report, submitted_by="t")
    assert store.database.query("submissions", {"scope": None}).empty
    receipt = store_submission(store.database, *report, submitted_by="t")
    assert not receipt.is_repeat
    store.receipts.append(receipt.receipt_code)
    assert store.is_clean()
    actions = store.database.query("audit", {"scope": None, "since": None, "until": None})
    assert actions["action"].tolist() == ["submit", "void"]


def test_an_outcome_that_cannot_be_known_is_said_to_be(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    report = make_report(store.chance)

    @contextmanager
    def fail() -> Iterator[None]:
        error = duckdb.FatalException("database has been invalidated")
        raise error
        yield

    def fail_to_read(*_: object) -> None:
        raise StoreError("?", "cannot be opened again")

    with monkeypatch.context() as patch:
        patch.setattr(store.database, "transaction", fail)
        patch.setattr("khuyenhoc.store.actions._is_applied", fail_to_read)
        with pytest.raises(OutcomeUnknownError, match="very same file again") as failure:
            store_submission(store.database, *report, submitted_by="t")
    assert "Hãy nộp lại đúng tệp này" in failure.value.vi
    again = store_submission(store.database, *report, submitted_by="t")
    assert again.is_repeat
    store.receipts.append(again.receipt_code)
    assert store.is_clean()


def test_below_the_floor_nothing_is_written_and_reading_goes_on(store: Store) -> None:
    store.submit()
    ledger = (store.home / "ledger.jsonl").read_bytes()
    store.database.floor = SpaceFloor(free=lambda _: 400 * 1024 * 1024)
    with pytest.raises(NotEnoughSpaceError) as refusal:
        store.submit()
    assert "400 MB" in refusal.value.vi
    assert "400 MB" in refusal.value.en
    assert (store.home / "ledger.jsonl").read_bytes() == ledger
    assert len(store.database.query("submissions", {"scope": None})) == 1
    store.database.floor = SpaceFloor(free=lambda _: 600 * 1024 * 1024)
    store.submit()
    assert store.is_clean()


def test_the_floor_grows_with_the_file(store: Store) -> None:
    size = store.database.file.stat().st_size
    floor = SpaceFloor(minimum=0, free=lambda _: 10 * size - 1)
    with pytest.raises(NotEnoughSpaceError):
        floor.check(store.database.file)


def fill_the_disk(pipe: Connection, home: str) -> None:
    database = Database(Path(home), floor=NO_FLOOR)
    chance = random.Random(5)
    failed, number = 0, 0
    while failed < 3 and number < 3000:
        number += 1
        try:
            report = make_report(chance, units=65)
            receipt = store_submission(database, *report, submitted_by="t")
            pipe.send(("stored", receipt.receipt_code))
            if number % 10 == 0:
                checkpoint(database)
        except (StoreError, duckdb.Error) as error:
            failed += 1
            pipe.send(("failed", type(error).__name__))
            database.query("submissions", {"scope": None})
    database.close()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs to mount a small disk")
def test_a_disk_that_really_is_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=14m", "tmpfs", str(disk)]
    if subprocess.call(mount, stderr=subprocess.DEVNULL):
        pytest.skip("mounting is not allowed here")
    try:
        home = disk / "home"
        home.mkdir()
        filler = disk / "filler"
        filler.write_bytes(bytes(4 * 1024 * 1024))
        said = in_child(fill_the_disk, str(home))
        assert sum(kind == "failed" for kind, _ in said) == 3
        filler.unlink()
        store = Store(home, receipts=[code for kind, code in said if kind == "stored"])
        store.open()
        assert store.is_clean()
        store.submit()
        store.close()
    finally:
        subprocess.call(["umount", str(disk)])


def test_no_line_is_ever_applied_twice_or_left_out(store: Store) -> None:
    store.submit(2)
    first, second = read(store.database.ledger.path).lines
    for lines in ([second], [first, second]):
        with store.database.transaction() as cursor, pytest.raises(OutOfOrderError):
            Projection(cursor, store.database.vault, Foresight()).apply(lines)
    assert store.is_clean()


class CommitThatFails:
    """A cursor whose commit raises once it is done, as on a failing disk."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def __getattr__(self, name: str) -> object:
        return getattr(self._cursor, name)

    def commit(self) -> None:
        self._cursor.commit()
        raise duckdb.TransactionException("Failed to commit: Could not fsync file")


def test_after_a_failed_commit_only_the_file_is_believed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = store.database._begin
    times: list[int] = []

    def begin_once() -> Begun:
        begun = begin()
        if times:
            return begun
        times.append(1)
        return replace(begun, cursor=CommitThatFails(begun.cursor))

    monkeypatch.setattr(store.database, "_begin", begin_once)
    store.submit()
    assert times
    assert "reopened" in store.database.report.kinds
    assert store.is_clean()


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("needs a C compiler on Linux")
    library = tmp_path_factory.mktemp("shim") / "eio.so"
    source = Path(__file__).with_name("eio.c")
    subprocess.check_call([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"])
    return library


@pytest.mark.slow
@pytest.mark.parametrize("sticky", [0, 1])
def test_every_write_and_fsync_of_duckdb_fails_in_turn(tmp_path: Path, shim: Path, sticky: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.eio_worker", str(tmp_path), str(sticky)],
        cwd=PROJECT_FOLDER,
        env={**os.environ, "LD_PRELOAD": str(shim)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["failures"] > 10
    store = Store(tmp_path, receipts=said["receipts"])
    store.open()
    try:
        assert store.is_clean()
    finally:
        store.close()
