"""What is remembered of each sender's wording: confirmed when a file was stored, used for the next one.

The sender is the province that the report is of. Meanings of headings count for tables of the same layout
alone; names of units for every file of the province. The latest line of each counts, and forgetting is one
more line.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.intake.confirmed import NOT_STORED, Confirmed
from khuyenhoc.store.actions import new_entry, record, writing
from khuyenhoc.store.database import Database

HEADING = "heading"
UNIT = "unit"


@dataclass(frozen=True)
class Wording:
    """One thing that was confirmed.

    Attributes:
        kind: `heading` or `unit`.
        layout: fingerprint of the table's headings; empty for a unit.
        wording: the key that is compared.
        shown: as the sender writes it.
        meaning: data element, `NOT_STORED` or org unit id; None to forget it.
    """

    kind: str
    layout: str
    wording: str
    shown: str
    meaning: str | None


def remember(
    database: Database, province_id: str, wordings: Iterable[Wording], *, by: str, receipt_code: str = ""
) -> int:
    """Remember what was confirmed of a province's file, but for what is remembered already.

    Args:
        receipt_code: of the file that was stored with it.

    Returns:
        How many were added.

    Raises:
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    with writing(database):
        known = {(row.kind, row.layout, row.wording): row.meaning for row in _rows(database, province_id)}
        by_key = {(told.kind, told.layout, told.wording): told for told in wordings}
        new = [told for key, told in by_key.items() if known.get(key) != told.meaning]
        if new:
            entry = new_entry("wording", by, province_id=province_id, receipt=receipt_code)
            record(database, entry | {"wordings": [list(astuple(told)) for told in new]})
    return len(new)


def forget(database: Database, province_id: str, wording: Wording, *, by: str) -> int:
    """Forget one thing: the next file of the province is asked about anew.

    Returns:
        1, or 0 when it was not remembered.

    Raises:
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    forgotten = Wording(wording.kind, wording.layout, wording.wording, wording.shown, None)
    return remember(database, province_id, [forgotten], by=by)


def load_memory(database: Database, province_id: str) -> Confirmed:
    """What is remembered of a province, for intake to apply."""
    layouts: dict[str, dict[str, str]] = defaultdict(dict)
    units: dict[str, str] = {}
    for row in _rows(database, province_id):
        # A column or unit that a later release does not know is asked about anew.
        if row.kind == HEADING and row.meaning in {NOT_STORED, *data_elements()}:
            layouts[row.layout][row.wording] = row.meaning
        elif row.kind == UNIT and _lies_in(row.meaning, province_id):
            units[row.wording] = row.meaning
    return Confirmed(units=units, layouts=dict(layouts))


def _lies_in(org_unit_id: str, province_id: str) -> bool:
    unit = all_units().get(org_unit_id)
    return unit is not None and province_of(unit).org_unit_id == province_id


def _rows(database: Database, province_id: str) -> list:
    parameters = {"scope": Scope.everything().as_parameter(), "province_id": province_id}
    return list(database.query("remembered_wordings", parameters).itertuples())
