"""The association's own name and logo, set on a page."""

import streamlit as st

from khuyenhoc.domain.letterhead import USUAL, Letterhead
from khuyenhoc.domain.org_units import OrgUnit
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.logo import LARGEST_FILE, LogoRefusedError, checked_logo
from khuyenhoc.review.sentences import association
from khuyenhoc.store.letterheads import LONGEST_NAME, fetch_letterhead, set_letterhead
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui.person import acting_name
from khuyenhoc.ui.uploader_words import translate_drop_zone

_MEGABYTE = 1024 * 1024
_TYPES = ["png", "jpg", "jpeg", "svg"]


def offer(province: OrgUnit, t: Translator) -> None:
    """Name, picture and a button; what is kept now stands beside."""
    kept = fetch_letterhead(open_database(), province.org_unit_id)
    with st.expander(t("letterhead.title"), icon=":material/verified:"):
        st.markdown(t("letterhead.words"))
        left, right = st.columns([3, 1], vertical_alignment="top")
        name = left.text_input(
            t("letterhead.name"),
            value=kept.name,
            placeholder=association(province, USUAL, t),
            max_chars=LONGEST_NAME,
            key=f"letterhead.name.{province.org_unit_id}",
        )
        translate_drop_zone(t, megabytes=LARGEST_FILE // _MEGABYTE)
        file = left.file_uploader(t("letterhead.file"), type=_TYPES, key="letterhead.file")
        if kept.logo is not None:
            right.image(kept.logo, width=140, caption=t("letterhead.kept"))
        is_without = kept.logo is not None and left.checkbox(
            t("letterhead.without"), key="letterhead.without"
        )
        by = acting_name(t)
        if st.button(t("letterhead.save"), disabled=not by, key="letterhead.save"):
            _save(province, name, file, None if is_without else kept.logo, by, t)


def _save(province: OrgUnit, name: str, file: object, logo: bytes | None, by: str, t: Translator) -> None:
    try:
        picture = checked_logo(file.getvalue()) if file is not None else logo
    except LogoRefusedError as refused:
        st.error(t(f"letterhead.refused.{refused.why}"), icon=":material/block:")
        return
    set_letterhead(open_database(), province.org_unit_id, Letterhead(name, picture), by=by)
    st.rerun()
