"""What is remembered of each sender's wording: confirmed when a file was stored, used for the next one.

The sender is the province that the report is of. Meanings of headings count for tables of the same layout
alone; names of units for every file of the province. The latest line of each counts, and forgetting is one
more line.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.intake.confirmed import NOT_STORED, Confirmed, heading_key, unit_key
from khuyenhoc.intake.table_problems import UNCERTAIN_COLUMN, UNIT_TYPE_DIFFERS
from khuyenhoc.intake.verdict import Verdict
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


def wordings_of(verdict: Verdict, headings: Mapping[str, str], units: Mapping[str, str]) -> list[Wording]:
    """What storing a verdict confirms of its sender's wording.

    That is what the person told of it, and what the program guessed and the person ticked.

    Args:
        headings: heading as the verdict shows it -> data element, or `NOT_STORED`, as told.
        units: name as the file writes it -> org unit id, as told.
    """
    cells = {(finding.rule, finding.cell) for finding in verdict.findings}
    wordings = [Wording(UNIT, "", unit_key(name), name, unit) for name, unit in units.items()]
    for table in verdict.tables:
        for column in table.columns:
            meaning = headings.get(column.heading)
            if meaning is None and (UNCERTAIN_COLUMN.rule, column.cell) in cells:
                meaning = column.data_element
            if meaning is not None:
                key = heading_key(column.heading)
                wordings.append(Wording(HEADING, table.layout, key, column.heading, meaning))
    labels = [row.label for table in (verdict.report.tables if verdict.report else ()) for row in table.rows]
    wordings += [
        Wording(UNIT, "", unit_key(label.name), label.name, label.unit.org_unit_id)
        for label in labels
        if label.unit and (UNIT_TYPE_DIFFERS.rule, label.cell) in cells
    ]
    return wordings


def _lies_in(org_unit_id: str, province_id: str) -> bool:
    unit = all_units().get(org_unit_id)
    return unit is not None and province_of(unit).org_unit_id == province_id


def _rows(database: Database, province_id: str) -> list:
    parameters = {"scope": Scope.everything().as_parameter(), "province_id": province_id}
    return list(database.query("remembered_wordings", parameters).itertuples())
