"""The command line: for officers who automate, and for tests.

Exit codes: 0 done; 1 a file was rejected; 2 the call is wrong or cannot be carried out now.
"""

import argparse
import io
import sys
from collections.abc import Sequence

from khuyenhoc import __version__
from khuyenhoc.address import StoreAddressError
from khuyenhoc.cli import (
    accounts,
    adapting,
    approval,
    bench,
    boundaries,
    demo,
    export,
    figures,
    forms,
    history,
    keeping,
    reports,
    review,
    serving,
    stores,
)
from khuyenhoc.cli.output import CannotRunError, print_error
from khuyenhoc.cli.parser import BilingualParser, word_common_options
from khuyenhoc.store.errors import StoreError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and give back its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A Windows console would otherwise fail on Vietnamese letters.
        sys.stdout.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (CannotRunError, StoreAddressError, StoreError) as error:
        print_error(error.vi, error.en)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = BilingualParser(
        prog="python -m khuyenhoc",
        description="Bảng điều khiển Khuyến học · Khuyến học dashboard",
    )
    parser.add_argument(
        "--version", action="version", version=__version__, help="số phiên bản · the version's number"
    )
    subcommands = parser.add_subparsers(required=True, metavar="LỆNH/COMMAND")
    figure_modules = (reports, forms, approval, keeping, figures, history, review)
    modules = (*figure_modules, adapting, export, demo, boundaries, bench, accounts, serving, stores)
    for module in modules:
        module.add_subcommands(subcommands)
    word_common_options(parser)
    return parser
