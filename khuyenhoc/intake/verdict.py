"""What intake says of one file: what would be stored, and what is wrong."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.cells import TextRepair
from khuyenhoc.intake.report import Report
from khuyenhoc.intake.unit_questions import UnitQuestion


class Decision(StrEnum):
    """Accepted: nothing to ask; needs review: warnings to tick; rejected: errors block."""

    ACCEPTED = "accepted"
    NEEDS_REVIEW = "needs_review"
    REJECTED = "rejected"


class ReportedValue(NamedTuple):
    """One cell read: money in đồng, counts as they are. A report has thousands: tuples are made fastest.

    Attributes:
        value: None where the sheet says "does not apply".
        cell: `Sheet!K12`.
        original: the cell's own text, as typed.
    """

    org_unit_id: str
    data_element: str
    value: float | None
    cell: str
    original: str


@dataclass(frozen=True)
class MappedColumn:
    """How one column was understood.

    Attributes:
        heading: the header texts from top to bottom, joined by ` / `.
        data_element: None for a column that is checked or ignored (STT, rate, note) or not recognised.
        role: `unit`, `code`, `order`, `value`, `rate`, `note`; `ignored` (understood, not stored: a plan, a
            change since last year, an average); `unknown`.
        confidence: 0 to 1.
        cell: address of the lowest heading.
        style: how its figures are written: `dot` (1.234,5), `comma` (1,234.5), `unclear`, `plain` (cells
            that hold numbers); empty for a column that is not read.
        example: the first figure as the cell says it.
        money_unit: in which its amounts are written; empty for counts and rates.
    """

    column: str
    heading: str
    role: str
    data_element: str | None
    confidence: float
    cell: str = ""
    style: str = ""
    example: str = ""
    money_unit: str = ""


@dataclass(frozen=True)
class RecognisedTable:
    """Where the figures stand and how they were understood.

    Attributes:
        layout: fingerprint of its headings.
    """

    sheet: str
    cell_range: str
    money_unit: str
    columns: tuple[MappedColumn, ...]
    layout: str = ""


@dataclass(frozen=True)
class Verdict:
    """The outcome of checking one file.

    Attributes:
        province_id: id of the reporting province in the period's vintage; None when not found.
        not_established: ids of units that say they have no association yet.
        is_synthetic: the file says of itself that its figures are made up.
        hidden_sheets: names of the sheets with content that are hidden, whether they were read or not.
        repairs: some of the texts that were stored in an old font or form, before and after.
        questions: names of units that a person may put a unit to.
        told_names: names of units, as the file writes them, that a person put a unit to, now or earlier.
        report: the rows and figures as they were read; None where it did not come to that.
    """

    file_name: str
    sha256: str
    province_id: str | None
    period: Period | None
    tables: tuple[RecognisedTable, ...]
    values: tuple[ReportedValue, ...]
    not_established: tuple[str, ...]
    findings: tuple[Finding, ...]
    is_synthetic: bool = False
    hidden_sheets: tuple[str, ...] = ()
    repairs: tuple[TextRepair, ...] = ()
    questions: tuple[UnitQuestion, ...] = ()
    told_names: tuple[str, ...] = ()
    report: Report | None = field(default=None, repr=False, compare=False)

    @property
    def decision(self) -> Decision:
        """Rejected on any error, to be reviewed on any warning, else accepted."""
        severities = {finding.severity for finding in self.findings}
        if Severity.ERROR in severities:
            return Decision.REJECTED
        return Decision.NEEDS_REVIEW if Severity.WARNING in severities else Decision.ACCEPTED

    def as_json(self, language: str = "vi") -> dict:
        """The form that `khuyenhoc check --json` prints."""
        units = all_units()
        return {
            "file": self.file_name,
            "verdict": str(self.decision),
            "province": units[self.province_id].code if self.province_id else None,
            "period": self.period.period_id if self.period else None,
            "vintage": str(self.period.vintage) if self.period else None,
            "values": [
                {
                    "unit": units[value.org_unit_id].code,
                    "data_element": value.data_element,
                    "value": value.value,
                    "cell": value.cell,
                }
                for value in self.values
            ],
            "not_established": [units[unit].code for unit in self.not_established],
            "hidden_sheets": list(self.hidden_sheets),
            "findings": [
                {
                    "severity": str(finding.severity),
                    "rule": finding.rule,
                    "cell": finding.cell,
                    "message": finding.message(language),
                }
                for finding in self.findings
            ],
        }
