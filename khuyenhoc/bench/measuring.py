"""A ratio of two amounts measured in the same minutes: what we take over what the floor takes.

The two are taken in turns, which of them first changing from pair to pair, so that a machine that slows down
or speeds up moves both. The ratio is the median of the pairs' ratios.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

# Takes an amount once: seconds, megabytes.
Probe = Callable[[], float]


@dataclass(frozen=True)
class Measurement:
    """Two amounts to be compared.

    Attributes:
        name: dotted, e.g. `check.166_units`.
        ours: what the product takes.
        floor: what it is held against, allowances included.
        bar: the highest ratio that is good enough.
        unit: of both amounts: `s` or `MB`.
        warms_up: whether each side runs once before it counts.
        most_runs: highest number of pairs, for what takes long.
    """

    name: str
    ours: Probe
    floor: Probe
    bar: float
    unit: str = "s"
    warms_up: bool = True
    most_runs: int | None = None


@dataclass(frozen=True)
class Ratio:
    """What came out.

    Attributes:
        ratio: median of the pairs' ratios; None when it could not be measured.
        runs: number of pairs, warm-up not counted.
        ours, floor: medians of the amounts, in `unit`.
        error: why there is no ratio.
    """

    name: str
    ratio: float | None
    bar: float
    runs: int
    ours: float | None = None
    floor: float | None = None
    unit: str = "s"
    error: str = ""

    @property
    def is_within(self) -> bool:
        """Whether the ratio is at its bar or below."""
        return self.ratio is not None and self.ratio <= self.bar

    def as_json(self) -> dict[str, object]:
        """The form that `khuyenhoc bench --json` prints."""
        found: dict[str, object] = {
            "name": self.name,
            "ratio": _rounded(self.ratio),
            "bar": self.bar,
            "within": self.is_within,
            "runs": self.runs,
            "ours": _rounded(self.ours),
            "floor": _rounded(self.floor),
            "unit": self.unit,
        }
        return found | {"error": self.error} if self.error else found


def measure(measurement: Measurement, runs: int) -> Ratio:
    """Warm both sides up, then take pairs.

    Args:
        runs: number of pairs, at least one, unless the measurement takes fewer.

    Returns:
        The ratio. If a side failed, one with an error instead: the other measurements still count.
    """
    runs = min(runs, measurement.most_runs or runs)
    # Clearing away before each turn then goes through what this measurement made, not through all there is.
    gc.freeze()
    try:
        if measurement.warms_up:
            measurement.floor()
            measurement.ours()
        pairs = [_pair(measurement, ours_first=run % 2 == 1) for run in range(runs)]
    except Exception as error:  # noqa: BLE001 - whatever failed is said in the table
        reason = f"{type(error).__name__}: {error}"
        return Ratio(measurement.name, None, measurement.bar, 0, unit=measurement.unit, error=reason)
    finally:
        gc.unfreeze()
    return Ratio(
        name=measurement.name,
        ratio=median(ours / floor for ours, floor in pairs),
        bar=measurement.bar,
        runs=runs,
        ours=median(ours for ours, _ in pairs),
        floor=median(floor for _, floor in pairs),
        unit=measurement.unit,
    )


def _pair(measurement: Measurement, *, ours_first: bool) -> tuple[float, float]:
    if ours_first:
        ours = measurement.ours()
        return ours, measurement.floor()
    floor = measurement.floor()
    return measurement.ours(), floor


def timed(action: Callable[[], object]) -> Probe:
    """A probe that gives an action's wall-clock seconds; its result is freed after the clock stops."""

    def probe() -> float:
        # Nobody pays for what the other side left behind.
        gc.collect()
        start = perf_counter()
        result = action()
        seconds = perf_counter() - start
        del result
        return seconds

    return probe


def worked(action: Callable[[], object]) -> Probe:
    """A probe that gives the processor time of an action in all threads of this process, in seconds."""

    def probe() -> float:
        gc.collect()
        start = process_time()
        result = action()
        seconds = process_time() - start
        del result
        return seconds

    return probe


def allowing(floor: Probe, *, times: float = 1.0, plus: float = 0.0) -> Probe:
    """A floor with allowances: so many times what it takes, plus a fixed amount in its unit."""
    return lambda: times * floor() + plus


def fixed(amount: float) -> Probe:
    """A limit that is not measured."""
    return lambda: amount


def failing(name: str, error: Exception) -> Measurement:
    """A measurement that only says why there is none."""

    def fail() -> float:
        raise error

    return Measurement(name, fail, fail, bar=1.0)


def formatted_amount(value: float | None, unit: str) -> str:
    """An amount for people: seconds as milliseconds, small amounts with their decimals."""
    if value is None:
        return "–"
    if unit == "s":
        return f"{value * 1000:.1f} ms"
    return f"{value:.2g} {unit}" if 0 < value < 1 else f"{value:.0f} {unit}"


def _rounded(amount: float | None) -> float | None:
    return None if amount is None else round(amount, 4)
