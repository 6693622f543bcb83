"""The screens of a review conference, in the order they are usually gone through."""

from collections.abc import Iterator, Sequence

import pandas as pd

from khuyenhoc import theme
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.ranking import lowest
from khuyenhoc.domain.screens import Bars, Cover, Groups, Run, Screen, Table, Tiles, Words
from khuyenhoc.domain.standing import IndicatorStanding, attention
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_number, format_period, format_value, marked
from khuyenhoc.review import sentences
from khuyenhoc.review.earlier_conclusions import conclusions_screen
from khuyenhoc.review.facts import Change, Facts
from khuyenhoc.review.figures import (
    MapLayers,
    map_screen,
    no_values,
    number_format,
    ranking_screen,
    trend_screen,
)

# So many names stand in a line of what wants attention.
_NAMED = 6
TILES = ("learning_family_rate", "learning_citizen_rate", "fund_raised", "scholarships")
MODEL_RATES = (
    "learning_family_rate",
    "learning_clan_rate",
    "learning_community_rate",
    "learning_unit_rate",
    "learning_citizen_rate",
)
FUND = ("fund_raised", "fund_spent", "fund_opening", "fund_closing", "budget_support")
SOURCES = ("fund_raised_enterprises", "fund_raised_individuals", "fund_raised_clans", "fund_raised_other")
AWARDS = ("scholarships", "rewards", "hardship_grants", "adult_grants")
ORGANISATION = ("members", "members_joined", "associations", "branches", "boards")
CONTINUING = (
    "learning_centre_learners",
    "learning_centre_classes",
    "learning_centres",
    "literacy_classes",
    "literacy_learners",
)


def review_run(facts: Facts, t: Translator, *, layers: MapLayers | None) -> Run:
    """Every screen of a review.

    Args:
        layers: the shapes of the units; None while there are none.
    """
    return Run(
        title=t(
            "review.title",
            province=sentences.province_name(facts.subject.province, t),
            period=sentences.span(facts, t),
        ),
        screens=tuple(_screens(facts, t, layers)),
        is_synthetic=facts.is_synthetic,
    )


def _screens(facts: Facts, t: Translator, layers: MapLayers | None) -> Iterator[Screen]:
    yield _opening(facts, t)
    decided = conclusions_screen(facts, t)
    if decided is not None:
        yield decided
    yield _overview(facts, t)
    yield _reporting(facts, t)
    yield _models(facts, t)
    for name in ("learning_citizen_rate", "learning_family_rate"):
        if layers is not None:
            yield map_screen(facts, name, layers, t)
        yield ranking_screen(facts, name, t)
    yield trend_screen(facts, "learning_citizen_rate", t)
    yield elements_screen(facts, ORGANISATION, t)
    yield elements_screen(facts, FUND, t)
    yield _sources(facts, t)
    yield trend_screen(facts, "fund_raised", t)
    yield elements_screen(facts, AWARDS, t)
    yield elements_screen(facts, CONTINUING, t)
    yield _attention(facts, t)


def _opening(facts: Facts, t: Translator) -> Screen:
    reached, targets = reached_targets(facts)
    return Screen(
        key="opening",
        title=t(
            "review.title",
            province=sentences.province_name(facts.subject.province, t),
            period=sentences.span(facts, t),
        ),
        subtitle=sentences.map_words(facts, t),
        source=_source(facts, t),
        content=Cover(
            association=sentences.association(facts.subject.province, facts.letterhead, t),
            figures=(
                (f"{reached}/{targets}", t("review.cover_targets")),
                (
                    f"{facts.reported_units}/{facts.expected_units}",
                    t("review.cover_reports", units=t(f"level.{facts.level}")),
                ),
                (
                    sentences.amount(facts.change("fund_raised").value, "fund_raised", t),
                    sentences.indicator_name(indicators()["fund_raised"], t),
                ),
            ),
        ),
    )


