"""The ledger of a data folder as tests look at it."""

from pathlib import Path

from khuyenhoc.store.ledger import ledger_path, read


def entries(home: Path) -> list[dict]:
    """All entries, oldest first; a last line cut short by a crash was never acknowledged and is left out."""
    return [line.entry for line in read(ledger_path(home)).lines]
