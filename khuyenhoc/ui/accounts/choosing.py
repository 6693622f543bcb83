"""Choosing units out of fourteen thousand: first the province, then what lies in it."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from khuyenhoc.domain.org_units import all_units, province_of, provinces, reporting_to
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.i18n import Translator
from khuyenhoc.review.sentences import place_name
from khuyenhoc.ui.access import current_scope

_EVERYWHERE = ""


def choose_units(
    t: Translator, *, key: str, is_for_reporter: bool, current: Sequence[str] = ()
) -> tuple[str, ...]:
    """The units of an account; empty for the whole installation, or while a reporter's is not chosen.

    Args:
        current: the units that stand there at first.
    """
    scope = current_scope()
    has_all = scope.org_unit_ids is None
    province = _choose_province(t, key=key, with_everywhere=has_all and not is_for_reporter, current=current)
    if not province:
        return ()
    inside = scope.seen_among(unit.org_unit_id for unit in reporting_to(province))
    must_choose = is_for_reporter or not scope.includes(province)
    chosen = st.multiselect(
        t("accounts.units"),
        inside,
        default=[unit for unit in current if unit in inside],
        format_func=lambda unit: all_units()[unit].name,
        placeholder=t("accounts.units_choose" if must_choose else "accounts.units_all"),
        key=f"{key}.units.{province}",
    )
    return tuple(chosen) if chosen or must_choose else (province,)


def choose_unit(t: Translator, *, key: str, current: Sequence[str], below: DeltaGenerator) -> str:
    """One unit: a province, or a unit directly in it, which is chosen in another place."""
    province = _choose_province(t, key=key, with_everywhere=False, current=current)
    inside = current_scope().seen_among([province, *(unit.org_unit_id for unit in reporting_to(province))])
    return below.selectbox(
        t("accounts.unit"),
        inside,
        format_func=lambda unit: all_units()[unit].name,
        key=f"{key}.unit.{province}",
    )


def units_text(unit_ids: tuple[str, ...], t: Translator) -> str:
    """The units of an account in words."""
    if not unit_ids:
        return t("accounts.everywhere")
    names = [all_units()[unit].name for unit in unit_ids[:3]]
    more = len(unit_ids) - len(names)
    return ", ".join(names) + (t("accounts.and_more", count=more) if more else "")


def _choose_province(t: Translator, *, key: str, with_everywhere: bool, current: Sequence[str]) -> str:
    options = [_EVERYWHERE] if with_everywhere else []
    options += _provinces_with_own_units()
    known = province_of(all_units()[current[0]]).org_unit_id if current else options[0]
    return st.selectbox(
        t("filters.province"),
        options,
        index=options.index(known) if known in options else 0,
        format_func=lambda unit: place_name(all_units()[unit], t) if unit else t("accounts.everywhere"),
        key=f"{key}.province.{with_everywhere}",
    )


def _provinces_with_own_units() -> list[str]:
    """Present provinces, then former ones, in which whoever gives out accounts may see something."""
    everywhere = [
        unit.org_unit_id for vintage in (Vintage.REFORM, Vintage.LEGACY) for unit in provinces(vintage)
    ]
    seen = current_scope().org_unit_ids
    if seen is None:
        return everywhere
    own = {province_of(all_units()[unit]).org_unit_id for unit in seen}
    return [province for province in everywhere if province in own]
