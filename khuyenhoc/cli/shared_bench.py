"""`bench shared`: what a shared store costs, and how several processes get on with it."""

import argparse
import tempfile
from pathlib import Path

from khuyenhoc.address import parse_address
from khuyenhoc.cli.output import CannotRunError, print_json


def add_shared(what: argparse._SubParsersAction) -> None:
    """Register `shared` below `bench`."""
    shared = what.add_parser("shared", help="đo kho dùng chung · measure a shared store, which must be empty")
    shared.add_argument(
        "--store",
        required=True,
        metavar="ADDRESS",
        help="kho chung · the shared store: ducklake:postgresql://…?data=…",
    )
    shared.add_argument("--processes", type=int, default=2, metavar="N", help="0: chỉ đo tỉ lệ · ratios only")
    shared.add_argument("--seconds", type=float, default=20.0, help="đo bao lâu · for how long")
    shared.add_argument("--quick", action="store_true")
    shared.add_argument("--json", action="store_true")
    shared.set_defaults(run=_shared)


def _shared(options: argparse.Namespace) -> int:
    # Loaded when asked for, like those of `bench`.
    from khuyenhoc.bench.machine import describe_machine
    from khuyenhoc.bench.measuring import measure
    from khuyenhoc.bench.processes import run_processes
    from khuyenhoc.bench.run import QUICK_RUNS, RUNS
    from khuyenhoc.bench.sharing import sharing_cost
    from khuyenhoc.bench.table import HEADING, line_of, line_of_machine

    address = parse_address(options.store)
    if address is None:
        raise CannotRunError("Cần địa chỉ kho dùng chung.", "The address of a shared store is needed.")
    machine, runs, together = describe_machine(), QUICK_RUNS if options.quick else RUNS, None
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
        ratios = []
        if not options.json:
            print(line_of_machine(machine))
            print(HEADING)
        for measurement in sharing_cost(Path(folder), address):
            ratios.append(measure(measurement, runs))
            if not options.json:
                print(line_of(ratios[-1]), flush=True)
        if options.processes > 1:
            found = run_processes(address, Path(folder), processes=options.processes, seconds=options.seconds)
            together = found.as_json()
    if options.json:
        print_json(
            {"machine": machine, "ratios": [ratio.as_json() for ratio in ratios], "processes": together}
        )
    elif together:
        print("  ".join(f"{key} {value}" for key, value in together.items()))
    return 0
