"""The command line: for officers who automate, and for tests.

Exit codes: 0 done; 1 a file was rejected; 2 the call is wrong or cannot be carried out now.
"""

import argparse
import io
import sys
from collections.abc import Sequence
from importlib import import_module

from khuyenhoc import __version__
from khuyenhoc.address import StoreAddressError
from khuyenhoc.cli.output import CannotRunError, print_error
from khuyenhoc.cli.parser import BilingualParser, word_common_options
from khuyenhoc.store.errors import StoreError

# In the order of the help.
_MODULES = (
    *("reports", "forms", "approval", "keeping", "figures", "history", "review", "adapting", "export"),
    *("demo", "boundaries", "bench", "accounts", "serving", "stores"),
)
# Somebody waits for the first page: what only other subcommands need is not loaded for it.
_SERVE = "serve"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and give back its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A Windows console would otherwise fail on Vietnamese letters.
        sys.stdout.reconfigure(encoding="utf-8")
    given = sys.argv[1:] if arguments is None else arguments
    names = ("serving",) if given and given[0] == _SERVE else _MODULES
    options = _parser(names).parse_args(given)
    try:
        return options.run(options)
    except (CannotRunError, StoreAddressError, StoreError) as error:
        print_error(error.vi, error.en)
    return 2


def _parser(names: Sequence[str] = _MODULES) -> argparse.ArgumentParser:
    parser = BilingualParser(
        prog="python -m khuyenhoc",
        description="Bảng điều khiển Khuyến học · Khuyến học dashboard",
    )
    parser.add_argument(
        "--version", action="version", version=__version__, help="số phiên bản · the version's number"
    )
    subcommands = parser.add_subparsers(required=True, metavar="LỆNH/COMMAND")
    for name in names:
        import_module(f"khuyenhoc.cli.{name}").add_subcommands(subcommands)
    word_common_options(parser)
    return parser
