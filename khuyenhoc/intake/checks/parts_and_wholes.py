"""Of each learning model no more are recognised than registered, and no more registered than there are."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.report import Report, UnitFigures

_SOURCE = "Decision 387/QĐ-TTg and 677/QĐ-TTg: a title is given to those who registered, out of all there are"

RECOGNISED_ABOVE_REGISTERED = Rule(
    "recognised_above_registered",
    Severity.ERROR,
    _SOURCE,
    "{unit}: “{part}” là {part_text}, lớn hơn “{whole}” là {whole_text} (ô {whole_cell}). Xin kiểm tra hai "
    "số này.",
    "{unit}: “{part_en}” is {part_text}, above “{whole_en}”, which is {whole_text} (cell {whole_cell}). "
    "Please check both.",
)
RECOGNISED_ABOVE_TOTAL = Rule(
    "recognised_above_total",
    Severity.ERROR,
    _SOURCE,
    RECOGNISED_ABOVE_REGISTERED.vi,
    RECOGNISED_ABOVE_REGISTERED.en,
)
REGISTERED_ABOVE_TOTAL = Rule(
    "registered_above_total",
    Severity.ERROR,
    _SOURCE,
    RECOGNISED_ABOVE_REGISTERED.vi,
    RECOGNISED_ABOVE_REGISTERED.en,
)

# Model -> all there are. Learning citizens are adults in the practice of reports.
_TOTALS = {
    "families": "families_total",
    "clans": "clans_total",
    "communities": "communities_total",
    "units": "units_total",
    "citizens": "adults",
}
# Recognised, registered, all there are.
_PARTS = tuple((f"{model}_recognised", f"{model}_registered", total) for model, total in _TOTALS.items())


def check_parts_and_wholes(report: Report) -> Iterator[Finding]:
    """At most one finding per cell: a recognised count above both others is one mistake."""
    for unit in report.units:
        for recognised, registered, total in _PARTS:
            if _is_above(unit, recognised, registered):
                yield _finding(RECOGNISED_ABOVE_REGISTERED, report, unit, recognised, registered)
            elif _is_above(unit, recognised, total):
                yield _finding(RECOGNISED_ABOVE_TOTAL, report, unit, recognised, total)
            if _is_above(unit, registered, total):
                yield _finding(REGISTERED_ABOVE_TOTAL, report, unit, registered, total)


def _is_above(unit: UnitFigures, part: str, whole: str) -> bool:
    numbers = unit.numbers
    return part in numbers and whole in numbers and numbers[part] > numbers[whole]


def _finding(rule: Rule, report: Report, unit: UnitFigures, part: str, whole: str) -> Finding:
    part_figure, whole_figure = unit.by_element[part], unit.by_element[whole]
    elements = data_elements()
    return rule.at(
        part_figure.cell,
        unit=unit.unit.name_on(report.period.end),
        part=elements[part].name_vi,
        part_en=elements[part].name_en,
        part_text=part_figure.printed,
        whole=elements[whole].name_vi,
        whole_en=elements[whole].name_en,
        whole_text=whole_figure.printed,
        whole_cell=whole_figure.cell,
    )
