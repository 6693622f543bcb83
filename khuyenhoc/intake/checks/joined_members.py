"""Members who joined in the period are among the members at its end."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.report import Report

JOINED_ABOVE_MEMBERS = Rule(
    "joined_above_members",
    Severity.WARNING,
    "new members are counted in the total at the period's end",
    "{unit}: số hội viên mới là {joined}, lớn hơn tổng số hội viên là {members} (ô {where}). Xin kiểm tra "
    "hai số này.",
    "{unit}: {joined} new members are more than all members, {members} (cell {where}). Please check both.",
)


def check_joined_members(report: Report) -> Iterator[Finding]:
    """One finding per unit, at the new members' cell."""
    for unit in report.units:
        joined, members = unit.value("members_joined"), unit.value("members")
        if joined is not None and members is not None and joined > members:
            figure, whole = unit.by_element["members_joined"], unit.by_element["members"]
            yield JOINED_ABOVE_MEMBERS.at(
                figure.cell,
                unit=unit.unit.name_on(report.period.end),
                joined=figure.printed,
                members=whole.printed,
                where=whole.cell,
            )
