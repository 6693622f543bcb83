"""The most memory that the reading child takes for one file.

Asked in a fresh process, as the system only tells the highest use of all children a process has had:

    python -m khuyenhoc.bench.child_memory FILE

prints megabytes. The number is never below what the asking process itself takes (some 30 MB).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from khuyenhoc.bench.measuring import Probe
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.intake.children import parse_in_child


def child_memory(content: bytes) -> Probe:
    """A probe that gives the megabytes of the child that reads an .xlsx file.

    The probe raises RuntimeError where the platform does not tell (Windows), or the child fails.
    """

    def probe() -> float:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file.xlsx"
            path.write_bytes(content)
            command = [sys.executable, "-m", __name__, str(path)]
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                command, capture_output=True, check=False, cwd=PROJECT_FOLDER, text=True
            )
        if done.returncode:
            raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
        return float(done.stdout)

    return probe


def main(path: Path) -> float:
    """Megabytes of the child that reads one .xlsx file."""
    import resource  # not on Windows

    parse_in_child("xlsx", path.read_bytes())
    highest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # macOS counts bytes, Linux kilobytes.
    return highest / (1 << 20) if sys.platform == "darwin" else highest / 1024


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1])):.1f}")
