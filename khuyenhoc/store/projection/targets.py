"""Lines about targets: set for a province or unit, and withdrawn."""

from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Applier, Rows, moment


def _set(rows: Rows, line: Line) -> None:
    planned = line.entry["targets"]
    count = len(planned)
    names = ("target_id", "indicator", "org_unit_id", "year", "value", "legal_act")
    rows.insert(
        "target_entries",
        {
            **{name: [target[name] for target in planned] for name in names},
            "act_date": [target["act_date"] for target in planned],
            "position": [line.position] * count,
            "set_at": [moment(line)] * count,
            "set_by": [line.entry["by"]] * count,
        },
    )
    rows.audit(
        line,
        [
            {
                "province_id": line.entry["province_id"],
                "org_unit_id": target["org_unit_id"],
                "period_id": str(target["year"]),
                "to_state": str(target["value"]),
                "detail": f"{target['indicator']}: {target['legal_act']}",
            }
            for target in planned
        ],
    )


def _withdraw(rows: Rows, line: Line) -> None:
    entry = line.entry
    rows.cursor.execute(
        "insert into target_withdrawals values (?, ?, ?, ?, ?)",
        [line.position, entry["target_id"], entry["reason"], moment(line), entry["by"]],
    )
    event = {
        "province_id": entry["province_id"],
        "org_unit_id": entry["org_unit_id"],
        "period_id": str(entry["year"]),
        "from_state": str(entry["value"]),
        "detail": entry["reason"],
    }
    rows.audit(line, [event])


APPLIERS: dict[str, Applier] = {"target": _set, "withdraw_target": _withdraw}
