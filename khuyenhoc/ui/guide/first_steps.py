"""The first steps: which province, which role, with the demo or with an empty store."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from khuyenhoc.access.people import DESK
from khuyenhoc.access.roles import Role
from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.collation import vietnamese_key
from khuyenhoc.domain.org_units import all_units, org_unit_id, provinces
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.i18n import Translator
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import access, form_download, notice, routes, url_state
from khuyenhoc.ui.guide import own_figures
from khuyenhoc.ui.guide.tour import show_tour
from khuyenhoc.ui.person import known_preferences, remember

# Roles that one says of oneself at the desk, where nobody signs in and everybody may do everything.
_ROLES = (Role.CHAIR, Role.OFFICER, Role.REPORTER, Role.ADMINISTRATOR)
# The chapter that each begins with.
_FIRST_CHAPTER = {
    Role.CHAIR: "05-where-we-stand",
    Role.OFFICER: "02-submit-a-report",
    Role.REPORTER: "02-submit-a-report",
    Role.ADMINISTRATOR: "15-it-staff",
    Role.VIEWER: "05-where-we-stand",
}


def greet_empty_store(scope: Scope, t: Translator) -> None:
    """In place of a page that would have nothing to show: the welcome; goes on where there are figures."""
    if query("reporting_periods", scope).empty:
        show_welcome(scope, t)
        url_state.stop()


def show_welcome(scope: Scope, t: Translator) -> None:
    """All of it."""
    st.title(t("welcome.title"))
    notice.show()
    st.markdown(t("welcome.introduction"))
    ask_province_and_role(t)
    offer_beginning(scope, t)
    show_tour(t)


def ask_province_and_role(t: Translator) -> None:
    """Ask and remember; whoever signed in has a role and is not asked for it."""
    st.subheader(t("welcome.who"))
    known, person = known_preferences(), access.current_person()
    province_column, role_column = st.columns(2)
    with province_column:
        by_name = sorted(provinces(Vintage.REFORM), key=lambda unit: vietnamese_key(unit.short_name))
        codes = [unit.code for unit in by_name]
        province = _choice(t("welcome.province"), codes, known.province_code, _province_name, "province", t)
    role = person.role
    if person == DESK:
        with role_column:
            role = _choice(t("welcome.role"), _ROLES, known.role, lambda key: t(f"roles.{key}"), "role", t)
    remember(
        replace(known, province_code=province or "", role=str(role or "") if person == DESK else known.role)
    )
    chapter = _FIRST_CHAPTER.get(Role(role)) if role else None
    if chapter:
        st.page_link(
            routes.HANDBOOK,
            label=t("welcome.first_chapter"),
            icon=":material/menu_book:",
            query_params={"chapter": chapter},
        )


def offer_beginning(scope: Scope, t: Translator) -> None:
    """Two ways to begin, what a lost machine left, and the form to hand out."""
    st.subheader(t("welcome.begin"))
    own_column, demo_column = st.columns(2)
    with own_column.container(border=True, height="stretch"):
        own_figures.offer_own(scope, t)
    with demo_column.container(border=True, height="stretch"):
        _offer_demo(scope, t)
    own_figures.offer_restore(scope, t)
    form_download.offer_form(scope, t)


def _offer_demo(scope: Scope, t: Translator) -> None:
    if own_figures.is_demo(scope):
        st.markdown(t("welcome.demo_there"))
        st.page_link(routes.SUMMARY, label=t("welcome.demo_open"), icon=":material/home:")
        return
    st.markdown(t("welcome.demo"))
    if not query("submissions", scope).empty:
        st.caption(t("welcome.demo_too_late"))
    elif not access.is_one_of("administrator"):
        st.caption(t("welcome.demo_by_administrator"))
    elif st.button(t("welcome.demo_load"), icon=":material/science:"):
        _load(t)


def _load(t: Translator) -> None:
    # Reads workbooks; every page welcomes on an empty store and few are one.
    from khuyenhoc.store.demo import load_demo

    bar = st.progress(0.0, t("welcome.demo_loading"))
    try:
        load_demo(open_database(), lambda done, count: bar.progress(done / count, t("welcome.demo_loading")))
    except StoreError as error:
        bar.empty()
        notice.refused(error, t)
        return
    notice.leave(t("welcome.demo_loaded"))


def _choice(
    label: str, options: Sequence[str], kept: str, format_func: Callable[[str], str], name: str, t: Translator
) -> str | None:
    """A list in the language of the screen, with nothing chosen at first."""
    return st.selectbox(
        label,
        options,
        index=options.index(kept) if kept in options else None,
        format_func=format_func,
        placeholder=t("welcome.choose"),
        key=f"welcome.{name}.{t.language}",
    )


def _province_name(code: str) -> str:
    return all_units()[org_unit_id(Vintage.REFORM, code)].short_name
