"""`bench`: our time over the time of what cannot be faster, both taken in the same run."""

import argparse

from khuyenhoc.bench.machine import describe_machine
from khuyenhoc.bench.run import run_bench
from khuyenhoc.bench.table import HEADING, line_of, line_of_machine
from khuyenhoc.cli.faults import add_faults
from khuyenhoc.cli.output import print_json
from khuyenhoc.cli.shared_bench import add_shared


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("bench", help="đo tốc độ · measure speed as ratios")
    parser.add_argument("--quick", action="store_true", help="đo nhanh, dưới một phút · under a minute")
    parser.add_argument(
        "--only",
        metavar="PREFIX",
        default="",
        help="chỉ đo phần này · only: check, import, query, refuse, memory …",
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_bench)
    what = parser.add_subparsers(metavar="faults, shared")
    add_faults(what)
    add_shared(what)


def _bench(options: argparse.Namespace) -> int:
    """Exit code 0 whatever the ratios: a busy machine is no failure. Each says if it is within its bar."""
    machine = describe_machine()
    ratios = run_bench(is_quick=options.quick, only=options.only)
    if options.json:
        print_json({"machine": machine, "ratios": [ratio.as_json() for ratio in ratios]})
        return 0
    print(line_of_machine(machine))
    print(HEADING)
    for ratio in ratios:
        print(line_of(ratio), flush=True)
    return 0
