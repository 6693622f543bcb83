"""Headings as offices write them, and the data element each means; `/` parts the rows of a header."""

import unicodedata

import pytest
from heading_wordings import WORDINGS

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.headings import CERTAIN, Heading, Role, understand

CASES = [(wording, meaning) for meaning, wordings in WORDINGS.items() for wording in wordings]


def meaning_of(heading: Heading) -> str:
    if heading.role is Role.RATE:
        return f"rate:{heading.name}"
    return heading.element or str(heading.role)


def understand_one(*path: str) -> Heading:
    return understand([path, ("Đơn vị",)])[0]


@pytest.mark.parametrize(("wording", "meaning"), CASES)
def test_wordings(wording, meaning):
    heading = understand_one(*wording.split(" / "))
    assert meaning_of(heading) == meaning
    assert heading.role is not Role.VALUE or heading.confidence >= CERTAIN


@pytest.mark.parametrize(("wording", "meaning"), CASES)
def test_capitals_change_nothing(wording, meaning):
    assert meaning_of(understand_one(*wording.upper().split(" / "))) == meaning


def without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d").replace("Đ", "D")


@pytest.mark.parametrize(
    ("wording", "meaning"), [case for case in CASES if not {"CDHT", "CĐHT"} & set(case[0].split())]
)
def test_a_header_typed_without_marks(wording, meaning):
    path = without_marks(wording).split(" / ")
    assert meaning_of(understand([path, ("Don vi",)])[0]) == meaning


@pytest.mark.parametrize("element", data_elements().values(), ids=lambda element: element.data_element)
def test_every_data_element_is_reached_by_its_name(element):
    assert understand_one(element.name_vi).element == element.data_element


@pytest.mark.parametrize("element", data_elements())
def test_our_own_forms_name_the_element(element):
    assert understand_one("Cột lạ", element).element == element


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("STT", Role.ORDER),
        ("TT", Role.ORDER),
        ("Số TT", Role.ORDER),
        ("Đơn vị", Role.UNIT),
        ("Tên đơn vị", Role.UNIT),
        ("Tên xã, phường", Role.UNIT),
        ("Xã/phường/đặc khu", Role.UNIT),
        ("Huyện, thị xã, thành phố", Role.UNIT),
        ("Địa phương", Role.UNIT),
        ("Hội Khuyến học các huyện", Role.UNIT),
        ("Don vi", Role.UNIT),
        ("Mã ĐVHC", Role.CODE),
        ("Mã đơn vị", Role.CODE),
        ("Ghi chú", Role.NOTE),
    ],
)
def test_roles(text, role):
    assert understand_one(text).role is role


def test_total_of_a_model_means_all_there_are_only_beside_the_recognised():
    beside = understand([("GĐHT", "Tổng số"), ("GĐHT", "Đăng ký"), ("GĐHT", "Công nhận"), ("Đơn vị",)])
    assert beside[0].element == "families_total"
    alone = understand([("GĐHT", "Tổng số"), ("Đơn vị",)])
    assert alone[0].role is Role.UNKNOWN


def test_a_bare_model_is_asked_about_unless_its_total_stands_beside():
    assert understand_one("Gia đình học tập").confidence < CERTAIN
    beside = understand([("Tổng số hộ",), ("Gia đình học tập",), ("Đơn vị",)])
    assert beside[1].element == "families_recognised"
    assert beside[1].confidence >= CERTAIN


def test_one_unforeseen_word_asks_and_two_are_not_understood():
    assert understand_one("Gia đình học tập được thôn công nhận").role is Role.UNKNOWN
    assert understand_one("Hội viên danh dự").role is Role.UNKNOWN
    asked = understand_one("Hội viên Abc")
    assert asked.element == "members"
    assert asked.confidence < CERTAIN


def test_abbreviations_that_differ_in_the_bar_of_d_only():
    headings = understand([("CĐHT", "Đăng ký"), ("CDHT", "Đăng ký")])
    assert [heading.element for heading in headings] == ["communities_registered", "citizens_registered"]


def test_where_bars_are_dropped_cdht_tells_nothing():
    headings = understand([("GDHT", "Đăng ký"), ("CDHT", "Đăng ký")])
    assert [heading.element for heading in headings] == ["families_registered", None]


def test_a_sheets_name_lends_its_group():
    paths = [("Tổng số hộ",), ("Đăng ký",), ("Công nhận",), ("Tỷ lệ",)]
    headings = understand(paths, ["GĐHT"])
    assert [heading.element for heading in headings[:3]] == [
        "families_total",
        "families_registered",
        "families_recognised",
    ]
    assert (headings[3].role, headings[3].name) == (Role.RATE, "families_recognised")


@pytest.mark.parametrize("group", ["Ban khuyến học", "Chi hội", "Hội viên", "Tổ chức Hội"])
@pytest.mark.parametrize("part", ["Dòng họ", "Trường học", "Thôn"])
def test_parts_of_something_else_are_not_all_there_are(group, part):
    assert understand_one(group, part).role is Role.UNKNOWN


def test_a_caption_with_two_groups_lends_none():
    assert understand([("Đăng ký",)], ["GIA ĐÌNH, DÒNG HỌ HỌC TẬP"])[0].role is Role.UNKNOWN


def test_cumulative_columns_are_told_apart():
    headings = understand([("Vận động", "Trong quý"), ("Vận động", "Lũy kế")])
    assert [heading.basis for heading in headings] == ["in_period", "cumulative"]
    assert {heading.element for heading in headings} == {"fund_raised"}


def test_dues_alone_may_be_a_count_of_payers_so_a_person_is_asked() -> None:
    heading = understand_one("Hội phí")
    assert (heading.element, heading.confidence < CERTAIN) == ("dues", True)
