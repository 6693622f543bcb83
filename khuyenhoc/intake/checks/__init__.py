"""The checks that weigh figures against each other, one file each: one public function, its rules beside it.

To add a check, write a file with a `Rule` and a function from a `Report` to findings, and name it below.
"""

from collections.abc import Callable, Iterable

from khuyenhoc.domain.findings import Finding
from khuyenhoc.intake.checks.adults_population import check_adults_population
from khuyenhoc.intake.checks.award_averages import check_award_averages
from khuyenhoc.intake.checks.conflicting_values import check_conflicting_values
from khuyenhoc.intake.checks.fractions import check_fractions
from khuyenhoc.intake.checks.fund_identity import check_fund_identity
from khuyenhoc.intake.checks.fund_per_head import check_fund_per_head
from khuyenhoc.intake.checks.fund_sources import check_fund_sources
from khuyenhoc.intake.checks.households_population import check_households_population
from khuyenhoc.intake.checks.joined_members import check_joined_members
from khuyenhoc.intake.checks.lost_thousands import check_lost_thousands
from khuyenhoc.intake.checks.members_population import check_members_population
from khuyenhoc.intake.checks.missing_units import check_missing_units
from khuyenhoc.intake.checks.negatives import check_negatives
from khuyenhoc.intake.checks.not_established import check_not_established
from khuyenhoc.intake.checks.parts_and_wholes import check_parts_and_wholes
from khuyenhoc.intake.checks.rates import check_rates
from khuyenhoc.intake.checks.total_row import check_total_row
from khuyenhoc.intake.report import Report

CHECKS: tuple[Callable[[Report], Iterable[Finding]], ...] = (
    check_negatives,
    check_fractions,
    check_parts_and_wholes,
    check_members_population,
    check_adults_population,
    check_joined_members,
    check_households_population,
    check_not_established,
    check_conflicting_values,
    check_fund_identity,
    check_fund_sources,
    check_fund_per_head,
    check_award_averages,
    check_lost_thousands,
    check_total_row,
    check_rates,
    check_missing_units,
)


def run_checks(report: Report) -> list[Finding]:
    """The findings of all checks."""
    return [finding for check in CHECKS for finding in check(report)]
