"""Lines about how an association presents itself."""

from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Applier, Rows, moment


def _letterhead(rows: Rows, line: Line) -> None:
    entry = line.entry
    row = {
        "position": line.position,
        "province_id": entry["province_id"],
        "name": entry["name"],
        "logo_sha256": entry["logo_sha256"],
        "changed_at": moment(line),
        "changed_by": entry["by"],
    }
    rows.insert("letterheads", {name: [value] for name, value in row.items()})
    rows.audit(line, [{"province_id": entry["province_id"], "detail": entry["name"]}])


APPLIERS: dict[str, Applier] = {"letterhead": _letterhead}
