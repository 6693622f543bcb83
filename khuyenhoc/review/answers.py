"""Answers about a unit on one screen: where it stands, its place, what is missing."""

from collections.abc import Iterator

import pandas as pd

from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.screens import Screen, Table
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_period, format_value, marked
from khuyenhoc.review import sentences
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.screens import MODEL_RATES

ASKED = (*MODEL_RATES, "member_rate", "fund_raised_per_head", "scholarships_per_1000")

_COLUMNS = ("value", "change", "rank", "province")


def answers(facts: Facts, t: Translator) -> list[tuple[str, Screen]]:
    """Name of each unit and its screen, by name."""
    by_indicator = {name: facts.units(name).set_index("org_unit_id") for name in ASKED}
    asked = facts.states if facts.lens is Lens.REPORTED else facts.units(ASKED[0])
    return [
        (row.name, _answer(row, by_indicator, facts, t))
        for row in asked.sort_values("name", key=by_vietnamese_names).itertuples(index=False)
    ]


def _answer(row: object, by_indicator: dict[str, pd.DataFrame], facts: Facts, t: Translator) -> Screen:
    rows = list(_rows(row.org_unit_id, by_indicator, facts, t))
    # Whether a unit reported is known of the period's own units only.
    key = f"review.answer_{row.state}" if facts.lens is Lens.REPORTED else "review.answer_restated"
    return Screen(
        title=t(key, name=row.name),
        subtitle=t(
            "review.answer_subtitle",
            period=format_period(facts.subject.period, t),
            vintage=sentences.map_words(facts, t),
        ),
        source=sentences.completeness(facts.reported_units, facts.expected_units, facts, t),
        content=Table(
            headings=(t("notes.indicator"), *(t(f"review.answer_{name}") for name in _COLUMNS)),
            rows=tuple(rows),
            formats=("",) * 5,
        ),
    )


def _rows(
    unit: str, by_indicator: dict[str, pd.DataFrame], facts: Facts, t: Translator
) -> Iterator[tuple[str, ...]]:
    for name, frame in by_indicator.items():
        indicator, found = indicators()[name], frame.loc[unit]
        whole = facts.standings[name].value
        has_value = pd.notna(found["value"])
        yield (
            sentences.indicator_name(indicator, t),
            marked(format_value(found["value"], indicator.unit, t), found["method"], t)
            if has_value
            else t(f"state.{found['state']}"),
            _change(found, indicator, t),
            f"{int(found['rank'])}/{int(frame['value'].notna().sum())}" if has_value else "–",
            format_value(whole, indicator.unit, t),
        )


def _change(found: pd.Series, indicator: Indicator, t: Translator) -> str:
    if pd.isna(found["value"]) or pd.isna(found["earlier_value"]):
        return "–"
    return format_change(found["value"] - found["earlier_value"], indicator.unit, t)
