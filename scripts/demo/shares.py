"""Chance that repeats itself, and whole numbers that add up."""

from collections.abc import Iterable
from random import Random

SEED = "khuyenhoc-demo-1"


def random_for(*purpose: str) -> Random:
    """A fixed random sequence of its own per purpose, so that one change does not shift all others."""
    return Random("/".join((SEED, *purpose)))  # noqa: S311 - invented figures, nothing secret


def spread(
    total: int, weights: Iterable[float], low: list[int] | None = None, high: list[int] | None = None
) -> list[int]:
    """Whole numbers that add up to `total` exactly, in proportion to `weights` as far as the bounds allow.

    Raises:
        ValueError: the bounds leave no room for the total.
    """
    weights = list(weights)
    low = low or [0] * len(weights)
    high = high or [total] * len(weights)
    scale = total / sum(weights) if total else 0.0
    ideal = [weight * scale for weight in weights]
    values = [min(max(int(share), least), most) for share, least, most in zip(ideal, low, high, strict=True)]
    while gap := total - sum(values):
        step = 1 if gap > 0 else -1
        movable = [i for i, value in enumerate(values) if low[i] <= value + step <= high[i]]
        if not movable:
            message = f"{total} does not fit between {sum(low)} and {sum(high)}"
            raise ValueError(message)
        movable.sort(key=lambda i: step * (values[i] - ideal[i]))
        for i in movable[: abs(gap)]:
            values[i] += step
    return values
