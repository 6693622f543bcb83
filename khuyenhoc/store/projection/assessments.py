"""Lines about self-assessment: sheets that were saved, and withdrawn."""

import json
from datetime import date

from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Applier, Rows, moment

_COPIED = (
    "assessment_id",
    "scheme",
    "unit_level",
    "unit_kind",
    "unit_name",
    "unit_key",
    "org_unit_id",
    "year",
    "level_reached",
    "standing_level1",
    "standing_level2",
    "missing",
    "recognised_level",
    "legal_act",
)


def _save(rows: Rows, line: Line) -> None:
    entry = line.entry
    day = entry["recognised_on"]
    row = {name: entry[name] for name in _COPIED} | {
        "position": line.position,
        "answers": json.dumps(entry["answers"], ensure_ascii=False, sort_keys=True),
        "recognised_on": date.fromisoformat(day) if day else None,
        "assessed_at": moment(line),
        "assessed_by": entry["by"],
    }
    rows.insert("assessments", {name: [value] for name, value in row.items()})
    event = {
        "province_id": entry["province_id"],
        "org_unit_id": entry["org_unit_id"],
        "period_id": str(entry["year"]),
        "to_state": str(entry["level_reached"]),
        "detail": f"{entry['scheme']}, {entry['unit_level']}: {entry['unit_name']}",
    }
    rows.audit(line, [event])


def _withdraw(rows: Rows, line: Line) -> None:
    entry = line.entry
    rows.cursor.execute(
        "insert into assessment_withdrawals values (?, ?, ?, ?, ?)",
        [line.position, entry["assessment_id"], entry["reason"], moment(line), entry["by"]],
    )
    event = {
        "province_id": entry["province_id"],
        "org_unit_id": entry["org_unit_id"],
        "period_id": str(entry["year"]),
        "detail": f"{entry['unit_name']}: {entry['reason']}",
    }
    rows.audit(line, [event])


APPLIERS: dict[str, Applier] = {"assessment": _save, "withdraw_assessment": _withdraw}
