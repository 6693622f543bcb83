"""Somebody with a role before the screen of a server, on the tiny store."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from khuyenhoc.access.mode import Mode, set_mode
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService, open_access
from khuyenhoc.access.sessions import Stage
from khuyenhoc.domain.reference import PROJECT_FOLDER

WHO = {
    Role.ADMINISTRATOR: (),
    Role.CHAIR: ("reform-56",),
    Role.OFFICER: ("reform-56",),
    Role.REPORTER: ("reform-22333",),
    Role.VIEWER: ("reform-56",),
    Role.PUBLIC: (),
}


@pytest.fixture
def server(filled_home: Path) -> AccessService:
    set_mode(Mode.SERVER)
    yield open_access()
    set_mode(Mode.DESK)


@pytest.fixture
def sit_down(server: AccessService, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Puts somebody with a role before the screen; gives back the id of their session."""

    def sit(role: Role, units: tuple[str, ...] | None = None) -> str:
        account_id, run_id = None, ""
        if role is Role.PUBLIC:
            run_id = "run"
            server.public_links.make(run_id, by="test")
        else:
            server.accounts.add(
                f"{role}", f"Người {role}", role, WHO[role] if units is None else units, by="t"
            )
            account_id = server.accounts.get(str(role)).account_id
        token = server.sessions.begin(account_id, Stage.FULL, method="password", run_id=run_id)
        session_id = server.sessions.of_token(token).session_id
        monkeypatch.setattr("khuyenhoc.ui.access._gates_word", lambda _: {"session": session_id})
        return session_id

    return sit


def run_app() -> AppTest:
    st.cache_data.clear()
    return AppTest.from_file(str(PROJECT_FOLDER / "dashboard.py"), default_timeout=30).run()


def run_page_alone(path: str) -> AppTest:
    """A page without the router, as if the menu had let it through."""

    def script(path: str) -> None:
        import runpy

        import streamlit as st

        from khuyenhoc.i18n import Translator

        st.session_state["translator"] = Translator("vi")
        runpy.run_path(path)

    return AppTest.from_function(script, args=(path,), default_timeout=30).run()
