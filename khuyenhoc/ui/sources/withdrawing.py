"""Taking a submission back: what would happen, why, by whom, and only then."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.submissions import withdraw_submission
from khuyenhoc.ui import notice
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.person import acting_name
from khuyenhoc.ui.table_columns import right_aligned

_HEIGHT = 320


def offer_withdrawal(submission: pd.Series, scope: Scope, t: Translator) -> None:
    """The withdrawal in two steps: open it and see what changes, then tick and press."""
    code = submission["receipt_code"]
    notice.show()
    if submission["state"] == "withdrawn":
        return
    if not st.toggle(t("sources.withdraw"), key=f"sources.withdraw.{code}"):
        return
    with st.container(border=True):
        _show_effect(query("withdrawal_effect", scope, receipt_code=code), t)
        reason = st.text_input(t("sources.reason"), key=f"sources.reason.{code}", max_chars=300).strip()
        person = acting_name(t)
        is_sure = st.checkbox(t("sources.sure", receipt=code), key=f"sources.sure.{code}")
        is_ready = bool(reason and person and is_sure)
        pressed = st.button(
            t("sources.withdraw_now"),
            type="primary",
            disabled=not is_ready,
            icon=":material/undo:",
            key="sources.withdraw_now",
        )
        if pressed and is_ready:
            _withdraw(code, reason, person, t)


def _withdraw(code: str, reason: str, person: str, t: Translator) -> None:
    try:
        withdraw_submission(open_database(), code, reason=reason, withdrawn_by=person)
    except StoreError as error:
        notice.refused(error, t)
        return
    notice.leave(t("sources.withdrawn_done", receipt=code))


def _show_effect(effect: pd.DataFrame, t: Translator) -> None:
    if effect.empty:
        st.markdown(t("sources.effect_none"))
        return
    returning = int(effect["receipt_after"].notna().sum())
    st.markdown(
        t(
            "sources.effect",
            returning=format_number(returning, t.language),
            gone=format_number(len(effect) - returning, t.language),
        )
    )
    st.dataframe(
        pd.DataFrame(
            {
                t("table.unit"): effect["name"],
                t("upload.element"): [element_name(element, t) for element in effect["data_element"]],
                t("upload.before"): [format_number(value, t.language) for value in effect["value_now"]],
                t("sources.after_withdrawal"): [
                    format_number(value, t.language) for value in effect["value_after"]
                ],
                t("sources.receipt_after"): effect["receipt_after"].fillna("–"),
            }
        ),
        hide_index=True,
        height="content" if len(effect) < 8 else _HEIGHT,
        column_config=right_aligned(t("upload.before"), t("sources.after_withdrawal")),
        alt=t("sources.effect_alt"),
    )
