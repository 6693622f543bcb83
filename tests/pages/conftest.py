"""Pages run from the entry file, on the tiny store of the query tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.opened import close_database, open_database
from tests.queries.conftest import fill_with_examples

OpenPage = Callable[..., AppTest]


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    yield tmp_path
    close_database()


@pytest.fixture
def filled_home(empty_home: Path) -> Path:
    fill_with_examples(open_database())
    return empty_home


@pytest.fixture
def open_page() -> OpenPage:
    def run(page: str | None = None, **parameters: str) -> AppTest:
        st.cache_data.clear()
        app = AppTest.from_file(str(PROJECT_FOLDER / "dashboard.py"), default_timeout=30)
        for key, value in parameters.items():
            app.query_params[key] = value
        app.run()
        if page is not None:
            app.switch_page(page).run()
        assert not app.exception
        assert not [error for error in app.error if "ngoài dự kiến" in error.value]
        return app

    return run
