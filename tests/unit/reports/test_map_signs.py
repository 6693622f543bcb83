"""Maps of presentations, as drawings and on slides: states and approximate shapes have signs."""

from xml.etree import ElementTree as ET

from pptx import Presentation

from khuyenhoc.domain.screens import Areas
from khuyenhoc.reports.drawing.areas import draw_areas
from khuyenhoc.reports.drawing.svg import Box
from khuyenhoc.reports.slides.map_shapes import add_map
from khuyenhoc.reports.slides.texts import Area


def square(place: float, width: float = 1.0) -> list:
    return [[[(place, 0.0), (place + width, 0.0), (place + width, 1.0), (place, 1.0), (place, 0.0)]]]


# "b" is approximate, too narrow for its name and not among the three best or last; "c" has no figure, "d" is
# named.
OUTLINES = {unit: square(place) for place, unit in enumerate("aefghcd")} | {"b": square(7, 0.01)}
CONTENT = Areas(
    layers=("shapes",),
    insets=(),
    org_unit_ids=("a", "e", "f", "b", "g", "h", "c", "d"),
    names=("An", "Em", "Phong", "Bình", "Giang", "Hòa", "Chính", "Định"),
    texts=("70%", "68%", "66%", "64%", "60%", "55%", "", "50%"),
    class_of=(0, 0, 0, 0, 0, 0, 1, 0),
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
    assert {"An", "Định ~", "50% – 70% (7)", "✕ Chưa nộp (1)", "~ hình gần đúng (3)"} <= set(texts)
    assert "Bình ~" not in texts


def test_signs_stand_on_a_slide() -> None:
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[6])
    add_map(slide, CONTENT, Area(0.5, 1.0, 12.0, 5.0), lambda _: OUTLINES)
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert texts.count("~") == 1
    assert {"✕ Chưa nộp (1)", "~ hình gần đúng (3)"} <= set(texts)
