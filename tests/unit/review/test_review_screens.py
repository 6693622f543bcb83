import json
from pathlib import Path

from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.screens import (
    Bars,
    Cover,
    Groups,
    Line,
    Run,
    Screen,
    Table,
    run_from_plain,
    run_to_plain,
)
from khuyenhoc.domain.subject import Subject
from khuyenhoc.i18n import Translator
from khuyenhoc.review.answers import answers
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.figures import MapLayers, map_screen, number_format
from khuyenhoc.review.screens import review_run
from khuyenhoc.store.conference import Conclusion, note_conclusion
from khuyenhoc.store.database import Database
from tests.reports import store
from tests.unit.review.conftest import facts_of

LAYERS = MapLayers(("communes-reform-56",), (("inset-truong-sa", "Trường Sa"),), "credit")


def screen_titled(run: Run, words: str) -> Screen:
    return next(screen for screen in run.screens if words in screen.title)


def test_a_run_survives_the_way_through_json(facts: Facts, t: Translator) -> None:
    run = review_run(facts, t, layers=LAYERS)
    assert run_from_plain(json.loads(json.dumps(run_to_plain(run)))) == run


def test_titles_say_the_finding(facts: Facts, t: Translator) -> None:
    run = review_run(facts, t, layers=None)
    assert run.title == "Kết quả công tác khuyến học, khuyến tài tỉnh Khánh Hòa, quý III/2026"
    assert screen_titled(run, "đã nộp báo cáo").title == "Khánh Hòa: 3/65 xã, phường, đặc khu đã nộp báo cáo"


def test_ranking_shows_values_against_the_target(facts: Facts, t: Translator) -> None:
    bars = screen_titled(review_run(facts, t, layers=None), "công dân học tập: cao nhất").content
    assert isinstance(bars, Bars)
    assert bars.values == (70.0, 30.0)
    assert bars.texts == ("70,0%", "30,0%")
    assert bars.targets == (60.0, 60.0)


def test_map_colours_units_without_figures_apart(facts: Facts, t: Translator) -> None:
    areas = map_screen(facts, "learning_citizen_rate", LAYERS, t).content
    names = [name for name, _ in areas.classes]
    place = dict(zip(areas.org_unit_ids, areas.class_of, strict=True))
    assert names[place["reform-22480"]] == "Chưa thành lập Hội"
    assert names[place["reform-22435"]] == "Không có số liệu này"
    assert "70,0%" in names[place["reform-22333"]]


def test_trend_lists_quarters_only(facts: Facts, t: Translator) -> None:
    line = next(s.content for s in review_run(facts, t, layers=None).screens if isinstance(s.content, Line))
    assert line.labels == ("Quý III 2025", "Quý III 2026")
    assert line.values == (36.25, 55.0)


def test_table_of_the_fund(facts: Facts, t: Translator) -> None:
    table = screen_titled(review_run(facts, t, layers=None), "Quỹ khuyến học vận động được trong kỳ").content
    assert isinstance(table, Table)
    assert table.rows[0][1:] == ("7,0 tỷ đồng", "5,0 tỷ đồng", "+30,0% (2 đơn vị)")
    assert table.rows[1][1:] == ("–", "–", "–")


def test_units_that_are_missing_are_named(facts: Facts, t: Translator) -> None:
    content = screen_titled(review_run(facts, t, layers=None), "đã nộp báo cáo").content
    assert isinstance(content, Groups)
    assert [(count, name) for count, name, _, _ in content.groups] == [
        (3, "Đã nộp"),
        (61, "Chưa nộp"),
        (1, "Chưa thành lập Hội"),
    ]
    assert content.groups[1][2].endswith("và 46 đơn vị khác")
    assert content.groups[2][2].startswith("Xã")


def test_the_cover_says_who_and_the_leading_figures(facts: Facts, t: Translator) -> None:
    cover = review_run(facts, t, layers=None).screens[0].content
    assert isinstance(cover, Cover)
    assert cover.association == "Hội Khuyến học tỉnh Khánh Hòa"
    assert cover.figures[1] == ("3/65", "xã, phường, đặc khu đã nộp báo cáo")
    assert cover.figures[2][0] == "7,0 tỷ đồng"


def test_earlier_conclusions_come_first_with_the_figures_since(tmp_path: Path, t: Translator) -> None:
    database = Database(tmp_path)
    unit = "reform-22333"
    store(database, "2026-Q2", {unit: {"members": 100.0, "population": 1000.0}}, province_id="reform-56")
    store(database, "2026-Q3", {unit: {"members": 150.0, "population": 1000.0}}, province_id="reform-56")
    periods = Period.parse("2026-Q2"), Period.parse("2026-Q4")
    decided = Conclusion("reform-56", "Vận động hội viên", "Hội phường", *periods, unit, "member_rate")
    note_conclusion(database, decided, by="Ban thư ký")
    second = review_run(facts_of(database), t, layers=None).screens[1]
    assert second.title == "Kết luận các kỳ trước của Khánh Hòa: đã xong 0/1 việc"
    assert second.content.rows == (
        (
            "Phường Bắc Nha Trang: Vận động hội viên (Hội phường)",
            "Quý IV/2026",
            "10,0% → 15,0%",
            "◔ Đang thực hiện",
        ),
    )
    then = Subject(all_units()["reform-56"], Period.parse("2026-Q2"))
    keys = [screen.key for screen in review_run(facts_of(database, then), t, layers=None).screens]
    assert "conclusions" not in keys
    database.close()


def test_every_unit_has_an_answer(facts: Facts, t: Translator) -> None:
    found = dict(answers(facts, t))
    assert len(found) == 65
    screen = found["Phường Bắc Nha Trang"]
    assert screen.title == "Phường Bắc Nha Trang: đã nộp báo cáo"
    rows = {row[0]: row[1:] for row in screen.content.rows}
    assert rows["Tỷ lệ công dân học tập"] == ("70,0%", "+30,0 điểm %", "1/2", "55,0%")


def test_money_on_charts_is_written_in_the_unit_that_fits_each_value() -> None:
    assert number_format("VND", Translator("vi")) == (
        '[>=1000000000][$-42A]#,##0.0,,," tỷ";[>=1000000][$-42A]#,##0.0,," triệu";[$-42A]#,##0'
    )
    assert number_format("VND", Translator("en")) == (
        '[>=1000000000]#,##0.0,,," bn";[>=1000000]#,##0.0,," m";#,##0'
    )
    assert number_format("%", Translator("vi")) == '[$-42A]0.0"%"'
