"""The processes that parse files: one for each file, the next one started while there is time.

A process that waits with the parser loaded saves each file 30 ms. It has read nothing yet: a file made to do
harm cannot reach the one that comes after it.
"""

import atexit
import json
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.intake.refusals import PARSER_FAILED, Refused, refused

WALL_CLOCK_SECONDS = 20
_CHILD = Path(__file__).with_name("reader_child.py")
# Each child may take a gigabyte; uploads beyond these wait for their turn.
_CHILDREN = threading.BoundedSemaphore(3)


class _Spare:
    """The one process that waits for the next file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: subprocess.Popen | None = None

    def take(self) -> subprocess.Popen:
        """The waiting process if it is still there, else a new one."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting.poll() is None:
            return waiting
        return _start(_CHILD)

    def prepare(self) -> None:
        """Start one for the next file; no harm if it cannot be."""
        with self._lock, suppress(OSError):
            if self._waiting is None:
                self._waiting = _start(_CHILD)

    def dismiss(self) -> None:
        """End the waiting process."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.kill()
            waiting.communicate()


_SPARE = _Spare()
atexit.register(_SPARE.dismiss)


def parse_in_child(
    kind: str, content: bytes, *, seconds: float = WALL_CLOCK_SECONDS, script: Path = _CHILD
) -> list[dict]:
    """The sheets as the child process gives them: see `reader_child`.

    Args:
        kind: `xlsx`, `xlsm`, `xlsb`, `xls` or `ods`.
        content: the file's bytes.
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
            try:
                output, _ = child.communicate(b"%s\n%s" % (kind.encode(), content), timeout=seconds)
            except subprocess.TimeoutExpired as error:
                child.kill()
                raise refused(PARSER_FAILED, detail=f"stopped after {seconds} s") from error
            except BaseException:
                child.kill()
                raise
    if script == _CHILD:
        _SPARE.prepare()
    return _sheets_of(output, child.returncode)


def _start(script: Path) -> subprocess.Popen:
    # Isolated and without `site`: nothing from the working folder or the environment is imported.
    command = [sys.executable, "-I", "-S", "-X", "utf8", str(script), str(PROJECT_FOLDER)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [*command, *_parser_folders()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _sheets_of(output: bytes, exit_code: int) -> list[dict]:
    """The sheets in a child's answer; raises what it says instead."""
    try:
        answer = json.loads(output)
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
    specs = [find_spec(package) for package in ("python_calamine", "xlrd")]
    return sorted({str(Path(spec.origin).parent.parent) for spec in specs if spec and spec.origin})
