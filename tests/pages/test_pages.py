"""What each page says, from the entry file, on figures that can be worked out by hand."""

import base64
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.ui import routes
from tests.pages.conftest import OpenPage


def drawn_figure(app: AppTest) -> dict:
    return json.loads(app.get("plotly_chart")[0].proto.spec)


def drawn_values(app: AppTest) -> list[float]:
    """Values of the first trace; Plotly writes arrays of numbers as base64."""
    packed = drawn_figure(app)["data"][0]["y"]
    return np.frombuffer(base64.b64decode(packed["bdata"]), dtype=packed["dtype"]).tolist()


def test_no_page_lies_directly_in_pages() -> None:
    assert list((PROJECT_FOLDER / "pages").glob("*.py")) == []


@pytest.mark.parametrize("page", [routes.TARGETS, routes.TREND, routes.MAP])
def test_empty_store_says_what_to_do(empty_home: Path, open_page: OpenPage, page: str) -> None:
    app = open_page(page)
    assert "Chưa có số liệu nào" in app.info[0].value


def test_overview_opens_on_the_newest_period(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page()
    assert app.title[0].value == "Khánh Hòa, quý III/2025: 2/65 xã, phường, đặc khu đã nộp báo cáo"
    metrics = {metric.label: metric.value for metric in app.metric}
    assert metrics["Tỷ lệ hội viên trên dân số"] == "16,0%"
    assert metrics["Tỷ lệ công dân học tập"] == "–"
    assert any("Số liệu minh họa" in text.value for text in app.markdown)


def test_overview_of_a_former_province_by_address(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(province="legacy-56", period="2024-Q1", indicator="member_rate")
    assert app.title[0].value == (
        "Khánh Hòa (cũ, đến 30/06/2025), quý I/2024: 2/9 huyện, thị xã, thành phố đã nộp báo cáo, "
        "1 chưa lập Hội"
    )
    text = app.markdown[-1].value
    assert "**1 huyện, thị xã, thành phố chưa thành lập Hội**: Huyện Cam Lâm." in text
    assert "**6 huyện, thị xã, thành phố chưa nộp**" in text


def test_english_screen_has_english_words(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(lang="en")
    assert app.title[0].value == "Khánh Hòa, quarter III/2025: 2 of 65 communes and wards reported"
    assert any("Illustrative figures" in text.value for text in app.markdown)


def test_unknown_codes_in_the_address_fall_back(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(province="reform-99", period="1999-Q1", indicator="nothing", lang="fr")
    assert app.title[0].value.startswith("Khánh Hòa, quý III/2025")


def test_choices_stand_in_the_address(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.MAP)
    app.selectbox(key="indicator").select("member_rate").run()
    assert app.query_params["indicator"] == "member_rate"
    assert app.query_params["province"] == "reform-56"
    assert app.query_params["period"] == "2025-Q3"


def test_choice_is_kept_from_page_to_page(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.MAP, province="legacy-58")
    app.selectbox(key="indicator").select("member_rate").run()
    app.switch_page(routes.TREND).run()
    assert app.selectbox(key="indicator").value == "member_rate"
    assert app.selectbox(key="province").value == "legacy-58"


def test_map_table_shows_parts_and_source(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.MAP, province="legacy-56", period="2024-Q1", indicator="member_rate")
    assert app.title[0].value == (
        "Tỷ lệ hội viên trên dân số: cao nhất Thành phố Cam Ranh (20,0%), "
        "thấp nhất Thành phố Nha Trang (10,0%)"
    )
    app.session_state["map.tab"] = "Bảng số liệu"
    table: pd.DataFrame = next(shown.value for shown in app.run().dataframe if "source" in shown.value)
    first = table.iloc[0]
    assert first["name"] == "Thành phố Cam Ranh"
    assert (first["value"], first["numerator"], first["denominator"]) == ("20,0%", "60", "300")
    assert first["source"].startswith("report.xlsx, ô Bieu 01!C11, nộp ")
    assert set(table["value"]) >= {"Chưa nộp", "Chưa thành lập Hội"}


def test_trend_runs_through_the_reform(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.TREND, province="reform-56", indicator="member_rate")
    assert app.title[0].value == (
        "Tỷ lệ hội viên trên dân số của Khánh Hòa: 16,0% (quý III/2025), +3,7 điểm % so với quý I/2024."
    )
    assert [round(value, 4) for value in drawn_values(app)] == [12.3077, 12.0, 14.5455, 16.0]
    assert any("01/07/2025" in note["text"] for note in drawn_figure(app)["layout"]["annotations"])


def test_trend_keeps_bases_apart(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.TREND, province="legacy-56", indicator="fund_raised")
    assert drawn_values(app) == [6_000_000.0, 2_000_000.0]
    app.segmented_control(key="basis").set_value(True).run()
    assert drawn_values(app) == [7_000_000.0]


def test_every_page_is_guarded_first() -> None:
    for path in (PROJECT_FOLDER / "pages").glob("*/*.py"):
        statements = [line for line in path.read_text(encoding="utf-8").splitlines() if " = " in line]
        assert statements[0].startswith("scope = access.require_role("), path


def test_pages_hold_no_sql_colours_or_words() -> None:
    for path in (PROJECT_FOLDER / "pages").glob("*/*.py"):
        text = path.read_text(encoding="utf-8")
        assert "duckdb" not in text
        assert "select " not in text.lower().replace("selection", "")
        assert "#" not in text.split('"""', 2)[2]


def test_failure_is_told_in_plain_words(filled_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("khuyenhoc.ui.tiles.show_tiles", fail)
    st.cache_data.clear()
    app = AppTest.from_file(str(PROJECT_FOLDER / "dashboard.py"), default_timeout=30).run()
    assert app.error[0].value.startswith("Có lỗi ngoài dự kiến (mã ")
    assert "secret detail" not in app.error[0].value
