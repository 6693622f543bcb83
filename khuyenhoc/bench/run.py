"""All measurements in turn, in a folder that is gone afterwards."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from khuyenhoc.bench import boundary_build, checking, drawing, exports, restating, storing
from khuyenhoc.bench.measuring import Measurement, Ratio, measure

RUNS, QUICK_RUNS = 7, 3

# To add measurements, write a function that yields them, given a folder for its files, and name it here.
Suite = Callable[[Path], Iterator[Measurement]]
SUITES: tuple[Suite, ...] = (
    checking.report_speed,
    checking.large_sheet_speed,
    storing.import_speed,
    storing.query_speed,
    checking.refusal_speed,
    checking.reading_memory,
    drawing.map_size,
    drawing.recolour_cost,
    restating.restating_speed,
    exports.export_speed,
)
# Minutes long: left out of the quick run.
SLOW_SUITES: tuple[Suite, ...] = (
    checking.highest_memory,
    checking.answer_speed,
    boundary_build.build_cost,
)


def run_bench(*, is_quick: bool, only: str = "") -> Iterator[Ratio]:
    """The ratios as they come.

    Args:
        is_quick: three pairs a measurement instead of seven, and none of the slow suites.
        only: measurements whose names begin with this; all when empty.
    """
    runs = QUICK_RUNS if is_quick else RUNS
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
        for suite in SUITES if is_quick else (*SUITES, *SLOW_SUITES):
            for measurement in suite(Path(folder)):
                if measurement.name.startswith(only):
                    yield measure(measurement, runs)
