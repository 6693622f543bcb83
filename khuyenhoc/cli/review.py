"""`report`: a review of a period as slides, an official report, a workbook or a presentation in one file."""

import argparse
import sys
from pathlib import Path

from khuyenhoc.access.scope import Scope
from khuyenhoc.cli.arguments import period_of
from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.org_units import OrgUnit, all_units, org_unit_id
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.domain.subject import Subject
from khuyenhoc.i18n import LANGUAGES, Translator
from khuyenhoc.review.exports import KINDS, READY, READY_KINDS, build_export, build_ready
from khuyenhoc.review.facts import Facts
from khuyenhoc.store.answers import answer
from khuyenhoc.store.letterheads import fetch_letterhead
from khuyenhoc.store.opened import open_database


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("report", help="xuất báo cáo, trình chiếu · write a report or slides")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--province", metavar="CODE", required=True, help="mã tỉnh · province code, e.g. 56")
    parser.add_argument("--period", metavar="P", required=True, help="kỳ báo cáo · period, e.g. 2026-Q3")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.add_argument(
        "--about",
        choices=("review", *READY),
        default="review",
        help="fund: công khai quỹ (NĐ 03/2026) · the fund's publication; "
        "learning: phụ lục xã hội học tập · learning-society annex",
    )
    parser.add_argument("--year-to-date", action="store_true", help="cộng từ đầu năm · since 1 January")
    parser.add_argument(
        "--lens",
        choices=[str(lens) for lens in Lens],
        default=str(Lens.REPORTED),
        help="địa giới để đọc số liệu · the map that figures are read on",
    )
    parser.add_argument(
        "--shape", choices=("16:9", "4:3"), default="16:9", help="khổ trang chiếu · of slides"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="vi")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    period = period_of(options.period)
    province = _province(options.province, period)
    letterhead = fetch_letterhead(open_database(), province.org_unit_id)
    facts = Facts(Subject(province, period), _fetch, options.year_to_date, Lens(options.lens), letterhead)
    if not facts.reported_units:
        vi, en = "Chưa có số liệu của kỳ này.", "There are no figures of this period."
        raise CannotRunError(vi, en)
    content = _content(options, facts)
    try:
        options.out.write_bytes(content)
    except OSError as error:
        raise CannotRunError(f"Không ghi được tệp: {error}", f"Cannot write the file: {error}") from error
    if options.json:
        print_json({"file": str(options.out), "kind": options.kind, "bytes": len(content)})
    else:
        print(options.out)
    return 0


def _content(options: argparse.Namespace, facts: Facts) -> bytes:
    t = Translator(options.language)
    if options.about == "review":
        return build_export(options.kind, facts, t, shape=options.shape, progress=_progress)
    if options.kind not in READY_KINDS:
        kinds = ", ".join(READY_KINDS)
        raise CannotRunError(f"Báo cáo này có dạng {kinds}.", f"This report comes as {kinds}.")
    return build_ready(options.about, options.kind, facts, t, progress=_progress)


def _progress(share: float) -> None:
    if sys.stderr.isatty():
        print(f"\r{share:4.0%}", end="", file=sys.stderr)


def _fetch(name: str, **parameters: object) -> object:
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in parameters.items()}
    return answer(open_database(), name, Scope.everything(), plain)


def _province(code: str, period: Period) -> OrgUnit:
    """The present province of a code; before the reform also a former one that has none by that code."""
    for vintage in (Vintage.REFORM, period.vintage):
        found = all_units().get(org_unit_id(vintage, code))
        if found is not None and not found.parent_id:
            return found
    raise CannotRunError(f"Không có tỉnh mã {code}.", f"There is no province {code}.")
