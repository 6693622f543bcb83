"""The administrator's register of units: an act is previewed, confirmed, kept, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.domain.later_acts import take_up
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.intake.act_sheet import HEADINGS
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import routes
from tests.acts import ACT, BAC_NHA_TRANG, MERGED, ROWS
from tests.pages.conftest import OpenPage
from tests.reports import store


@pytest.fixture
def page(filled_home: Path, open_page: OpenPage) -> Iterator[AppTest]:
    app = open_page(routes.UNITS)
    yield app.text_input(key="person.name.typed").input("Bà Lan").run()
    take_up([])


def csv(*rows: str) -> bytes:
    lines = [",".join(heading for heading, _ in HEADINGS.values()), *rows]
    return "\n".join(lines).format(act=ACT).encode()


def drop(page: AppTest, *rows: str) -> AppTest:
    return page.file_uploader[0].upload("van_ban.csv", csv(*rows), "text/csv").run()


def test_a_wrong_cell_is_named_and_nothing_is_offered(page: AppTest) -> None:
    first, second = (f"01/01/2027,{{act}},22333,,9900{n},A{n},Xã,,4{n}%,,," for n in (1, 2))
    drop(page, first, second)
    said = "".join(text.value for text in page.markdown).replace("\\", "")
    assert "CSV!I3" in said
    assert "cộng lại là 0,83" in said
    assert "acts.save" not in [button.key for button in page.button]


def test_an_act_is_previewed_confirmed_and_taken_back(page: AppTest) -> None:
    drop(page, *ROWS)
    assert "4 đơn vị hết hiệu lực · 4 đơn vị mới · 1 đơn vị đổi tên hoặc loại" in [
        text.value for text in page.markdown
    ]
    assert any("Khánh Hòa từ 65 thành 64; Đắk Lắk từ 102 thành 103" in text.value for text in page.markdown)
    assert page.button(key="acts.save").disabled
    page.checkbox(key="acts.confirm").check().run()
    page.button(key="acts.save").click().run()
    assert page.title[0].value == "Danh mục đơn vị: đã nhập 1 văn bản, mới nhất có hiệu lực từ 01/01/2027"
    assert MERGED in all_units()
    page.text_input(key="acts.reason").input("nhập nhầm")
    page.button(key="acts.withdraw").click().run()
    assert page.title[0].value == "Danh mục đơn vị: chưa nhập văn bản nào sau 30/04/2026"
    assert MERGED not in all_units()
    actions = open_database().query("audit", {"scope": None, "since": None, "until": None})["action"]
    assert {"act", "withdraw_act"} <= set(actions)


def test_units_that_reported_after_the_day_stand_in_the_way(page: AppTest) -> None:
    store(open_database(), "2027-Q1", {BAC_NHA_TRANG: {"members": 5.0}}, province_id="reform-56")
    drop(page, *ROWS)
    page.checkbox(key="acts.confirm").check().run()
    page.button(key="acts.save").click().run()
    assert "Phường Bắc Nha Trang, 2027-Q1" in page.error[0].value
    assert MERGED not in all_units()
