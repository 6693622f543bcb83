"""The dashboard and the bare script as processes of their own: start, watch, stop."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from khuyenhoc.domain.reference import PROJECT_FOLDER

LOCALHOST = "127.0.0.1"
_SECONDS_TO_START = 120
_BARE_SCRIPT = Path(__file__).with_name("bare_page.py")


@dataclass(frozen=True)
class Served:
    """A server that runs.

    Attributes:
        name: `ours` or `bare`.
        process_id: of the process that serves.
    """

    name: str
    port: int
    process_id: int

    @property
    def url(self) -> str:
        """Where browsers find it."""
        return f"http://{LOCALHOST}:{self.port}"

    def cpu_seconds(self) -> float:
        """Processor time it has taken.

        Raises:
            OSError: the platform does not tell; only Linux does, under /proc.
        """
        fields = Path(f"/proc/{self.process_id}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """Memory it has at the moment.

        Raises:
            OSError: as of `cpu_seconds`.
        """
        pages = int(Path(f"/proc/{self.process_id}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def fill_home(home: Path) -> None:
    """Put the demo into a data folder."""
    run_module(["khuyenhoc", "demo"], home)


def run_module(arguments: Sequence[str], home: Path) -> None:
    """Run a module of ours on a data folder.

    Raises:
        RuntimeError: it failed; the last line it wrote.
    """
    done = subprocess.run(  # noqa: S603 - our own interpreter and modules
        [sys.executable, "-m", *arguments],
        capture_output=True,
        check=False,
        cwd=PROJECT_FOLDER,
        env=_environment(home),
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])


def make_bare_folder(folder: Path) -> Path:
    """A folder with the bare script, our settings of Streamlit and the same files to be fetched by URL."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_BARE_SCRIPT, folder / _BARE_SCRIPT.name)
    shutil.copytree(PROJECT_FOLDER / ".streamlit", folder / ".streamlit", dirs_exist_ok=True)
    shutil.copytree(PROJECT_FOLDER / "static", folder / "static", dirs_exist_ok=True)
    return folder


@contextmanager
def serve_ours(home: Path, *, for_signed_in: bool = False) -> Iterator[Served]:
    """The dashboard on a data folder; at the desk, or with everybody signed in."""
    port = free_port()
    command = ["khuyenhoc", "serve", "--port", str(port)]
    if for_signed_in:
        command += ["--mode", "server", "--public-url", f"http://{LOCALHOST}:{port}"]
    with _running("ours", command, port, PROJECT_FOLDER, _environment(home), "/healthz") as served:
        yield served


@contextmanager
def serve_bare(folder: Path) -> Iterator[Served]:
    """The bare script under `streamlit run`."""
    port = free_port()
    command = ["streamlit", "run", _BARE_SCRIPT.name, "--server.port", str(port)]
    with _running("bare", command, port, folder, _environment(folder), "/_stcore/health") as served:
        yield served


def free_port() -> int:
    """A port that nothing listens on; `KHUYENHOC_BENCH_PORTS`, e.g. `8681-8689`, keeps to a range."""
    lowest, _, highest = os.environ.get("KHUYENHOC_BENCH_PORTS", "").partition("-")
    candidates = range(int(lowest), int(highest) + 1) if highest else (0,)
    for port in candidates:
        with socket.socket() as probe:
            # As the servers do: a port that was just left counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOCALHOST, port))
            except OSError:
                continue
            return probe.getsockname()[1]
    message = "no free port among KHUYENHOC_BENCH_PORTS"
    raise RuntimeError(message)


@contextmanager
def _running(
    name: str,
    command: Sequence[str],
    port: int,
    folder: Path,
    environment: Mapping[str, str],
    health: str,
) -> Iterator[Served]:
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and modules
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_healthy(process, port, health)
        yield Served(name, port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_healthy(process: subprocess.Popen, port: int, health: str) -> None:
    """Wait until a server answers at an address.

    Raises:
        RuntimeError: it ended, or did not answer in time.
    """
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection(LOCALHOST, port, timeout=5)
        try:
            connection.request("GET", health)
            if connection.getresponse().status == http.client.OK:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)
        finally:
            connection.close()
    message = f"the server did not start (exit code {process.poll()})"
    raise RuntimeError(message)


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "KHUYENHOC_HOME": str(home), "PYTHONUTF8": "1"}
