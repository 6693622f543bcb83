"""Lines about the approval: steps and deadlines."""

from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Applier, Rows, moment


def _workflow(rows: Rows, line: Line) -> None:
    entry = line.entry
    rows.change_states(line, entry["step"], entry["reason"])
    events = [
        {
            "action": f"workflow.{entry['step']}",
            "province_id": entry["province_id"],
            "org_unit_id": unit,
            "period_id": entry["period_id"],
            "from_state": before,
            "to_state": after,
            "detail": entry["reason"],
        }
        for unit, before, after in entry["changes"]
    ]
    rows.audit(line, events)


def _deadline(rows: Rows, line: Line) -> None:
    entry = line.entry
    rows.cursor.execute(
        "insert into deadline_events values (?, ?, ?, ?, ?, ?, ?)",
        [
            line.position,
            entry["org_unit_id"],
            entry["period_id"],
            entry["due_date"],
            entry["reason"],
            moment(line),
            entry["by"],
        ],
    )
    event = {
        "province_id": entry["province_id"],
        "org_unit_id": entry["org_unit_id"],
        "period_id": entry["period_id"],
        "from_state": entry["former_date"],
        "to_state": entry["due_date"],
        "detail": entry["reason"],
    }
    rows.audit(line, [event])


APPLIERS: dict[str, Applier] = {"workflow": _workflow, "deadline": _deadline}
