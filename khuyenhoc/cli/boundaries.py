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
from khuyenhoc.i18n import Translator

if TYPE_CHECKING:
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
    quality = measure_quality(status.cache_folder)
    if options.json:
        print_json(asdict(quality))
    else:
        _print_quality(quality)
    return 0


def _compare(status: BoundaryStatus, options: argparse.Namespace) -> int:
    """Exit code 1 when a layer is worse than expected."""
    from khuyenhoc.geography.agreement import measure_against

    try:
        found = measure_against(status.cache_folder, options.against, options.vintage)
    except BoundaryError as error:
        vi = f"Không so được với {options.against} ({error})."
        raise CannotRunError(vi, f"Cannot compare with {options.against} ({error}).") from error
    if options.json:
        layers = [{**asdict(each), "is_as_expected": each.is_as_expected} for each in found]
        print_json({"against": str(options.against), "layers": layers})
    for each in () if options.json else found:
        sign = "✓" if each.is_as_expected else "✗"
        median = "–" if each.median is None else f"{each.median:.3f}"
        print(f"{sign} {each.layer:<18}{each.compared:>6}  trung vị · median IoU {median}", end="")
        print(f" (≥ {each.expected_median}); " + ", ".join(f"≥{k}: {v:.1%}" for k, v in each.shares.items()))
        if each.approximate_median is not None:
            print(f"    gần đúng · approximate: {each.approximate_median:.3f}")
        print(f"    thiếu · missing {each.without_shape}, mã lạ · unknown codes {each.unknown_codes}")
        print("    kém nhất · worst: " + ", ".join(f"{u} {value:.2f}" for u, value in each.worst[:5]))
    return 0 if all(each.is_as_expected for each in found) else 1


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
