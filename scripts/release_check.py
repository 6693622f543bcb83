"""Everything that a release needs, in one table: run before a version is tagged.

    python -m scripts.release_check                       all steps; exit code 1 where one fails
    python -m scripts.release_check --only versions tracked
    python -m scripts.release_check --skip tests bench

A step that cannot run here (no feed of known holes without a network) says so and fails nothing.
"""

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from khuyenhoc.domain.reference import PROJECT_FOLDER
from scripts.release import papers, running, tracked
from scripts.release.step import COULD_NOT_RUN, PASSED, Outcome, Step, chosen, problems, table, take


def _versions() -> Outcome:
    return problems(papers.version_differences())


def _documents() -> Outcome:
    return problems(papers.stale_documents())


def _tracked() -> Outcome:
    files = tracked.tracked_files()
    return problems([*tracked.traces(files), *tracked.borrowed_shapes(files)])


def _licences() -> Outcome:
    notice = (PROJECT_FOLDER / "NOTICE").read_text(encoding="utf-8")
    return problems(papers.licence_problems(papers.pinned(), notice))


STEPS = (
    Step("lint", "ruff finds nothing", partial(running.code_check, "ruff check .")),
    Step("format", "the code is formatted", partial(running.code_check, "ruff format --check .")),
    Step("layers", "imports point downwards", partial(running.code_check, "lint-imports")),
    Step("sql", "sqlfluff finds nothing", partial(running.code_check, "sqlfluff lint queries")),
    Step("versions", "one version number everywhere, with its entry in CHANGELOG.md", _versions),
    Step("documents", "documents are what they are made from, pictures are there", _documents),
    Step("tracked", "no machine's paths or hosts, no secret, no borrowed shape is committed", _tracked),
    Step("licences", "NOTICE names the licence of every pinned package", _licences),
    Step("store", "a copy of a store of this schema is kept and opens", running.kept_store),
    Step("demo", "the demo fills an empty store that holds together", running.demo_store),
    Step("sources", "the committed sources, unpacked elsewhere, start and answer", running.sources),
    Step("audit", "no known hole in a pinned package", running.audit),
    Step("tests", "the whole suite passes", running.tests),
    Step("bench", "speed against its bars (told, never a failure)", running.bench),
)


def main(arguments: Sequence[str] | None = None, steps: Sequence[Step] = STEPS) -> int:
    """Take the steps, print the table, and give back 1 where one failed, 2 for a name that is no step's."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="release_check"
    )
    names = ", ".join(step.name for step in steps)
    parser.add_argument("--only", nargs="+", default=(), metavar="STEP", help=f"of {names}")
    parser.add_argument("--skip", nargs="+", default=(), metavar="STEP")
    options = parser.parse_args(arguments)
    try:
        wanted = chosen(steps, options.only, options.skip)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    done = []
    for step in wanted:
        print(f"{step.name} …", file=sys.stderr, flush=True)
        done.append(take(step))
    print(table(done))
    return int(any(one.outcome.code not in {PASSED, COULD_NOT_RUN} for one in done))


if __name__ == "__main__":
    sys.exit(main())
