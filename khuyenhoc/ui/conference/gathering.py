"""The facts of a review for the choices on screen, within what the person may see."""

from functools import partial

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.screens import Run
from khuyenhoc.domain.subject import Subject
from khuyenhoc.i18n import Translator
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.figures import MapLayers
from khuyenhoc.review.screens import review_run
from khuyenhoc.review.shapes import map_layers
from khuyenhoc.store.letterheads import fetch_letterhead
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import url_state
from khuyenhoc.ui.filters import Selection


def choose_facts(selection: Selection, scope: Scope, t: Translator) -> Facts:
    """Let the person choose between the quarter alone and the year to date.

    Stops the page for a former province after the reform: it has no association left that would report.
    """
    if not selection.province_ids:
        st.info(t("conference.former_province", name=selection.province.short_name))
        url_state.stop()
    is_year_to_date = st.segmented_control(
        t("conference.basis"),
        (False, True),
        default=False,
        format_func=lambda summed: t("conference.basis_year" if summed else "conference.basis_quarter"),
        key="conference.basis",
        required=True,
    )
    return facts_of(
        Subject(selection.province, selection.period),
        scope,
        is_year_to_date=is_year_to_date,
        lens=selection.lens,
    )


@derived
def facts_of(
    subject: Subject, scope: Scope, *, is_year_to_date: bool = False, lens: Lens = Lens.REPORTED
) -> Facts:
    """The facts of a province and period, on the map of a lens; what they worked out they keep."""
    letterhead = fetch_letterhead(open_database(), subject.province.org_unit_id)
    return Facts(subject, partial(_fetch, scope), is_year_to_date, lens, letterhead)


def live_run(facts: Facts, t: Translator) -> Run:
    """Every screen of the review, with maps where the boundaries are built, which may change at any time."""
    return _run_of(facts, t, map_layers(facts, t))


@derived
def _run_of(facts: Facts, t: Translator, layers: MapLayers | None) -> Run:
    return review_run(facts, t, layers=layers)


def _fetch(scope: Scope, name: str, **parameters: object) -> object:
    return query(name, scope, **parameters)
