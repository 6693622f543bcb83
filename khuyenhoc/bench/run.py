"""All measurements in turn, in a folder that is gone afterwards."""

import gc
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from khuyenhoc.bench import (
    boundary_build,
    checking,
    drawing,
    exports,
    load,
    national,
    national_pages,
    pages,
    peer,
    restating,
    soak,
    storing,
)
from khuyenhoc.bench.measuring import Measurement, Ratio, measure

RUNS, QUICK_RUNS = 7, 3

# The names of what a suite measures begin with this, so that `only` leaves other suites' preparations out.
Measure = Callable[[Path], Iterator[Measurement]]
Suite = tuple[str, Measure]
# To add measurements, write a function that yields them, given a folder for its files, and name it here.
SUITES: tuple[Suite, ...] = (
    ("check.", checking.report_speed),
    ("check.", checking.large_sheet_speed),
    ("import.", storing.import_speed),
    ("query.", storing.query_speed),
    ("refuse.", checking.refusal_speed),
    ("memory.", checking.reading_memory),
    ("map.", drawing.map_size),
    ("map.", drawing.recolour_cost),
    ("restate.", restating.restating_speed),
    ("export.", exports.export_speed),
)
# Minutes long: left out of the quick run.
SLOW_SUITES: tuple[Suite, ...] = (
    ("memory.", checking.highest_memory),
    ("answer.", checking.answer_speed),
    ("boundaries.", boundary_build.build_cost),
    ("national.", national.national_queries),
    ("page", pages.page_speed),
    ("page", pages.page_memory),
    ("page.national.", national_pages.national_page_speed),
    ("load", load.load_speed),
    ("soak.", soak.memory_over_time),
    ("peer.", peer.peer_speed),
)


def run_bench(*, is_quick: bool, only: str = "") -> Iterator[Ratio]:
    """The ratios as they come.

    Args:
        is_quick: three pairs a measurement instead of seven, and none of the slow suites.
        only: measurements whose names begin with this; all when empty.
    """
    runs = QUICK_RUNS if is_quick else RUNS
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
        for prefix, suite in SUITES if is_quick else (*SUITES, *SLOW_SUITES):
            if not (prefix.startswith(only) or only.startswith(prefix)):
                continue
            for measurement in suite(Path(folder)):
                if measurement.name.startswith(only) or measurement.name == prefix:
                    yield measure(measurement, runs)
            gc.collect()
