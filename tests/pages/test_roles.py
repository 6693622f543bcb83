"""Pages by role: each guarded twice, by the menu and by its own first call; on the tiny store."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from khuyenhoc.access.people import DESK, Person
from khuyenhoc.access.permissions import NotAllowedError
from khuyenhoc.access.roles import Role, has_role
from khuyenhoc.access.service import AccessService
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import routes
from khuyenhoc.ui.navigation import is_open_to
from tests.pages.people_before_the_screen import WHO, run_app, run_page_alone, server, sit_down
from tests.reports import store

__all__ = ["server", "sit_down"]

ROUTES = list(routes.all_routes())
CONFERENCE = {routes.PRESENT, routes.EXPORTS, routes.CONCLUSIONS}
OPEN = {
    Role.ADMINISTRATOR: {routes.SUMMARY, routes.TREND, routes.MAP, routes.ACCOUNTS},
    Role.CHAIR: {routes.SUMMARY, routes.TREND, routes.MAP, routes.UPLOAD, *CONFERENCE},
    Role.OFFICER: {routes.SUMMARY, routes.TREND, routes.MAP, routes.UPLOAD, *CONFERENCE},
    Role.REPORTER: {routes.SUMMARY, routes.TREND, routes.MAP, routes.UPLOAD},
    Role.VIEWER: {routes.SUMMARY, routes.TREND, routes.MAP},
    Role.PUBLIC: set(),
}
SAMPLE = {route.path for route in ROUTES} & set.union(*OPEN.values())


def guard_of(path: str) -> tuple[str, ...]:
    """Roles that a page's first call names."""
    tree = ast.parse((PROJECT_FOLDER / path).read_text(encoding="utf-8"))
    first = next(node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom | ast.Expr))
    assert isinstance(first, ast.Assign)
    assert ast.unparse(first.value.func) == "access.require_role"
    return tuple(argument.value for argument in first.value.args)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.url_path)
def test_menu_and_page_name_the_same_roles(route: routes.Route) -> None:
    assert set(guard_of(route.path)) == set(route.roles)
    assert {Role(name) for name in route.roles} <= set(Role)


def test_every_page_stands_in_the_menu() -> None:
    pages = {path.relative_to(PROJECT_FOLDER).as_posix() for path in (PROJECT_FOLDER / "pages").rglob("*.py")}
    assert pages == {route.path for route in ROUTES}


@pytest.mark.parametrize("role", WHO)
def test_first_guard_the_menu(role: Role) -> None:
    person = Person("1", "x", role, WHO[role])
    assert {route.path for route in ROUTES if is_open_to(route, person)} & SAMPLE == OPEN[role]


@pytest.mark.parametrize("path", sorted(SAMPLE))
def test_second_guard_the_page_itself(path: str, sit_down: Callable) -> None:
    let_in = [role for role in WHO if path in OPEN[role]]
    for role in [*(set(WHO) - set(let_in)), let_in[0]]:
        sit_down(role)
        page = run_page_alone(path)
        assert not page.exception
        assert bool(page.title or page.markdown or page.selectbox) is (path in OPEN[role]), role


def test_desk_has_every_page_but_those_about_signing_in() -> None:
    assert {route.path for route in ROUTES if not is_open_to(route, DESK)} == {
        route.path for route in ROUTES if route.is_server_only
    }


