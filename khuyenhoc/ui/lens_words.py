"""Which map figures are on, and how much of them is estimated and reported, in words."""

import pandas as pd
import streamlit as st

from khuyenhoc.data_access import derived
from khuyenhoc.domain.estimates import ESTIMATE
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_value
from khuyenhoc.ui.filters import Selection


def estimated_texts(figures: pd.DataFrame, t: Translator) -> list[str]:
    """For each row how much of its value is an estimate; "–" where there is no value.

    Args:
        figures: columns `method` and `estimated_share`.
    """
    return [
        _estimated(method, share, t)
        for method, share in zip(figures["method"], figures["estimated_share"], strict=True)
    ]


def estimated_units(methods: pd.Series, t: Translator) -> str:
    """How many units' figures are estimates, for the source line; empty for none.

    Args:
        methods: one for each unit.
    """
    count = int((methods == ESTIMATE).sum())
    return t("review.estimated_units", count=count) if count else ""


def estimated_periods(methods: pd.Series, t: Translator) -> str:
    """The same of a series.

    Args:
        methods: one for each period.
    """
    count = int((methods == ESTIMATE).sum())
    return t("review.estimated_periods", count=count) if count else ""


def explain_crosses(methods: pd.DataFrame, t: Translator) -> None:
    """Under a chart of points, what a cross in one means; nothing where none is an estimate."""
    if (methods == ESTIMATE).any(axis=None):
        st.caption(t("lens.crosses"))


def say_kept_here(selection: Selection, why: str, t: Translator) -> None:
    """Where a part of a page stays with the units that reported: why; nothing on their own map.

    Args:
        why: key of the reason.
    """
    if selection.lens is not Lens.REPORTED:
        st.caption(t("lens.kept_here", why=t(why)))


def file_name(what: str, selection: Selection) -> str:
    """`scorecard_reform-56_2026-Q3`; on another map than the reports' own `scorecard_..._current`."""
    name = f"{what}_{selection.province.file_name}_{selection.period.period_id}"
    return name if selection.lens is Lens.REPORTED else f"{name}_{selection.lens}"


def map_words(period: Period, lens: Lens, t: Translator) -> str:
    """Which map the figures are on, and what that means where they are restated."""
    return t(f"vintage.{period.vintage}") if lens is Lens.REPORTED else t(f"lens.about_{lens}")


def map_of_whole(selection: Selection, t: Translator) -> str:
    """The same for a whole province: today's have the same figures on every map, former ones go on."""
    if selection.lens is Lens.REPORTED:
        return map_words(selection.period, selection.lens, t)
    is_former = selection.province.vintage is Vintage.LEGACY
    return t("lens.whole_former" if is_former else "lens.whole_same")


def notes(lens: Lens, t: Translator) -> dict[str, str]:
    """The line about the map on a file's sheet of notes."""
    if lens is Lens.REPORTED:
        return {t("lens.label"): t("lens.reported")}
    return {t("lens.label"): f"{t(f'lens.{lens}')}. {t(f'lens.about_{lens}')}"}


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
