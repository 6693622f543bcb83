"""One to four people of a sensitive kind in a commune are people one could name: not passed on.

The unit that reported them has them anyway; above it, they are hidden. Sums over several units are not
touched by this rule: with two or more units in it, a sum says of no unit how many there were.
"""

SMALLEST_SHOWN = 5
# Elements that count people by something about them that is nobody's business: being poor, not reading.
SENSITIVE = frozenset({"hardship_grants", "literacy_learners"})


def is_hidden(data_element: str, value: float | None, *, org_unit_id: str, seen_by: tuple[str, ...]) -> bool:
    """Whether a unit's own count is hidden from somebody.

    Args:
        value: the count; None and zero tell of nobody.
        seen_by: units of whoever looks; empty for somebody with the whole installation.
    """
    is_small = value is not None and 0 < value < SMALLEST_SHOWN
    return data_element in SENSITIVE and is_small and org_unit_id not in seen_by
