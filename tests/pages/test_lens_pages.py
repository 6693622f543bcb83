"""The one control for the map that figures are read on, from the entry file."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.ui import routes
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import drawn_figure, drawn_values


def test_a_link_opens_on_todays_units(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(province="reform-56", period="2025-Q1", indicator="member_rate", lens="current")
    assert app.selectbox(key="lens").value == "current"
    ranked: pd.DataFrame = app.dataframe[0].value
    row = ranked[ranked["name"] == "Phường Bắc Nha Trang"].iloc[0]
    assert row["value"] == "≈ 15,0%"
    assert len(ranked) == 65
    assert any("số có dấu ≈" in caption.value for caption in app.caption)


def italic_cells(app: AppTest) -> str:
    """The styles that the first table is sent with; empty where it has none."""
    return str(app.dataframe[0].proto)


def test_estimates_stand_in_italics_on_screen(filled_home: Path, open_page: OpenPage) -> None:
    choices = {"province": "reform-56", "indicator": "member_rate", "lens": "current"}
    assert "italic" in italic_cells(open_page(period="2025-Q1", **choices))
    assert "italic" not in italic_cells(open_page(period="2025-Q3", **choices))


def test_what_is_exact_bears_no_sign(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(province="reform-56", period="2025-Q3", indicator="member_rate", lens="former")
    ranked: pd.DataFrame = app.dataframe[0].value
    assert ranked.loc[ranked["name"] == "Thành phố Nha Trang", "value"].tolist() == ["16,0%"]
    assert len(ranked) == 16


def test_a_former_province_goes_on_after_the_reform(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(province="legacy-56", lens="former")
    assert app.selectbox(key="period").value == "2025-Q3"
    assert app.title[0].value.endswith("2/41 xã, phường, đặc khu đã nộp báo cáo")
    app.selectbox(key="lens").select("reported").run()
    assert app.selectbox(key="period").value == "2025-Q1"
    assert app.query_params["lens"] == "reported"


def test_trend_of_a_unit_under_a_lens(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(
        routes.TREND, province="reform-56", indicator="member_rate", lens="comparable", unit="area-legacy-568"
    )
    assert app.title[0].value.startswith("Tỷ lệ hội viên trên dân số của Nha Trang: 16,0% (quý III/2025)")
    assert drawn_values(app) == [10.0, 12.0, 15.0, 16.0]
    table: pd.DataFrame = app.dataframe[0].value
    assert table["Đơn vị có số liệu"].tolist() == ["1/1", "1/1", "1/1", "2/4"]


def test_estimates_of_a_trend_are_named(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(
        routes.TREND, province="reform-56", indicator="member_rate", lens="current", unit="reform-22333"
    )
    table: pd.DataFrame = app.dataframe[0].value
    assert table["Giá trị"].tolist() == ["≈ 10,0%", "≈ 12,0%", "≈ 15,0%", "25,0%"]
    assert table["Ước tính"].tolist() == [*["ước tính 100,0%"] * 3, "chính xác"]


def test_a_merged_province_is_taken_apart(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.TREND, province="reform-56", indicator="members")
    app.toggle(key="trend.apart").set_value(True).run()
    names = [trace["name"] for trace in drawn_figure(app)["data"] if trace.get("showlegend")]
    assert names == ["Khánh Hòa", "Khánh Hòa (địa giới cũ)", "Ninh Thuận (địa giới cũ)"]


@pytest.mark.parametrize("unit", ["reform-22834", "legacy-568", "reform-26368", "legacy-498"])
def test_lineage_of_a_unit(unit: str) -> None:
    def page(unit_id: str) -> None:
        from khuyenhoc.domain.org_units import all_units
        from khuyenhoc.i18n import Translator
        from khuyenhoc.ui.lineage import show_lineage

        show_lineage(all_units()[unit_id], Translator("vi"), key="lineage")

    app = AppTest.from_function(page, args=(unit,)).run()
    assert not app.exception
    captions = [caption.value for caption in app.caption]
    assert any("Quyết định 19/2025/QĐ-TTg" in caption for caption in captions)
    assert any("huyện cũ: Huyện Ninh Hải" in caption for caption in captions) == (unit == "reform-22834")
    assert any("Phường Long Thành (Nghị quyết" in caption for caption in captions) == (unit == "reform-26368")
    assert app.get("plotly_chart")


def test_completeness_counts_units_with_every_report(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(province="reform-56", period="2025-Q3", indicator="member_rate", lens="comparable")
    assert any(caption.value.startswith("0/10 đơn vị có số liệu") for caption in app.caption)
    app.selectbox(key="period").select("2025-Q1").run()
    assert any(caption.value.startswith("1/10 đơn vị có số liệu") for caption in app.caption)
