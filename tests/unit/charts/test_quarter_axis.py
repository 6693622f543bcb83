"""Which points of a line are named."""

from khuyenhoc.charts.quarter_axis import label_step, labelled_places, quarter_axis
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator


def test_every_point_is_named_where_there_is_room() -> None:
    assert labelled_places(4, 240, label_width=60) == [0, 1, 2, 3]


def test_the_last_is_always_named_and_then_every_nth() -> None:
    # Eight labels of 60 take 480 pixels: three times what there is.
    assert label_step(8, 160, label_width=60) == 3
    assert labelled_places(8, 160, label_width=60) == [1, 4, 7]


def test_a_label_wider_than_the_figure_leaves_the_last_alone() -> None:
    assert labelled_places(3, 10, label_width=60) == [2]


def test_nothing_to_name() -> None:
    assert labelled_places(0, 500, label_width=60) == []


def test_periods_are_written_short() -> None:
    axis = quarter_axis([Period.parse("2025-Q3"), Period.parse("2025-Q4")], [1], Translator("vi"))
    assert axis["tickvals"] == [1]
    assert axis["ticktext"] == ["Quý IV<br>2025"]
