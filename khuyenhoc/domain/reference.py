"""Where the reviewed reference files live, and how they are read."""

import csv
from pathlib import Path

PROJECT_FOLDER = Path(__file__).resolve().parent.parent.parent
REFERENCE_FOLDER = PROJECT_FOLDER / "data" / "reference"


def read_reference(name: str) -> list[dict[str, str]]:
    """Rows of `data/reference/<name>.csv` as text, in file order.

    Raises:
        FileNotFoundError: there is no such reference file.
    """
    with (REFERENCE_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
