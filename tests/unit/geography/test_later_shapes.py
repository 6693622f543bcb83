"""What the units of an invented act (tests/acts.py) are drawn with."""

from collections.abc import Iterator, Mapping, Sequence

import pytest

from khuyenhoc.domain.later_acts import take_up
from khuyenhoc.geography import later_shapes
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
)

CAM_LAM = "reform-22435"


@pytest.fixture
def joined(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Sequence[str]]]:
    """What would be joined, instead of the shapes."""
    asked: dict[str, Sequence[str]] = {}

    def note(members: Mapping[str, Sequence[str]], names: Mapping[str, str], *, is_national: bool) -> None:
        assert members.keys() == names.keys()
        assert not is_national
        asked.update(members)

    monkeypatch.setattr(later_shapes, "group_layer", note)
    take_up(invented_act())
    yield asked
    take_up([])


def test_units_get_the_land_of_those_they_were_made_from(joined: dict[str, Sequence[str]]) -> None:
    later_shapes.later_layer([MERGED, LARGER_PART, SMALLER_PART, MOVED, CAM_LAM])
    assert joined == {
        MERGED: [BAC_NHA_TRANG, TAY_NHA_TRANG],
        LARGER_PART: [NHA_TRANG],
        MOVED: [NAM_NHA_TRANG],
        CAM_LAM: [CAM_LAM],
    }


def test_a_part_whose_land_nobody_knows_is_named(joined: dict[str, Sequence[str]]) -> None:
    assert later_shapes.without_shape([MERGED, LARGER_PART, SMALLER_PART]) == [SMALLER_PART]
    assert later_shapes.uncertain([MERGED, LARGER_PART, CAM_LAM]) == {LARGER_PART}
    assert later_shapes.made_later([CAM_LAM, BAC_NHA_TRANG]) == frozenset()


def test_without_acts_there_is_nothing_to_join() -> None:
    assert later_shapes.made_later([MERGED, CAM_LAM]) == frozenset()
