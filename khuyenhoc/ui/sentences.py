"""Findings in words: titles and the list of what wants attention."""

from collections.abc import Mapping, Sequence

import pandas as pd

from khuyenhoc.data_access import derived
from khuyenhoc.domain.estimates import any_estimate
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.org_units import all_units, reporting_level
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.ranking import ends
from khuyenhoc.domain.standing import Attention, IndicatorStanding
from khuyenhoc.domain.targets import Target
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import (
    format_change,
    format_gap,
    format_period,
    format_period_inline,
    format_value,
    marked,
)
from khuyenhoc.review.sentences import MOST_ENDS, and_as_low, listed, place_name
from khuyenhoc.ui import lens_words
from khuyenhoc.ui.filters import (
    Selection,
    indicator_name,
    indicator_name_inline,
    selected_name,
)

# So many names are written out; the rest are counted.
_MOST_NAMES = 12


@derived
def headline(
    by_indicator: Mapping[str, IndicatorStanding], states: pd.DataFrame, selection: Selection, t: Translator
) -> str:
    """How many targets the province has reached, and how many units reported."""
    with_target = [item for item in by_indicator.values() if item.has_reached_target is not None]
    reached = [item for item in with_target if item.has_reached_target]
    words = t(
        "summary.headline" if with_target else "summary.headline_without_targets",
        province=selected_name(selection, t),
        period=format_period_inline(selection.period, t),
        reached=len(reached),
        targets=len(with_target),
        year=with_target[0].target_year if with_target else "",
        reported=int((states["state"] == "reported").sum()),
        expected=len(states),
        units=_unit_word(selection, t),
    )
    return words + without_association(int((states["state"] == "not_established").sum()), t)


def without_association(count: int, t: Translator) -> str:
    """What follows a count of reports, so that every page's counts add up; nothing where all have one."""
    return f", {t('summary.without_association', count=count)}" if count else ""


@derived
def spread(units: pd.DataFrame, selection: Selection, t: Translator) -> str:
    """Best and weakest unit of an indicator."""
    reported = units.dropna(subset=["value"])
    indicator = selection.indicator
    name = indicator_name(indicator, t)
    if reported.empty:
        return t("map.headline_empty", indicator=name)
    best, last, named = reported.iloc[0], reported.iloc[-1], ends(reported)
    return t(
        "map.headline" if len(reported) > 1 else "map.headline_one",
        indicator=name,
        best=listed(named.highest, t, most=MOST_ENDS),
        best_value=marked(format_value(best["value"], indicator.unit, t), best["method"], t),
        last=listed(named.lowest, t, most=MOST_ENDS),
        last_value=marked(format_value(last["value"], indicator.unit, t), last["method"], t),
    )


@derived
def trend(
    series: pd.DataFrame, targets: Sequence[Target], selection: Selection, t: Translator, *, subject: str
) -> str:
    """Where the indicator of a province or unit stands now, how it moved, and against which target."""
    unit = selection.indicator.unit
    first, last = series.iloc[0], series.iloc[-1]
    sentence = t(
        "trend.headline" if len(series) > 1 else "trend.headline_one",
        indicator=indicator_name(selection.indicator, t),
        province=subject,
        value=marked(format_value(last["value"], unit, t), last["method"], t),
        change=marked(
            format_change(last["value"] - first["value"], unit, t),
            any_estimate(series["method"].iloc[[0, -1]]),
            t,
        ),
        since=format_period_inline(Period.parse(first["period_id"]), t),
        period=format_period_inline(Period.parse(last["period_id"]), t),
    )
    coming = [target for target in targets if target.year >= Period.parse(last["period_id"]).year]
    if not coming:
        return sentence
    gap = last["value"] - coming[0].value
    key = "trend.above_target" if gap >= 0 else "trend.below_target"
    distance = marked(format_change(abs(gap), unit, t).lstrip("+"), last["method"], t)
    return f"{sentence} {t(key, gap=distance, year=coming[0].year)}"


def measure(selection: Selection, t: Translator) -> str:
    """What is measured, in which unit, for which period and map."""
    return t(
        "figure.subtitle",
        indicator=indicator_name(selection.indicator, t),
        unit=t(f"unit.{selection.indicator.unit}"),
        period=format_period(selection.period, t),
        vintage=map_words(selection, t),
    )


def measure_over_time(series: pd.DataFrame, selection: Selection, t: Translator) -> str:
    """What is measured, in which unit, from when to when; each period on its own map, or all on one."""
    first, last = (format_period(Period.parse(series["period_id"].iloc[place]), t) for place in (0, -1))
    return t(
        "figure.subtitle",
        indicator=indicator_name(selection.indicator, t),
        unit=t(f"unit.{selection.indicator.unit}"),
        period=first if len(series) == 1 else t("figure.span", first=first, last=last),
        vintage=t("vintage.each") if selection.lens is Lens.REPORTED else map_words(selection, t),
    )


def map_words(selection: Selection, t: Translator) -> str:
    """Which map the figures are on, and what that means where they are restated."""
    return lens_words.map_words(selection.period, selection.lens, t)


def attention_list(items: Sequence[Attention], selection: Selection, t: Translator) -> str:
    """What wants attention as a Markdown list."""
    if not items:
        return t("attention.nothing")
    return "\n".join(f"- {attention_text(item, selection, t)}" for item in items)


def attention_text(item: Attention, selection: Selection, t: Translator) -> str:
    """One thing that wants attention as a sentence in Markdown."""
    values: dict[str, object] = {
        "count": len(item.names),
        "names": _names(item.names, t),
        "units": _unit_word(selection, t),
        "period": format_period_inline(selection.period, t),
        "indicator": indicator_name_inline(selection.indicator, t),
    }
    if item.others:
        values["others"] = _either([place_name(all_units()[other], t) for other in item.others], t)
    if item.values:
        unit = selection.indicator.unit
        values["names"] = ", ".join(
            f"{name} ({marked(format_value(value, unit, t), method, t)})"
            for name, (value, method) in zip(item.names, item.values, strict=True)
        )
        values["names"] = and_as_low(values["names"], item.rest, t)
    if item.standing is not None:
        unit = item.standing.indicator.unit
        values |= {
            "indicator": indicator_name(item.standing.indicator, t),
            "value": format_value(item.standing.value, unit, t),
            "target": format_value(item.standing.target_value, unit, t),
            "year": item.standing.target_year,
            "gap": format_gap(item.standing.gap, unit, t) if item.standing.gap else "",
            "change": format_change(item.standing.change, unit, t),
            "earlier": format_period_inline(selection.earlier_period, t),
        }
    return t(f"attention.{item.kind}", **values)


def _either(names: Sequence[str], t: Translator) -> str:
    *others, last = names
    return t("attention.or", names=", ".join(others), last=last) if others else last


def _names(names: Sequence[str], t: Translator) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    rest = len(names) - _MOST_NAMES
    return t("attention.and_more", names=shown, rest=rest) if rest > 0 else shown


def _unit_word(selection: Selection, t: Translator) -> str:
    return t(f"level.{reporting_level(selection.period.vintage)}")
