"""Shares and figures as whole numbers that add up (the largest-remainder method)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction


def apportion(sizes: Mapping[str, float | Fraction], total: int) -> dict[str, int]:
    """Divide a whole number in proportion to sizes; every key gets at least one.

    Args:
        sizes: none negative, at least one above zero.
        total: not less than the number of keys.

    Returns:
        Whole numbers that add up to `total`; equal remainders go by key, whatever the order given.
    """
    keys = sorted(sizes)
    exact = [Fraction(sizes[key]) for key in keys]
    whole = sum(exact)
    quotas = [total * size / whole for size in exact]
    parts = [max(int(quota), 1) for quota in quotas]
    remainders = sorted(range(len(keys)), key=lambda place: (parts[place] - quotas[place], keys[place]))
    left = total - sum(parts)
    for place in remainders[: max(left, 0)]:
        parts[place] += 1
    # The ones given to the smallest can be too many: they come from those with the most above their quota.
    while sum(parts) > total:
        place = max(
            (place for place in range(len(keys)) if parts[place] > 1),
            key=lambda place: (parts[place] - quotas[place], parts[place], keys[place]),
        )
        parts[place] -= 1
    return dict(zip(keys, parts, strict=True))


def to_whole_numbers(values: Sequence[float]) -> list[int]:
    """Round figures so that they add up to their rounded total; whole figures stay as they are.

    Of equal remainders the first is rounded up.
    """
    exact = [Fraction(value) for value in values]
    floors = [value.numerator // value.denominator for value in exact]
    missing = round(sum(exact)) - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    chosen = set(by_remainder[:missing])
    return [floor + (place in chosen) for place, floor in enumerate(floors)]
