"""How much of restated figures is estimated and reported, in words."""

import pandas as pd

from khuyenhoc.data_access import derived
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_value


def estimated_texts(figures: pd.DataFrame, t: Translator) -> list[str]:
    """For each row how much of its value is an estimate; "–" where there is no value.

    Args:
        figures: columns `method` and `estimated_share`.
    """
    return [
        _estimated(method, share, t)
        for method, share in zip(figures["method"], figures["estimated_share"], strict=True)
    ]


def source_counts(units: pd.DataFrame, t: Translator) -> list[str]:
    """For each row how many of the reports it is made of are there.

    Args:
        units: columns `reported_sources` and `expected_sources`.
    """
    counts = zip(units["reported_sources"], units["expected_sources"], strict=True)
    return [t("table.of", reported=reported, expected=expected) for reported, expected in counts]


@derived
def complete_units(units: pd.DataFrame) -> int:
    """How many units have every report they are made of; of the period's own units, those with a figure."""
    return int((units["reported_sources"] >= units["expected_sources"]).sum())


def _estimated(method: object, share: float, t: Translator) -> str:
    if pd.isna(method):
        return "–"
    if method != "estimate":
        return t("method.exact")
    return t("lens.estimated_share", share=format_value(100 * share, "%", t))
