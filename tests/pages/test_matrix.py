"""The permission matrix: 6 roles, pages, actions, and units as they lie to one's own. Nothing leaks."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.access.matrix import EXAMPLES, matrix
from khuyenhoc.access.people import Person
from khuyenhoc.access.permissions import Action, NotAllowedError, authorise
from khuyenhoc.access.roles import Role
from khuyenhoc.access.scope import Scope
from khuyenhoc.cli import main
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.store.answers import answer
from khuyenhoc.store.database import Database
from khuyenhoc.ui import routes
from khuyenhoc.ui.navigation import is_open_to
from tests.pages.people_before_the_screen import run_app, run_page_alone, server, sit_down
from tests.reports import store

__all__ = ["server", "sit_down"]

OFFICER = "upload withdraw submit review deadline target assess original freeze present conclude"
DOES = {
    "administrator": "backup accounts act demo",
    "chair": f"{OFFICER} approve share",
    "officer": OFFICER,
    "reporter": "upload submit assess original",
    "reporter_of_district": "upload submit assess original",
    "viewer": "",
    "public": "",
}
SEES = {
    **{who: {"own", "child", "former"} for who in ("administrator", "chair", "officer", "viewer")},
    "reporter": {"own", "former"},
    "reporter_of_district": {"own", "child", "former"},
    "public": set(),
}
ROUTES = list(routes.all_routes())
CLOSED = {
    "administrator": {"upload", "approval", "present", "exports", "conclusions"},
    "chair": {"store", "units", "accounts"},
    "officer": {"store", "units", "accounts"},
    "reporter": {"approval", "present", "exports", "conclusions", "store", "units", "accounts"},
    "viewer": {"upload", "approval", "present", "exports", "conclusions", "store", "units", "accounts"},
}


@pytest.mark.parametrize("who", EXAMPLES)
def test_v8_2_1_matrix_of_units_and_actions(who: str) -> None:
    rows = [row for row in matrix() if row.who == who]
    assert {row.relation for row in rows if row.is_seen} == SEES[who]
    own_map_only = who.startswith("reporter")
    for row in rows:
        is_theirs = row.is_seen and not (own_map_only and row.relation == "former")
        assert set(row.actions) == (set(map(Action, DOES[who].split())) if is_theirs else set())


@pytest.mark.parametrize("who", EXAMPLES)
def test_v8_2_2_every_refused_action_is_refused_at_the_write(who: str, acting: list[Person | None]) -> None:
    acting[0], _ = EXAMPLES[who]
    for row in (row for row in matrix() if row.who == who):
        for action in Action:
            if action in row.actions:
                authorise(action, [row.org_unit_id])
            else:
                with pytest.raises(NotAllowedError):
                    authorise(action, [row.org_unit_id])


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A figure of its own for every unit of the matrix that reports."""
    database = Database(tmp_path_factory.mktemp("matrix"))
    units = sorted({unit for _, by_relation in EXAMPLES.values() for unit in by_relation.values()})
    reporting = [unit for unit in units if all_units()[unit].level in {"district", "commune"}]
    reporting = [unit for unit in reporting if not all_units()[province_id(unit)].parent_id]
    for number, unit in enumerate(reporting, start=1):
        period = "2025-Q1" if unit.startswith("legacy") else "2025-Q3"
        store(database, period, {unit: {"members": 1000.0 + number}}, province_id=province_id(unit))
    return database


def province_id(unit: str) -> str:
    return province_of(all_units()[unit]).org_unit_id


@pytest.mark.parametrize("who", EXAMPLES)
def test_v8_4_1_query_layer_gives_each_their_own(figures: Database, who: str) -> None:
    person, units = EXAMPLES[who]
    stored = {
        row.org_unit_id
        for period in ("2025-Q1", "2025-Q3")
        for row in ask(figures, None, period)
        if row.org_unit_id in units.values()
    }
    given = {
        row.org_unit_id
        for period in ("2025-Q1", "2025-Q3")
        for row in ask(figures, person, period)
        if row.org_unit_id in units.values()
    }
    assert stored
    assert given == {units[relation] for relation in SEES[who] if relation in units} & stored


def ask(figures: Database, person: object, period: str) -> list:
    provinces = sorted({province_id(unit) for _, units in EXAMPLES.values() for unit in units.values()})
    scope = person.scope if person else Scope.everything()
    given = {"province_ids": provinces, "period_id": period}
    return list(answer(figures, "unit_elements", scope, given).itertuples())


@pytest.mark.parametrize("who", CLOSED)
def test_menu_holds_what_the_role_may_open(who: str) -> None:
    person, _ = EXAMPLES[who]
    assert {route.url_path for route in ROUTES if not is_open_to(route, person)} == CLOSED[who]


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.REPORTER])
def test_v8_3_1_closed_pages_are_empty_even_without_the_menu(role: Role, sit_down: Callable) -> None:
    """The second guard: a page that is run all the same stops at its first call."""
    sit_down(role)
    closed = CLOSED.get(str(role), {route.url_path for route in ROUTES})
    for route in ROUTES:
        if route.url_path in closed:
            page = run_page_alone(route.path)
            assert not page.exception
            assert len(page.main.children) + len(page.sidebar.children) == 0, route.url_path


@pytest.mark.parametrize(
    ("role", "units", "never"),
    [
        # 50 members of 200 people are its own; its sibling's 30 of 300 and both together are not
        (Role.REPORTER, ("reform-22333",), ("Tây Nha Trang", "10,0%", "16,0%")),
        (Role.CHAIR, ("reform-01",), ("Nha Trang", "10,0%", "16,0%", "25,0%")),
    ],
)
def test_v8_4_1_no_page_shows_figures_of_units_that_are_not_theirs(
    role: Role, units: tuple[str, ...], never: tuple[str, ...], sit_down: Callable
) -> None:
    """In every text and table of every page they may open; names to choose a unit from are no figures."""
    sit_down(role, units)
    app, everything = run_app(), ""
    for route in ROUTES:
        if route.url_path not in CLOSED[str(role)]:
            app.switch_page(route.path).run()
            assert not app.exception, route.url_path
            shown = everything_on(app)
            assert [words for words in never if words in shown] == [], route.url_path
            everything += shown
    assert ("25,0%" in everything) is (role is Role.REPORTER)


def everything_on(app: AppTest) -> str:
    """Every text and every table of a page."""
    kinds = (
        "title",
        "header",
        "subheader",
        "markdown",
        "caption",
        "metric",
        "info",
        "warning",
        "error",
        "success",
    )
    texts = [str(element.value) for kind in kinds for element in app.get(kind)]
    return " ".join([*texts, *(table.value.to_csv() for table in app.dataframe)])


def test_command_prints_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    assert main(["account", "matrix"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["overview", "yes", "yes", "yes", "yes", "yes", "·"]
    assert next(line for line in lines if line.startswith("reporter ")).split()[:4] == [
        "reporter",
        "own",
        "yes",
        "yes",
    ]
    assert main(["account", "matrix", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["pages"]["store"] == ["administrator"]
    assert len(told["units"]) == len(matrix())
