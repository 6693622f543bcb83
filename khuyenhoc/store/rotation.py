"""Which backups stay: the last of each of the last days, weeks and months that have one."""

from collections.abc import Callable, Iterable
from datetime import datetime

DAILY, WEEKLY, MONTHLY = 7, 8, 24


def kept(
    moments: Iterable[datetime], *, daily: int = DAILY, weekly: int = WEEKLY, monthly: int = MONTHLY
) -> set[datetime]:
    """The moments of backups to keep; the newest is always among them.

    Days, weeks and months without a backup do not count, so that a machine that was off loses none.
    """
    ordered = sorted(set(moments), reverse=True)
    return {
        *_last_of_each(ordered, lambda moment: moment.date(), daily),
        *_last_of_each(ordered, lambda moment: tuple(moment.isocalendar())[:2], weekly),
        *_last_of_each(ordered, lambda moment: (moment.year, moment.month), monthly),
    }


def _last_of_each(
    newest_first: list[datetime], span: Callable[[datetime], object], count: int
) -> list[datetime]:
    last: dict[object, datetime] = {}
    for moment in newest_first:
        last.setdefault(span(moment), moment)
    return list(last.values())[:count]
