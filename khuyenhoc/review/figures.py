"""Single figures as screens: a map, a ranking, a trend of one indicator."""

from dataclasses import dataclass, replace

import pandas as pd

from khuyenhoc import theme
from khuyenhoc.charts.bands import bands, class_colours
from khuyenhoc.charts.map_classes import APPROXIMATE_MARK, STATE_MARKS
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.domain.ranking import ends
from khuyenhoc.domain.screens import Areas, Bars, Line, Mark, Screen, Words
from khuyenhoc.domain.standing import IndicatorStanding
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_period_short, format_value, marked
from khuyenhoc.review import sentences
from khuyenhoc.review.facts import Facts

_MOST_BARS = 16
_ENDS_LISTED = 4
_STATES = ("not_reported", "not_established", "no_figure", "not_applicable")


@dataclass(frozen=True)
class MapLayers:
    """Names of the web layers that show the units.

    Attributes:
        insets: layer and label of what is drawn apart: the archipelagos.
        credit: where the shapes come from.
        approximate: units whose shape is an approximation.
    """

    layers: tuple[str, ...]
    insets: tuple[tuple[str, str], ...]
    credit: str
    approximate: frozenset[str] = frozenset()


def map_screen(facts: Facts, name: str, layers: MapLayers, t: Translator) -> Screen:
    """Units coloured by the class their value falls in."""
    indicator, units = indicators()[name], facts.units(name)
    found = bands(units["value"])
    colours = class_colours(len(found), theme.SEQUENTIAL)
    classes = [(band.label(indicator.unit, t), colour) for band, colour in zip(found, colours, strict=True)]
    place_of_state = {}
    for state in _STATES:
        if (units["state"] == state).any():
            place_of_state[state] = len(classes)
            classes.append((t(f"state.{state}"), theme.STATE_COLOURS[state]))

    def place(row: object) -> int:
        if pd.isna(row.value):
            return place_of_state[row.state]
        return next(place for place, band in enumerate(found) if band.holds(row.value))

    rows = list(units.itertuples())
    return _screen(
        facts,
        indicator,
        units,
        Areas(
            layers=layers.layers,
            insets=layers.insets,
            org_unit_ids=tuple(units["org_unit_id"]),
            names=tuple(units["short_name"]),
            texts=_texts(units, indicator, t),
            class_of=tuple(place(row) for row in rows),
            classes=tuple(classes),
            credit=layers.credit,
            estimated=tuple(units.loc[units["method"] == "estimate", "org_unit_id"]),
            estimate_name=t("method.estimate"),
            ends=_ends(units, indicator, t),
            signs=(*[""] * len(found), *(STATE_MARKS[state] for state in place_of_state)),
            approximate=tuple(unit for unit in units["org_unit_id"] if unit in layers.approximate),
            approximate_sign=(APPROXIMATE_MARK, t("map.legend_approximate")),
        ),
        t,
        key=f"map.{name}",
    )


def _ends(units: pd.DataFrame, indicator: Indicator, t: Translator) -> tuple[tuple[str, tuple], ...]:
    """The best and the weakest few, the weakest first; nothing where they would be the same."""
    reported = units.dropna(subset=["value"])
    if len(reported) < 2 * _ENDS_LISTED:
        return ()
    best, weakest = reported.head(_ENDS_LISTED), reported.tail(_ENDS_LISTED)[::-1]
    return tuple(
        (t(f"review.{heading}"), tuple(zip(rows["short_name"], _texts(rows, indicator, t), strict=True)))
        for heading, rows in (("best", best), ("worst", weakest))
    )


def ranking_screen(facts: Facts, name: str, t: Translator) -> Screen:
    """The best and the weakest units with their values, and the target."""
    indicator, units = indicators()[name], facts.units(name)
    reported = units.dropna(subset=["value"])
    half = _MOST_BARS // 2
    shown = reported if len(reported) <= _MOST_BARS else pd.concat([reported.head(half), reported.tail(half)])
    standing = facts.standings[name]
    has_target = standing.target_value is not None
    best_and_weakest = len(shown) < len(reported)
    content = Bars(
        categories=tuple(
            f"{int(row.rank)}. {row.name}" for row in shown[["rank", "name"]].itertuples(index=False)
        ),
        values=tuple(float(value) for value in shown["value"]),
        texts=_texts(shown, indicator, t),
        value_name=sentences.indicator_name(indicator, t),
        number_format=number_format(indicator.unit, t),
        targets=(standing.target_value,) * len(shown) if has_target else (),
        target_name=_target_words(standing, t) if has_target else "",
        estimated=_estimated(shown),
    )
    screen = _screen(
        facts,
        indicator,
        units,
        content if len(shown) else no_values(t),
        t,
        key=f"ranking.{name}",
        addition=t("review.best_and_weakest", count=half) if best_and_weakest else "",
    )
    # A map of the same indicator says the same of its ends.
    return replace(screen, title=t("review.ranking_title", title=sentences.within(screen.title)))


