"""Lines about notes, questions and answers on units and figures."""

from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Applier, Rows, moment

_COLUMNS = ("reply_to", "kind", "province_id", "org_unit_id", "figure", "indicator", "period_id", "text")


def _remark(rows: Rows, line: Line) -> None:
    entry = line.entry
    row = {
        "position": line.position,
        "remark_id": line.entry_id,
        **{name: entry[name] for name in _COLUMNS},
        "written_at": moment(line),
        "written_by": entry["by"],
    }
    rows.insert("remarks", {name: [value] for name, value in row.items()})
    event = {
        "action": f"remark.{entry['kind']}",
        **{name: entry[name] for name in ("province_id", "org_unit_id", "period_id")},
        "detail": entry["text"],
    }
    rows.audit(line, [event])


APPLIERS: dict[str, Applier] = {"remark": _remark}
