"""Seconds and megabytes of building the boundaries from nothing.

Asked in a fresh process, whose highest memory is that of the build alone:

    python -m khuyenhoc.bench.boundary_build FOLDER

prints both.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from time import perf_counter

from khuyenhoc.bench.measuring import Measurement, fixed
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.geography.boundaries import build_boundaries

_MOST_SECONDS, _MOST_MEGABYTES = 45.0, 700.0


def build_cost(folder: Path) -> Iterator[Measurement]:
    """One build, of which both are taken."""
    for place, (name, unit, limit) in enumerate(
        (("boundaries.build_time", "s", _MOST_SECONDS), ("boundaries.build_memory", "MB", _MOST_MEGABYTES))
    ):
        probe = partial(_amount, folder / "boundaries", place)
        yield Measurement(name, probe, fixed(limit), bar=1.0, unit=unit, warms_up=False, most_runs=1)


def _amount(folder: Path, place: int) -> float:
    return _build_once(folder)[place]


@cache
def _build_once(folder: Path) -> tuple[float, float]:
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", __name__, str(folder)],
        capture_output=True,
        check=False,
        cwd=PROJECT_FOLDER,
        env={**os.environ, "KHUYENHOC_HOME": str(folder / "home")},
        text=True,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


def main(folder: Path) -> tuple[float, float]:
    """Build into a folder; seconds, and the most memory this process has taken in MB (10^6 bytes)."""
    import resource  # not on Windows

    start = perf_counter()
    build_boundaries(static_folder=folder / "static")
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # macOS counts bytes, Linux kibibytes.
    return perf_counter() - start, highest / 1e6 if sys.platform == "darwin" else highest * 1024 / 1e6


if __name__ == "__main__":
    sys.stdout.write("{:.1f} {:.0f}".format(*main(Path(sys.argv[1]))))
