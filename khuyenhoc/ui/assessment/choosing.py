"""Which title, which unit, which year a sheet is about."""

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.assessed_sheets import FIRST_YEAR, LAST_YEAR, LONGEST_NAME, AssessedSheet
from khuyenhoc.domain.assessment import COMMUNE_KIND, SCHEMES, UNIT_KINDS
from khuyenhoc.domain.org_units import all_units, reporting_to
from khuyenhoc.i18n import Translator
from khuyenhoc.ui.approval.choosing import viet_nam_today
from khuyenhoc.ui.assessment.words import title_name
from khuyenhoc.ui.filters import Selection

_TITLES = [(scheme, level) for scheme, levels in SCHEMES.items() for level in levels]


def choose_unit(selection: Selection, scope: Scope, t: Translator) -> AssessedSheet | None:
    """An empty sheet of what was chosen, its name empty until typed; None where no commune may be chosen."""
    communes = [
        unit.org_unit_id
        for unit in reporting_to(selection.province.org_unit_id)
        if scope.includes(unit.org_unit_id)
    ]
    if not communes:
        return None
    left, middle, right = st.columns([5, 4, 2])
    scheme, unit_level = left.selectbox(
        t("assessment.title"), _TITLES, format_func=lambda pair: title_name(*pair, t), key="assessment.title"
    )
    commune = middle.selectbox(
        t("assessment.commune"),
        communes,
        format_func=lambda key: all_units()[key].name,
        key=f"assessment.commune.{selection.province.org_unit_id}",
    )
    year = right.number_input(
        t("assessment.year"), FIRST_YEAR, LAST_YEAR, viet_nam_today().year, key="assessment.year"
    )
    if unit_level == "commune":
        name, kind = all_units()[commune].name, COMMUNE_KIND
    else:
        left, right = st.columns([5, 6])
        name = left.text_input(
            t("assessment.name"),
            max_chars=LONGEST_NAME,
            placeholder=t("assessment.name_example"),
            key="assessment.name",
        )
        kind = right.selectbox(
            t("assessment.kind_heading"),
            UNIT_KINDS,
            format_func=lambda key: t(f"assessment.kind.{key}"),
            key="assessment.kind",
        )
    return AssessedSheet(scheme, unit_level, kind, " ".join(name.split()), commune, int(year))
