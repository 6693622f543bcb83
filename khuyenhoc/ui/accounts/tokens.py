"""Tokens by which programs read what an account may see: made, listed, ended."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from khuyenhoc.access.accounts import Account
from khuyenhoc.access.administration import accounts_to_change
from khuyenhoc.access.api_tokens import LONGEST_DAYS, USUAL_DAYS, ApiToken
from khuyenhoc.access.service import open_access
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_day
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.workflow import note_action
from khuyenhoc.ui.accounts.telling import told
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.person import acting_name

_TOKEN = "accounts.token"  # noqa: S105 - a key of the page's state


def show_tokens(everybody: Sequence[Account], t: Translator) -> None:
    """The tokens of the accounts that somebody looks after, with what can be done about them."""
    st.markdown(t("tokens.introduction"))
    _show_new(t)
    by_name = {account.name: account for account in everybody}
    tokens = [token for token in open_access().api_tokens.all() if token.account_name in by_name]
    if tokens:
        _show_table(tokens, t)
    make_column, end_column = st.columns(2, gap="large")
    with make_column:
        _make(by_name, t)
    with end_column:
        _end({token.token_id: token for token in tokens}, by_name, t)


def _show_new(t: Translator) -> None:
    """The token that was just made, until it is put away."""
    given = st.session_state.get(_TOKEN)
    if given is None:
        return
    name, token = given
    with st.container(border=True):
        st.success(t("tokens.made", name=escape(name)), icon=":material/key:")
        st.code(token, language=None, wrap_lines=True)
        if st.button(t("accounts.code_put_away"), key="token.put_away"):
            del st.session_state[_TOKEN]
            st.rerun()


def _show_table(tokens: Sequence[ApiToken], t: Translator) -> None:
    frame = pd.DataFrame(
        {
            t("tokens.label"): [token.label for token in tokens],
            t("accounts.name"): [token.account_name for token in tokens],
            t("tokens.expires"): [format_day(token.expires_at) for token in tokens],
            t("tokens.used"): [
                format_day(token.used_at) if token.used_at else t("tokens.never") for token in tokens
            ],
            t("tokens.id"): [token.token_id for token in tokens],
        }
    )
    st.dataframe(frame, hide_index=True, height="content", alt=t("tokens.title"))


def _make(by_name: dict[str, Account], t: Translator) -> None:
    st.subheader(t("tokens.make"))
    active = [name for name, account in by_name.items() if account.is_active]
    name = st.selectbox(
        t("accounts.which"),
        active,
        format_func=lambda key: f"{by_name[key].full_name} ({key})",
        key="token.account",
    )
    label = st.text_input(t("tokens.label"), key="token.label", max_chars=80, help=t("tokens.label_help"))
    days = st.number_input(t("tokens.days"), 1, LONGEST_DAYS, USUAL_DAYS, key="token.days")
    if st.button(t("tokens.make_do"), type="primary", icon=":material/key:", key="token.do") and name:
        with told(t):
            accounts_to_change(open_access(), by_name[name].unit_ids)
            token = open_access().api_tokens.make(name, label, by=acting_name(t), days=int(days))
            st.session_state[_TOKEN] = (name, token)
            _done(t, "token_made", f"{name}: {label}")


def _end(tokens: dict[str, ApiToken], by_name: dict[str, Account], t: Translator) -> None:
    st.subheader(t("tokens.end"))
    chosen = st.selectbox(
        t("tokens.which"),
        list(tokens),
        format_func=lambda key: f"{tokens[key].label} ({tokens[key].account_name}, {key})",
        index=None,
        placeholder=t("tokens.choose"),
        key="token.which",
    )
    if st.button(t("tokens.end_do"), disabled=chosen is None, icon=":material/block:", key="token.end"):
        with told(t):
            accounts_to_change(open_access(), by_name[tokens[chosen].account_name].unit_ids)
            open_access().api_tokens.end(chosen)
            _done(t, "token_ended", f"{tokens[chosen].account_name}: {tokens[chosen].label}")


def _done(t: Translator, what: str, detail: str) -> None:
    note_action(open_database(), what, by=acting_name(t), detail=detail)
    st.rerun()
