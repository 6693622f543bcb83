"""From an export and its mapping to the figures of a report form. Nothing of the export is kept."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.org_units import reporting_to
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.adapter.counting import Tally
from khuyenhoc.intake.adapter.mapping import read_mapping
from khuyenhoc.intake.children import parse_in_child
from khuyenhoc.intake.refusals import Refused

_CHILD = Path(__file__).with_name("counting_child.py")
_SECONDS = 60.0
_SOURCE = "the mapping of the export"

NOT_READ = Rule(
    "adapter_not_read",
    Severity.ERROR,
    _SOURCE,
    "Không đọc được tệp ({rule}). Vì tệp có thể chứa dữ liệu cá nhân, nội dung không được nhắc lại ở đây. "
    "Hãy mở tệp bằng Excel, lưu lại thành .xlsx rồi thử lại.",
    "The file could not be read ({rule}). As it may hold personal data, nothing of it is repeated here. Open "
    "it in Excel, save it as .xlsx, and try again.",
)
MISSING_COLUMN = Rule(
    "adapter_missing_column",
    Severity.ERROR,
    _SOURCE,
    "Hàng tiêu đề {row} không có đúng một cột “{column}” mà bản ánh xạ nêu. Hãy sửa bản ánh xạ (heading_row, "
    "sheet, tên cột).",
    "Row {row} does not have exactly one column “{column}” as the mapping says. Correct the mapping "
    "(heading_row, sheet, the column's name).",
)
UNKNOWN_UNITS = Rule(
    "adapter_unknown_units",
    Severity.ERROR,
    _SOURCE,
    "{count} dòng không thuộc đơn vị nào của tỉnh (dòng {rows}…). Hãy sửa tên hoặc mã đơn vị, lọc các dòng "
    'ấy bằng filters, hoặc ghi other_units = "skip".',
    "{count} rows name no unit of the province (rows {rows}…). Correct the names or codes, leave those rows "
    'out with filters, or say other_units = "skip".',
)
NOT_A_NUMBER = Rule(
    "adapter_not_a_number",
    Severity.ERROR,
    _SOURCE,
    "Ô {address} phải là số.",
    "Cell {address} must hold a number.",
)
NOTHING_COUNTED = Rule(
    "adapter_nothing_counted",
    Severity.ERROR,
    _SOURCE,
    "Không dòng nào được tính. Hãy xem lại filters và heading_row của bản ánh xạ.",
    "No row was counted. Look at the mapping's filters and heading_row.",
)


@dataclass(frozen=True)
class Adapted:
    """What an export says.

    Attributes:
        rows: rows that were looked at, after the mapping's filters.
        figures: (org unit id, data element) -> value, amounts in đồng; as `report_form` takes them.
        findings: why it cannot be used; then there are no figures.
    """

    rows: int
    figures: dict[tuple[str, str], float]
    findings: tuple[Finding, ...]


def adapt(content: bytes, file_name: str, mapping_text: str, province_id: str, period: Period) -> Adapted:
    """Count an export in a child process.

    Args:
        content: the export's bytes; whatever personal data it holds stays in the child and ends with it.
        mapping_text: as `read_mapping` takes it.

    Raises:
        MappingError: the mapping cannot be used.
    """
    mapping = read_mapping(mapping_text)
    units = [
        (unit.org_unit_id, unit.code, unit.name_on(period.end), unit.short_name, unit.type)
        for unit in reporting_to(province_id, period.end)
    ]
    question = json.dumps({"name": Path(file_name).name, "mapping": mapping_text, "units": units})
    try:
        answer = parse_in_child(question, content, seconds=_SECONDS, script=_CHILD)[0]
    except Refused as refusal:
        return Adapted(0, {}, (refusal.finding,))
    if "refused_by" in answer:
        return Adapted(0, {}, (NOT_READ.at("", rule=answer["refused_by"]),))
    tally = Tally(**answer)
    findings = tuple(_problems(tally, mapping.heading_row))
    if findings:
        return Adapted(tally.rows, {}, findings)
    figures = {
        (unit, element): float(value)
        for unit, elements in tally.figures.items()
        for element, value in elements.items()
    }
    return Adapted(tally.rows, figures, ())


def _problems(tally: Tally, heading_row: int) -> Iterator[Finding]:
    for column in tally.missing_columns:
        yield MISSING_COLUMN.at("", column=column, row=heading_row)
    if tally.missing_columns:
        return
    if tally.unknown_rows:
        rows = ", ".join(map(str, tally.first_unknown))
        yield UNKNOWN_UNITS.at("", count=tally.unknown_rows, rows=rows)
    for cell in tally.bad_cells:
        yield NOT_A_NUMBER.at(cell, address=cell)
    if not tally.figures and not tally.unknown_rows:
        yield NOTHING_COUNTED.at("")
