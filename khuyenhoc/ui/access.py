"""Who the person is and what they may see, asked anew at every run."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.runtime.scriptrunner import ScriptRunContext, get_script_run_ctx

from khuyenhoc.access import permissions
from khuyenhoc.access.mode import Mode, current_mode, is_loopback
from khuyenhoc.access.people import DESK, Person
from khuyenhoc.access.permissions import NotAllowedError
from khuyenhoc.access.roles import has_role
from khuyenhoc.access.scope import Scope
from khuyenhoc.access.service import open_access
from khuyenhoc.access.sessions import Stage
from khuyenhoc.ui import url_state

# What the gate calls the session in what Streamlit knows of the user; see `ui/serving.py`.
SESSION_KEY = "session"
_download_of: ContextVar[str] = ContextVar("download_of", default="")


def require_role(*roles: str) -> Scope:
    """Stop the page unless the person has one of the roles; give back what they may see.

    Session and account are read from their database each time, so that a sign-out, a disabled account or
    another role takes effect at the next run. At the desk there is one person, who has every role and sees
    everything.
    """
    person = current_person()
    if person is None or not has_role(person.role, roles):
        url_state.stop()
    return person.scope


def is_one_of(*roles: str) -> bool:
    """Whether the person has one of the roles: for parts of a page that not everyone is shown."""
    person = current_person()
    return person is not None and has_role(person.role, roles)


def current_person() -> Person | None:
    """The person in front of the screen; None when nobody is signed in there any more."""
    if current_mode() is Mode.DESK:
        return DESK if is_loopback(st.get_option("server.address") or "") else None
    session = open_access().sessions.of_id(session_id())
    return session.person if session is not None and session.stage is Stage.FULL else None


def session_id() -> str:
    """The gate's word about whose run, or whose download, this thread is busy with; empty for nobody's."""
    run = get_script_run_ctx(suppress_warning=True)
    if run is None:
        return _download_of.get()
    return str(_gates_word(run).get(SESSION_KEY) or "")


def _gates_word(run: ScriptRunContext) -> Mapping[str, object]:
    """What `st.user` says, without its look for a file of secrets each time; a page asks a dozen times."""
    return run.user_info


@contextmanager
def downloading(of_session: str) -> Iterator[None]:
    """Work for a download that is made when its button is pressed, on a thread that runs no page."""
    token = _download_of.set(of_session)
    try:
        yield
    finally:
        _download_of.reset(token)


def current_scope() -> Scope:
    """What the person in front of the screen may see; nothing for nobody."""
    person = current_person()
    return person.scope if person is not None else Scope.nothing()


def _acting() -> Person | None:
    """Whoever is behind this thread: for a run or a download a person, for a timer or a command nobody.

    Raises:
        NotAllowedError: a page runs for somebody who is not signed in any more.
    """
    if get_script_run_ctx(suppress_warning=True) is None and not _download_of.get():
        return None
    person = current_person()
    if person is None:
        raise NotAllowedError
    return person


permissions.resolve_actor_by(_acting)
