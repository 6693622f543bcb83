"""Why does somebody see a unit, or not?"""

from collections.abc import Sequence

import streamlit as st

from khuyenhoc.access.accounts import Account
from khuyenhoc.access.administration import person_of
from khuyenhoc.access.explain import explain
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.i18n import Translator
from khuyenhoc.ui.accounts.choosing import choose_unit, units_text
from khuyenhoc.ui.markdown import escape


def explain_sight(everybody: Sequence[Account], t: Translator) -> None:
    """The answer for any account and unit, by the same rules that the pages go by."""
    by_name = {account.name: account for account in everybody}
    columns = st.columns(3)
    with columns[0]:
        name = st.selectbox(
            t("accounts.who"), by_name, format_func=lambda key: f"{by_name[key].full_name} ({key})", key="why"
        )
    with columns[1]:
        place = st.container()
    with columns[2]:
        second = st.container()
    if name is None:
        return
    account = by_name[name]
    with place:
        unit = choose_unit(t, key=f"why.{name}", current=account.unit_ids, below=second)
    answer = explain(person_of(account), unit, is_active=account.is_active)
    words = t(
        f"accounts.why.{answer.reason}",
        who=escape(account.full_name),
        unit=escape(all_units()[unit].name),
        through=escape(all_units()[answer.through].name) if answer.through else "",
        units=escape(units_text(account.unit_ids, t)),
    )
    if answer.is_seen:
        st.success(words, icon=":material/visibility:")
    else:
        st.warning(words, icon=":material/visibility_off:")
    doing = ", ".join(t(f"accounts.actions.{action}") for action in answer.actions)
    st.markdown(t("accounts.why_may", actions=doing) if doing else t("accounts.why_may_nothing"))
