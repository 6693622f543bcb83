"""Findings of a comparison in words."""

import pandas as pd

from khuyenhoc.domain.comparison import Quadrants
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_period_inline, format_value
from khuyenhoc.ui.comparison.units import Comparison
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.filters import Selection, indicator_name, indicator_name_inline


def headline(found: Comparison, selection: Selection, t: Translator) -> str:
    """Who is highest of the chosen, and who gained most."""
    indicator = selection.indicator
    known = found.units.dropna(subset=["value"])
    name = indicator_name(indicator, t)
    if known.empty:
        return t("map.headline_empty", indicator=name)
    best = known.loc[known["value"].idxmax()]
    sentence = t(
        "compare.headline",
        indicator=name,
        best=best["name"],
        value=format_value(best["value"], indicator.unit, t),
    )
    moved = known.assign(change=known["value"] - known["earlier_value"]).dropna(subset=["change"])
    if moved.empty:
        return sentence
    fastest = moved.loc[moved["change"].idxmax()]
    change = format_change(fastest["change"], indicator.unit, t)
    return f"{sentence}; {t('compare.fastest', name=fastest['name'], change=change)}"


def dumbbell_title(found: Comparison, selection: Selection, t: Translator) -> str:
    """How many of the chosen reached the target, and how many gained on last year."""
    known = found.units.dropna(subset=["value"])
    gained = int((known["value"] > known["earlier_value"]).sum())
    counts = {"count": len(known), "gained": gained}
    own = found.province[selection.indicator.indicator]
    if own.target_value is None:
        return t("compare.dumbbell_gained", **counts)
    return t(
        "compare.dumbbell_target",
        **counts,
        reached=int((known["value"] >= own.target_value).sum()),
        year=own.target_year,
        target=format_value(own.target_value, selection.indicator.unit, t),
    )


def share_title(parts: pd.DataFrame, indicator: Indicator, t: Translator) -> str:
    """What part of the province's total the chosen have together, beside their part of the base."""
    return t(
        "compare.share_title",
        count=len(parts),
        share=format_value(parts["share"].sum(), "%", t),
        element=_inline(indicator.numerator, t),
        base_share=format_value(parts["base_share"].sum(), "%", t),
        base=_inline(indicator.denominator or "population", t),
    )


def multiples_title(series: pd.DataFrame, names: dict[str, str], indicator: Indicator, t: Translator) -> str:
    """Who moved most from the first to the last period that it reported."""
    ends = series.sort_values("period_end").groupby("org_unit_id")["value"].agg(["first", "last", "size"])
    ends = ends[ends["size"] > 1]
    if ends.empty:
        return t("compare.multiples_plain")
    moved = (ends["last"] - ends["first"]).sort_values()
    periods = series.sort_values("period_end")["period_id"]
    return t(
        "compare.multiples_title",
        start=format_period_inline(Period.parse(periods.iloc[0]), t),
        end=format_period_inline(Period.parse(periods.iloc[-1]), t),
        most=names[moved.index[-1]],
        most_change=format_change(moved.iloc[-1], indicator.unit, t),
        least=names[moved.index[0]],
        least_change=format_change(moved.iloc[0], indicator.unit, t),
    )


def scatter_title(counts: Quadrants, first: Indicator, second: Indicator, t: Translator) -> str:
    """How many units of the province are below it in both, and above it in both."""
    return t(
        "compare.scatter_title",
        both_low=counts.both_low,
        both_high=counts.both_high,
        total=counts.total,
        first=indicator_name_inline(first, t),
        second=indicator_name_inline(second, t),
    )


def _inline(element: str, t: Translator) -> str:
    name = element_name(element, t)
    return name[0].lower() + name[1:]
