"""How the corpus is read: `python -m tests.corpus.report [--all] [--drawn N] [PART OF A NAME]`.

Prints the counts and each case that fails with the reason; with `--all` the reasons in full.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests.corpus.cases_drawn import drawn_cases
from tests.corpus.compare import Outcome, Result, check_case
from tests.corpus.generator import all_cases

_WIDTH = 240


def report(results: Sequence[Result], *, in_full: bool = False) -> str:
    """The report as text."""
    counts = Counter(result.outcome for result in results)
    lines = [f"{len(results)} cases: " + ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome)]
    readable = [result for result in results if result.is_readable]
    if readable:
        lines += _shares(readable)
    wrong = sum(result.wrong_values for result in readable)
    refused = sum(result.wrong_values for result in results) - wrong
    lost = sum(result.lost_rows for result in results)
    lines.append(
        f"wrong values: {wrong}; lost rows: {lost}; values of files to be refused or asked: {refused}"
    )
    for result in results:
        if not result.outcome.is_good:
            reasons = " | ".join(result.reasons)
            lines.append(
                f"{result.outcome.upper()} {result.case.name}: {reasons if in_full else reasons[:_WIDTH]}"
            )
    return "\n".join(lines)


def _shares(readable: Sequence[Result]) -> list[str]:
    """Of the files that a person reads without asking: how many are accepted, how many at least confirmed."""
    accepted = sum(result.outcome is Outcome.RECOGNISED for result in readable)
    good = sum(result.outcome.is_good for result in readable)
    count = len(readable)
    return [
        f"readable files recognised with no manual step: {accepted}/{count} = {accepted / count:.1%}",
        f"the same with those that may ask for a tick: {good}/{count} = {good / count:.1%}",
    ]


def main() -> int:
    """Run all cases, those whose names hold a word, or others drawn by lot; 1 when one fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.report")
    parser.add_argument("word", nargs="?", default="", help="only cases whose names hold this")
    parser.add_argument("--all", action="store_true", help="reasons in full")
    parser.add_argument(
        "--drawn", type=int, default=0, metavar="N", help="N other files drawn by lot instead"
    )
    options = parser.parse_args()
    started = time.perf_counter()
    cases = drawn_cases(1_000, options.drawn) if options.drawn else all_cases()
    results = [check_case(case) for case in cases if options.word in case.name]
    sys.stdout.write(report(results, in_full=options.all) + "\n")
    sys.stdout.write(f"{time.perf_counter() - started:.1f} s\n")
    return 0 if all(result.outcome.is_good for result in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
