"""`demo`: fills an empty store with the synthetic demo, through the same intake as any report."""

import argparse
import sys

from khuyenhoc.cli.output import print_json
from khuyenhoc.store.beginning import is_untouched
from khuyenhoc.store.demo import is_empty, load_demo
from khuyenhoc.store.opened import open_database


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("demo", help="nạp số liệu minh họa · fill an empty store with the demo")
    parser.add_argument(
        "--if-empty",
        action="store_true",
        help="kho đã dùng rồi thì không làm gì · do nothing where anything was ever done",
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    database = open_database()
    # Whoever put the demo aside, or brought a backup back, does not want it at the next start.
    if options.if_empty and not (is_empty(database) and is_untouched(database)):
        return 0
    receipts = load_demo(database, _show_progress)
    print(file=sys.stderr)
    if options.json:
        print_json(receipts)
    return 0


def _show_progress(done: int, count: int) -> None:
    print(f"\r  demo {done}/{count}", end="", file=sys.stderr, flush=True)
