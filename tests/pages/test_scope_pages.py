"""What a commune's reporter meets on the pages: no unit beyond the own ones, in no list and no search."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from khuyenhoc.access.mode import Mode, set_mode
from khuyenhoc.access.people import Person
from khuyenhoc.access.roles import Role
from khuyenhoc.domain.org_units import Level, all_units, province_of
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.reports.form import report_form
from khuyenhoc.ui import access, navigation, person, routes
from khuyenhoc.ui.navigation import is_open_to

REPORTER = Person("id", "Người báo cáo", Role.REPORTER, ("reform-22333",))
# These say what is true of everybody's figures, with units of the demo as examples.
TEXTS = {routes.HANDBOOK, routes.METHOD}
PAGES = [
    route.path for route in routes.all_routes() if is_open_to(route, REPORTER) and route.path not in TEXTS
]


@pytest.fixture
def reporter(filled_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    set_mode(Mode.SERVER)
    # Imported before: a module that is imported while another is patched would keep the patch.
    for module in (access, navigation, person):
        monkeypatch.setattr(module, "current_person", lambda: REPORTER)
    yield REPORTER
    set_mode(Mode.DESK)


def names_beyond(scope: object) -> set[str]:
    seen = {unit.name for unit in all_units().values() if scope.includes(unit.org_unit_id)}
    return {
        unit.name
        for unit in all_units().values()
        if unit.level is not Level.PROVINCE
        and province_of(unit).org_unit_id in {"reform-56", "legacy-56", "legacy-58"}
        and unit.name not in seen
    }


def sent(app: AppTest) -> bytes:
    """Everything that the run sent to the browser; figures are JSON, with letters written in two ways."""
    nodes = [node.proto for node in app._tree if getattr(node, "proto", None) is not None]
    content = b"\n".join(node.SerializeToString() for node in nodes)
    return re.sub(rb"\\\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)).encode(), content)


def open_as_reporter(path: str, **parameters: str) -> AppTest:
    st.cache_data.clear()
    app = AppTest.from_file(str(PROJECT_FOLDER / "dashboard.py"), default_timeout=30)
    for key, value in parameters.items():
        app.query_params[key] = value
    app.run()
    app.switch_page(path).run()
    assert not app.exception
    return app


def leaked(app: AppTest) -> list[str]:
    content = sent(app)
    return sorted(name for name in names_beyond(REPORTER.scope) if name.encode() in content)


@pytest.mark.parametrize("path", PAGES)
def test_no_list_names_a_unit_beyond_the_own(reporter: Person, path: str) -> None:
    assert leaked(open_as_reporter(path)) == []


@pytest.mark.parametrize("path", [routes.TREND, routes.PROFILE, routes.COMPARISON, routes.SCORECARD])
def test_what_the_own_pages_send_is_looked_through(reporter: Person, path: str) -> None:
    """Were the content read wrongly, nothing would ever be found in it."""
    assert "Phường Bắc Nha Trang".encode() in sent(open_as_reporter(path, indicator="member_rate"))


@pytest.mark.parametrize(
    ("path", "lens"),
    [
        *(
            (path, lens)
            for path in (routes.PROFILE, routes.COMPARISON)
            for lens in ("reported", "comparable")
        ),
        *(
            (path, lens)
            for path in (routes.TREND, routes.MAP)
            for lens in ("current", "former", "comparable")
        ),
    ],
)
def test_an_address_or_a_lens_opens_no_other_unit(reporter: Person, path: str, lens: str) -> None:
    assert leaked(open_as_reporter(path, unit="reform-22366", units="reform-22366", lens=lens)) == []


def test_the_search_finds_the_own_units_alone(reporter: Person) -> None:
    app = open_as_reporter(routes.METHOD)
    app.text_input(key="search.text").set_value("nha trang").run()
    found = sent(app)
    assert "Phường Bắc Nha Trang, ".encode() in found
    assert "Tây Nha Trang".encode() not in found


def test_the_form_has_the_own_rows_alone() -> None:
    content = report_form("reform-56", Period.parse("2026-Q3"), among=REPORTER.scope.org_unit_ids)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    names = {cell.value for column in sheet.iter_cols(max_col=4) for cell in column}
    assert "Phường Bắc Nha Trang" in names
    assert names.isdisjoint(names_beyond(REPORTER.scope))
