"""`withdraw`, `workflow`, `deadline` and `audit`: what happens to reports after they are stored."""

import argparse
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd

from khuyenhoc.access.scope import Scope
from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.domain.org_units import all_units, org_unit_id, unit_with_code
from khuyenhoc.domain.periods import InvalidPeriodError, Period
from khuyenhoc.domain.workflow import Step, ready_for
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.submissions import withdraw_submission
from khuyenhoc.store.workflow import report_states, set_deadline, take_step


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    withdraw = subcommands.add_parser("withdraw", help="rút lại một lần nộp · take a submission back")
    withdraw.add_argument("receipt")
    withdraw.add_argument("--reason", required=True, help="lý do · why")
    _add_person(withdraw)
    withdraw.set_defaults(run=_withdraw)

    workflow = subcommands.add_parser("workflow", help="nộp, trả lại, duyệt, khóa · steps of the approval")
    steps = ["status", *(str(step) for step in Step)]
    workflow.add_argument("step", choices=steps, help="bước, hoặc xem tình trạng · the step, or the state")
    _add_report(workflow)
    workflow.add_argument("--units", nargs="+", metavar="CODE", help="mã đơn vị · codes; none: the province")
    workflow.add_argument(
        "--all-units", action="store_true", help="mọi đơn vị đang chờ bước này · every unit that waits for it"
    )
    workflow.add_argument("--reason", default="")
    _add_person(workflow)
    workflow.set_defaults(run=_workflow)

    deadline = subcommands.add_parser("deadline", help="đặt hạn nộp · set the day to report by")
    _add_report(deadline)
    deadline.add_argument("--unit", metavar="CODE", help="ngoại lệ cho một đơn vị · an exception")
    deadline.add_argument("--date", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
    deadline.add_argument("--reason", default="")
    _add_person(deadline)
    deadline.set_defaults(run=_deadline)

    audit = subcommands.add_parser("audit", help="nhật ký ai làm gì khi nào · who did what, when")
    audit.add_argument("--since", metavar="YYYY-MM-DD", type=date.fromisoformat)
    audit.add_argument("--until", metavar="YYYY-MM-DD", type=date.fromisoformat)
    audit.add_argument("--province", metavar="ID", action="append")
    audit.add_argument("--format", choices=("csv", "json"), default="csv")
    audit.add_argument("--json", action="store_true", help="như --format json · same as --format json")
    audit.add_argument("--out", type=Path, help="ghi vào tệp · write to a file")
    audit.set_defaults(run=_audit)


def _add_report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--province", metavar="CODE", required=True, help="mã tỉnh · province code")
    parser.add_argument("--period", metavar="P", required=True, help="kỳ báo cáo · e.g. 2025-Q3")


def _add_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", default="command line", help="ai làm · who")
    parser.add_argument("--json", action="store_true")


def _withdraw(options: argparse.Namespace) -> int:
    now = withdraw_submission(
        open_database(), options.receipt, reason=options.reason, withdrawn_by=options.by
    )
    if options.json:
        print_json({"receipt": options.receipt, "withdrawn_now": now})
    else:
        print("Đã rút lại · Withdrawn." if now else "Đã rút lại từ trước · Was withdrawn before.")
    return 0


def _workflow(options: argparse.Namespace) -> int:
    province_id, period = _report(options)
    if options.step == "status":
        frame = _progress(province_id, period)
        _print_frame(frame, as_json=options.json)
        return 0
    step, units = Step(options.step), [province_id]
    if options.units:
        units = [_unit_id(code, period) for code in options.units]
    elif options.all_units:
        states = report_states(open_database(), province_id, period)
        del states[province_id]
        units = list(ready_for(step, states))
        if not units:
            raise CannotRunError("Không đơn vị nào đang chờ bước này.", "No unit is waiting for this step.")
    taken = take_step(open_database(), step, units, period, by=options.by, reason=options.reason)
    changes = [
        {"org_unit_id": change.org_unit_id, "from": str(change.from_state), "to": str(change.to_state)}
        for change in taken.changes
    ]
    if options.json:
        print_json(changes)
    else:
        for change in changes:
            print(f"{all_units()[change['org_unit_id']].name}: {change['from']} → {change['to']}")
    return 0


def _unit_id(code: str, period: Period) -> str:
    """The unit that has a code in a period; codes are used again by later acts."""
    open_database()  # with the acts that were imported
    unit = unit_with_code(period.vintage, code, period.end)
    return unit.org_unit_id if unit else org_unit_id(period.vintage, code)


def _deadline(options: argparse.Namespace) -> int:
    province_id, period = _report(options)
    unit = _unit_id(options.unit, period) if options.unit else province_id
    set_deadline(open_database(), unit, period, options.date, by=options.by, reason=options.reason)
    if options.json:
        print_json({"org_unit_id": unit, "period": period.period_id, "due_date": options.date.isoformat()})
    return 0


def _audit(options: argparse.Namespace) -> int:
    scope = Scope.of_provinces(*options.province) if options.province else Scope.everything()
    frame = open_database().query(
        "audit", {"scope": scope.as_parameter(), "since": options.since, "until": options.until}
    )
    as_json = options.json or options.format == "json"
    if options.out is None:
        _print_frame(frame, as_json=as_json, as_csv=True)
    elif as_json:
        frame.to_json(options.out, orient="records", force_ascii=False, date_format="iso")
    else:
        # The mark at the start makes Excel read Vietnamese letters right.
        frame.map(_as_text).to_csv(options.out, index=False, encoding="utf-8-sig")
    return 0


def _as_text(cell: object) -> object:
    """A cell that Excel shows and never computes: reasons and file names are what anybody typed."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _progress(province_id: str, period: Period) -> pd.DataFrame:
    today = (datetime.now(UTC) + timedelta(hours=7)).date()
    return open_database().query(
        "report_progress",
        {"scope": None, "province_ids": [province_id], "period_id": period.period_id, "today": today},
    )


def _print_frame(frame: pd.DataFrame, *, as_json: bool, as_csv: bool = False) -> None:
    if as_json:
        print(frame.to_json(orient="records", force_ascii=False, date_format="iso"))
    elif as_csv:
        print(frame.to_csv(index=False, lineterminator="\n"), end="")
    else:
        print(frame[["org_unit_id", "name", "state", "due_date", "arrived_at", "days_late"]].to_string())


def _report(options: argparse.Namespace) -> tuple[str, Period]:
    """Province id and period that the call names.

    Raises:
        CannotRunError: there is no such period or province.
    """
    try:
        period = Period.parse(options.period)
    except InvalidPeriodError as error:
        raise CannotRunError(f"Kỳ báo cáo không hợp lệ: {options.period}.", str(error)) from error
    province_id = org_unit_id(period.vintage, options.province)
    if province_id not in all_units():
        raise CannotRunError(
            f"Không có tỉnh nào mang mã {options.province} trong kỳ này.",
            f"No province has the code {options.province} then.",
        )
    return province_id, period
