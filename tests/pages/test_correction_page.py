"""A stored figure found wrong is put right where it stands: checked, with a receipt, the old one kept."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import routes
from tests.pages.conftest import OpenPage
from tests.pages.test_upload import drop

FILE = PROJECT_FOLDER / "data" / "demo" / "demo_khanh_hoa_cu_2024_q1.xlsx"
UNIT = "legacy-568"


def value_of(element: str) -> float:
    rows = open_database().query(
        "stored_values", {"scope": None, "province_id": "legacy-56", "period_id": "2024-Q1"}
    )
    return rows[(rows["org_unit_id"] == UNIT) & (rows["data_element"] == element)]["value"].item()


def history() -> list[tuple[float, str, str, str]]:
    rows = open_database().query(
        "value_history",
        {"scope": None, "org_unit_id": UNIT, "period_id": "2024-Q1", "data_element": "families_recognised"},
    )
    return list(zip(rows["value"], rows["standing"], rows["original"], rows["submitted_by"], strict=True))


@pytest.fixture
def source(empty_home: Path, open_page: OpenPage) -> AppTest:
    """The page of the one stored report, with the recognised families of the first unit picked."""
    app = drop(open_page(routes.UPLOAD), FILE)
    app.button(key="upload.confirm").click().run()
    receipt = open_database().query("submissions", {"scope": None})["receipt_code"].item()
    app = open_page(routes.SOURCES, receipt=receipt)
    rows = app.dataframe[0].value
    place = next(
        number
        for number, (name, element) in enumerate(zip(rows["Đơn vị"], rows["Số liệu"], strict=True))
        if name == "Thành phố Nha Trang" and element == "Gia đình học tập được công nhận"
    )
    app.session_state["sources.values"] = {"selection": {"rows": [place], "columns": [], "cells": []}}
    return app.run()


def correct(app: AppTest, value: str) -> AppTest:
    fields = {field.label: field for field in app.text_input}
    fields["Số đúng"].input(value)
    fields["Họ tên người thực hiện"].input("Bà Lan")
    app.run()
    return next(button for button in app.button if button.label == "Lưu số đúng").click().run()


def test_the_right_figure_counts_and_the_old_one_stays(source: AppTest) -> None:
    before, untouched = value_of("families_recognised"), value_of("families_registered")
    correct(source, f"{int(before) - 7:,}".replace(",", "."))
    assert value_of("families_recognised") == before - 7
    assert value_of("families_registered") == untouched
    assert [(value, standing) for value, standing, *_ in history()] == [
        (before, "superseded"),
        (before - 7, "current"),
    ]
    assert history()[-1][2:] == (str(int(before) - 7), "Bà Lan")
    assert any("Đã lưu số đúng, mã biên nhận" in text.value for text in source.success)
    # The report it corrects is made up, and so is the correction.
    assert open_database().query("submissions", {"scope": None})["is_synthetic"].all()


def test_what_cannot_be_right_is_refused_in_words(source: AppTest) -> None:
    before = value_of("families_recognised")
    correct(source, f"{int(value_of('families_registered')) + 1}")
    assert value_of("families_recognised") == before
    assert any("lớn hơn" in text.value for text in source.error)
    assert len(history()) == 1


def test_words_are_no_figure(source: AppTest) -> None:
    correct(source, "khoảng 30")
    assert any("Chưa đọc được con số này" in text.value for text in source.error)
    assert len(history()) == 1


def test_the_button_waits_for_figure_and_name(source: AppTest) -> None:
    assert next(button for button in source.button if button.label == "Lưu số đúng").disabled
    assert any("Ghi số đúng và họ tên" in text.value for text in source.caption)
