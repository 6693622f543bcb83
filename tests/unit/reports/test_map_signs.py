"""Maps of presentations, as drawings and on slides: states and approximate shapes have signs."""

from xml.etree import ElementTree as ET

from pptx import Presentation

from khuyenhoc.domain.screens import Areas
from khuyenhoc.reports.drawing.areas import draw_areas, placed_names
from khuyenhoc.reports.drawing.outlines import Frame, main_rings
from khuyenhoc.reports.drawing.svg import Box
from khuyenhoc.reports.slides.map_shapes import add_map
from khuyenhoc.reports.slides.texts import Area


def square(place: float, width: float = 1.0) -> list:
    return [[[(place, 0.0), (place + width, 0.0), (place + width, 1.0), (place, 1.0), (place, 0.0)]]]


# "b" is approximate and too narrow for its name, "c" approximate without a figure, "d" approximate and named.
OUTLINES = {"a": square(0), "b": square(1, 0.01), "c": square(2), "d": square(3)}
CONTENT = Areas(
    layers=("shapes",),
    insets=(),
    org_unit_ids=("a", "b", "c", "d"),
    names=("An", "Bình", "Chính", "Định"),
    texts=("50%", "60%", "", "70%"),
    class_of=(0, 0, 1, 0),
    classes=(("50% – 70%", "#ffffff"), ("Chưa nộp", "#eeeeee")),
    credit="",
    signs=("", "✕"),
    approximate=("b", "c", "d"),
    approximate_sign=("~", "hình gần đúng"),
)


def test_a_state_goes_before_the_sign_of_an_approximate_shape() -> None:
    assert CONTENT.sign_of == {"b": "~", "c": "✕", "d": "~"}


def test_signs_stand_on_a_drawing() -> None:
    svg = "".join(draw_areas(CONTENT, Box(0, 0, 1800, 900), lambda _: OUTLINES))
    texts = [each.text for each in ET.fromstring(f"<svg>{svg}</svg>").iter("text")]  # noqa: S314
    assert texts.count("~") == 1
    assert {"An", "Định ~", "50% – 70% (3)", "✕ Chưa nộp (1)", "~ hình gần đúng (3)"} <= set(texts)
    assert "Bình ~" not in texts


def test_signs_stand_on_a_slide() -> None:
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[6])
    add_map(slide, CONTENT, Area(0.5, 1.0, 12.0, 5.0), lambda _: OUTLINES)
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert texts.count("~") == 1
    assert {"✕ Chưa nộp (1)", "~ hình gần đúng (3)"} <= set(texts)


def test_the_units_of_the_headline_are_named_first_and_others_where_they_fit() -> None:
    narrow = {unit: square(place, 0.02) for place, unit in enumerate("abcd")}
    frame = Frame.around(main_rings(narrow, frozenset()), Box(0, 0, 1800, 900))
    placed = [unit for unit, *_ in placed_names(CONTENT, narrow, frame, frozenset(), 18)]
    # "c" has no value: the lowest that the headline names is "d".
    assert placed == ["a", "d"]
    wide = Frame.around(main_rings(OUTLINES, frozenset()), Box(0, 0, 1800, 900))
    assert [unit for unit, *_ in placed_names(CONTENT, OUTLINES, wide, frozenset(), 18)] == ["a", "d", "c"]