def trend_screen(facts: Facts, name: str, t: Translator) -> Screen:
    """The indicator of the whole province, quarter by quarter."""
    indicator, series = indicators()[name], facts.series(name)
    standing = facts.standings[name]
    marks = ()
    if standing.target_value is not None:
        marks = (Mark(standing.target_value, _target_words(standing, t)),)
    title = sentences.against_target(standing, t, of=sentences.place_name(facts.subject.province, t))
    last = series.iloc[-1] if len(series) else None
    return Screen(
        title=title,
        subtitle=t(
            "review.trend_subtitle",
            indicator=sentences.indicator_name(indicator, t),
            unit=t(f"unit.{indicator.unit}"),
        ),
        source=sentences.completeness(
            int(last["reported_units"]) if last is not None else 0,
            int(last["expected_units"]) if last is not None else facts.expected_units,
            facts,
            t,
            estimated=_count_words("review.estimated_periods", series, t),
        ),
        content=no_values(t) if series.empty else series_line(series, marks, indicator, t),
        key=f"trend.{name}",
    )


def series_line(series: pd.DataFrame, marks: tuple[Mark, ...], indicator: Indicator, t: Translator) -> Line:
    """Rows of the query `indicator_series` as a line through the reform."""
    periods = [Period.parse(period_id) for period_id in series["period_id"]]
    legacy = [place for place, period in enumerate(periods) if period.vintage is Vintage.LEGACY]
    return Line(
        labels=tuple(format_period_short(period, t).replace("<br>", " ") for period in periods),
        values=tuple(None if pd.isna(value) else float(value) for value in series["value"]),
        texts=_texts(series, indicator, t),
        value_name=sentences.indicator_name(indicator, t),
        number_format=number_format(indicator.unit, t),
        marks=marks,
        breaks_after=legacy[-1] if legacy and len(legacy) < len(periods) else None,
        break_label=t("trend.reform"),
        estimated=_estimated(series),
    )


def no_values(t: Translator) -> Words:
    """What stands where a figure would, as long as nobody reported it."""
    return Words((t("empty.no_values"),))


def number_format(unit: str, t: Translator) -> str:
    """Excel's format of a unit on a chart: rates with one decimal, money in billions or millions by size.

    Vietnamese ones say so: a program that has its own idea of decimals then writes a comma.
    """
    place = "[$-42A]" if t.language == "vi" else ""
    if unit == "%":
        return f'{place}0.0"%"'
    if unit != "VND":
        return f"{place}#,##0"
    billions = f'[>=1000000000]{place}#,##0.0,,,"{t("review.billion")}"'
    millions = f'[>=1000000]{place}#,##0.0,,"{t("review.million")}"'
    return f"{billions};{millions};{place}#,##0"


def _target_words(standing: IndicatorStanding, t: Translator) -> str:
    value = format_value(standing.target_value, standing.indicator.unit, t)
    return t("tile.target", year=standing.target_year, value=value)


def _texts(rows: pd.DataFrame, indicator: Indicator, t: Translator) -> tuple[str, ...]:
    """Values as they are written; of a unit without one, its state."""
    return tuple(
        t(f"state.{row.state}")
        if "state" in rows and pd.isna(row.value)
        else marked(format_value(row.value, indicator.unit, t), row.method, t)
        for row in rows.itertuples()
    )


def _estimated(rows: pd.DataFrame) -> tuple[int, ...]:
    return tuple(place for place, method in enumerate(rows["method"]) if method == "estimate")


def _count_words(key: str, rows: pd.DataFrame, t: Translator) -> str:
    """How many of the rows are estimates, in words; nothing for none."""
    count = len(_estimated(rows))
    return t(key, count=count) if count else ""


def _screen(
    facts: Facts,
    indicator: Indicator,
    units: pd.DataFrame,
    content: Areas | Bars | Words,
    t: Translator,
    *,
    key: str,
    addition: str = "",
) -> Screen:
    reported = units.dropna(subset=["value"])
    name = sentences.indicator_name(indicator, t)
    if reported.empty:
        title = t("map.headline_empty", indicator=name)
    else:
        named = ends(reported)
        best_value, last_value = _texts(reported.iloc[[0, -1]], indicator, t)
        title = t(
            "map.headline" if len(reported) > 1 else "map.headline_one",
            indicator=name,
            best=sentences.listed(named.highest, t, most=sentences.MOST_ENDS),
            best_value=best_value,
            last=sentences.listed(named.lowest, t, most=sentences.MOST_ENDS),
            last_value=last_value,
        )
    subtitle = t(
        "figure.subtitle",
        indicator=name,
        unit=t(f"unit.{indicator.unit}"),
        period=format_period(facts.subject.period, t),
        vintage=sentences.map_words(facts, t),
    )
    return Screen(
        title=title,
        subtitle=f"{subtitle} {addition}".rstrip(),
        source=sentences.completeness(
            int((units["reported_sources"] >= units["expected_sources"]).sum()),
            len(units),
            facts,
            t,
            estimated=_count_words("review.estimated_units", units, t),
        ),
        content=content,
        key=key,
    )
