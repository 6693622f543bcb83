"""Lines about conferences: runs frozen and shared, conclusions and what became of them."""

from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Applier, Rows, moment


def _freeze(rows: Rows, line: Line) -> None:
    entry = line.entry
    named = ("title", "province_id", "period_id", "screen_count", "content_sha256", "is_synthetic")
    _insert(
        rows,
        "frozen_runs",
        {
            "position": line.position,
            "receipt_code": entry["receipt"],
            **{name: entry[name] for name in named},
            "frozen_at": moment(line),
            "frozen_by": entry["by"],
        },
    )
    event = {"province_id": entry["province_id"], "period_id": entry["period_id"]}
    rows.audit(line, [event | {"receipt_code": entry["receipt"], "detail": entry["title"]}])


def _share(rows: Rows, line: Line) -> None:
    entry = line.entry
    _insert(
        rows,
        "run_shares",
        {
            "position": line.position,
            "receipt_code": entry["receipt"],
            "is_public": entry["is_public"],
            "changed_at": moment(line),
            "changed_by": entry["by"],
        },
    )
    state = "public" if entry["is_public"] else "private"
    rows.audit(line, [{"receipt_code": entry["receipt"], "to_state": state}])


def _conclude(rows: Rows, line: Line) -> None:
    entry = line.entry
    named = (
        "province_id",
        "task",
        "office",
        "org_unit_id",
        "indicator",
        "decided_period_id",
        "due_period_id",
    )
    _insert(
        rows,
        "conclusions",
        {
            "position": line.position,
            "conclusion_id": entry["entry_id"],
            **{name: entry[name] for name in named},
            "noted_at": moment(line),
            "noted_by": entry["by"],
        },
    )
    event = {"province_id": entry["province_id"], "org_unit_id": entry["org_unit_id"]}
    rows.audit(line, [event | {"period_id": entry["due_period_id"], "detail": entry["task"]}])


def _settle(rows: Rows, line: Line) -> None:
    entry = line.entry
    _insert(
        rows,
        "conclusion_events",
        {
            "position": line.position,
            "conclusion_id": entry["conclusion_id"],
            "state": entry["state"],
            "comment": entry["comment"],
            "happened_at": moment(line),
            "actor": entry["by"],
        },
    )
    event = {"province_id": entry["province_id"], "from_state": entry["former_state"]}
    rows.audit(line, [event | {"to_state": entry["state"], "detail": entry["comment"]}])


def _insert(rows: Rows, table: str, row: dict[str, object]) -> None:
    rows.insert(table, {name: [value] for name, value in row.items()})


APPLIERS: dict[str, Applier] = {
    "freeze": _freeze,
    "share": _share,
    "conclude": _conclude,
    "settle": _settle,
}
