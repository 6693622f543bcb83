"""Names on maps of presentations stand inside their shape, or on paper with a line that leads to it."""

from itertools import combinations

import pytest

from khuyenhoc.domain.screens import Areas
from khuyenhoc.reports.drawing.map_labels import PlacedName, placed_names
from khuyenhoc.reports.drawing.outlines import Frame, main_rings
from khuyenhoc.reports.drawing.svg import Box

ROOM = Box(0, 0, 1800, 900)


def rectangle(left: float, width: float, bottom: float = 0.0, height: float = 1.0) -> list:
    right, top = left + width, bottom + height
    return [[[(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]]]


def content(count: int, *, without_value: tuple[int, ...] = ()) -> Areas:
    """Units "0", "1" and so on, the best first; those without a value have a sign."""
    return Areas(
        layers=("shapes",),
        insets=(),
        org_unit_ids=tuple(map(str, range(count))),
        names=tuple(f"Xã số {place}" for place in range(count)),
        texts=("50,0%",) * count,
        class_of=tuple(int(place in without_value) for place in range(count)),
        classes=(("50%", "#ffffff"), ("Chưa nộp", "#eeeeee")),
        credit="",
        signs=("", "✕"),
    )


def placed(areas: Areas, outlines: dict, room: Box = ROOM, land: Box = ROOM) -> dict[str, PlacedName]:
    frame = Frame.around(main_rings(outlines, frozenset()), land)
    return {each.unit: each for each in placed_names(areas, outlines, frame, room, frozenset(), 18)}


def test_wide_shapes_hold_their_names() -> None:
    outlines = {str(place): rectangle(place, 1.0) for place in range(4)}
    names = placed(content(4), outlines)
    assert list(names) == ["0", "3", "1", "2"]
    assert all(each.leader is None and not each.is_over_others for each in names.values())
    for place, each in enumerate(names[str(place)] for place in range(4)):
        assert 450 * place < each.box.x
        assert each.box.right < 450 * (place + 1)


def test_a_name_moves_to_where_its_shape_is_wide_enough() -> None:
    # An L: its middle lies where the shape is narrow, its foot is wide.
    corner = [[[(0, 0), (2, 0), (2, 0.2), (0.1, 0.2), (0.1, 2), (0, 2), (0, 0)]]]
    (name,) = placed(content(1), {"0": corner}).values()
    assert name.leader is None
    # 450 pixels a degree: the foot is the lowest 90.
    assert name.box.y >= 810


def test_names_of_the_ends_stand_on_paper_where_their_shapes_are_narrow() -> None:
    outlines = {str(place): rectangle(place * 0.05, 0.05) for place in range(12)}
    names = placed(content(12), outlines, land=Box(700, 100, 400, 700))
    assert set(names) == {"0", "1", "2", "9", "10", "11"}
    for one, other in combinations([each.box for each in names.values()], 2):
        assert one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
    for unit, each in names.items():
        assert each.leader is not None
        # The land is twelve strips of the same width, centred in its box.
        assert each.leader[1][0] == pytest.approx(700 + 400 / 12 * (int(unit) + 0.5), abs=1)
        on_land = each.box.x < 1100 and each.box.right > 700 and each.box.y < 783 and each.box.bottom > 117
        assert not on_land


def test_where_there_is_no_paper_only_the_units_of_the_headline_are_named() -> None:
    outlines = {str(place): rectangle(place * 0.02, 0.02) for place in range(100)}
    names = placed(content(100, without_value=(99,)), outlines)
    # "99" has no value: the lowest that the headline names is "98".
    assert list(names) == ["0", "98"]
    assert all(each.is_over_others for each in names.values())
