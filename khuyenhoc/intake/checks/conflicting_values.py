"""One figure that stands in two places of a file is the same in both."""

from collections import Counter
from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.headings import Role
from khuyenhoc.intake.report import Figure, Report, wholes
from khuyenhoc.intake.table_problems import CONFLICTING_VALUES, RATIO_CONTRADICTS_TOTAL


def check_conflicting_values(report: Report) -> Iterator[Finding]:
    """An error where two sheets disagree on a figure, a warning where a ratio disagrees with a column."""
    rows_of = Counter(
        row.label.unit.org_unit_id for table in report.tables for row in table.rows if row.label.unit
    )
    # What stands in one place only contradicts nothing.
    firsts = {unit.unit.org_unit_id: unit.by_element for unit in report.units}
    for table in report.tables:
        elements = {c.index: c.name for c in table.columns if c.role is Role.VALUE and c.name}
        columns_of = Counter(elements.values())
        repeated = [index for index, name in elements.items() if columns_of[name] > 1]
        for row in table.rows:
            if row.label.unit is None:
                continue
            known = firsts[row.label.unit.org_unit_id]
            unit = row.label.unit.name_on(report.period.end)
            is_only = rows_of[row.label.unit.org_unit_id] == 1
            for index in repeated if is_only else elements:
                figure, first = row.figures.get(index), known.get(elements[index])
                if figure is not first and _differ(figure, first):
                    element = data_elements()[elements[index]]
                    yield CONFLICTING_VALUES.at(
                        figure.cell,
                        name_vi=element.name_vi,
                        name_en=element.name_en,
                        unit=unit,
                        first=first.cell,
                    )
            for name, whole in wholes(table, row):
                column = known.get(name)
                if _differ(whole, column):
                    element = data_elements()[name]
                    yield RATIO_CONTRADICTS_TOTAL.at(
                        whole.cell,
                        text=whole.printed,
                        name_vi=element.name_vi,
                        name_en=element.name_en,
                        value=column.printed,
                    )


def _differ(one: Figure | None, other: Figure | None) -> bool:
    if one is None or other is None or one.value is None or other.value is None:
        return False
    return one.value != other.value
