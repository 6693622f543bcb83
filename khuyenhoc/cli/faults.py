"""`bench faults`: kills the program in the middle of its work, again and again, and counts what is lost."""

import argparse
import sys
import time

from khuyenhoc.cli.output import print_json
from khuyenhoc.store.proof.campaign import run_campaign


def add_faults(what: argparse._SubParsersAction) -> None:
    """Register `faults` below `bench`."""
    faults = what.add_parser("faults", help="giết tiến trình rồi đếm mất mát · kill and count losses")
    faults.add_argument("--kills", type=int, default=40, metavar="N", help="bao nhiêu lần · how often")
    faults.add_argument("--seed", type=int, default=1, help="số gieo ngẫu nhiên · random seed")
    faults.add_argument("--json", action="store_true")
    faults.set_defaults(run=_faults)


def _faults(options: argparse.Namespace) -> int:
    """Exit code 1 when anything was lost or wrong; the broken stores are then left for a look."""
    begun = time.monotonic()

    def show(kills: int) -> None:
        print(f"\r  {kills}/{options.kills}", end="", file=sys.stderr, flush=True)

    found = run_campaign(options.kills, seed=options.seed, progress=show)
    print(file=sys.stderr)
    result = {"kills": found.kills, "lost": found.lost, "partial": found.partial}
    details = {
        "doubled": found.doubled,
        "wrong": found.wrong,
        "acknowledged": found.acknowledged,
        "slowest_restart_seconds": round(found.slowest_restart, 2),
        "recoveries": found.recoveries,
        "seconds": round(time.monotonic() - begun, 1),
        "seed": options.seed,
        "faults": found.faults,
    }
    if options.json:
        print_json(result | details)
    else:
        for name, value in (result | details).items():
            print(f"{name}: {value}")
    return 1 if found.faults else 0