def test_without_a_session_there_is_one_page_that_says_so(
    server: AccessService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khuyenhoc.ui.access._gates_word", lambda _: {})
    app = run_app()
    assert [title.value for title in app.title] == ["Phiên làm việc đã kết thúc"]
    assert not app.metric
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        app.switch_page(routes.MAP)


def test_v7_4_2_open_screen_is_empty_at_its_next_run(server: AccessService, sit_down: Callable) -> None:
    session_id = sit_down(Role.CHAIR)
    app = run_app()
    assert app.title[0].value.startswith("Khánh Hòa, quý III/2025: 2/65")
    server.sessions.end(session_id, "test")
    app.run()
    assert [title.value for title in app.title] == ["Phiên làm việc đã kết thúc"]
    assert not app.metric


def test_v8_3_2_another_role_holds_at_the_next_run(server: AccessService, sit_down: Callable) -> None:
    sit_down(Role.CHAIR)
    app = run_app()
    app.switch_page(routes.UPLOAD).run()
    assert app.title[0].value == "Nộp báo cáo"
    server.accounts.set_role("chair", Role.VIEWER, ("reform-56",))
    app.run()
    assert "Nộp báo cáo" not in [title.value for title in app.title]


def test_reporter_sees_the_own_commune_alone(sit_down: Callable) -> None:
    sit_down(Role.REPORTER)
    app = run_app()
    app.query_params["indicator"] = "member_rate"
    app.switch_page(routes.MAP).run()
    app.session_state["map.tab"] = "Bảng số liệu"
    app.run()
    table = app.dataframe[0].value
    assert table["name"].tolist() == ["Phường Bắc Nha Trang"]
    assert table["value"].tolist() == ["25,0%"]
    text = repr([element.value for element in [*app.markdown, *app.caption, *app.title, *app.metric]])
    assert "Tây Nha Trang" not in text


def test_two_roles_on_one_cache_see_their_own(sit_down: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache is everybody's: what a chair's run left there must not answer a reporter."""
    sit_down(Role.CHAIR)
    chair = run_app()
    sit_down(Role.REPORTER)
    reporter = AppTest.from_file(str(PROJECT_FOLDER / "dashboard.py"), default_timeout=30).run()
    assert "2/65" in chair.title[0].value
    assert "1/1" in reporter.title[0].value


def test_writes_ask_again_who_is_acting(server: AccessService, sit_down: Callable) -> None:
    """A page that stores for anybody: the rules stand behind the store, not before the button."""
    sit_down(Role.REPORTER)

    def script(units: list[str], province: str) -> None:
        import streamlit as st

        from khuyenhoc.store.opened import open_database
        from khuyenhoc.ui import access  # noqa: F401 - as every page does
        from tests.reports import store

        figures = {unit: {"members": 7.0, "population": 70.0} for unit in units}
        try:
            receipt = store(open_database(), "2025-Q4", figures, province_id=province)
        except Exception as error:  # noqa: BLE001
            st.title(type(error).__name__)
        else:
            st.title(receipt.receipt_code)

    def attempt(*units: str) -> str:
        return AppTest.from_function(script, args=(list(units), "reform-56")).run().title[0].value

    assert attempt("reform-22390") == "NotAllowedError"
    assert attempt("reform-22333", "reform-22390") == "NotAllowedError"
    code = attempt("reform-22333")
    assert "-" in code
    stored = open_database().query("submissions", {"scope": None})
    assert stored.set_index("receipt_code").loc[code, "submitted_by"] == "Người reporter (reporter)"
    server.accounts.set_active("reporter", is_active=False)
    assert attempt("reform-22333") == "NotAllowedError"


def test_command_line_and_timers_are_nobody_in_particular(server: AccessService) -> None:
    store(open_database(), "2025-Q4", {"reform-22333": {"members": 1.0}}, province_id="reform-56")


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.5"])  # noqa: S104
def test_desk_script_refuses_to_run_for_other_machines(
    filled_home: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = st.get_option
    monkeypatch.setattr(
        "khuyenhoc.ui.access.st.get_option",
        lambda name: address if name == "server.address" else real(name),
    )
    app = run_app()
    assert not app.metric
    assert [title.value for title in app.title] == ["Phiên làm việc đã kết thúc"]


def test_no_page_asks_for_everything() -> None:
    """A page that asked for everything would pass the guard and see too much."""
    named = [
        path
        for folder in ("pages", "khuyenhoc/ui", "khuyenhoc/data_access.py")
        for path in [PROJECT_FOLDER / folder, *(PROJECT_FOLDER / folder).rglob("*.py")]
        if path.is_file() and "Scope.everything()" in path.read_text(encoding="utf-8")
    ]
    assert named == []


def test_roles_that_pages_name_exist() -> None:
    assert all(has_role(Role.DESK, guard_of(route.path)) for route in ROUTES)
    assert issubclass(NotAllowedError, Exception)


@pytest.mark.parametrize(("role", "is_offered"), [(Role.VIEWER, False), (Role.OFFICER, True)])
def test_only_who_may_present_puts_figures_aside(sit_down: Callable, role: Role, *, is_offered: bool) -> None:
    sit_down(role)
    app = run_app()
    app.switch_page(routes.MODELS).run()
    assert not app.exception
    assert any((button.key or "").startswith("pick.") for button in app.button) is is_offered
