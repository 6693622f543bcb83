"""Stages of the name matching, on a province made up for the purpose."""

import numpy as np
import pandas as pd
import pytest
import shapely

from khuyenhoc.geography.errors import UnmatchedPolygonsError
from khuyenhoc.geography.match import match_polygons
from khuyenhoc.geography.source import SourcePolygons

NO_OVERRIDES = pd.DataFrame(columns=["province", "district", "ward", "org_unit_id", "reason"])


def unit(code, level, name, parent="", point=(0.0, 0.0)):
    return {
        "org_unit_id": f"legacy-{code}",
        "vintage": "legacy",
        "level": level,
        "name": name,
        "short_name": name.split(" ", 1)[1],
        "parent_id": parent and f"legacy-{parent}",
        "latitude": point[1],
        "longitude": point[0],
    }


UNITS = pd.DataFrame(
    [
        unit("1", "province", "Tỉnh Hòa Bình"),
        unit("10", "district", "Huyện Kim Bôi", "1", (0.5, 0.5)),
        unit("11", "district", "Huyện Mai Châu", "1", (9.5, 0.5)),
        unit("12", "district", "Huyện Đảo Xa", "1", (20.5, 0.5)),
        unit("100", "commune", "Xã Hòa Mục", "10", (0.1, 0.2)),
        unit("101", "commune", "Xã Thạnh An", "10", (1.4, 0.6)),
        unit("102", "commune", "Thị trấn Thạnh An", "10", (2.6, 0.4)),
        unit("103", "commune", "Xã Quý Sơn", "10", (3.5, 0.3)),
        unit("110", "commune", "Xã Sơn Thủy", "11", (9.6, 0.4)),
        unit("111", "commune", "Xã Sa Lý", "11", (10.6, 0.4)),
    ]
)
UNITS.index = pd.Index(UNITS["org_unit_id"], name=None)

ALIASES = pd.DataFrame(
    [("legacy-100", "Xã", "namloong", ""), ("legacy-11", "Huyện", "taitra", "")],
    columns=["org_unit_id", "former_kind", "former_key", "source"],
)


def match(*named, overrides=NO_OVERRIDES):
    """Match unit squares given as (district, ward, west edge)."""
    names = tuple(("Hoà Bình", district, ward) for district, ward, _ in named)
    shapes = np.array([shapely.box(west, 0, west + 1, 1) for _, _, west in named], dtype=object)
    return match_polygons(SourcePolygons(names, shapes), UNITS, ALIASES, overrides).to_numpy().tolist()


def test_tone_marks_may_stand_elsewhere():
    assert match(("Kim Bôi", "Hoà Mục", 0)) == [["legacy-100", "same_spelling"]]


def test_letters_decide_when_the_spelling_differs():
    assert match(("Kim Bôi", "Quí Sơn", 3)) == [["legacy-103", "same_letters"]]


def test_kind_in_the_name_decides_between_namesakes():
    named = [("Kim Bôi", "Thạnh An", 1), ("Kim Bôi", "Thạnh An (Thị trấn )", 2)]

    assert match(*named) == [["legacy-101", "same_spelling"], ["legacy-102", "same_spelling"]]


def test_point_decides_between_namesakes_without_kind():
    assert match(("Kim Bôi", "Thạnh An", 2)) == [["legacy-102", "same_spelling"]]


def test_former_name_joins_a_merged_commune():
    named = [("Kim Bôi", "Hòa Mục", 0), ("Kim Bôi", "Nậm Loỏng", 0)]

    assert match(*named) == [["legacy-100", "same_spelling"], ["legacy-100", "former_name"]]


def test_district_that_was_abolished_is_found_through_its_successor():
    assert match(("Tây Trà", "Sơn Thủy", 9)) == [["legacy-110", "successor_district"]]


def test_commune_that_changed_district_needs_its_point_nearby():
    assert match(("Kim Bôi", "Sơn Thủy", 9)) == [["legacy-110", "other_district"]]
    with pytest.raises(UnmatchedPolygonsError, match="Sơn Thủy"):
        match(("Kim Bôi", "Sơn Thủy", 5))


def test_similar_name_needs_the_point_inside():
    assert match(("Mai Châu", "Xa Lý", 10)) == [["legacy-111", "similar_name"]]
    with pytest.raises(UnmatchedPolygonsError, match="Xa Lý"):
        match(("Mai Châu", "Xa Lý", 12))


def test_island_district_without_communes_takes_its_polygons():
    assert match(("Đảo Xa", "Xã nào đó", 20)) == [["legacy-12", "island_district"]]


def test_override_adds_land_and_leaves_the_unit_to_be_found_by_name():
    overrides = pd.DataFrame(
        [("Hoà Bình", "Kim Bôi", "Bãi tập", "legacy-100", "read by hand")], columns=NO_OVERRIDES.columns
    )

    assert match(("Kim Bôi", "Bãi tập", 7), ("Kim Bôi", "Hòa Mục", 0), overrides=overrides) == [
        ["legacy-100", "override"],
        ["legacy-100", "same_spelling"],
    ]


def test_override_of_an_unknown_polygon_is_refused():
    overrides = pd.DataFrame(
        [("Hoà Bình", "Kim Bôi", "Không có", "legacy-100", "typing error")], columns=NO_OVERRIDES.columns
    )

    with pytest.raises(UnmatchedPolygonsError, match="Không có"):
        match(("Kim Bôi", "Hòa Mục", 0), overrides=overrides)


def test_unknown_district_is_named():
    with pytest.raises(UnmatchedPolygonsError, match="Huyện Lạ"):
        match(("Huyện Lạ", "Hòa Mục", 0))
