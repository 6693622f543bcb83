"""What is measured over a long time: whether the server's memory grows while people come, look and go.

With Streamlit's own collection of garbage after each run switched off, Python collects when it sees fit, and
what a closed page leaves behind has to go all the same.
"""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from statistics import linear_regression
from time import perf_counter

from khuyenhoc.bench.measuring import Measurement, fixed
from khuyenhoc.bench.page_contents import MeasuredPage, measured_pages
from khuyenhoc.bench.pages import Material, prepare
from khuyenhoc.bench.servers import Served, serve_ours
from khuyenhoc.bench.viewers import Viewer, connecting
from khuyenhoc.ui import routes

_MINUTES = 10.0
_VIEWERS, _CHANGES = 8, 10
_EVERY, _SAMPLED_EVERY = 1.0, 5.0
# Every page was shown by then, and what is kept of answers and figures is kept.
_SETTLED = 0.4
_TIMES = 1.1
_MEGABYTES_AN_HOUR = 60.0
_HOUR = 3600.0


@dataclass
class Watched:
    """What was seen.

    Attributes:
        samples: seconds since the start, megabytes of the server.
        changes: how often a filter was changed.
        errors: what went wrong.
    """

    samples: list[tuple[float, float]] = field(default_factory=list)
    changes: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def settled(self) -> list[tuple[float, float]]:
        """The samples after the warm-up."""
        begin = self.samples[-1][0] * _SETTLED
        return [sample for sample in self.samples if sample[0] >= begin]

    @property
    def growth(self) -> float:
        """Megabytes an hour by the straight line through the samples after the warm-up, 0.1 at least."""
        slope = linear_regression(*zip(*self.settled, strict=True)).slope
        return max(slope * _HOUR, 0.1)


def memory_over_time(folder: Path) -> Iterator[Measurement]:
    """Memory at the end beside memory after the warm-up, its growth, and errors.

    `KHUYENHOC_BENCH_MINUTES`, or `bench --minutes`, says for how long.
    """
    material = prepare(folder / "pages")

    @cache
    def watched() -> Watched:
        with serve_ours(material.home) as served:
            return asyncio.run(_watch(served, material, 60 * _minutes()))

    once = partial(Measurement, warms_up=False, most_runs=1)
    yield once(
        "soak.memory",
        lambda: watched().samples[-1][1],
        lambda: watched().settled[0][1],
        bar=_TIMES,
        unit="MB",
    )
    yield once("soak.growth_an_hour", lambda: watched().growth, fixed(_MEGABYTES_AN_HOUR), bar=1.0, unit="MB")
    yield once("soak.errors", lambda: float(len(watched().errors)), fixed(0.5), bar=1.0, unit="×")


def _minutes() -> float:
    return float(os.environ.get("KHUYENHOC_BENCH_MINUTES", _MINUTES))


async def _watch(served: Served, material: Material, seconds: float) -> Watched:
    """Let people look at one page after the other, each in a tab that is closed again."""
    watched, start = Watched(), perf_counter()
    pages = [page for page in measured_pages() if page.filter and len(material.choices(page)) > 1]

    async def look_on(first: int) -> None:
        number = first
        while perf_counter() - start < seconds:
            try:
                await _look(served, material, pages[number % len(pages)], watched)
            except Exception as error:  # noqa: BLE001 - counted, whatever it was
                watched.errors.append(f"{type(error).__name__}: {error}")
            number += 1

    async def sample() -> None:
        while (passed := perf_counter() - start) < seconds:
            watched.samples.append((passed, served.megabytes()))
            await asyncio.sleep(_SAMPLED_EVERY)

    await asyncio.gather(sample(), *(look_on(first) for first in range(_VIEWERS)))
    watched.samples.append((perf_counter() - start, served.megabytes()))
    return watched


async def _look(served: Served, material: Material, page: MeasuredPage, watched: Watched) -> None:
    names = material.choices(page)
    async with connecting(served) as connection:
        viewer = Viewer(connection, page_name="" if page.path == routes.SUMMARY else page.name)
        await viewer.open(page.filter)
        for number in range(_CHANGES):
            await viewer.choose(names[(number + 1) % len(names)])
            watched.changes += 1
            await asyncio.sleep(_EVERY)
