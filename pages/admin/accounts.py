"""Tài khoản: who may come in, as what, for which units, who is in now, what programs read, who sees what."""

import streamlit as st

from khuyenhoc.access.administration import visible_accounts, visible_sessions
from khuyenhoc.access.service import open_access
from khuyenhoc.ui import access, accounts
from khuyenhoc.ui.language import translator

scope = access.require_role("administrator")
t = translator()
person = access.current_person()
everybody = visible_accounts(open_access(), person)
sessions = visible_sessions(open_access(), person)

st.title(t("accounts.headline", accounts=len(everybody), sessions=len(sessions)))
accounts.show_code(t)
accounts_tab, sessions_tab, tokens_tab, why_tab = st.tabs(
    [t("accounts.tab_accounts"), t("accounts.tab_sessions"), t("tokens.tab"), t("accounts.tab_why")]
)
with accounts_tab:
    accounts.show_accounts(everybody, t)
    add_column, change_column = st.columns(2, gap="large")
    with add_column:
        accounts.add_account(t)
    with change_column:
        accounts.change_account(everybody, t)
with sessions_tab:
    accounts.show_sessions(sessions, t)
with tokens_tab:
    accounts.show_tokens(everybody, t)
with why_tab:
    st.markdown(t("accounts.why_introduction"))
    accounts.explain_sight(everybody, t)
