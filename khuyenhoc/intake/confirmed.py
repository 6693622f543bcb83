"""What a person has said of a sender's wording: the meaning of a heading, the unit behind a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from khuyenhoc.domain.org_units import all_units
from khuyenhoc.intake.cells import CellValue, Workbook
from khuyenhoc.intake.headings import Heading, Role
from khuyenhoc.intake.text_repair import tone_key

# The choice "do not store this column".
NOT_STORED = ""


@dataclass(frozen=True)
class Confirmed:
    """Confirmed wordings by key.

    Attributes:
        headings: key of a heading -> data element, or `NOT_STORED`.
        units: key of a name -> org unit id.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def understand(self, path: Sequence[str], heading: Heading) -> Heading:
        """The confirmed meaning of a heading, else the one that was found."""
        element = self.headings.get(heading_key(" / ".join(path)))
        if element is None:
            return heading
        return Heading(Role.IGNORED) if element == NOT_STORED else Heading(Role.VALUE, element, 1.0)

    def name_units(self, workbook: Workbook) -> Workbook:
        """The workbook with confirmed names of units in place of the sender's."""
        if not self.units:
            return workbook
        sheets = tuple(
            replace(sheet, rows=tuple(tuple(map(self._named, row)) for row in sheet.rows))
            for sheet in workbook.sheets
        )
        return replace(workbook, sheets=sheets)

    def _named(self, value: CellValue) -> CellValue:
        if type(value) is not str:
            return value
        unit = self.units.get(unit_key(value))
        return all_units()[unit].name if unit else value


def heading_key(heading: str) -> str:
    """Key of a heading as the verdict shows it: its texts from top to bottom, joined by ` / `."""
    return tone_key(heading)


def unit_key(name: str) -> str:
    """Key of a unit's name as typed."""
    return tone_key(name)
