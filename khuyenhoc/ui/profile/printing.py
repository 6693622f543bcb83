"""The button that gives a unit's profile as two A4 pages."""

import pandas as pd
import streamlit as st

from khuyenhoc import theme
from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.multiples import Panel
from khuyenhoc.domain.org_units import province_of
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_day
from khuyenhoc.reports.profile_sheet import Part, ProfileWords, StandingLine, profile_sheet
from khuyenhoc.reports.sparkline import sparkline
from khuyenhoc.review.sentences import association
from khuyenhoc.store.letterheads import fetch_letterhead
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui.filters import indicator_name
from khuyenhoc.ui.notes import remarks_on
from khuyenhoc.ui.profile import history
from khuyenhoc.ui.profile.choosing import Choice, subject
from khuyenhoc.ui.profile.standing import (
    Place,
    change_text,
    headline,
    rank_text,
    source,
    subtitle,
    target_text,
    value_text,
)

# So many rows of each table fit the second page.
_MOST = {"lineage": 10, "reports": 9, "remarks": 5, "actions": 6}
_LONGEST_TEXT = 160
_HEADINGS = ("indicator", "value", "change", "target", "rank", "course")


def offer_print(choice: Choice, found: list[Place], panels: list[Panel], scope: Scope, t: Translator) -> None:
    """A download button; the pages are made when it is pressed."""
    st.download_button(
        t("profile.print"),
        data=lambda: _pages(choice, found, panels, scope, t),
        file_name=f"ho_so_{choice.unit.file_name}.pdf",
        mime="application/pdf",
        icon=":material/print:",
        on_click="ignore",
        key="profile.print",
    )


def _pages(choice: Choice, found: list[Place], panels: list[Panel], scope: Scope, t: Translator) -> bytes:
    courses = {panel.title: panel.series["value"].dropna().tolist() for panel in panels}
    lines = [
        StandingLine(
            indicator_name(place.indicator, t),
            value_text(place, t),
            change_text(place, t),
            target_text(place, t),
            rank_text(place, t),
            _course(courses.get(t(f"scorecard.short.{place.indicator.indicator}"), [])),
        )
        for place in found
    ]
    province = province_of(choice.unit)
    letterhead = fetch_letterhead(open_database(), province.org_unit_id)
    words = ProfileWords(
        language=t.language,
        title=headline(choice, found, t),
        subtitle=subtitle(choice, t),
        headings=[t(f"profile.print_{name}") for name in _HEADINGS],
        key=t("profile.print_key"),
        footer=source(choice, found, t),
        grid=theme.GRID,
        head=theme.NO_FIGURE,
        association=association(province, letterhead, t),
    )
    return profile_sheet(words, lines, _parts(choice, scope, t), logo=letterhead.logo)


def _course(values: list[float]) -> str:
    return sparkline(values, colour=theme.ACCENT) if values else ""


def _parts(choice: Choice, scope: Scope, t: Translator) -> list[Part]:
    unit = choice.unit
    lineage = [[line] for line in history.lineage(unit, t)]
    reports = history.reports(unit, scope, t)
    actions = history.actions(unit, scope, t)
    remarks = [
        [
            t(f"remark.{row.kind}"),
            row.text[:_LONGEST_TEXT],
            f"{row.written_by}, {format_day(row.written_at)}",
        ]
        for row in remarks_on(subject(choice), scope).itertuples()
    ]
    return [
        _part("lineage", [""], lineage, [1], t),
        _part("reports", list(reports), _rows(reports), [1.2, 1.2, 1, 2.6, 1], t),
        _part("remarks", ["", "", ""], remarks, [0.8, 4, 1.5], t),
        _part("actions", list(actions), _rows(actions), [1, 1.4, 1.3, 1, 2.6], t),
    ]


def _rows(table: pd.DataFrame) -> list[list[str]]:
    return [[str(value)[:_LONGEST_TEXT] for value in row] for row in table.itertuples(index=False)]


def _part(name: str, headings: list[str], rows: list[list[str]], widths: list[float], t: Translator) -> Part:
    most = _MOST[name]
    return Part(
        t(f"profile.title_{name}"),
        headings,
        rows[:most],
        widths,
        t(f"profile.no_{name}"),
        t("profile.more", count=len(rows) - most) if len(rows) > most else "",
    )
