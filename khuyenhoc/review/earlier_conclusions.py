"""What earlier conferences decided, shown first at the next one with what the figures say since."""

import pandas as pd

from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.screens import Screen, Table
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value
from khuyenhoc.review import sentences
from khuyenhoc.review.facts import Facts

MARKS = {"open": "◔", "done": "✓", "dropped": "✕"}
# A screen holds so many; open ones come first.
_MOST = 7
_LONGEST_TASK = 120
_COLUMNS = ("task", "due", "figures", "state")


def conclusions_screen(facts: Facts, t: Translator) -> Screen | None:
    """Conclusions of the periods before; None without any."""
    found = facts.fetch("conclusions", province_ids=facts.subject.all_province_ids)
    if found.empty:
        return None
    end = facts.subject.period.end
    is_earlier = [Period.parse(period_id).end < end for period_id in found["decided_period_id"]]
    earlier = found[is_earlier]
    if earlier.empty:
        return None
    done = int((earlier["state"] == "done").sum())
    rows = tuple(_row(row, t) for row in earlier.head(_MOST).itertuples(index=False))
    headings = tuple(t(f"conclusions.{name}") for name in _COLUMNS)
    more = len(earlier) - len(rows)
    rest = t("review.conclusions_more", count=more) if more else ""
    return Screen(
        key="conclusions",
        title=t(
            "review.conclusions_title",
            place=sentences.place_name(facts.subject.province, t),
            done=done,
            count=len(earlier),
        ),
        subtitle=t("review.conclusions_subtitle") + rest,
        source=sentences.completeness(facts.reported_units, facts.expected_units, facts, t),
        content=Table(headings, rows, ("",) * len(headings)),
    )


def then_and_now(row: object, t: Translator) -> str:
    """`10,0% → 15,0%`; empty for a conclusion that no indicator shows.

    Args:
        row: of the query `conclusions`.
    """
    if not row.indicator or pd.isna(row.indicator):
        return ""
    unit = indicators()[row.indicator].unit
    return f"{format_value(row.decided_value, unit, t)} → {format_value(row.value, unit, t)}"


def _row(row: object, t: Translator) -> tuple[str, ...]:
    unit = f"{all_units()[row.org_unit_id].name}: " if pd.notna(row.org_unit_id) else ""
    task = f"{unit}{row.task} ({row.office})"
    return (
        task if len(task) <= _LONGEST_TASK else f"{task[:_LONGEST_TASK].rpartition(' ')[0]}…",
        format_period(Period.parse(row.due_period_id), t),
        then_and_now(row, t) or "–",
        f"{MARKS[row.state]} {t(f'conclusions.state_{row.state}')}",
    )
