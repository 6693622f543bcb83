"""The checks of a report against what its units reported before, one file each.

To add one, write a file with a `Rule` and a function from a `Report` and a `History` to findings, and name
it below.
"""

from collections.abc import Callable, Iterable

from khuyenhoc.domain.findings import Finding
from khuyenhoc.intake.history import History
from khuyenhoc.intake.history_checks.cumulative_fall import check_cumulative_fall
from khuyenhoc.intake.history_checks.gone_missing import check_gone_missing
from khuyenhoc.intake.history_checks.magnitude import check_magnitude
from khuyenhoc.intake.history_checks.outliers import check_outliers
from khuyenhoc.intake.history_checks.population_jump import check_population_jump
from khuyenhoc.intake.report import Report

HISTORY_CHECKS: tuple[Callable[[Report, History], Iterable[Finding]], ...] = (
    check_magnitude,
    check_population_jump,
    check_cumulative_fall,
    check_outliers,
    check_gone_missing,
)


def run_history_checks(report: Report, history: History) -> list[Finding]:
    """The findings of all of them; of two at one cell the first, which explains more."""
    if not history.values:
        return []
    found: dict[str, Finding] = {}
    for check in HISTORY_CHECKS:
        for finding in check(report, history):
            found.setdefault(finding.cell, finding)
    return list(found.values())
