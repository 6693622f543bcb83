"""The data folder of an installation."""

import os
from functools import cache
from pathlib import Path

import platformdirs


def home_folder() -> Path:
    """Where the database, the vault and the ledger live; `KHUYENHOC_HOME` overrides the platform's place."""
    configured = os.environ.get("KHUYENHOC_HOME")
    return _made(configured or platformdirs.user_data_dir("khuyenhoc", appauthor=False))


@cache
def _made(path: str) -> Path:
    """A folder that is there: pages ask for every figure, and the system takes its time to say so."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
