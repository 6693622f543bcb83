"""`adapt`: the export of another program as a report form, which then goes the usual way."""

import argparse
from pathlib import Path

from khuyenhoc.cli.arguments import period_of
from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.domain.org_units import all_units, org_unit_id
from khuyenhoc.home import home_folder
from khuyenhoc.intake.adapter import Adapted, MappingError, adapt, read_mapping
from khuyenhoc.reports.form import report_form
from khuyenhoc.store.acts import take_up_from_ledger


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser(
        "adapt", help="chuyển tệp của phần mềm khác thành biểu báo cáo · another program's export as a form"
    )
    parser.add_argument("file", type=Path, help="tệp xuất từ phần mềm khác · the export")
    parser.add_argument(
        "--mapping", type=Path, required=True, metavar="FILE", help="bản ánh xạ .toml · the mapping"
    )
    parser.add_argument("--period", metavar="P", required=True, help="kỳ báo cáo · period, e.g. 2026-Q3")
    parser.add_argument(
        "--province", metavar="CODE", help="mã tỉnh, nếu bản ánh xạ không ghi · province code"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="biểu .xlsx · the form")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_adapt)


def _adapt(options: argparse.Namespace) -> int:
    take_up_from_ledger(home_folder())
    period = period_of(options.period)
    try:
        text, content = options.mapping.read_text(encoding="utf-8"), options.file.read_bytes()
        mapping = read_mapping(text)
        code = options.province or mapping.province
        province_id = org_unit_id(period.vintage, code)
        if province_id not in all_units():
            raise CannotRunError(
                f"Kỳ {period.period_id} không có tỉnh nào mang mã “{code}”. Hãy ghi --province.",
                f"No province has the code “{code}” in {period.period_id}. Say --province.",
            )
        adapted = adapt(content, options.file.name, text, province_id, period)
        if not adapted.findings:
            elements = [rule.element for rule in mapping.elements]
            options.out.write_bytes(
                report_form(province_id, period, elements=elements, figures=adapted.figures)
            )
    except MappingError as error:
        vi, en = f"Bản ánh xạ {options.mapping}: {error.vi}", f"The mapping {options.mapping}: {error.en}"
        raise CannotRunError(vi, en) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRunError(
            f"Không đọc hay ghi được tệp: {error}.", f"Cannot read or write: {error}."
        ) from error
    _say(adapted, options)
    return 1 if adapted.findings else 0


def _say(adapted: Adapted, options: argparse.Namespace) -> None:
    units = len({unit for unit, _ in adapted.figures})
    if options.json:
        findings = [
            {"rule": one.rule, "cell": one.cell, "message": one.message_vi, "message_en": one.message_en}
            for one in adapted.findings
        ]
        done = None if findings else str(options.out)
        print_json({"file": done, "rows": adapted.rows, "units": units, "findings": findings})
        return
    for one in adapted.findings:
        print(f"✗ {one.message_vi}\n  {one.message_en}")
    if not adapted.findings:
        print(f"{options.out}: {adapted.rows} dòng/rows → {units} đơn vị/units")
        print(f"python -m khuyenhoc check {options.out}")
