"""Report forms to fill in: of one province and period, with its units, or blank ones for any.

A form carries its province and period as document properties, its data elements in a hidden row and the codes
of its units in a hidden column, so that a returned form is recognised whatever was done to its words.
"""

import io
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time

import xlsxwriter

from khuyenhoc.domain.org_units import Level, OrgUnit, all_units, reporting_to
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.reports.form_columns import form_columns
from khuyenhoc.reports.form_guide import add_guide
from khuyenhoc.reports.form_print import TEXT
from khuyenhoc.reports.form_sheet import Figures, FormContent, FormRow, FormSheet

PROPERTY_FORM, PROPERTY_PROVINCE, PROPERTY_PERIOD = (
    "khuyenhoc_form",
    "khuyenhoc_province",
    "khuyenhoc_period",
)
FORM_VERSION = "1"
BLANK_ROWS = 15

_TITLE = "BIỂU TỔNG HỢP SỐ LIỆU CÔNG TÁC KHUYẾN HỌC"
_BLANK_NAMES = {Level.DISTRICT: "cấp huyện", Level.COMMUNE: "cấp xã"}
# Blank forms belong to no day; a fixed one keeps their bytes the same from build to build.
_NO_DAY = date(2025, 7, 1)


class WrongVintageError(ValueError):
    """A province that is not on the administrative map of the period."""


def report_form(
    province_id: str,
    period: Period,
    *,
    among: Collection[str] | None = None,
    elements: Collection[str] | None = None,
    last_values: Figures | None = None,
    figures: Figures | None = None,
    remarks: Mapping[str, str] | None = None,
) -> bytes:
    """A province's form for a period as an .xlsx file, to be filled in and returned.

    Args:
        province_id: id of a province in the period's vintage.
        period: what is reported; units bear the names in force on its last day.
        among: ids of the only units to list; None for all of the province. Where none of its units is
            among them the form lists all.
        elements: data elements to ask for; None for all of them.
        last_values: (org unit id, data element) -> value of the period before, amounts in đồng; stocks among
            them are shown beside the cells, never as values.
        figures: the same for this period, to be filled in; amounts in đồng.
        remarks: org unit id -> text of the notes, such as "Chưa thành lập Hội".

    Raises:
        WrongVintageError: the province is not one of the period's vintage.
        UnknownElementError: a name in `elements` is no data element, or there are none.
    """
    province = all_units().get(province_id)
    if province is None or province.level is not Level.PROVINCE or province.vintage is not period.vintage:
        message = f"{province_id} is no province of {period.period_id}"
        raise WrongVintageError(message)
    name = province.name_on(period.end)
    content = FormContent(
        letterhead=f"HỘI KHUYẾN HỌC {name.upper()}",
        title=f"{_TITLE} {format_period(period, Translator('vi')).upper()}",
        place=province.short_name,
        columns=form_columns(elements),
        rows=tuple(
            FormRow(unit.org_unit_id, unit.code, unit.name_on(period.end))
            for unit in _units(province_id, period, among)
        ),
        figures=figures or {},
        last_values=last_values or {},
        remarks=remarks or {},
    )
    properties = {PROPERTY_PROVINCE: province_id, PROPERTY_PERIOD: period.period_id}
    return _write(content, period, properties)


def _units(province_id: str, period: Period, among: Collection[str] | None) -> tuple[OrgUnit, ...]:
    units = reporting_to(province_id, period.end)
    return tuple(unit for unit in units if among is None or unit.org_unit_id in among) or units


def blank_form(level: Level, *, elements: Collection[str] | None = None, rows: int = BLANK_ROWS) -> bytes:
    """A form without province, period and unit names, to be filled in by hand or on screen.

    Args:
        level: the tier whose units report: districts or communes.
        elements: data elements to ask for; None for all of them.
        rows: number of empty rows.

    Raises:
        UnknownElementError: a name in `elements` is no data element, or there are none.
    """
    content = FormContent(
        letterhead="HỘI KHUYẾN HỌC .....................................",
        title=f"{_TITLE} {_BLANK_NAMES[level].upper()} QUÝ ......../20......",
        place="................",
        columns=form_columns(elements),
        rows=(FormRow(),) * rows,
    )
    return _write(content, None, {})


def _write(content: FormContent, period: Period | None, properties: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    # The default font is what column widths are measured in.
    default_font = {"font_name": TEXT["font_name"], "font_size": TEXT["font_size"]}
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": default_font,
    }
    day = period.end if period else _NO_DAY
    with xlsxwriter.Workbook(buffer, options) as workbook:
        created = datetime.combine(day, time(), UTC)
        workbook.set_properties({"title": content.title, "author": "", "created": created})
        for name, value in {PROPERTY_FORM: FORM_VERSION, **properties}.items():
            workbook.set_custom_property(name, value, "text")
        FormSheet(workbook, content).write()
        add_guide(workbook, period, TEXT)
    return buffer.getvalue()