def reached_targets(facts: Facts) -> tuple[int, int]:
    """How many indicators with a target have reached it, and how many have one."""
    with_target = [item for item in facts.standings.values() if item.has_reached_target is not None]
    return sum(bool(item.has_reached_target) for item in with_target), len(with_target)


def _overview(facts: Facts, t: Translator) -> Screen:
    reached, targets = reached_targets(facts)
    return Screen(
        title=_own(t("review.opening_targets", reached=reached, targets=targets), facts, t),
        subtitle=format_period(facts.subject.period, t),
        source=_source(facts, t),
        content=Tiles(tuple(_tile(facts.standings[name], t) for name in TILES)),
        key="overview",
    )


def _tile(standing: IndicatorStanding, t: Translator) -> tuple[str, str, str]:
    unit = standing.indicator.unit
    than = ""
    if standing.gap is not None:
        than = sentences.distance(standing, t)
    elif standing.change is not None:
        than = t("review.than_last_year", change=format_change(standing.change, unit, t))
    value = marked(format_value(standing.value, unit, t), standing.method, t)
    return sentences.indicator_name(standing.indicator, t), value, than


def _reporting(facts: Facts, t: Translator) -> Screen:
    states = facts.states
    groups = [(facts.reported_units, t("state.reported"), "", theme.ACCENT)]
    for state in ("not_reported", "not_established"):
        names = list(states.loc[states["state"] == state, "name"])
        if names:
            words = sentences.listed(names, t)
            groups.append((len(names), t(f"state.{state}"), words, theme.STATE_COLOURS[state]))
    return Screen(
        key="reporting",
        title=_own(
            t(
                "review.opening_reports",
                reported=facts.reported_units,
                expected=facts.expected_units,
                units=t(f"level.{facts.level}"),
            ),
            facts,
            t,
        ),
        subtitle=format_period(facts.subject.period, t),
        source=_source(facts, t),
        content=Groups(tuple(groups)) if len(groups) > 1 else Words((t("review.all_reported"),)),
    )


def _models(facts: Facts, t: Translator) -> Screen:
    found = [facts.standings[name] for name in MODEL_RATES]
    years = {item.target_year for item in found if item.target_year}
    with_target = [item for item in found if item.gap is not None]
    return Screen(
        key="models",
        title=_own(_models_title(with_target, t) if with_target else t("review.models_title"), facts, t),
        subtitle=t("review.models_subtitle", period=format_period(facts.subject.period, t)),
        source=_source(facts, t),
        content=Bars(
            categories=tuple(sentences.indicator_name(item.indicator, t) for item in found),
            values=tuple(item.value for item in found),
            texts=tuple(
                marked(format_value(item.value, item.indicator.unit, t), item.method, t) for item in found
            ),
            value_name=t("review.achieved"),
            number_format=number_format("%", t),
            targets=tuple(item.target_value for item in found),
            target_name=t("review.target_of", year=max(years)) if years else "",
            estimated=tuple(place for place, item in enumerate(found) if item.method == "estimate"),
        ),
    )


def _models_title(found: Sequence[IndicatorStanding], t: Translator) -> str:
    """How many models have reached their targets, and which is the furthest from it."""
    furthest = min(found, key=lambda item: item.gap)
    return t(
        "review.models_reached" if furthest.gap >= 0 else "review.models_furthest",
        reached=sum(bool(item.has_reached_target) for item in found),
        count=len(found),
        name=sentences.within(sentences.indicator_name(furthest.indicator, t)),
        distance=sentences.distance(furthest, t),
    )


