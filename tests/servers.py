"""A PostgreSQL and an S3 server of our own, on this machine only, for as long as the tests run."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 30


class ServerMissingError(RuntimeError):
    """A server that a test needs is not installed here."""


@dataclass(frozen=True)
class Postgres:
    """A running server with a superuser `khuyenhoc` that needs no password."""

    port: int
    folder: Path
    programs: Path

    def url(self, database: str) -> str:
        return f"postgresql://khuyenhoc@127.0.0.1:{self.port}/{database}"


def end(process: subprocess.Popen) -> None:
    """End a server, and do not wait for ever for one that will not."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Debian's PostgreSQL, or whatever is on the path, with a data folder of its own.

    Raises:
        ServerMissingError: it is not installed, or only for root, as whom it refuses to run.
    """
    programs = _postgres_programs()
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="khuyenhoc-postgres-"))
    if owner:
        shutil.chown(folder, owner)
    port = free_port()
    data = folder / "data"
    try:
        _run(owner, programs / "initdb", "-D", data, "-A", "trust", "-U", "khuyenhoc", "-E", "UTF8", "-N")
        settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300"
        log = folder / "log"
        _run(owner, programs / "pg_ctl", "-D", data, "-o", settings, "-l", log, "-w", "start")
        try:
            yield Postgres(port, folder, programs)
        finally:
            _run(owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgres_programs() -> Path:
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in [Path(found).parent] if found else debian:
        if (place / "initdb").exists() and (place / "pg_ctl").exists():
            return place
    raise ServerMissingError("PostgreSQL is not installed (on Debian: apt-get install postgresql)")


def _owner() -> str | None:
    """Whom to run as; None for whoever runs the tests."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd  # not on Windows

    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    raise ServerMissingError("PostgreSQL does not run as root, and there is no user “postgres”")


def _run(owner: str | None, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=owner,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        raise ServerMissingError(f"{command[0]}: {done.stderr.decode(errors='replace')[-500:]}")


@contextmanager
def running_object_storage() -> Iterator[dict[str, str]]:
    """Moto's server, which speaks S3; gives the environment that reaches it."""
    port = free_port()
    # Moto's own launcher, with the interpreter of the tests.
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    endpoint = f"http://127.0.0.1:{port}"
    try:
        _wait_for(process, f"{endpoint}/moto-api/")
        yield {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": "tests",
            "AWS_SECRET_ACCESS_KEY": "tests",
            "AWS_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
    finally:
        process.terminate()
        process.wait(timeout=_SECONDS)


def _wait_for(process: subprocess.Popen, url: str) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise ServerMissingError("moto's server is not installed (requirements-dev.txt)")
        answer = urllib.request.Request(url)  # noqa: S310 - our own server
        with suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(answer, timeout=2):  # noqa: S310
            return
        time.sleep(0.1)
    raise ServerMissingError("moto's server does not answer")
