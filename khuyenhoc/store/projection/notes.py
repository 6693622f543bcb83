"""Lines that change no figure: taken back, noted, adopted."""

from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Applier, Rows


def _void(rows: Rows, line: Line) -> None:
    rows.audit(line, [{"receipt_code": line.entry.get("receipt"), "detail": line.entry["reason"]}])


def _note(rows: Rows, line: Line) -> None:
    """Something done that changes no figure: a sign-in, a download, a backup."""
    named = ("province_id", "org_unit_id", "period_id", "receipt_code", "from_state", "to_state", "detail")
    event = {name: line.entry.get(name) for name in named}
    rows.audit(line, [{"action": line.entry["what"], **event}])


def _adopt(_rows: Rows, _line: Line) -> None:
    """Only looked at ahead of time."""


APPLIERS: dict[str, Applier] = {"void": _void, "note": _note, "adopt": _adopt}
