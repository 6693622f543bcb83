"""Later acts that an administrator imports and takes back: lines of the ledger, never changed in place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from khuyenhoc.address import configured_address
from khuyenhoc.domain.later_acts import ActRow, take_up, units_ended
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.store.actions import new_entry, record, writing
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import ActsRefusedError
from khuyenhoc.store.ledger import ledger_path, read
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.projection.rows import Foresight
from khuyenhoc.store.schema import refresh_reference

_MOST_NAMED = 5


@dataclass(frozen=True)
class ImportedAct:
    """One import that stands.

    Attributes:
        position: of its line in the ledger.
        units: rows that it has.
    """

    position: int
    event_date: str
    legal_act: str
    units: int


def import_acts(database: Database, rows: Sequence[ActRow], *, by: str, file_name: str = "") -> None:
    """Take the rows of one file in; all or none. Every lens, list of units and form has them from then on.

    Raises:
        ActsRefusedError: units that it ends reported a period after their last day, another act came in
            meanwhile, or nobody signs.
        NotAllowedError: only an administrator of the whole installation may.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    _require_signed(by)
    with writing(database):
        _require_present(rows)
        _require_no_later_reports(database, rows)
        entry = new_entry("act", by, file_name=file_name, rows=[row.as_entry() for row in rows])
        record(database, entry)
        _refresh(database)


def imported_acts(database: Database) -> list[ImportedAct]:
    """The imports that stand, oldest first."""
    rows = database.read(
        lambda cursor: cursor.execute(
            "select later_acts.position, any_value(event_date), any_value(legal_act), count(*) "
            "from later_acts anti join later_act_withdrawals "
            "on later_acts.position = later_act_withdrawals.act_position "
            "group by later_acts.position order by later_acts.position"
        ).fetchall()
    )
    return [ImportedAct(*row) for row in rows]


def take_up_from_ledger(folder: Path) -> None:
    """Read the units with the acts of a data folder whose database another process may have open.

    A shared store may be opened at any time, which takes up its acts.
    """
    if configured_address() is not None:
        open_database()
        return
    lines = read(ledger_path(folder)).lines
    voided = Foresight.of(lines).voided
    taken_back = {line.entry["act_position"] for line in lines if line.action == "withdraw_act"}
    take_up(
        [
            ActRow(**row)
            for line in lines
            if line.action == "act" and line.entry_id not in voided and line.position not in taken_back
            for row in line.entry["rows"]
        ]
    )


def withdraw_last_act(database: Database, *, by: str, reason: str) -> ImportedAct:
    """Take back the import that came in last, while nothing rests on it.

    Raises:
        ActsRefusedError: there is none, units that it made have reports, or nobody signs or says why.
        NotAllowedError, NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for `import_acts`.
    """
    _require_signed(by)
    if not reason.strip():
        raise ActsRefusedError("Xin ghi lý do thu hồi.", "Please give a reason for the withdrawal.")
    with writing(database):
        standing = imported_acts(database)
        if not standing:
            raise ActsRefusedError("Chưa có văn bản nào được nhập.", "No act was imported.")
        last = standing[-1]
        made = database.read(lambda cursor: _units_made(cursor, last.position))
        _require_unused(database, made)
        entry = new_entry(
            "withdraw_act",
            by,
            act_position=last.position,
            legal_act=last.legal_act,
            reason=reason.strip(),
        )
        record(database, entry)
        _refresh(database)
    return last


def _refresh(database: Database) -> None:
    with database.transaction() as cursor:
        refresh_reference(cursor)


def _units_made(cursor: duckdb.DuckDBPyConnection, position: int) -> list[str]:
    found = cursor.execute(
        "select distinct to_id from later_acts where position = ? and to_id != from_id", [position]
    ).fetchall()
    return [unit for (unit,) in found]


def _require_present(rows: Sequence[ActRow]) -> None:
    """What the rows rest on may have changed since they were checked."""
    gone = [row.from_id for row in rows if row.from_id not in all_units()]
    gone += [row.from_id for row in rows if all_units()[row.from_id].valid_to is not None] if not gone else []
    made = [row.to_id for row in rows if row.is_move and row.to_id in all_units()]
    if gone or made:
        raise ActsRefusedError(
            f"Danh mục đơn vị đã thay đổi ({(gone + made)[0]}). Xin đọc lại tệp.",
            f"The units have changed meanwhile ({(gone + made)[0]}). Please read the file again.",
        )


def _require_no_later_reports(database: Database, rows: Sequence[ActRow]) -> None:
    """A unit that has ended can have no figures; nothing that was reported may fall out of the totals."""
    ended = units_ended(rows)
    if not ended:
        return
    found = database.read(
        lambda cursor: cursor.execute(
            "select current_unit_reports.org_unit_id, current_unit_reports.period_id, "
            "submissions.receipt_code from current_unit_reports "
            "inner join periods on current_unit_reports.period_id = periods.period_id "
            "inner join submissions on current_unit_reports.submission_id = submissions.submission_id "
            "where list_contains(?, current_unit_reports.org_unit_id) and periods.period_end > ? "
            "order by all",
            [list(ended), min(ended.values())],
        ).fetchall()
    )
    if found:
        shown = "; ".join(
            f"{all_units()[unit].name}, {period}, {receipt}" for unit, period, receipt in found[:_MOST_NAMED]
        )
        more = f" … (+{len(found) - _MOST_NAMED})" if len(found) > _MOST_NAMED else ""
        raise ActsRefusedError(
            f"Có đơn vị hết hiệu lực đã báo cáo kỳ sau ngày đó: {shown}{more}. Xin thu hồi các biên nhận "
            "này, nhập văn bản, rồi nộp lại theo đơn vị mới.",
            f"Units that end reported periods after that day: {shown}{more}. Withdraw these receipts, import "
            "the act, and report by the new units.",
        )


def _require_unused(database: Database, made: Sequence[str]) -> None:
    used = database.read(
        lambda cursor: cursor.execute(
            "select distinct org_unit_id from ("
            "select org_unit_id from unit_reports union all select org_unit_id from target_entries "
            "union all select org_unit_id from assessments union all select org_unit_id from workflow_events "
            "union all select org_unit_id from deadline_events"
            ") where list_contains(?, org_unit_id) order by org_unit_id",
            [list(made)],
        ).fetchall()
    )
    if used:
        names = ", ".join(all_units()[unit].name for (unit,) in used[:_MOST_NAMED])
        raise ActsRefusedError(
            f"Không thu hồi được: đã có báo cáo, mục tiêu hoặc phiếu của đơn vị mới ({names}).",
            f"It cannot be taken back: new units have reports, targets or sheets ({names}).",
        )


def _require_signed(by: str) -> None:
    if not by.strip():
        raise ActsRefusedError(
            "Xin ghi họ tên người thực hiện.", "Please give the name of the person who does this."
        )
