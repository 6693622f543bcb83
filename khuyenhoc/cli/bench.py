"""`bench`: our time over the time of what cannot be faster, both taken in the same run."""

import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path

from khuyenhoc.cli.faults import add_faults
from khuyenhoc.cli.output import print_json
from khuyenhoc.cli.shared_bench import add_shared
from khuyenhoc.domain.reference import PROJECT_FOLDER

_GROWTH = "growth"


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("bench", help="đo tốc độ · measure speed as ratios")
    parser.add_argument("--quick", action="store_true", help="đo nhanh, dưới một phút · under a minute")
    parser.add_argument(
        "--only",
        metavar="PREFIX",
        default="",
        help="chỉ đo phần này · only: check, import, query, refuse, memory, page, load, national, peer …",
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--minutes", metavar="N", help="load, soak: trong bao nhiêu phút · for how many minutes"
    )
    parser.add_argument(
        "--write-docs", action="store_true", help="ghi docs/performance.md · write docs/performance.md"
    )
    parser.add_argument(
        "--from",
        dest="earlier",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="với --write-docs: lấy từ kết quả --json trước · of earlier --json runs instead of a new one",
    )
    parser.set_defaults(run=_bench)
    what = parser.add_subparsers(metavar="faults, shared")
    add_faults(what)
    add_shared(what)


def _bench(options: argparse.Namespace) -> int:
    """Exit code 0 whatever the ratios: a busy machine is no failure. Each says if it is within its bar."""
    # Loaded when asked for: they draw in Streamlit, half a second and 120 MB that no other subcommand needs.
    from khuyenhoc.bench.growth import measure_growth
    from khuyenhoc.bench.machine import describe_machine
    from khuyenhoc.bench.run import run_bench
    from khuyenhoc.bench.table import HEADING, line_of, line_of_machine

    if options.earlier:
        _write_docs(_joined([json.loads(path.read_text(encoding="utf-8")) for path in options.earlier]))
        return 0
    if options.minutes:
        os.environ["KHUYENHOC_BENCH_MINUTES"] = options.minutes
    machine = describe_machine()
    ratios = run_bench(is_quick=options.quick, only=options.only)
    is_shown = not (options.json or options.write_docs)
    if is_shown:
        print(line_of_machine(machine))
        print(HEADING)
    found = []
    for ratio in ratios:
        found.append(ratio.as_json())
        if is_shown:
            print(line_of(ratio), flush=True)
    answer = {"machine": machine, "ratios": found}
    if not is_shown and not options.quick and options.only in {"", _GROWTH}:
        answer |= {_GROWTH: [asdict(point) for point in measure_growth()]}
    if options.json:
        print_json(answer)
    if options.write_docs:
        _write_docs(answer)
    return 0


def _joined(answers: list[dict]) -> dict:
    """Several runs as one, on the machine of the first; of what was measured twice, the later counts."""
    ratios = {ratio["name"]: ratio for answer in answers for ratio in answer["ratios"]}
    growth = [answer[_GROWTH] for answer in answers if _GROWTH in answer]
    return answers[0] | {"ratios": list(ratios.values())} | ({_GROWTH: growth[-1]} if growth else {})


def _write_docs(answer: dict) -> None:
    from khuyenhoc.bench.document import write_page

    write_page(PROJECT_FOLDER / "docs", answer["machine"], answer["ratios"], answer.get(_GROWTH, []))
