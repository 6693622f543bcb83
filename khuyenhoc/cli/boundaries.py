"""`boundaries build|import|forget|status`: the shapes of the maps."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.geography.boundaries import (
    BoundaryStatus,
    boundary_status,
    build_boundaries,
    forget_official,
    import_boundaries,
)
from khuyenhoc.geography.errors import BoundaryError
from khuyenhoc.home import home_folder
from khuyenhoc.i18n import Translator
from khuyenhoc.store.acts import take_up_from_ledger

if TYPE_CHECKING:
    from khuyenhoc.geography.agreement import Agreement
    from khuyenhoc.geography.compare import LayerReport
    from khuyenhoc.geography.quality import Quality

# So many units of a list are printed; --json has them all.
_MOST_PRINTED = 10


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("boundaries", help="ranh giới trên bản đồ · the shapes of the maps")
    actions = parser.add_subparsers(required=True, metavar="build|import|forget|status")
    runs = {
        "build": (_build, "dựng ranh giới trên máy này · make the shapes on this machine"),
        "import": (_import, "dùng ranh giới từ một tệp · use the boundaries of a file"),
        "forget": (_forget, "bỏ ranh giới đã nhập · drop what was imported"),
        "status": (_status, "đang dùng ranh giới nào · which boundaries are in use"),
    }
    for name, (run, words) in runs.items():
        action = actions.add_parser(name, help=words)
        action.add_argument("--json", action="store_true")
        action.set_defaults(run=run)
        if name == "import":
            kinds = "GeoJSON, GeoPackage, Shapefile, GeoParquet, zip"
            action.add_argument("path", type=Path, help=f"tệp ranh giới · file of boundaries: {kinds}")
            action.add_argument(
                "--vintage", choices=("legacy", "reform"), help="bản đồ thời kỳ nào · of which map"
            )
        if name == "status":
            action.add_argument("--quality", action="store_true", help="đo chất lượng · measure the shapes")
            action.add_argument(
                "--against", metavar="FOLDER", type=Path, help="ranh giới khác để so · a set to compare with"
            )
            action.add_argument(
                "--vintage", choices=("legacy", "reform"), help="bản đồ thời kỳ nào · of which map"
            )


def _build(options: argparse.Namespace) -> int:
    try:
        status = build_boundaries(None if options.json else _draw_progress)
    except BoundaryError as error:
        vi = f"Không dựng được ranh giới ({error}). Các trang khác vẫn dùng được; chỉ bản đồ còn trống."
        en = f"The boundaries could not be built ({error}). Every page but the map still works."
        raise CannotRunError(vi, en) from error
    if not options.json:
        print(file=sys.stderr)
    return _print(status, options)


def _import(options: argparse.Namespace) -> int:
    """Exit code 1 when a shape was refused: the rest is used."""
    # Codes that an imported act made are known as well.
    take_up_from_ledger(home_folder())
    try:
        reports = import_boundaries(
            options.path, vintage=options.vintage, progress=None if options.json else _draw_progress
        )
    except BoundaryError as error:
        vi = f"Không nhập được ranh giới ({error}). Ranh giới đang dùng giữ nguyên."
        en = f"The boundaries could not be imported ({error}). Those in use stay as they are."
        raise CannotRunError(vi, en) from error
    if options.json:
        print_json({"layers": [asdict(report) for report in reports]})
    else:
        print(file=sys.stderr)
        for report in reports:
            _print_report(report)
    return 1 if any(report.refused for report in reports) else 0


def _forget(options: argparse.Namespace) -> int:
    return _print(forget_official(), options)


def _status(options: argparse.Namespace) -> int:
    status = boundary_status()
    if not options.quality and not options.against:
        return _print(status, options)
    from khuyenhoc.geography.quality import measure_quality

    if not status.cache_folder.is_dir():
        raise CannotRunError(
            "Chưa dựng ranh giới; chạy: python -m khuyenhoc boundaries build",
            "The boundaries are not built; run: python -m khuyenhoc boundaries build",
        )
    if options.against:
        return _compare(status, options)
    quality = measure_quality(status.cache_folder, status.web_folder)
    if options.json:
        print_json(asdict(quality))
    else:
        _print_quality(quality)
    return 0


def _compare(status: BoundaryStatus, options: argparse.Namespace) -> int:
    """Exit code 1 when a layer is worse than expected, and the other set fine enough to say so."""
    from khuyenhoc.geography.agreement import Verdict, measure_against

    try:
        found = measure_against(status.cache_folder, options.against, options.vintage)
    except BoundaryError as error:
        vi = f"Không so được với {options.against} ({error})."
        raise CannotRunError(vi, f"Cannot compare with {options.against} ({error}).") from error
    if options.json:
        layers = [{**asdict(each), "verdict": each.verdict} for each in found]
        print_json({"against": str(options.against), "layers": layers})
    else:
        for each in found:
            _print_agreement(each)
    return 1 if any(each.verdict in (Verdict.BELOW, Verdict.NOTHING) for each in found) else 0


def _print_agreement(found: "Agreement") -> None:
    signs = {"reached": "✓", "too_coarse": "?"}
    how = {"code": "mã · code", "name": "tên · name", "union": "gộp tỉnh cũ · union of former"}
    median = "–" if found.median is None else f"{found.median:.3f}"
    print(f"{signs.get(found.verdict, '✗')} {found.layer:<18}{found.compared:>6}  ", end="")
    print(f"trung vị · median IoU {median} (≥ {found.expected_median}); ", end="")
    print(", ".join(f"≥{level}: {share:.1%}" for level, share in found.shares.items()))
    print(f"    khớp theo · matched by: {how[found.matched_by]}", end="")
    print(f"; thiếu · missing {found.without_shape}, lạ · unknown {found.unknown_codes}")
    if found.approximate_median is not None:
        print(f"    gần đúng · approximate: {found.approximate_median:.3f}")
    if found.detail is not None:
        detail = found.detail
        print(
            f"    độ chi tiết của bộ kia cho phép · its detail allows: {detail.reachable_median:.3f}", end=""
        )
        print(f" ({detail.corners} đỉnh · corners); cách đường của ta · from our border: ", end="")
        print(f"{detail.corner_distance_m:.0f} m, ≤100 m: {detail.corners_within_100_m:.1%}")
    print("    kém nhất · worst: " + ", ".join(f"{unit} {value:.2f}" for unit, value in found.worst[:5]))


def _print(status: BoundaryStatus, options: argparse.Namespace) -> int:
    if options.json:
        print_json(
            {name: str(value) if name.endswith("folder") else value for name, value in asdict(status).items()}
        )
        return 0
    if status.is_built:
        print("Ranh giới đã dựng. · The boundaries are built.")
        for layer, sources in status.sources.items():
            print(f"  {layer:<18}" + ", ".join(f"{source} {count}" for source, count in sources.items()))
        print(f"  {'≈ gần đúng · approximate':<30}{status.approximate}")
    else:
        print("Ranh giới chưa dựng; chạy: python -m khuyenhoc boundaries build")
        print("The boundaries are not built; run: python -m khuyenhoc boundaries build")
    return 0


def _print_report(report: "LayerReport") -> None:
    print(f"{report.layer}: {report.accepted}/{report.features} hình dùng được · shapes used")
    if report.median_overlap is not None:
        print(
            f"  trùng với hình dựng sẵn (trung vị) · median overlap with derived: {report.median_overlap:.3f}"
        )
    lists = {
        "thiếu, dùng hình dựng sẵn · missing, derived shape kept": report.missing,
        "mã không có · unknown codes": report.unknown_codes,
        "tên khác, đúng chỗ · other name, right place": [" = ".join(pair) for pair in report.renamed],
        "bỏ, sai tên hoặc sai chỗ · refused, other name or place": [
            f"{unit} = {name} ({reason})" for unit, name, reason in report.refused
        ],
        "diện tích lệch quá 25% · area differs by more than 25%": [
            f"{unit}: {ours} → {theirs} km²" for unit, ours, theirs in report.area_differences
        ],
    }
    for heading, items in lists.items():
        if items:
            shown = ", ".join(items[:_MOST_PRINTED])
            more = f" … (+{len(items) - _MOST_PRINTED})" if len(items) > _MOST_PRINTED else ""
            print(f"  {heading}: {len(items)}\n    {shown}{more}")


def _print_quality(quality: "Quality") -> None:
    print(f"đa giác nguồn · source polygons {quality.polygons}, không khớp · unmatched 0")
    print(
        f"xã cũ bị chia · divided former communes {quality.divided_communes}, "
        f"xã nay gần đúng · approximate present communes {quality.approximate_communes}"
    )
    print(
        f"tỷ lệ chia · shares of divided communes {quality.divided_pairs}, "
        f"lệch nhiều nhất · largest difference {quality.largest_share_difference:.4f}"
    )
    sign = "✗" if quality.wrong_rings or not quality.web_files else "✓"
    print(f"{sign} tệp web · web files {quality.web_files}, vòng sai · wrong rings {quality.wrong_rings}")
    for layer in quality.layers:
        against = (
            f"; trung vị IoU {layer.median_overlap:.3f} trên {layer.official_units} hình nhập vào · imported"
            if layer.median_overlap is not None
            else "; chưa có hình độc lập để so · nothing imported to compare with"
        )
        sign = "✓" if layer.is_valid_coverage and not layer.invalid_shapes and not layer.pinholes else "✗"
        print(f"{sign} {layer.layer:<18}{layer.units:>6}  lỗ kim · pinholes {layer.pinholes}{against}")


def _draw_progress(fraction: float, step: str) -> None:
    bar = "█" * round(fraction * 30)
    words = Translator("vi")(f"boundaries.{step}")
    print(f"\r  [{bar:<30}] {fraction:4.0%} {words:<28}", end="", file=sys.stderr, flush=True)
