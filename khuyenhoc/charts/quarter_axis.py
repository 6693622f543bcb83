"""The periods along the foot of a figure: as many named, and as many values printed, as there is room for."""

from collections.abc import Sequence

from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period_short


def label_step(count: int, width: int, *, label_width: int) -> int:
    """Every how many points one is named, so that no two labels touch.

    Args:
        count: how many points stand side by side.
        width: pixels that they share.
        label_width: pixels that a label takes.
    """
    return max(1, -(-count * label_width // max(width, label_width)))


def labelled_places(count: int, width: int, *, label_width: int) -> list[int]:
    """Places of the points that are named: the last, and every n-th before it."""
    return list(range(count - 1, -1, -label_step(count, width, label_width=label_width)))[::-1]


def quarter_axis(periods: Sequence[Period], named: Sequence[int], t: Translator) -> dict[str, object]:
    """For `update_xaxes`, where each point stands at its number.

    Args:
        periods: of all points.
        named: places of those whose period is written.
    """
    return {
        "tickvals": list(named),
        "ticktext": [format_period_short(periods[place], t) for place in named],
        "tickangle": 0,
        "showgrid": False,
    }
