"""Findings about targets in words."""

import pandas as pd

from khuyenhoc.data_access import derived
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.pace import Method, count_needed
from khuyenhoc.domain.pace_table import Pace
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_number, format_period_inline, format_value
from khuyenhoc.review.sentences import place_name
from khuyenhoc.ui.counts import counted
from khuyenhoc.ui.filters import Selection, indicator_name, selected_name


@derived
def headline(models: pd.DataFrame, selection: Selection, t: Translator) -> str:
    """How many models have reached their next target, and which is farthest from it."""
    opening = {
        "province": place_name(selection.province, t),
        "period": format_period_inline(selection.period, t),
    }
    due = models[models["target_year"] >= selection.period.year].drop_duplicates("indicator")
    due = due.dropna(subset=["value"])
    if due.empty:
        return t("targets.headline_empty", **opening)
    gaps = due["value"] - due["target_value"]
    counts = {"reached": int((gaps >= 0).sum()), "total": len(due)}
    if (gaps >= 0).all():
        return t("targets.headline_all", **opening, total=len(due))
    worst = due.loc[gaps.idxmin()]
    indicator = indicators()[worst["indicator"]]
    needed = count_needed(worst["numerator"], worst["denominator"], worst["target_value"], indicator.factor)
    return t(
        "targets.headline",
        **opening,
        **counts,
        year=int(worst["target_year"]),
        worst=t(f"models.name.{indicator.numerator}").lower(),
        gap=format_change(-gaps.min(), "%", t).lstrip("+"),
        needed=counted(needed, indicator, t),
    )


@derived
def bullets_alt(models: pd.DataFrame, selection: Selection, t: Translator) -> str:
    """Every bar with its marks, for those who cannot see them."""
    parts = []
    for name, rows in models.groupby("indicator", sort=False):
        marks = ", ".join(
            f"{row.target_year}: {format_value(row.target_value, '%', t)}" for row in rows.itertuples()
        )
        value = format_value(rows["value"].iloc[0], "%", t)
        parts.append(
            t("targets.alt_bar", name=indicator_name(indicators()[name], t), value=value, marks=marks)
        )
    period = format_period_inline(selection.period, t)
    return t("targets.alt", province=place_name(selection.province, t), period=period, bars="; ".join(parts))


def pace_title(pace: Pace, target_year: int, target_value: float, selection: Selection, t: Translator) -> str:
    """Whether the indicator keeps pace, and how many are missing."""
    indicator = selection.indicator
    values = {
        "indicator": t(
            "review.name_of", name=indicator_name(indicator, t), place=selected_name(selection, t)
        ),
        "value": format_value(pace.value, indicator.unit, t),
        "target": format_value(target_value, indicator.unit, t),
        "year": target_year,
        "period": format_period_inline(selection.period, t),
    }
    if pace.value is None:
        return t("targets.pace_no_value", **values)
    if pace.value >= target_value:
        return t("targets.pace_reached", **values)
    values["needed"] = counted(pace.needed_for_target or 0, indicator, t)
    if pace.expected is None:
        return t("targets.pace_no_base", **values)
    values["expected"] = format_value(pace.expected, indicator.unit, t)
    if values["expected"] == values["value"] and indicator.unit == "%" and pace.value < pace.expected:
        # Behind by less than the digits shown: without more of them the sentence would contradict itself.
        for name, exact in (("value", pace.value), ("expected", pace.expected)):
            values[name] = f"{format_number(exact, t.language, 2)}%"
    if pace.value >= pace.expected:
        return t("targets.pace_on_track", **values)
    return t("targets.pace_behind", **values, missing=counted(pace.needed_for_course or 0, indicator, t))


def method_note(pace: Pace, wanted: Method, selection: Selection, t: Translator) -> str:
    """How the course was divided, and why not as asked where it was not."""
    if pace.course is None:
        return t("targets.no_base", year=selection.period.year - 1)
    note = t(f"targets.method_note.{pace.method}", year=selection.period.year - 1)
    return f"{note} {t('targets.no_shape')}" if pace.method is not wanted else note


def forecast_note(pace: Pace, selection: Selection, t: Translator) -> str:
    """The forecast with its band and its method, or why there is none."""
    unit, period = selection.indicator.unit, selection.period
    if period.kind in {"Q4", "Y"}:
        return t("targets.forecast_over", year=period.year)
    if pace.forecast is None:
        return t("targets.forecast_none")
    return t(
        "targets.forecast",
        year=period.year,
        middle=format_value(pace.forecast.middle, unit, t),
        low=format_value(pace.forecast.low, unit, t),
        high=format_value(pace.forecast.high, unit, t),
        period=_kind_inline(period, t),
        years=", ".join(str(year) for year in pace.forecast.years),
    )


def _kind_inline(period: Period, t: Translator) -> str:
    return format_period_inline(period, t).split("/")[0]
