"""Why a unit is low, and how much more it takes: a sentence for each rate, from the counts it reported."""

from collections.abc import Sequence

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.shortfall import Shortfall, shortfalls
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_value
from khuyenhoc.ui.filters import indicator_name
from khuyenhoc.ui.profile.choosing import Choice
from khuyenhoc.ui.profile.standing import Place


def show_reasons(choice: Choice, found: Sequence[Place], scope: Scope, t: Translator) -> None:
    """The rates that fall short, worst first; nothing where the unit's counts of the period are not there."""
    values = query(
        "stored_values", scope, province_id=choice.province.org_unit_id, period_id=choice.period.period_id
    )
    unit = choice.unit.org_unit_id
    if not (values["org_unit_id"] == unit).any():
        return
    st.header(t("profile.reasons"))
    targets = {place.indicator.indicator: place.own.target_value for place in found}
    short = shortfalls(values, unit, targets)
    if not short:
        st.markdown(t("profile.nothing_short"))
    # A handful of clans proves nothing about a step: the same bound as for the mark beside the rank.
    by_chance = {place.indicator.indicator for place in found if place.cell["is_within_chance"]}
    for item in short:
        st.markdown(_sentences(item, t, is_by_chance=item.indicator in by_chance))
    st.caption(t("profile.reasons_how"))


def _sentences(item: Shortfall, t: Translator, *, is_by_chance: bool) -> str:
    def share(value: float) -> str:
        return format_value(value, "%", t)

    def count(value: float) -> str:
        return format_number(value, t.language)

    parts = [
        t(
            "profile.reason_rate",
            indicator=indicator_name(indicators()[item.indicator], t),
            value=share(item.own.rate),
            province=share(item.province.rate),
        ),
        t(
            "profile.reason_steps",
            total=count(item.own.total),
            registered=count(item.own.registered),
            recognised=count(item.own.recognised),
            registered_share=share(item.own.registered_share),
            recognised_share=share(item.own.recognised_share),
            province_registered=share(item.province.registered_share),
            province_recognised=share(item.province.recognised_share),
        ),
    ]
    if item.step and is_by_chance:
        parts.append(t("profile.reason_chance"))
    elif item.step:
        parts.append(t(f"profile.reason_step.{item.step}"))
    if item.missing:
        parts.append(t("profile.reason_missing", target=share(item.target), missing=count(item.missing)))
    return "- " + " ".join(parts)
