from khuyenhoc.charts.lineage import LineageLink, lineage_diagram
from khuyenhoc.i18n import Translator

T = Translator("vi")
WHOLE = LineageLink("Phường Văn Hải (Phan Rang - Tháp Chàm)", 1.0, is_exact=True, note="Từ 01/07/2025.")
PART = LineageLink("Phường Đô Vinh", 0.245, is_exact=False, note="Từ 01/07/2025.")


def texts(figure: object) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def test_estimates_are_dashed_and_say_about() -> None:
    figure = lineage_diagram("Phường Ninh Chử", [WHOLE, PART], is_origin=False, t=T)
    assert [trace.line.dash for trace in figure.data] == ["solid", "dash"]
    assert figure.data[0].line.width > figure.data[1].line.width
    assert any("≈ 24,5%" in text for text in texts(figure))
    assert not any("≈ 100" in text for text in texts(figure))


def test_former_units_stand_on_the_left() -> None:
    sides = {}
    for is_origin in (True, False):
        figure = lineage_diagram("Phường Ninh Chử", [PART], is_origin=is_origin, t=T)
        (focus,) = [note for note in figure.layout.annotations if note.text == "<b>Phường Ninh Chử</b>"]
        sides[is_origin] = focus.x
    assert sides[True] < 0.5 < sides[False]


def test_long_names_are_broken_on_a_phone() -> None:
    figure = lineage_diagram("Phường Ninh Chử", [WHOLE], is_origin=False, t=T, width_hint=330)
    (name,) = [text for text in texts(figure) if text.startswith("Phường Văn Hải")]
    assert all(len(line) <= 20 for line in name.split("<br>")[:-1])
    assert "Tháp Chàm)" in name