def elements_screen(facts: Facts, names: tuple[str, ...], t: Translator) -> Screen:
    """A table of data elements: now, last year, growth; the first of them gives the title."""
    rows, most = [], 0
    for name in names:
        change = facts.change(name)
        most = max(most, change.reported_units)
        then = facts.elements.loc[
            name, "earlier_year_to_date" if _is_summed(facts, name) else "earlier_value"
        ]
        rows.append(
            (
                sentences.element_name(name, t),
                sentences.amount(change.value, name, t),
                sentences.amount(then, name, t),
                _growth(change, t) + sentences.founded(name, facts, t),
            )
        )
    return Screen(
        key=f"elements.{names[0]}",
        title=sentences.statement(names[0], facts, t, of=sentences.place_name(facts.subject.province, t)),
        subtitle=sentences.of_elements(facts, t),
        source=sentences.completeness(most, facts.expected_units, facts, t),
        content=Table(
            headings=(
                t("review.element"),
                t("review.now"),
                t("review.then"),
                t("review.growth_like_for_like"),
            ),
            rows=tuple(rows),
            formats=("", "", "", ""),
        ),
    )


def _is_summed(facts: Facts, data_element: str) -> bool:
    return facts.is_year_to_date and facts.elements.loc[data_element, "kind"] == "flow"


def _growth(change: Change, t: Translator) -> str:
    """`−22,3%`, and of how many units, where the columns beside it hold more."""
    if change.percent is None:
        return "–"
    percent = f"{_signed(change.percent, t)}%"
    if change.compared_units is None:
        return percent
    return t("review.percent_of_units", percent=percent, count=change.compared_units)


def _signed(percent: float, t: Translator) -> str:
    sign = "+" if percent > 0 else "−" if percent < 0 else ""
    return f"{sign}{format_number(abs(percent), t.language, 1)}"


def _sources(facts: Facts, t: Translator) -> Screen:
    changes = [facts.change(name) for name in SOURCES]
    largest = max(range(len(SOURCES)), key=lambda place: changes[place].value or 0)
    total = facts.change("fund_raised")
    share = 100 * (changes[largest].value or 0) / total.value if total.value else None
    return Screen(
        key="sources",
        title=t(
            "review.sources_title",
            place=sentences.place_name(facts.subject.province, t),
            source=sentences.within(sentences.element_name(SOURCES[largest], t)),
            share=format_number(share, t.language, 1),
        ),
        subtitle=t("review.sources_subtitle", span=sentences.span(facts, t)),
        source=sentences.completeness(total.reported_units, facts.expected_units, facts, t),
        content=no_values(t)
        if not total.value
        else Bars(
            categories=tuple(sentences.element_name(name, t) for name in SOURCES),
            values=tuple(change.value for change in changes),
            texts=tuple(
                sentences.amount(change.value, name, t) for name, change in zip(SOURCES, changes, strict=True)
            ),
            value_name=t("review.raised"),
            number_format=number_format("VND", t),
        ),
    )


def _attention(facts: Facts, t: Translator) -> Screen:
    found = attention(facts.states, dict(facts.standings), pd.DataFrame({"value": []}))
    lines = [
        t(f"review.{item.kind}", count=len(item.names), names=sentences.listed(item.names, t, most=_NAMED))
        for item in found
        if item.names
    ]
    lines += [sentences.against_target(item.standing, t) for item in found if item.kind == "below_target"]
    lines += [
        t("review.fell", statement=sentences.against_target(item.standing, t))
        for item in found
        if item.kind == "fell"
    ]
    weakest, rest = lowest(facts.units("learning_citizen_rate").dropna(subset=["value"]), 5)
    if len(weakest):
        name = sentences.within(sentences.indicator_name(indicators()["learning_citizen_rate"], t))
        names = sentences.and_as_low(sentences.listed(list(weakest["name"]), t), rest, t)
        lines.append(t("review.weakest", indicator=name, names=names))
    return Screen(
        key="attention",
        title=t("review.attention_title", place=sentences.place_name(facts.subject.province, t)),
        subtitle=format_period(facts.subject.period, t),
        source=_source(facts, t),
        content=Words(tuple(lines)),
    )


def _own(finding: str, facts: Facts, t: Translator) -> str:
    return sentences.of_place(finding, sentences.place_name(facts.subject.province, t), t)


def _source(facts: Facts, t: Translator) -> str:
    return sentences.completeness(facts.reported_units, facts.expected_units, facts, t)
