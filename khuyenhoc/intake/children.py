"""The processes that parse files: one for each file, the next one started while there is time.

A process that waits with the parser loaded saves each file 30 ms. It has read nothing yet: a file made to do
harm cannot reach the one that comes after it. It is started a moment after the file before was parsed, when
that one's figures are checked and stored: at once, it would take the processor from them.
"""

import atexit
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.intake.child_answer import read_answer
from khuyenhoc.intake.refusals import PARSER_FAILED, Refused, refused

WALL_CLOCK_SECONDS = 20
_CHILD = Path(__file__).with_name("reader_child.py")
# Each child may take a gigabyte; uploads beyond these wait for their turn.
_CHILDREN = threading.BoundedSemaphore(3)
# A report that was parsed is checked and stored within this time.
_REST_SECONDS = 0.4
# The most that Linux gives without asking; elsewhere pipes have a size of their own.
_PIPE_BYTES = 1 << 20


class _Spare:
    """The one process that waits for the next file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: subprocess.Popen | None = None
        self._timer: threading.Timer | None = None

    def take(self) -> subprocess.Popen:
        """The waiting process if it is still there, else a new one."""
        with self._lock:
            self._call_off()
            waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting.poll() is None:
            return waiting
        return _start(_CHILD)

    def prepare_soon(self) -> None:
        """Start one for the next file unless that comes before."""
        with self._lock:
            self._call_off()
            self._timer = threading.Timer(_REST_SECONDS, self.prepare)
            self._timer.daemon = True
            self._timer.start()

    def prepare(self) -> None:
        """Start one for the next file; no harm if it cannot be."""
        with self._lock, suppress(OSError):
            if self._waiting is None:
                self._waiting = _start(_CHILD)

    def dismiss(self) -> None:
        """End the waiting process."""
        with self._lock:
            self._call_off()
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.kill()
            waiting.communicate()

    def _call_off(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


_SPARE = _Spare()
atexit.register(_SPARE.dismiss)


def parse_in_child(
    kind: str,
    content: bytes,
    *,
    meanwhile: Callable[[], object] = lambda: None,
    seconds: float = WALL_CLOCK_SECONDS,
    script: Path = _CHILD,
) -> list[dict]:
    """The sheets as the child process gives them: see `reader_child`.

    Args:
        kind: `xlsx`, `xlsm`, `xlsb`, `xls` or `ods`.
        content: the file's bytes.
        meanwhile: done while the child works; if it raises, the child is killed.
        seconds: wall-clock time after which the child is killed.
        script: another child, for tests.

    Raises:
        Refused: the child was killed, crashed, or found a reason to refuse.
    """
    with _CHILDREN:
        try:
            child = _SPARE.take() if script == _CHILD else _start(script)
        except OSError as error:
            raise refused(PARSER_FAILED, detail=f"could not start: {error}") from error
        with child:
            asked = _Question(child, b"%d %s\n%s" % (len(content), kind.encode(), content))
            try:
                meanwhile()
                output = asked.answer(seconds)
                # The child takes itself apart in the meantime.
                answer = _parsed(output)
                asked.wait_for_end(seconds)
            except TimeoutError as error:
                asked.give_up()
                raise refused(PARSER_FAILED, detail=f"stopped after {seconds} s") from error
            except BaseException:
                asked.give_up()
                raise
    if script == _CHILD:
        _SPARE.prepare_soon()
    return _sheets_of(answer, child.returncode)


class _Question:
    """A file on its way to a child, and the child's answer on its way back."""

    def __init__(self, child: subprocess.Popen, message: bytes) -> None:
        self._child = child
        self._asked_at = time.monotonic()
        self._answer: bytes | None = None
        self._threads = [
            threading.Thread(target=self._send, args=(message,), daemon=True),
            threading.Thread(target=self._receive, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _send(self, message: bytes) -> None:
        # A child that is gone needs no file.
        with suppress(OSError):
            self._child.stdin.write(message)
        with suppress(OSError):
            self._child.stdin.close()

    def _receive(self) -> None:
        self._answer = self._child.stdout.read()

    def answer(self, seconds: float) -> bytes:
        """The child's answer, so many seconds after the question at the latest.

        Raises:
            TimeoutError: there is none yet.
        """
        self._threads[1].join(self._left(seconds))
        if self._answer is None:
            raise TimeoutError
        return self._answer

    def wait_for_end(self, seconds: float) -> None:
        """Wait until the child has ended, so many seconds after the question at the latest.

        Raises:
            TimeoutError: it has not.
        """
        try:
            self._child.wait(self._left(seconds))
        except subprocess.TimeoutExpired as error:
            raise TimeoutError from error
        self._threads[0].join()

    def _left(self, seconds: float) -> float:
        return max(0.0, self._asked_at + seconds - time.monotonic())

    def give_up(self) -> None:
        """End the child; with it both pipes end."""
        self._child.kill()
        for thread in self._threads:
            thread.join()


def _start(script: Path) -> subprocess.Popen:
    # Isolated and without `site`: nothing from the working folder or the environment is imported.
    command = [sys.executable, "-I", "-S", "-X", "utf8", str(script), str(PROJECT_FOLDER)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [*command, *_parser_folders()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pipesize=_PIPE_BYTES,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _parsed(output: bytes) -> object:
    """A child's answer; None if it is not JSON."""
    try:
        return read_answer(output)
    except ValueError:
        return None


def _sheets_of(answer: object, exit_code: int) -> list[dict]:
    """The sheets in a child's answer; raises what it says instead."""
    try:
        fields = answer.get("refused")
        finding = Finding(**fields | {"severity": Severity(fields["severity"])}) if fields else None
    except (ValueError, TypeError, AttributeError) as error:
        raise refused(PARSER_FAILED, detail=f"exit code {exit_code}") from error
    if finding:
        raise Refused(finding)
    if "sheets" not in answer:
        raise refused(PARSER_FAILED, detail=str(answer.get("failed")))
    return answer["sheets"]


@cache
def _parser_folders() -> list[str]:
    """Where the parsers are installed, which the child cannot find by itself."""
    specs = [find_spec(package) for package in ("python_calamine", "xlrd", "orjson")]
    return sorted({str(Path(spec.origin).parent.parent) for spec in specs if spec and spec.origin})
