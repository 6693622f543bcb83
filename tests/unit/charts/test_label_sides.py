from khuyenhoc.charts.label_sides import label_sides, name_sides, value_width


def test_a_value_stands_above_unless_a_line_runs_there() -> None:
    valley = [(0.0, 100.0), (50.0, 20.0), (100.0, 100.0)]
    assert label_sides(valley, [0, 40, 0], height=200)[1] == "bottom center"
    gentle = [(0.0, 60.0), (50.0, 62.0), (100.0, 64.0)]
    assert label_sides(gentle, [0, 40, 0], height=200)[1] == "top center"
    # Another line lies where the words would stand.
    course = [(0.0, 76.0), (100.0, 80.0)]
    assert label_sides(gentle, [0, 40, 0], others=[course], height=200)[1] == "bottom center"
    assert label_sides(gentle, [0, 40, 0], level=[80.0], height=200)[1] == "bottom center"


def test_words_stay_on_their_mark_s_side_of_an_upright_line() -> None:
    assert label_sides([(10.0, 50.0)], [40], upright=[0.0], height=200) == ["top right"]
    assert label_sides([(10.0, 50.0)], [40], upright=[20.0], height=200) == ["top left"]
    assert label_sides([None], [40], height=200) == ["top center"]


def test_names_of_marks_side_by_side_stand_clear_of_each_other() -> None:
    # The second mark lies just under the first: its name goes below it.
    assert name_sides([(100.0, 100.0), (105.0, 80.0)], [60, 60], width=400) == ["top center", "bottom center"]
    # Marks without a name may be covered, but not where there is room beside them.
    assert name_sides([(100.0, 100.0)], [60], others=[(110.0, 115.0)], width=400) == ["bottom center"]
    # At the right edge a name stands to the left.
    assert name_sides([(395.0, 100.0)], [60], width=400) == ["middle left"]
    assert name_sides([(100.0, 100.0), (300.0, 100.0)], [60, 60], width=400) == ["top center"] * 2


def test_a_value_does_not_lie_on_the_one_before() -> None:
    # Above, the upright line is in the way; at the left, the words of the first mark.
    near = [(0.0, 50.0), (70.0, 50.0)]
    assert label_sides(near, [56, 56], upright=[90.0], height=200) == ["top center", "bottom left"]
    assert label_sides(near, [8, 56], upright=[90.0], height=200) == ["top center", "top left"]


def test_signs_between_figures_are_narrow() -> None:
    assert value_width("50,5%") == 4 * 8.5 + 4
    assert value_width("<i>≈ 1.234</i>") == 5 * 8.5 + 2 * 4
