"""The real page under faults: failing writes, a full disk, a broken database; said in words, nothing lost."""

import errno
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.durable import file_layer
from khuyenhoc.store.opened import close_database, open_database
from khuyenhoc.store.proof.checker import judge
from khuyenhoc.store.proof.faults import FailingLayer
from khuyenhoc.store.space import SpaceFloor
from khuyenhoc.ui import routes
from tests.pages.conftest import OpenPage
from tests.reports import store

REPORT = PROJECT_FOLDER / "data" / "demo" / "demo_khanh_hoa_cu_2024_q1.xlsx"


@pytest.fixture
def ready(empty_home: Path, open_page: OpenPage) -> AppTest:
    """A good report on the page, not stored yet."""
    app = open_page(routes.UPLOAD)
    return app.file_uploader(key="upload.file").upload(REPORT.name, REPORT.read_bytes()).run()


def press(app: AppTest) -> AppTest:
    app.button(key="upload.confirm").click().run()
    assert not app.exception
    assert not [error for error in app.error if "ngoài dự kiến" in error.value]
    return app


def receipt(app: AppTest) -> str:
    return {metric.label: metric.value for metric in app.metric}["Mã biên nhận"]


def stored() -> list[str]:
    return open_database().query("submissions", {"scope": None})["receipt_code"].tolist()


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_every_failing_write_is_said_and_the_next_press_stores(ready: AppTest, code: int) -> None:
    failures = 0
    for number in range(1, 40):
        layer = FailingLayer(number, code=code)
        with file_layer(layer):
            press(ready)
        if layer.seen < number:
            break  # there is no such write any more: everything went well
        if stored():
            break
        failures += 1
        assert ready.error, f"write {number} failed and nobody was told"
    assert failures >= 4
    if not stored():
        press(ready)
    assert stored() == [receipt(ready)]
    assert judge(open_database(), stored()).is_clean


def test_a_full_disk_refuses_before_it_hurts_and_reading_goes_on(ready: AppTest, open_page: OpenPage) -> None:
    open_database().floor = SpaceFloor(free=lambda _: 0)
    press(ready)
    assert any("Ổ đĩa" in error.value for error in ready.error)
    assert stored() == []
    assert open_page(routes.TARGETS).info
    open_database().floor = SpaceFloor()
    press(ready)
    assert stored() == [receipt(ready)]


def test_a_database_that_breaks_while_storing_opens_again_by_itself(
    ready: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khuyenhoc.store.projection import Projection

    real, calls = Projection.apply, []

    def break_once(self: Projection, lines: object, **given: object) -> None:
        calls.append(lines)
        if len(calls) == 1:
            raise duckdb.FatalException("database has been invalidated")
        real(self, lines, **given)

    monkeypatch.setattr(Projection, "apply", break_once)
    press(ready)
    assert stored() == [receipt(ready)]
    assert "reopened" in open_database().report.kinds
    assert judge(open_database(), stored()).is_clean


def test_receipts_outlive_the_database_file(ready: AppTest, empty_home: Path, open_page: OpenPage) -> None:
    first = store(open_database(), "2024-Q2", {"legacy-568": {"members": 1.0}}).receipt_code
    code = receipt(press(ready))
    close_database()
    (empty_home / "khuyenhoc.duckdb").unlink()
    app = open_page(routes.STORE)
    assert set(stored()) == {first, code}
    assert any("kho số liệu đã tự phát hiện và xử lý" in error.value for error in app.error)
