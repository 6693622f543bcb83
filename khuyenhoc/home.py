"""The data folder of an installation."""

import os
from pathlib import Path

import platformdirs


def home_folder() -> Path:
    """Where the database, the vault and the ledger live; `KHUYENHOC_HOME` overrides the platform's place."""
    configured = os.environ.get("KHUYENHOC_HOME")
    folder = (
        Path(configured) if configured else Path(platformdirs.user_data_dir("khuyenhoc", appauthor=False))
    )
    folder.mkdir(parents=True, exist_ok=True)
    return folder
