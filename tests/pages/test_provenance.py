"""From a figure on the screen to the cell it is from."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from khuyenhoc.i18n import Translator
from khuyenhoc.ui import routes
from tests.pages.conftest import OpenPage

FIRST_ROW = {"selection": {"rows": [0], "columns": [], "cells": []}}


def open_table(open_page: OpenPage, period: str = "2024-Q1") -> AppTest:
    app = open_page(routes.MAP, province="legacy-56", period=period, indicator="member_rate")
    app.session_state["map.tab"] = Translator("vi")("map.tab_table")
    return app.run()


def select(app: AppTest, key: str, row: int) -> AppTest:
    app.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    app.run()
    assert not app.exception
    assert not [error for error in app.error if "ngoài dự kiến" in error.value]
    return app


def table_with(app: AppTest, column: str) -> object:
    return next(table.value for table in app.dataframe if column in table.value)


def test_a_units_row_shows_both_cells_with_file_person_and_time(
    filled_home: Path, open_page: OpenPage
) -> None:
    app = open_table(open_page)
    units = table_with(app, "source")["name"].tolist()
    select(app, "units.table", units.index("Thành phố Nha Trang"))
    words = [text.value for text in app.markdown]
    assert "**Tổng số hội viên** của Thành phố Nha Trang, quý I/2024: **100**" in words
    assert "**Dân số** của Thành phố Nha Trang, quý I/2024: **1.000**" in words
    assert any("tệp **correction\\.xlsx**; **tester** nộp lúc" in text for text in words)
    assert any("tệp **report\\.xlsx**; **tester** nộp lúc" in text for text in words)
    assert table_with(app, "Vì sao")["Giá trị"].tolist() == ["90", "100"]
    links = [link.proto.label for link in app.get("page_link")]
    assert sum(label.startswith("Mở biên nhận ") for label in links) == 2


def test_a_unit_without_figures_says_so(filled_home: Path, open_page: OpenPage) -> None:
    app = open_table(open_page)
    select(app, "units.table", len(table_with(app, "source")) - 1)
    assert any("không có giá trị nào đang dùng" in text.value for text in app.markdown)


def test_published_and_corrected_stand_side_by_side(filled_home: Path, open_page: OpenPage) -> None:
    app = open_table(open_page)
    row = table_with(app, "Đã công bố").iloc[0]
    assert row[["Đơn vị", "Đã công bố", "Đã đính chính", "Coi là công bố", "Người đính chính"]].tolist() == [
        "Thành phố Nha Trang",
        "90",
        "100",
        "khi nộp lần đầu",
        "tester",
    ]
    other = open_table(open_page, "2024-Q2")
    assert not [table for table in other.dataframe if "Đã công bố" in table.value]


def test_trend_shows_both_figures_of_a_quarter_and_its_cells(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.TREND, province="legacy-56", indicator="member_rate")
    shown = app.dataframe[0].value
    # 90 + 60 of 1,300 people as first reported; 100 + 60 after the correction.
    assert shown.loc[0, ["Giá trị", "Đã công bố"]].tolist() == ["12,3%", "11,5%"]
    assert shown.loc[1, "Đã công bố"] == "–"
    assert any(
        text.value == "Quý I/2024 có hai con số: đã công bố 11,5%, đã đính chính 12,3%."
        for text in app.caption
    )
    select(app, "series.table", 0)
    cells = table_with(app, "Mã biên nhận")
    assert len(cells) == 4
    assert cells["Giá trị"].tolist() == ["60", "300", "100", "1.000"]
    select(app, "series.cells", 2)
    assert any("Nha Trang, quý I/2024: **100**" in text.value for text in app.markdown)
    plain = open_page(routes.TREND, province="legacy-58", indicator="member_rate")
    assert "Đã công bố" not in plain.dataframe[0].value


def test_a_tile_leads_to_the_cells_it_is_summed_from(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(province="legacy-56", period="2024-Q1")
    assert app.button(key="tile.source.learning_citizen_rate").disabled
    app.button(key="tile.source.member_rate").click().run()
    cells = table_with(app, "Ô")
    assert sorted(cells["Giá trị"].tolist()) == ["1.000", "100", "300", "60"]
    assert set(cells["Tệp"]) == {"report.xlsx", "correction.xlsx"}


def test_on_another_map_the_reports_behind_the_figure_are_named(
    filled_home: Path, open_page: OpenPage
) -> None:
    app = open_page(routes.TREND, province="reform-56", indicator="member_rate", lens="current")
    select(app, "series.table", 0)
    assert set(table_with(app, "Mã biên nhận")["Đơn vị"]) == {"Thành phố Nha Trang", "Thành phố Cam Ranh"}
    app = open_page(routes.TREND, province="legacy-58", indicator="member_rate", lens="former")
    select(app, "series.table", 0)
    names = set(table_with(app, "Mã biên nhận")["Đơn vị"])
    assert names == {"Thành phố Phan Rang - Tháp Chàm"}
