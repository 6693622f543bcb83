"""Append-only list of receipts, each line carrying the hash of the one before."""

import hashlib
import json
from pathlib import Path

from khuyenhoc.store.durable import append_durably

FIRST_HASH = "0" * 64


def append(home: Path, entry: dict[str, object]) -> None:
    """Add an entry and wait until it is on the disk."""
    previous = entries(home)
    chained = {**entry, "previous": previous[-1]["hash"] if previous else FIRST_HASH}
    chained["hash"] = line_hash(chained)
    append_durably(ledger_path(home), (json.dumps(chained, ensure_ascii=False) + "\n").encode())


def entries(home: Path) -> list[dict]:
    """All entries, oldest first; a last line cut short by a crash was never acknowledged and is left out."""
    path = ledger_path(home)
    if not path.exists():
        return []
    lines = path.read_bytes().split(b"\n")[:-1]
    return [json.loads(line) for line in lines]


def line_hash(entry: dict[str, object]) -> str:
    """SHA-256 over an entry's content without its own hash."""
    content = {key: value for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def ledger_path(home: Path) -> Path:
    """The ledger's file."""
    return home / "ledger.jsonl"
