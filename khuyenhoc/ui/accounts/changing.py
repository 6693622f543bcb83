"""Making and changing accounts; every change is noted in the audit and asked of the rules once more."""

from collections.abc import Sequence

import streamlit as st

from khuyenhoc.access.accounts import CODE_DAYS, Account
from khuyenhoc.access.administration import accounts_to_change
from khuyenhoc.access.roles import ACCOUNT_ROLES, Role
from khuyenhoc.access.service import open_access
from khuyenhoc.i18n import Translator
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.workflow import note_action
from khuyenhoc.ui.accounts.choosing import choose_units
from khuyenhoc.ui.accounts.telling import told
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.person import acting_name

_CODE = "accounts.code"


def show_code(t: Translator) -> None:
    """The one-time code that was just given, until it is put away."""
    given = st.session_state.get(_CODE)
    if given is None:
        return
    name, code = given
    with st.container(border=True):
        st.success(t("accounts.code_for", name=escape(name), days=CODE_DAYS), icon=":material/key:")
        st.code(code, language=None)
        if st.button(t("accounts.code_put_away"), key="accounts.put_away"):
            del st.session_state[_CODE]
            st.rerun()


def add_account(t: Translator) -> None:
    """Make an account and show its one-time code."""
    st.header(t("accounts.add"))
    name = st.text_input(t("accounts.name"), key="add.name", max_chars=80, help=t("accounts.name_help"))
    full_name = st.text_input(t("accounts.full_name"), key="add.full_name", max_chars=80)
    role = _choose_role(t, key="add.role", current=Role.REPORTER)
    units = choose_units(t, key="add", is_for_reporter=role is Role.REPORTER)
    if st.button(t("accounts.add_do"), type="primary", icon=":material/person_add:", key="add.do"):
        with told(t):
            accounts = accounts_to_change(open_access(), units)
            code = accounts.add(name, full_name, role, units, by=acting_name(t))
            _given(t, name, code, "account_added", f"{name}: {role} {' '.join(units)}")


def change_account(everybody: Sequence[Account], t: Translator) -> None:
    """Another role, a new code, shut out or let in again."""
    st.header(t("accounts.change"))
    by_name = {account.name: account for account in everybody}
    name = st.selectbox(
        t("accounts.which"), by_name, format_func=lambda key: f"{by_name[key].full_name} ({key})", key="which"
    )
    if name is None:
        return
    account = by_name[name]
    role = _choose_role(t, key=f"role.{name}", current=account.role)
    is_reporter = role is Role.REPORTER
    units = choose_units(t, key=f"change.{name}", is_for_reporter=is_reporter, current=account.unit_ids)
    if st.button(t("accounts.change_do"), icon=":material/manage_accounts:", key="change.do"):
        with told(t):
            accounts_to_change(open_access(), account.unit_ids, units).set_role(name, role, units)
            _done(t, "account_changed", f"{name}: {role} {' '.join(units)}")
    with st.container(horizontal=True):
        if st.button(
            t("accounts.reset"), icon=":material/key:", key="reset.do", help=t("accounts.reset_help")
        ):
            with told(t):
                code = accounts_to_change(open_access(), account.unit_ids).reset(name)
                _given(t, name, code, "account_reset", name)
        if st.button(
            t("accounts.disable" if account.is_active else "accounts.enable"),
            icon=":material/block:" if account.is_active else ":material/check:",
            key="active.do",
        ):
            with told(t):
                accounts = accounts_to_change(open_access(), account.unit_ids)
                accounts.set_active(name, is_active=not account.is_active)
                _done(t, "account_disabled" if account.is_active else "account_enabled", name)
    _link(account, t)


def _link(account: Account, t: Translator) -> None:
    """Tie an account to the province's own sign-on."""
    with st.expander(t("accounts.link")):
        issuer = st.text_input(t("accounts.issuer"), value=account.issuer, key=f"issuer.{account.name}")
        subject = st.text_input(t("accounts.subject"), value=account.subject, key=f"subject.{account.name}")
        if st.button(t("accounts.link_do"), key="link.do", disabled=not (issuer and subject)):
            with told(t):
                accounts_to_change(open_access(), account.unit_ids).link(account.name, issuer, subject)
                _done(t, "account_linked", f"{account.name}: {issuer} {subject}")


def _choose_role(t: Translator, *, key: str, current: Role) -> Role:
    return st.selectbox(
        t("accounts.role"),
        ACCOUNT_ROLES,
        index=ACCOUNT_ROLES.index(current),
        format_func=lambda role: t(f"roles.{role}"),
        key=key,
    )


def _given(t: Translator, name: str, code: str, what: str, detail: str) -> None:
    st.session_state[_CODE] = (name, code)
    _done(t, what, detail)


def _done(t: Translator, what: str, detail: str) -> None:
    note_action(open_database(), what, by=acting_name(t), detail=detail)
    st.rerun()
