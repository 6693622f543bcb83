"""The search box of every page: a unit's name, however typed, and the way to its profile."""

import streamlit as st

from khuyenhoc.domain.org_units import Level
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.search import Hit, find_units
from khuyenhoc.i18n import Translator
from khuyenhoc.ui import routes
from khuyenhoc.ui.access import current_scope


def show_search(t: Translator) -> None:
    """Draw the box in the sidebar, and under it the units of one's own that fit what was typed."""
    with st.sidebar:
        text = st.text_input(
            t("search.label"),
            key="search.text",
            placeholder=t("search.hint"),
            label_visibility="collapsed",
            icon=":material/search:",
            max_chars=80,
        )
        if not text.strip():
            return
        seen = current_scope().org_unit_ids
        hits = find_units(
            text,
            near=st.query_params.get("province", st.session_state.get("province", "")),
            among=None if seen is None else frozenset(seen),
        )
        if not hits:
            st.caption(t("search.none"))
        for hit in hits:
            _link(hit, t)


def hit_name(hit: Hit, t: Translator) -> str:
    """`Phường Bắc Nha Trang, Khánh Hòa`; former units say so, as many present ones carry their names."""
    name = hit.unit.name
    if hit.unit.level is not Level.PROVINCE:
        name = t("search.in_province", name=name, province=hit.province.short_name)
    return t("search.former", name=name) if hit.unit.vintage is Vintage.LEGACY else name


def _link(hit: Hit, t: Translator) -> None:
    if hit.unit.level is Level.PROVINCE:
        st.page_link(routes.SUMMARY, label=hit_name(hit, t), query_params={"province": hit.unit.org_unit_id})
    else:
        st.page_link(routes.PROFILE, label=hit_name(hit, t), query_params={"unit": hit.unit.org_unit_id})
