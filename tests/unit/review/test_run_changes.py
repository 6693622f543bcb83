"""What has changed since a run was frozen."""

from dataclasses import replace

from khuyenhoc.domain.screens import Areas, Bars, Groups, Line, Run, Screen, Table, Tiles, Words
from khuyenhoc.i18n import Translator
from khuyenhoc.review.changes import changes


def bars(*values: tuple[str, float]) -> Bars:
    names = tuple(name for name, _ in values)
    return Bars(names, tuple(v for _, v in values), tuple(f"{v}%" for _, v in values), "Tỷ lệ", "0")


def run_of(**contents: object) -> Run:
    return Run(
        "Quý III", tuple(Screen(f"Màn {key}", "", "", content, key=key) for key, content in contents.items())
    )


def found(then: object, now: object, t: Translator) -> list[tuple[str, str, str]]:
    return [(each.item, each.then, each.now) for each in changes(run_of(a=then), run_of(a=now), t)]


def test_nothing_changed_is_nothing(t: Translator) -> None:
    run = run_of(a=bars(("1. A", 1.0)), b=Words(("x",)))
    assert changes(run, run, t) == []
    reworded = replace(run, screens=(replace(run.screens[0], title="khác"), run.screens[1]))
    assert changes(run, reworded, t) == []


def test_a_unit_is_found_again_at_another_place(t: Translator) -> None:
    then, now = bars(("1. A", 9.0), ("2. B", 8.0)), bars(("1. B", 8.0), ("2. A", 7.0))
    assert found(then, now, t) == [("A", "9.0%", "7.0%")]


def test_what_came_and_went_is_a_dash(t: Translator) -> None:
    assert found(bars(("1. A", 9.0)), bars(("1. B", 8.0)), t) == [("A", "9.0%", "–"), ("B", "–", "8.0%")]


def test_every_kind_of_figure_is_compared(t: Translator) -> None:
    assert found(Tiles((("Hội viên", "10", ""),)), Tiles((("Hội viên", "12", "tăng"),)), t) == [
        ("Hội viên", "10", "12")
    ]
    groups = [Groups(((count, "Đã nộp", "", ""),)) for count in (1, 2)]
    assert found(*groups, t) == [("Đã nộp", "1", "2")]
    tables = [Table(("Nội dung", "Kỳ này"), (("Quỹ", value),), ("", "")) for value in ("5 tỷ", None)]
    assert found(*tables, t) == [("Quỹ · Kỳ này", "5 tỷ", "–")]
    lines = [Line(("Quý I",), (value,), (f"{value}%",), "Tỷ lệ", "0") for value in (1.0, 2.0)]
    assert found(*lines, t) == [("Quý I", "1.0%", "2.0%")]
    areas = [Areas((), (), ("u",), ("Bắc",), (text,), (0,), (("c", "#fff"),), "") for text in ("1%", "2%")]
    assert found(*areas, t) == [("Bắc", "1%", "2%")]
    assert found(Words(("a",)), Words(("b",)), t) == [("a", "có nêu", "–"), ("b", "–", "có nêu")]


def test_screens_without_a_live_one_are_left_out(t: Translator) -> None:
    assert changes(run_of(picked=bars(("A", 1.0))), run_of(other=bars(("A", 2.0))), t) == []
