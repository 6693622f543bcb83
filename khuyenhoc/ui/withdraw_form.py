"""Taking back one of the things that people entered: which, and why."""

from collections.abc import Mapping

import streamlit as st

from khuyenhoc.i18n import Translator


def ask_withdrawal(
    names: Mapping[str, str], by: str, t: Translator, *, label: str, key: str
) -> tuple[str, str] | None:
    """A form; the id that is to be taken back with the reason, once it was sent with both and a name.

    Args:
        names: id -> what it is, in words.
        by: who is acting; empty while that is not known.
        label: of the list of names.
        key: prefix of the keys of the fields.
    """
    with st.form(f"{key}.withdraw_form"):
        which = st.selectbox(label, list(names), format_func=names.get, key=f"{key}.withdraw_which")
        reason = st.text_input(t("targets.reason"), max_chars=200, key=f"{key}.reason")
        is_sent = st.form_submit_button(t("targets.withdraw"), key=f"{key}.withdraw")
    if not is_sent:
        return None
    if not by or not reason.strip():
        st.error(t("targets.need_reason" if by else "targets.need_name"), icon=":material/error:")
        return None
    return which, reason
