"""How the corpus is read: `python -m tests.corpus.report [--all] [PART OF A NAME]`.

Prints the counts and each case that fails with the reason; with `--all` the reasons in full.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests.corpus.compare import Outcome, Result, check_case
from tests.corpus.generator import all_cases

_WIDTH = 240


def report(results: Sequence[Result], *, in_full: bool = False) -> str:
    """The report as text."""
    counts = Counter(result.outcome for result in results)
    readable = [r for r in results if r.outcome not in {Outcome.ASKED, Outcome.CAUGHT} and not _is_bad(r)]
    recognised = counts[Outcome.RECOGNISED] + counts[Outcome.CONFIRMED]
    lines = [f"{len(results)} cases: " + ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome)]
    if readable:
        share = recognised / len(readable) * 100
        lines.append(
            f"readable files recognised with no manual step: {recognised}/{len(readable)} = {share:.1f} %"
        )
    lines.append(
        f"wrong values: {sum(r.wrong_values for r in results)}; lost rows: {sum(r.lost_rows for r in results)}"
    )
    for result in results:
        if not result.outcome.is_good:
            reasons = " | ".join(result.reasons)
            lines.append(
                f"{result.outcome.upper()} {result.case.name}: {reasons if in_full else reasons[:_WIDTH]}"
            )
    return "\n".join(lines)


def _is_bad(result: Result) -> bool:
    return result.case.name.startswith(("wrong_", "doubtful_")) or result.case.name.endswith(
        ("_asked", "none_chosen_an_giang")
    )


def main(arguments: Sequence[str]) -> int:
    """Run all cases, or those whose name holds a word; 1 when one fails."""
    words = [word for word in arguments if not word.startswith("--")]
    started = time.perf_counter()
    cases = [case for case in all_cases() if all(word in case.name for word in words)]
    results = [check_case(case) for case in cases]
    sys.stdout.write(report(results, in_full="--all" in arguments) + "\n")
    sys.stdout.write(f"{time.perf_counter() - started:.1f} s\n")
    return 0 if all(result.outcome.is_good for result in results) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
