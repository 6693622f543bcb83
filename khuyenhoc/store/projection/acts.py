"""Lines about later acts: imported, and taken back."""

from dataclasses import fields

from khuyenhoc.domain.later_acts import ActRow
from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Applier, Rows, moment


def _import(rows: Rows, line: Line) -> None:
    acts = line.entry["rows"]
    rows.insert(
        "later_acts",
        {
            "row_number": list(range(1, len(acts) + 1)),
            **{field.name: [act[field.name] for act in acts] for field in fields(ActRow)},
        },
        position=line.position,
    )
    rows.audit(
        line,
        [
            {
                "org_unit_id": act["from_id"],
                "from_state": act["from_id"],
                "to_state": act["to_id"],
                "detail": f"{act['event_date']} {act['kind']} {act['weight'] or ''}: {act['legal_act']}",
            }
            for act in acts
        ],
    )


def _withdraw(rows: Rows, line: Line) -> None:
    entry = line.entry
    rows.cursor.execute(
        "insert into later_act_withdrawals values (?, ?, ?, ?, ?)",
        [line.position, entry["act_position"], entry["reason"], moment(line), entry["by"]],
    )
    rows.audit(line, [{"detail": f"{entry['legal_act']}: {entry['reason']}"}])


APPLIERS: dict[str, Applier] = {"act": _import, "withdraw_act": _withdraw}
