"""`python -m khuyenhoc` by a Python that has none of the packages, as somebody types it who used start.py."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from khuyenhoc.domain.reference import PROJECT_FOLDER


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A project folder of its own, so that there is no `.venv` but the one that a test makes."""
    (tmp_path / "khuyenhoc" / "cli").mkdir(parents=True)
    shutil.copy(PROJECT_FOLDER / "khuyenhoc" / "__main__.py", tmp_path / "khuyenhoc")
    (tmp_path / "khuyenhoc" / "__init__.py").touch()
    (tmp_path / "khuyenhoc" / "cli" / "__init__.py").write_text("def main():\n    import duckdb\n")
    return tmp_path


def call(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        # Without `site` no installed package is found.
        [sys.executable, "-S", "-m", "khuyenhoc", "verify", "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )


def test_without_packages_it_says_how_to_install(bare: Path) -> None:
    done = call(bare)
    assert done.returncode == 2
    assert "python start.py setup" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for the environment's Python is a shell script")
def test_the_environment_of_start_py_is_used(bare: Path) -> None:
    python = bare / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\nexit 7\n')
    python.chmod(0o755)
    done = call(bare)
    assert done.stdout.strip() == "-m khuyenhoc verify --json"
    assert done.returncode == 7
