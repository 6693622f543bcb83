"""Names that are spelled nearly alike."""

from collections.abc import Iterable
from difflib import get_close_matches


def similar_names(word: str, names: Iterable[str], *, most: int, least: float) -> list[str]:
    """As `difflib.get_close_matches`, after a quick look at which letters the names share.

    Of a province's names few share enough letters with one of another province, and comparing letter by
    letter takes a hundred times as long.

    Args:
        word: a folded name.
        names: the folded names to choose from.
        most: how many at most.
        least: share of letters, in order, that both have in common, 0 to 1.
    """
    letters = word.encode()
    near = [name for name in names if _may_be_near(letters, name.encode(), least)]
    return get_close_matches(word, near, n=most, cutoff=least)


def _may_be_near(one: bytes, other: bytes, least: float) -> bool:
    """Whether two names share so many letters that they may be alike; in any order, so never too few."""
    if not (one.isascii() and other.isascii()):
        return True
    # What is left of one without the letters of the other is not shared.
    shared = min(len(one) - len(one.translate(None, other)), len(other) - len(other.translate(None, one)))
    return 2 * shared >= least * (len(one) + len(other))
