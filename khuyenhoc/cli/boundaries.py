"""`boundaries build|status`: the shapes of the maps."""

import argparse
import sys
from dataclasses import asdict

from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.geography.boundaries import BoundaryStatus, boundary_status, build_boundaries
from khuyenhoc.geography.errors import BoundaryError
from khuyenhoc.i18n import Translator


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("boundaries", help="ranh giới trên bản đồ · the shapes of the maps")
    actions = parser.add_subparsers(required=True, metavar="build|status")
    for name, run in (("build", _build), ("status", _status)):
        action = actions.add_parser(name)
        action.add_argument("--json", action="store_true")
        action.set_defaults(run=run)


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


def _status(options: argparse.Namespace) -> int:
    return _print(boundary_status(), options)


def _print(status: BoundaryStatus, options: argparse.Namespace) -> int:
    if options.json:
        print_json(
            {name: str(value) if name.endswith("folder") else value for name, value in asdict(status).items()}
        )
        return 0
    if status.is_built:
        print("Ranh giới đã dựng. · The boundaries are built.")
    else:
        print("Ranh giới chưa dựng; chạy: python -m khuyenhoc boundaries build")
        print("The boundaries are not built; run: python -m khuyenhoc boundaries build")
    return 0


def _draw_progress(fraction: float, step: str) -> None:
    bar = "█" * round(fraction * 30)
    words = Translator("vi")(f"boundaries.{step}")
    print(f"\r  [{bar:<30}] {fraction:4.0%} {words:<28}", end="", file=sys.stderr, flush=True)
