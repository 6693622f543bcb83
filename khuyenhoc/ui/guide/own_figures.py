"""From the demo to figures of one's own, and the figures of a lost machine onto a new one."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import forget_answers, query
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment, format_number
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.store.beginning import are_made_up, begin_anew, restore_here
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.manifest import snapshots
from khuyenhoc.ui import access, notice, routes, url_state
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.navigation import is_open_to
from khuyenhoc.ui.person import known_name
from khuyenhoc.ui.routes import route_of

Done = TypeVar("Done")
_BEGUN, _RESTORED = "welcome.begun", "welcome.restored"


def is_demo(scope: Scope) -> bool:
    """Whether the store holds the demo and nothing else, as far as the person sees."""
    return are_made_up(query("submissions", scope))


def point_from_demo(scope: Scope, t: Translator) -> None:
    """Beside figures that are made up: the way to one's own, for whoever may go it."""
    if access.is_one_of("administrator") and is_demo(scope):
        st.page_link(routes.WELCOME, label=t("welcome.leave_demo"), icon=":material/arrow_forward:")


def warn_of_demo(verdict: Verdict, scope: Scope, t: Translator) -> None:
    """Before a real report is stored among figures that are made up: say so, and offer an empty store."""
    _show_done(_BEGUN)
    if verdict.is_synthetic or not is_demo(scope):
        return
    st.warning(t("welcome.mixing"), icon=":material/science:")
    if access.is_one_of("administrator"):
        _offer_to_begin(t, words="welcome.set_aside_here")


def offer_own(scope: Scope, t: Translator) -> None:
    """The next step with one's own figures: from the demo an empty store, from there the first report."""
    _show_done(_BEGUN)
    if is_demo(scope):
        st.markdown(t("welcome.own_after_demo"))
        if access.is_one_of("administrator"):
            _offer_to_begin(t, words="welcome.set_aside")
        else:
            st.caption(t("welcome.demo_by_administrator"))
        return
    st.markdown(t("welcome.own"))
    if is_open_to(route_of(routes.UPLOAD), access.current_person()):
        st.page_link(routes.UPLOAD, label=t("empty.go_to_upload"), icon=":material/upload_file:")
    else:
        st.markdown(t("welcome.own_by_others"))


def offer_restore(scope: Scope, t: Translator) -> None:
    """A backup's folder, looked at and put in place; only where nothing would be lost by it."""
    if _show_done(_RESTORED):
        st.page_link(routes.SUMMARY, label=t("welcome.demo_open"), icon=":material/home:")
    if not access.is_one_of("administrator") or not (query("submissions", scope).empty or is_demo(scope)):
        return
    with st.expander(t("welcome.restore"), icon=":material/settings_backup_restore:"):
        st.markdown(t("welcome.restore_how"))
        typed = st.text_input(
            t("welcome.restore_folder"), placeholder=r"E:\saoluu", key="welcome.restore_folder"
        )
        folder = Path(typed.strip().strip('"'))
        if not typed.strip():
            return
        found = snapshots(folder) if folder.is_absolute() and folder.is_dir() else {}
        if not found:
            st.error(t("welcome.restore_none", folder=escape(str(folder))), icon=":material/folder_off:")
            return
        newest = next(reversed(found))
        st.info(
            t("welcome.restore_found", count=len(found), moment=format_moment(newest)),
            icon=":material/inventory:",
        )
        if st.button(t("welcome.restore_now"), type="primary", key="welcome.restore_now"):
            restored = _carefully(lambda: restore_here(folder, by=_by(t)), t("welcome.restoring"), t)
            entries = format_number(restored.entries, t.language)
            _leave(_RESTORED, t("welcome.restored", moment=format_moment(newest), entries=entries))


def _offer_to_begin(t: Translator, *, words: str) -> None:
    if st.button(t(words), type="primary", icon=":material/inventory_2:", key="welcome.set_aside"):
        aside = _carefully(lambda: begin_anew(by=_by(t)), t("welcome.setting_aside"), t)
        _leave(_BEGUN, t("welcome.began", folder=escape(str(aside))))


def _carefully(work: Callable[[], Done], words: str, t: Translator) -> Done:
    """Do it under a word of what takes so long; refused, say why and end the page.

    Afterwards nothing that was read of the former store counts any more.
    """
    try:
        with st.spinner(words):
            done = work()
    except StoreError as error:
        notice.refused(error, t)
        url_state.stop()
    forget_answers()
    return done


def _leave(place: str, words: str) -> NoReturn:
    """Draw the page anew, with a word where the button was: the top of the page may be out of sight."""
    st.session_state[place] = words
    st.rerun()


def _show_done(place: str) -> bool:
    words = st.session_state.pop(place, "")
    if words:
        st.success(words, icon=":material/check_circle:")
    return bool(words)


def _by(t: Translator) -> str:
    return known_name() or t("upload.desk")
