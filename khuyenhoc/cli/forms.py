"""`form`: a report form of a province and period, to be filled in and returned."""

import argparse
from pathlib import Path

from khuyenhoc.access.scope import Scope
from khuyenhoc.cli.arguments import period_of
from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.domain.org_units import all_units, org_unit_id, reporting_to
from khuyenhoc.domain.periods import Period
from khuyenhoc.home import home_folder
from khuyenhoc.reports.form import report_form
from khuyenhoc.reports.form_columns import UnknownElementError
from khuyenhoc.store.acts import take_up_from_ledger
from khuyenhoc.store.opened import open_database


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("form", help="tạo biểu mẫu để điền · write a form to fill in")
    parser.add_argument("--province", metavar="CODE", required=True, help="mã tỉnh · province code, e.g. 56")
    parser.add_argument("--period", metavar="P", required=True, help="kỳ báo cáo · period, e.g. 2025-Q3")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="tệp .xlsx · the .xlsx file")
    parser.add_argument(
        "--elements", metavar="A,B", help="chỉ tiêu cần hỏi, mặc định tất cả · data elements, default all"
    )
    parser.add_argument(
        "--last", metavar="P", help="kỳ đã nộp để đối chiếu · stored period shown beside the cells"
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_form)


def _form(options: argparse.Namespace) -> int:
    take_up_from_ledger(home_folder())
    period = period_of(options.period)
    province_id = _province_id(options.province, period)
    last_values = _stored_values(province_id, period_of(options.last)) if options.last else None
    elements = options.elements.split(",") if options.elements else None
    try:
        content = report_form(province_id, period, elements=elements, last_values=last_values)
    except UnknownElementError as error:
        vi, en = f"Không có chỉ tiêu này: {error}.", f"There is no such data element: {error}."
        raise CannotRunError(vi, en) from error
    _write(options.out, content)
    units = len(reporting_to(province_id, period.end))
    if options.json:
        print_json(
            {
                "file": str(options.out),
                "province": options.province,
                "period": period.period_id,
                "units": units,
                "bytes": len(content),
            }
        )
    else:
        name = all_units()[province_id].name_on(period.end)
        print(f"{options.out}: {name} · {period.period_id} · {units} đơn vị/units")
    return 0


def _province_id(code: str, period: Period) -> str:
    province_id = org_unit_id(period.vintage, code)
    if province_id in all_units():
        return province_id
    vi = f"Kỳ {period.period_id} không có tỉnh nào mang mã {code}."
    raise CannotRunError(vi, f"No province has the code {code} in {period.period_id}.")


def _stored_values(province_id: str, last: Period) -> dict[tuple[str, str], float]:
    """What is stored of a period, by org unit id and data element; amounts in đồng."""
    scope = Scope.of_provinces(province_id).as_parameter()
    parameters = {"scope": scope, "province_id": province_id, "period_id": last.period_id}
    frame = open_database().query("stored_values", parameters).dropna(subset=["value"])
    return {(row.org_unit_id, row.data_element): float(row.value) for row in frame.itertuples()}


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        vi, en = f"Không ghi được tệp {path}: {error.strerror}.", f"Cannot write {path}: {error.strerror}."
        raise CannotRunError(vi, en) from error
