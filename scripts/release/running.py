"""The steps that run something: checks of the code, tests, the demo, the sources as they are sent out."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import start
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.database import Database
from khuyenhoc.store.sql import migrations
from khuyenhoc.store.verification import verify_store
from scripts.release.step import COULD_NOT_RUN, FAILED, PASSED, Outcome

_LAST_LINES = 12
_SECONDS_FOR_AUDIT = 180
_SECONDS_TO_START = 120


def command(
    *arguments: str, cwd: Path = PROJECT_FOLDER, home: Path | None = None, most: float = 3600
) -> Outcome:
    """Run this Python with arguments; the last lines of a failure are its notes."""
    answer = _run(arguments, cwd, home, most)
    if answer.returncode == 0:
        return Outcome(PASSED)
    lines = (answer.stdout + answer.stderr).decode("utf-8", "replace").splitlines()
    return Outcome(answer.returncode, tuple(line[:160] for line in lines[-_LAST_LINES:] if line.strip()))


def _run(
    arguments: tuple[str, ...], cwd: Path, home: Path | None, most: float
) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONUTF8": "1"} | ({"KHUYENHOC_HOME": str(home)} if home else {})
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, timeout=most, check=False
    )


def code_check(label: str) -> Outcome:
    """One of the checks that `python start.py test` makes too."""
    return command(*dict(start.CHECKS)[label])


def tests(*words: str) -> Outcome:
    """The whole suite; its last line is told in any case."""
    answer = _run(
        ("-m", "pytest", "-q", *(words or ("-n", "2", "--dist", "loadfile"))), PROJECT_FOLDER, None, 7200
    )
    lines = answer.stdout.decode("utf-8", "replace").splitlines()
    failed = [line[:160] for line in lines if line.startswith(("FAILED", "ERROR"))]
    return Outcome(answer.returncode, (*failed, *lines[-1:]))


def demo_store() -> Outcome:
    """The demo fills an empty store, which then holds together."""
    with _folder() as home:
        filled = command("-m", "khuyenhoc", "demo", home=home)
        return filled if filled.code else command("-m", "khuyenhoc", "verify", home=home)


def kept_store(folder: Path = PROJECT_FOLDER / "tests" / "store_versions") -> Outcome:
    """A copy of a store of this schema is kept for later releases, and opens."""
    copy = folder / f"{migrations()[-1][0]:03d}.zip"
    if not copy.is_file():
        return Outcome(FAILED, (f"{copy.name} is missing: run python -m scripts.build_store_version",))
    with _folder() as home:
        with zipfile.ZipFile(copy) as archive:
            archive.extractall(home)
        database = Database(home)
        try:
            is_sound = verify_store(database).is_sound and len(database.query("submissions", {"scope": None}))
        finally:
            database.close()
    return Outcome(PASSED) if is_sound else Outcome(FAILED, (f"{copy.name} does not hold together",))


def sources() -> Outcome:
    """The sources as a zip of what is committed, unpacked elsewhere, answer as a dashboard."""
    with _folder() as folder:
        packed, unpacked = folder / "khuyenhoc.zip", folder / "khuyenhoc"
        archive = ["git", "archive", "--format=zip", f"--output={packed}", "HEAD"]
        subprocess.run(archive, cwd=PROJECT_FOLDER, check=True)
        with zipfile.ZipFile(packed) as content:
            content.extractall(unpacked)
        return _answers(unpacked, folder / "home", f"{packed.stat().st_size / 1024**2:.1f} MB")


def _answers(project: Path, home: Path, size: str) -> Outcome:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = project.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "khuyenhoc", "serve", "--port", str(port)],
            cwd=project,
            env={**os.environ, "KHUYENHOC_HOME": str(home), "PYTHONUTF8": "1"},
            stdout=output,
            stderr=output,
        )
        try:
            has_answered = _has_answered(process, port)
        finally:
            process.terminate()
            process.wait(timeout=30)
    if has_answered:
        return Outcome(PASSED, (f"zip of {size}",))
    return Outcome(
        FAILED, tuple(log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:])
    )


def _has_answered(process: subprocess.Popen, port: int) -> bool:
    """Whether the page comes, and the store behind it is ready, before patience ends."""
    until = time.monotonic() + _SECONDS_TO_START
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as health:
                return health.status == 200
        except (URLError, OSError):
            time.sleep(0.5)
    return False


def audit() -> Outcome:
    """Known holes in the pinned packages, where a feed of them can be reached."""
    try:
        answer = _run(
            ("-m", "pip_audit", "-r", "requirements.txt", "--no-deps", "--progress-spinner", "off"),
            PROJECT_FOLDER,
            None,
            _SECONDS_FOR_AUDIT,
        )
    except subprocess.TimeoutExpired:
        return Outcome(COULD_NOT_RUN, ("no feed of known holes answered in time",))
    text = (answer.stdout + answer.stderr).decode("utf-8", "replace")
    return audited(answer.returncode, text)


def audited(code: int, text: str) -> Outcome:
    """What an audit's answer means: holes found are a failure, a feed out of reach is none."""
    if code == 0:
        return Outcome(PASSED)
    found = [line[:160] for line in text.splitlines() if line.strip()]
    if "known vulnerabilit" in text.lower():
        return Outcome(FAILED, tuple(found))
    return Outcome(COULD_NOT_RUN, ("no feed of known holes can be reached", *found[-1:]))


def bench() -> Outcome:
    """Speed against the bars: told, and no failure, as a busy machine is none."""
    answer = _run(("-m", "khuyenhoc", "bench", "--quick", "--json"), PROJECT_FOLDER, None, 3600)
    if answer.returncode:
        return Outcome(answer.returncode, (answer.stderr.decode("utf-8", "replace")[-160:],))
    return Outcome(PASSED, tuple(over_bar(json.loads(answer.stdout)["ratios"])))


def over_bar(ratios: list[dict]) -> Iterator[str]:
    """How many ratios keep their bar, and those that do not."""
    barred = [ratio for ratio in ratios if ratio.get("bar") is not None and ratio.get("ratio") is not None]
    over = [ratio for ratio in barred if ratio["ratio"] > ratio["bar"]]
    yield f"{len(barred) - len(over)} of {len(barred)} ratios within their bars"
    yield from (f"{ratio['name']}: {ratio['ratio']:.2f}, bar {ratio['bar']:g}" for ratio in over)


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder for one step, gone after it."""
    path = Path(tempfile.mkdtemp(prefix="khuyenhoc-release-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
