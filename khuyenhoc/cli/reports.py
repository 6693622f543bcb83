"""`check`, `import` and `submissions`: reports in, receipts out."""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from khuyenhoc.access.scope import Scope
from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.domain.org_units import all_units, org_unit_id
from khuyenhoc.domain.periods import InvalidPeriodError, Period, Vintage
from khuyenhoc.home import home_folder
from khuyenhoc.intake.confirmed import MemoryLoader, no_memory
from khuyenhoc.intake.history import HistoryLoader, no_history
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.store.acts import take_up_from_ledger
from khuyenhoc.store.database import DatabaseInUseError
from khuyenhoc.store.history import load_history
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.submissions import Receipt, store_submission
from khuyenhoc.store.wordings import load_memory

# What a person wants to see of a submission; --json gives everything.
_LISTED = (
    "receipt_code",
    "state",
    "province_id",
    "period_id",
    "value_count",
    "submitted_at",
    "submitted_by",
    "file_name",
)


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    check = subcommands.add_parser("check", help="kiểm tra, không lưu · check without storing")
    check.add_argument("file", type=Path)
    _add_overrides(check)
    check.set_defaults(run=_check)

    store = subcommands.add_parser("import", help="kiểm tra rồi lưu · check, then store")
    store.add_argument("files", type=Path, nargs="+")
    _add_overrides(store)
    store.add_argument(
        "--accept-warnings",
        metavar="NAME",
        default="",
        help="người ký nhận cảnh báo · who signs the warnings",
    )
    store.add_argument("--by", metavar="NAME", default="command line", help="người nộp · who submits")
    store.set_defaults(run=_import)

    listing = subcommands.add_parser("submissions", help="các lần nộp · what was stored")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_submissions)


def _add_overrides(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--province", metavar="CODE", help="mã tỉnh · province code, e.g. 56")
    parser.add_argument("--period", metavar="P", help="kỳ báo cáo · period, e.g. 2025-Q3")
    parser.add_argument(
        "--sheet",
        metavar="NAME",
        action="append",
        default=[],
        help="đọc cả trang ẩn này · read this hidden sheet too; may be repeated",
    )
    parser.add_argument("--json", action="store_true")


def read_content(path: Path) -> bytes:
    """Bytes of a file.

    Raises:
        CannotRunError: the file cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        vi, en = f"Không đọc được tệp {path}: {error.strerror}.", f"Cannot read {path}: {error.strerror}."
        raise CannotRunError(vi, en) from error


def _verdict(path: Path, content: bytes, options: argparse.Namespace) -> Verdict:
    try:
        period = Period.parse(options.period) if options.period else None
    except InvalidPeriodError as error:
        vi = f"Kỳ báo cáo không hợp lệ: {options.period}. Viết như 2025-Q3, 2025-H1, 2025-9M hoặc 2025."
        raise CannotRunError(vi, str(error)) from error
    province_id = _province_id(options.province, period)
    history, memory = _earlier_if_open()
    verdict = check_report(
        content,
        path.name,
        province_id=province_id,
        period=period,
        history=history,
        memory=memory,
        sheets=options.sheet,
    )
    _require_hidden(options.sheet, verdict)
    return verdict


def _earlier_if_open() -> tuple[HistoryLoader, MemoryLoader]:
    """Earlier values and confirmed wordings from the store; without them while the dashboard has it open."""
    try:
        database = open_database()
    except DatabaseInUseError:
        take_up_from_ledger(home_folder())
        return no_history, no_memory
    return partial(load_history, database), partial(load_memory, database)


def _require_hidden(sheets: Sequence[str], verdict: Verdict) -> None:
    """A sheet that is not there, or is read anyway, was named by mistake.

    A file that was refused as a whole lists no sheets; its finding says enough.
    """
    missing = [name for name in sheets if name not in verdict.hidden_sheets]
    if missing and verdict.decision is not Decision.REJECTED:
        vi = f"{verdict.file_name} không có trang ẩn nào tên “{missing[0]}”."
        raise CannotRunError(vi, f"{verdict.file_name} has no hidden sheet “{missing[0]}”.")


def _province_id(code: str | None, period: Period | None) -> str | None:
    if code is None:
        return None
    vintages = [period.vintage] if period else [Vintage.REFORM, Vintage.LEGACY]
    for vintage in vintages:
        if org_unit_id(vintage, code) in all_units():
            return org_unit_id(vintage, code)
    vi, en = f"Không có tỉnh nào mang mã {code} trong kỳ này.", f"No province has the code {code} then."
    raise CannotRunError(vi, en)


def _check(options: argparse.Namespace) -> int:
    verdict = _verdict(options.file, read_content(options.file), options)
    if options.json:
        print_json(verdict.as_json())
    else:
        _print_verdict(verdict)
    return 1 if verdict.decision is Decision.REJECTED else 0


def _import(options: argparse.Namespace) -> int:
    results, exit_code = [], 0
    for path in options.files:
        content = read_content(path)
        verdict = _verdict(path, content, options)
        unsigned = verdict.decision is Decision.NEEDS_REVIEW and not options.accept_warnings
        receipt = None
        if verdict.decision is not Decision.REJECTED and not unsigned:
            receipt = store_submission(
                open_database(),
                verdict,
                content,
                submitted_by=options.by,
                warnings_signed_by=options.accept_warnings,
            )
        exit_code = exit_code if receipt else 1
        results.append(verdict.as_json() | {"receipt": receipt.receipt_code if receipt else None})
        if not options.json:
            _print_verdict(verdict)
            _print_receipt(receipt, unsigned=unsigned)
    if options.json:
        print_json(results[0] if len(results) == 1 else results)
    return exit_code


def _submissions(options: argparse.Namespace) -> int:
    frame = open_database().query("submissions", {"scope": Scope.everything().as_parameter()})
    if options.json:
        print(frame.to_json(orient="records", force_ascii=False, date_format="iso"))
    else:
        print(frame[list(_LISTED)].to_string(index=False))
    return 0


def _print_verdict(verdict: Verdict) -> None:
    units = {value.org_unit_id for value in verdict.values}
    period = verdict.period.period_id if verdict.period else "?"
    province = all_units()[verdict.province_id].name if verdict.province_id else "?"
    print(f"{verdict.file_name}: {verdict.decision} · {province} · {period}")
    print(f"  {len(verdict.values)} giá trị/values · {len(units)} đơn vị/units")
    for finding in verdict.findings:
        print(f"  [{finding.severity}] {finding.cell}: {finding.message_vi}\n    {finding.message_en}")


def _print_receipt(receipt: Receipt | None, *, unsigned: bool) -> None:
    if receipt is not None:
        repeat = " (đã nộp trước đó · stored before)" if receipt.is_repeat else ""
        print(f"  Biên nhận/Receipt: {receipt.receipt_code}{repeat}")
    elif unsigned:
        print("  Chưa lưu: có cảnh báo. Dùng --accept-warnings TÊN để ký nhận.")
        print("  Not stored: there are warnings. Sign them with --accept-warnings NAME.")
    else:
        print("  Chưa lưu gì. · Nothing was stored.")
