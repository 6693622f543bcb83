"""A unit without an association has no members, no fund and no awards."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.report import Report
from khuyenhoc.intake.row_labels import says_not_established

NOT_ESTABLISHED_WITH_FIGURES = Rule(
    "not_established_with_figures",
    Severity.ERROR,
    "an association that does not exist has no members and no fund",
    "{unit} ghi “{note}” nhưng vẫn có số liệu. Xin bỏ ghi chú nếu đã có Hội, hoặc xóa số liệu nếu chưa có.",
    "{unit} says “{note}” (no association yet) but has figures. Please remove the remark or the figures.",
)


def check_not_established(report: Report) -> Iterator[Finding]:
    """One finding per unit that says both, at its name.

    A longer remark, such as "chưa thành lập Hội ở 2 trường", does not say it of the unit.
    """
    for unit in report.units:
        note = unit.label.not_established
        if note and unit.has_association_figures and says_not_established(note):
            yield NOT_ESTABLISHED_WITH_FIGURES.at(
                unit.label.cell, unit=unit.unit.name_on(report.period.end), note=note
            )
