"""The data folder of an installation."""

import os
from functools import cache
from pathlib import Path

import platformdirs


def home_folder() -> Path:
    """Where the database, the vault and the ledger live; `KHUYENHOC_HOME` overrides the platform's place."""
    return _made(os.environ.get("KHUYENHOC_HOME", ""))


@cache
def _made(configured: str) -> Path:
    """A folder that is there; pages ask for every figure, and making it again is a call of the system each."""
    folder = Path(configured or platformdirs.user_data_dir("khuyenhoc", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
