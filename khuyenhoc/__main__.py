"""`python -m khuyenhoc …`, in the environment that start.py made where this Python lacks the packages."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

# The command line loads a subcommand's packages when it is called: whether they are here is asked before.
_PACKAGES = ("duckdb", "platformdirs", "streamlit")
_ENVIRONMENT = Path(__file__).resolve().parents[1] / ".venv"


def _run_in_environment() -> int:
    """The same call by the Python of `.venv`; says how to install where there is none."""
    python = _ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists() or Path(sys.prefix).resolve() == _ENVIRONMENT.resolve():
        print(
            "Chưa cài các gói cần thiết. Hãy chạy trước:  python start.py setup\n"
            "The packages are not installed. Run this first:  python start.py setup",
            file=sys.stderr,
        )
        return 2
    return subprocess.call([str(python), "-m", "khuyenhoc", *sys.argv[1:]])  # noqa: S603 - our own call again


def _main() -> int:
    if not all(map(find_spec, _PACKAGES)):
        return _run_in_environment()
    from khuyenhoc.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(_main())
