"""The workbooks of the demo, as they ship."""

from collections.abc import Sequence
from functools import cache

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.durable import file_sha256
from khuyenhoc.store.ledger import Line

DEMO_FOLDER = PROJECT_FOLDER / "data" / "demo"


def is_mere_demo(lines: Sequence[Line]) -> bool:
    """Whether lines of a ledger say no more than that the demo was loaded, by the bytes of its files."""
    return all(line.action == "submit" and line.entry["sha256"] in _hashes() for line in lines)


@cache
def _hashes() -> frozenset[str]:
    return frozenset(file_sha256(path) for path in DEMO_FOLDER.glob("*.xlsx"))
