"""What questions of the dashboard cost as the store grows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time

from khuyenhoc.bench.national_store import Size, fill_store
from khuyenhoc.domain.periods import Period
from khuyenhoc.store.database import Database

PROVINCES, QUARTERS = (1, 5, 34), (4, 20, 40)
_RUNS = 9
_INDICATOR = "learning_citizen_rate"


@dataclass(frozen=True)
class Point:
    """One size of the store.

    Attributes:
        observations: rows in it.
        medians, highest: milliseconds of processor time by question, the latter the 95th of a hundred; unlike
            the time on the clock they do not depend on what else the machine does.
    """

    size: Size
    observations: int
    medians: Mapping[str, float]
    highest: Mapping[str, float]


def questions(size: Size) -> dict[str, tuple[str, dict[str, object]]]:
    """What pages ask of the newest quarter: name -> query and parameters."""
    period = Period.parse(size.period_ids[-1])
    asked = {
        "scope": None,
        "period_id": period.period_id,
        "earlier_period_id": period.same_period_last_year.period_id,
        "lens": "reported",
    }
    own, code = size.province_ids[:1], size.province_ids[0].removeprefix("reform-")
    by_unit = asked | {"indicator": _INDICATOR}
    return {
        "tiles": (
            "province_summary",
            asked | {"province_ids": own, "earlier_province_ids": own, "province_code": code},
        ),
        "province_map": ("indicator_by_unit", by_unit | {"province_ids": own}),
        "national_map": ("indicator_by_unit", by_unit | {"province_ids": size.province_ids}),
        "scorecard": (
            "scorecard_cells",
            {
                "scope": None,
                "province_ids": own,
                "period_id": period.period_id,
                "previous_period_id": period.previous.period_id,
                "earlier_period_id": period.same_period_last_year.period_id,
            },
        ),
    }


def measure_growth(
    provinces: Sequence[int] = PROVINCES, quarters: Sequence[int] = QUARTERS
) -> Iterator[Point]:
    """Each size of the store in turn, each filled anew."""
    for size in (Size(some, many) for some in provinces for many in quarters):
        with TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
            database = Database(Path(folder))
            observations = fill_store(database, size)
            taken = {name: _times(database, *asked) for name, asked in questions(size).items()}
            database.close()
        yield Point(
            size,
            observations,
            {name: 1000 * median(seconds) for name, seconds in taken.items()},
            {
                name: 1000 * quantiles(seconds, n=20, method="inclusive")[18]
                for name, seconds in taken.items()
            },
        )


def _times(database: Database, query: str, given: dict[str, object]) -> list[float]:
    seconds = []
    for _ in range(_RUNS + 1):
        start = process_time()
        database.query(query, given)
        seconds.append(process_time() - start)
    return seconds[1:]
