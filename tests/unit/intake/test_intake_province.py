"""The province that reports, in the period's vintage."""

import pytest

from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.intake.province import decide_province, find_named

BEFORE, AFTER = Period(2024, "Q1"), Period(2025, "Q3")
DISTRICTS = ["Thành phố Nha Trang", "Huyện Diên Khánh", "Thị xã Ninh Hòa"]


@pytest.mark.parametrize(
    ("text", "legacy", "reform"),
    [
        ("HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA", "legacy-56", "reform-56"),
        ("UBND TỈNH THANH HOÁ", "legacy-38", "reform-38"),
        ("HỘI KHUYẾN HỌC TP. HỒ CHÍ MINH", "legacy-79", "reform-79"),
        ("HỘI KHUYẾN HỌC BÀ RỊA - VŨNG TÀU", "legacy-77", None),
        ("Tỉnh Thừa Thiên Huế", "legacy-46", "reform-46"),
        ("bao_cao_ha_nam_2024", "legacy-35", None),
        ("TỈNH HẢI DƯƠNG", "legacy-30", None),
        ("Biểu 01", None, None),
    ],
)
def test_named(text, legacy, reform):
    found = [find_named([(text, "")], vintage) for vintage in (Vintage.LEGACY, Vintage.REFORM)]
    assert [name and name.unit.org_unit_id for name in found] == [legacy, reform]


def decide(title, names, period=BEFORE, given=None, file="x"):
    return decide_province(([(title, "S!A1")], [("S", "S")], [(file, "")]), names, period, given)


def test_the_vintage_follows_the_period():
    assert decide("HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA", [], BEFORE).province_id == "legacy-56"
    assert decide("HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA", [], AFTER).province_id == "reform-56"


def test_units_tell_the_province_when_nothing_names_it():
    assert decide("", DISTRICTS).province_id == "legacy-56"


def test_the_files_name_tells_it():
    assert decide("", [], file="khanh_hoa_2024").province_id == "legacy-56"


def test_nothing_to_go_by_asks():
    decision = decide("", ["A", "B"])
    assert decision.province_id is None
    assert [(finding.rule, finding.cell) for finding in decision.findings] == [("province_not_found", "S")]


def test_a_title_against_the_units_asks():
    decision = decide("HỘI KHUYẾN HỌC TỈNH PHÚ YÊN", DISTRICTS)
    assert decision.province_id is None
    (finding,) = decision.findings
    assert (finding.rule, finding.cell) == ("province_conflict", "S!A1")
    assert "Khánh Hòa" in finding.message_vi


def test_a_merged_province_is_read_as_what_it_became_with_a_warning():
    decision = decide("HỘI KHUYẾN HỌC TỈNH NINH THUẬN", ["Xã Ninh Phước", "Phường Phan Rang"], AFTER)
    assert decision.province_id == "reform-56"
    assert [finding.rule for finding in decision.findings] == ["province_of_other_vintage"]


def test_the_given_province_overrides_and_says_so():
    decision = decide("HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA", DISTRICTS, given="legacy-54")
    assert decision.province_id == "legacy-54"
    assert [finding.rule for finding in decision.findings] == ["province_differs_from_given"]


def test_a_present_province_stands_for_the_former_one_the_file_is_from():
    assert decide("HỘI KHUYẾN HỌC TỈNH NINH THUẬN", [], BEFORE, "reform-56").province_id == "legacy-58"
    assert decide("", DISTRICTS, BEFORE, "reform-56").province_id == "legacy-56"
