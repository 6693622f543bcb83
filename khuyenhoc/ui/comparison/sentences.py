"""Findings of a comparison in words."""

import pandas as pd

from khuyenhoc.data_access import derived
from khuyenhoc.domain.comparison import Quadrants
from khuyenhoc.domain.estimates import any_estimate, method_of_change
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_period_inline, format_value, marked
from khuyenhoc.ui.comparison.units import Comparison
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.filters import Selection, indicator_name, indicator_name_inline, selected_name


@derived
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
        value=marked(format_value(best["value"], indicator.unit, t), best["method"], t),
    )
    moved = known.assign(
        change=known["value"] - known["earlier_value"],
        change_method=method_of_change(known["method"], known["earlier_method"]),
    ).dropna(subset=["change"])
    if moved.empty:
        return sentence
    fastest = moved.loc[moved["change"].idxmax()]
    change = marked(format_change(fastest["change"], indicator.unit, t), fastest["change_method"], t)
    return f"{sentence}; {t('compare.fastest', name=fastest['name'], change=change)}"


@derived
def dumbbell_title(found: Comparison, selection: Selection, t: Translator) -> str:
    """How many of the chosen reached the target, and how many gained on last year."""
    known = found.units.dropna(subset=["value"])
    changes = method_of_change(known["method"], known["earlier_method"])
    gained = str(int((known["value"] > known["earlier_value"]).sum()))
    counts = {
        "place": selected_name(selection, t),
        "indicator": indicator_name_inline(selection.indicator, t),
        "count": len(known),
        "gained": marked(gained, any_estimate(changes), t),
    }
    own = found.province[selection.indicator.indicator]
    if own.target_value is None:
        return t("compare.dumbbell_gained", **counts)
    return t(
        "compare.dumbbell_target",
        **counts,
        reached=marked(
            str(int((known["value"] >= own.target_value).sum())), any_estimate(known["method"]), t
        ),
        year=own.target_year,
        target=format_value(own.target_value, selection.indicator.unit, t),
    )


def share_title(parts: pd.DataFrame, indicator: Indicator, place: str, t: Translator) -> str:
    """What part of the province's total the chosen have together, beside their part of the base."""
    return t(
        "compare.share_title",
        place=place,
        count=len(parts),
        share=marked(format_value(parts["share"].sum(), "%", t), any_estimate(parts["method"]), t),
        element=_inline(indicator.numerator, t),
        base_share=marked(format_value(parts["base_share"].sum(), "%", t), any_estimate(parts["method"]), t),
        base=_inline(indicator.denominator or "population", t),
    )


@derived
def multiples_title(series: pd.DataFrame, names: dict[str, str], indicator: Indicator, t: Translator) -> str:
    """Who moved most from the first to the last period that it reported."""
    ordered = series.sort_values("period_end").groupby("org_unit_id")
    first, last = ordered.first()[ordered.size() > 1], ordered.last()[ordered.size() > 1]
    if first.empty:
        return t("compare.multiples_plain", indicator=indicator_name(indicator, t))
    moved = (last["value"] - first["value"]).sort_values()
    methods = method_of_change(last["method"], first["method"])
    periods = series.sort_values("period_end")["period_id"]

    def change(unit: str) -> str:
        return marked(format_change(moved[unit], indicator.unit, t), methods[unit], t)

    return t(
        "compare.multiples_title",
        indicator=indicator_name(indicator, t),
        start=format_period_inline(Period.parse(periods.iloc[0]), t),
        end=format_period_inline(Period.parse(periods.iloc[-1]), t),
        most=names[moved.index[-1]],
        most_change=change(moved.index[-1]),
        least=names[moved.index[0]],
        least_change=change(moved.index[0]),
    )


def scatter_title(
    counts: Quadrants, first: Indicator, second: Indicator, t: Translator, *, place: str, method: str
) -> str:
    """How many units of the province are below it in both, and above it in both.

    Args:
        place: the province.
        method: whether the counts rest on estimates.
    """
    return t(
        "compare.scatter_title",
        place=place,
        both_low=marked(str(counts.both_low), method, t),
        both_high=marked(str(counts.both_high), method, t),
        total=counts.total,
        first=indicator_name_inline(first, t),
        second=indicator_name_inline(second, t),
    )


def _inline(element: str, t: Translator) -> str:
    name = element_name(element, t)
    return name[0].lower() + name[1:]
