"""`crosswalk import|template|acts|withdraw`: acts after the release, from a sheet."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.intake.act_sheet import ActSheet, read_act_sheet
from khuyenhoc.reports.act_form import act_form, act_form_csv
from khuyenhoc.store.acts import import_acts, imported_acts, withdraw_last_act
from khuyenhoc.store.opened import open_database


def add_options(parser: argparse.ArgumentParser) -> None:
    """What these need besides the file, which stands where TO does."""
    parser.add_argument("--by", metavar="NAME", default="", help="ai nhập, ai thu hồi · who signs")
    parser.add_argument("--reason", metavar="TEXT", default="", help="vì sao thu hồi · why it is withdrawn")
    parser.add_argument(
        "--check", action="store_true", help="import: chỉ đọc, không lưu · read only, store nothing"
    )


def _import(options: argparse.Namespace) -> int:
    """Exit code 1 when the file is refused."""
    path = Path(options.target)
    try:
        content = path.read_bytes()
    except OSError as error:
        vi, en = f"Không đọc được tệp {path}.", f"Cannot read {path}: {error.strerror}."
        raise CannotRunError(vi, en) from error
    database = open_database()
    sheet = read_act_sheet(content, path.name)
    is_stored = not sheet.findings and not options.check
    if is_stored:
        import_acts(database, sheet.rows, by=options.by, file_name=path.name)
    _print(sheet, options, is_stored=is_stored)
    return 1 if sheet.findings else 0


def _print(sheet: ActSheet, options: argparse.Namespace, *, is_stored: bool) -> None:
    if options.json:
        print_json(
            {
                "stored": is_stored,
                "rows": [row.as_entry() for row in sheet.rows],
                "findings": [asdict(finding) for finding in sheet.findings],
            }
        )
        return
    for finding in sheet.findings:
        print(f"{finding.cell}: {finding.message_vi}\n    {finding.message_en}")
    for row in sheet.rows:
        share = f" × {row.weight}" if row.weight else ""
        print(f"{row.event_date} {row.kind}: {row.from_id} → {row.to_id} {row.name}{share}")
    if is_stored:
        print(f"Đã lưu {len(sheet.rows)} hàng. · {len(sheet.rows)} rows stored.")


def _template(options: argparse.Namespace) -> int:
    """An .xlsx form, or a .csv one where the file is named so."""
    path = Path(options.target or "sap_xep_don_vi.xlsx")
    try:
        path.write_bytes(act_form_csv() if path.suffix.casefold() == ".csv" else act_form())
    except OSError as error:
        vi, en = f"Không ghi được tệp {path}.", f"Cannot write {path}: {error.strerror}."
        raise CannotRunError(vi, en) from error
    print_json({"file": str(path)}) if options.json else print(path)
    return 0


def _acts(options: argparse.Namespace) -> int:
    acts = imported_acts(open_database())
    if options.json:
        print_json({"acts": [asdict(act) for act in acts]})
    for act in () if options.json else acts:
        print(f"{act.event_date}  {act.legal_act}  ({act.units} hàng/rows)")
    return 0


def _withdraw(options: argparse.Namespace) -> int:
    act = withdraw_last_act(open_database(), by=options.by, reason=options.reason)
    if options.json:
        print_json({"withdrawn": asdict(act)})
    else:
        print(f"Đã thu hồi · withdrawn: {act.event_date} {act.legal_act}")
    return 0


# What stands where FROM does -> what runs.
RUNS: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "template": _template,
    "acts": _acts,
    "withdraw": _withdraw,
}
