"""Lines about a sender's wording: remembered, or forgotten."""

from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Applier, Rows, moment


def _wording(rows: Rows, line: Line) -> None:
    entry = line.entry
    kinds, layouts, wordings, shown, meanings = zip(*entry["wordings"], strict=True)
    count = len(kinds)
    rows.insert(
        "wording_events",
        {
            "position": [line.position] * count,
            "province_id": [entry["province_id"]] * count,
            "kind": list(kinds),
            "layout": list(layouts),
            "wording": list(wordings),
            "shown": list(shown),
            "meaning": list(meanings),
            "told_at": [moment(line)] * count,
            "told_by": [entry["by"]] * count,
        },
    )
    common = {"province_id": entry["province_id"], "receipt_code": entry.get("receipt") or None}
    events = [
        {**common, "action": "wording.forget" if meaning is None else f"wording.{kind}"}
        | {"to_state": meaning or None, "detail": text}
        for kind, text, meaning in zip(kinds, shown, meanings, strict=True)
    ]
    rows.audit(line, events)


APPLIERS: dict[str, Applier] = {"wording": _wording}
