"""Headings as offices write them, and the data element each means; `/` parts the rows of a header."""

import unicodedata

import pytest

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.headings import CERTAIN, Heading, Role, understand

WORDINGS = {
    "population": (
        "Dân số",
        "Tổng dân số",
        "Số dân",
        "Dân số (người)",
        "Dân số toàn xã",
        "Nhân khẩu",
        "Dân số trung bình năm 2024",
    ),
    "adults": (
        "Người từ 18 tuổi trở lên",
        "Số người từ đủ 18 tuổi trở lên",
        "Dân số từ 18 tuổi trở lên",
        "Người lớn",
        "Số người trưởng thành",
        "Người lớn (từ 18 tuổi trở lên)",
    ),
    "associations": (
        "Tổ chức Hội Khuyến học",
        "Tổ chức Hội / Hội cơ sở",
        "Số tổ chức Hội",
        "Hội khuyến học cơ sở",
    ),
    "branches": (
        "Tổ chức / Chi hội",
        "Số chi hội",
        "Chi hội khuyến học",
        "Tổng số chi hội",
    ),
    "boards": (
        "Số Ban KH",
        "Ban khuyến học",
        "Tổng số Ban khuyến học",
    ),
    "members": (
        "Tổng số hội viên",
        "Số hội viên",
        "HV",
        "Hội viên / TS",
        "Hội viên / Tổng số",
        "Hội viên / Hiện có",
        "Tổng số HV",
        "Số hội viên hiện có",
        "Hội viên khuyến học",
        "Tổng số hội viên (người)",
    ),
    "members_joined": (
        "Hội viên / Mới",
        "Hội viên / Kết nạp mới",
        "Kết nạp",
        "Hội viên mới kết nạp",
        "Số hội viên mới kết nạp trong kỳ",
        "Hội viên mới",
        "Phát triển hội viên mới",
        "Hội viên / Phát triển mới",
        "HV mới",
        "Số HV kết nạp mới trong quý",
    ),
    "dues": (
        "Hội phí thu trong kỳ",
        "Thu hội phí",
        "Hội phí thu được",
        "Tiền hội phí",
        "Hội viên / Hội phí (triệu đồng)",
    ),
    "adults_in_learning_groups": (
        "Người lớn trong gia đình, dòng họ, cộng đồng học tập",
        "Công dân học tập / Người lớn trong GĐHT, DHHT, CĐHT",
    ),
    "families_total": (
        "Tổng số hộ",
        "Tổng số hộ gia đình",
        "Số hộ",
        "Hộ gia đình",
        "GĐHT / Tổng số hộ",
    ),
    "families_registered": (
        "GĐHT / Đăng ký",
        "GĐHT / Số hộ đăng ký",
        "GĐHT / ĐK",
        "Gia đình học tập đăng ký",
        "Số gia đình đăng ký GĐHT",
        "Gia đình học tập / Đã đăng ký",
    ),
    "families_recognised": (
        "Gia đình học tập / Số hộ đạt",
        "Gia đình học tập / Đạt",
        "Gia đình học tập / Được công nhận",
        "Gia đình học tập / Công nhận",
        "Gia đình học tập / Đạt danh hiệu",
        "Gia đình học tập / Số hộ được công nhận",
        "Số hộ đạt danh hiệu GĐHT",
        "Gia đình đạt danh hiệu Gia đình học tập",
        "Tổng số gia đình được công nhận Gia đình học tập",
        "Mô hình học tập / Gia đình học tập / Được công nhận",
        "Các mô hình học tập / GĐHT / CN",
        "Gia đình học tập / Được công nhận (hộ)",
    ),
    "clans_total": (
        "Tổng số dòng họ",
        "Số dòng họ",
    ),
    "clans_registered": ("DHHT / ĐK",),
    "clans_recognised": (
        "Dòng họ học tập / Công nhận",
        "Số dòng họ đạt danh hiệu Dòng họ học tập",
    ),
    "communities_total": (
        "Tổng số thôn, tổ dân phố",
        "Tổng số thôn",
        "Số thôn/TDP",
        "CĐHT / Tổng số thôn, bản",
        "Cộng đồng học tập / Tổng số thôn, buôn, tổ dân phố",
    ),
    "communities_registered": ("CĐHT / Đăng ký",),
    "communities_recognised": (
        "CĐHT / Được công nhận",
        "Cộng đồng học tập thôn, TDP / Được công nhận",
        "Thôn, tổ dân phố đạt danh hiệu Cộng đồng học tập",
    ),
    "units_total": (
        "Tổng số đơn vị",
        "ĐVHT / Tổng số cơ quan, đơn vị",
    ),
    "units_registered": ("ĐVHT / ĐK",),
    "units_recognised": (
        "ĐVHT / Được công nhận",
        "Đơn vị học tập (cấp xã) / Được công nhận",
        "Số cơ quan, đơn vị đạt Đơn vị học tập",
    ),
    "citizens_registered": (
        "CDHT / Đăng ký",
        "Công dân học tập / Số người đăng ký",
    ),
    "citizens_recognised": (
        "CDHT / Được công nhận",
        "Công dân học tập / Số người được công nhận",
        "Công dân đạt danh hiệu CDHT",
        "Số công dân đạt danh hiệu Công dân học tập",
        "Công dân học tập / Đạt",
    ),
    "fund_opening": (
        "Quỹ khuyến học / Dư đầu kỳ",
        "Dư đầu kỳ",
        "Tồn quỹ đầu kỳ",
        "Số dư đầu kỳ",
        "Quỹ KH / Tồn đầu kỳ",
        "Số dư năm trước chuyển sang",
        "Quỹ khuyến học / Năm trước chuyển sang",
        "Quỹ / Dư đầu năm",
        "Tồn năm trước chuyển sang",
        "Quỹ KH / Kỳ trước chuyển sang",
    ),
    "fund_closing": (
        "Dư cuối kỳ",
        "Quỹ khuyến học / Dư cuối kỳ",
        "Quỹ KH / Tồn cuối kỳ",
        "Số dư cuối kỳ",
        "Tồn quỹ",
        "Số dư quỹ",
        "Còn lại",
        "Quỹ khuyến học / Còn lại",
        "Số dư đến 30/9/2025",
        "Tồn quỹ cuối kỳ",
    ),
    "fund_raised": (
        "Vận động",
        "Vận động được",
        "Quỹ khuyến học / Vận động trong kỳ",
        "Quỹ khuyến học / Thu",
        "Thu",
        "Thu trong kỳ",
        "Tổng thu",
        "Quỹ KH / Số tiền vận động được",
        "Quỹ khuyến học vận động được",
        "Quỹ khuyến học / Huy động",
        "Số tiền huy động được trong kỳ",
        "Vận động quỹ khuyến học",
    ),
    "fund_raised_enterprises": (
        "Quỹ khuyến học / Vận động / Doanh nghiệp",
        "Quỹ khuyến học / Nguồn vận động / Doanh nghiệp",
    ),
    "fund_raised_individuals": ("Quỹ khuyến học / Vận động / Cá nhân, nhà hảo tâm",),
    "fund_raised_clans": (
        "Vận động / Dòng họ",
        "Vận động / Dòng họ, đồng hương",
    ),
    "fund_raised_other": ("Vận động / Nguồn khác",),
    "budget_support": (
        "Ngân sách hỗ trợ",
        "Ngân sách nhà nước hỗ trợ",
        "Kinh phí ngân sách cấp",
        "Hỗ trợ từ ngân sách",
    ),
    "fund_spent": (
        "Chi",
        "Chi trong kỳ",
        "Đã chi",
        "Tổng chi",
        "Quỹ khuyến học / Đã chi",
        "Quỹ khuyến học / Sử dụng",
        "Số tiền đã chi",
    ),
    "scholarships": (
        "Học bổng / Số suất",
        "Học bổng / Suất",
        "Số suất học bổng",
        "Học bổng (suất)",
        "Học bổng / Số lượng",
    ),
    "scholarships_amount": (
        "Học bổng / Số tiền",
        "Học bổng / Thành tiền",
        "Học bổng / Trị giá (triệu đồng)",
        "Tiền học bổng",
        "Học bổng / Kinh phí",
        "Trao học bổng / Số tiền (đồng)",
    ),
    "rewards": (
        "Khen thưởng / Số lượt",
        "Khen thưởng / Lượt",
        "Khen thưởng (lượt)",
        "Khen thưởng / Số người",
        "Khen thưởng / Số HS",
    ),
    "rewards_amount": (
        "Khen thưởng / Số tiền",
        "Tiền khen thưởng",
        "Chi / Khen thưởng / Số tiền",
    ),
    "hardship_grants": (
        "Hỗ trợ học sinh khó khăn / Số suất",
        "Hỗ trợ học sinh có hoàn cảnh khó khăn / Số suất",
        "Hỗ trợ HS nghèo / Số em",
    ),
    "hardship_grants_amount": ("Hỗ trợ HS khó khăn / Số tiền",),
    "adult_grants": ("Hỗ trợ người lớn học tập / Số suất",),
    "adult_grants_amount": ("Hỗ trợ người lớn học tập / Số tiền",),
    "learning_centres": (
        "TTHTCĐ",
        "Trung tâm học tập cộng đồng",
        "TTHTCĐ / Số trung tâm",
        "Số TTHTCĐ",
    ),
    "learning_centre_classes": ("TTHTCĐ / Số lớp",),
    "learning_centre_learners": (
        "TTHTCĐ / Lượt người học",
        "TTHTCĐ / Số lượt người",
        "TTHTCĐ / Học viên",
        "TTHTCĐ / Số người học",
    ),
    "literacy_classes": (
        "Xóa mù chữ / Số lớp",
        "Lớp xóa mù chữ",
    ),
    "literacy_learners": (
        "Xoá mù chữ / Số học viên",
        "XMC / Học viên",
        "Học viên xóa mù chữ",
    ),
    "ministry_units_level1": (
        "ĐVHT (TT 24/2023) / Mức độ 1",
        "Đơn vị học tập mức độ 1",
    ),
    "ministry_units_level2": ("Đơn vị học tập theo Thông tư 24 / Mức độ 2",),
    "ministry_communities_level1": ("CĐHT cấp xã / Mức độ 1",),
    "ministry_communities_level2": ("Cộng đồng học tập cấp xã / Mức 2",),
    "rate:members": (
        "Hội viên / % DS",
        "Hội viên / Tỷ lệ % so với dân số",
        "Tỷ lệ HV/dân số",
    ),
    "rate:families_recognised": (
        "GĐHT / Tỷ lệ",
        "GĐHT / %",
        "Tỷ lệ GĐHT",
    ),
    "rate:communities_recognised": ("CĐHT / Tỷ lệ đạt",),
    "rate:citizens_recognised": ("CDHT / Tỷ lệ %",),
    "rate:citizens_registered": ("Tỷ lệ đăng ký CDHT",),
    "rate:None": ("Tỷ lệ %",),
    "unknown": (
        "Hội viên nữ",
        "Hội viên / Trong đó: Nữ",
        "Hội viên / Đảng viên",
        "GĐHT / Chưa được công nhận",
        "Tổng quỹ",
        "Học bổng",
        "Khen thưởng",
        "Số thẻ hội viên",
        "CĐHT cấp xã / Được công nhận",
        "Số lớp",
        "Số tiền",
        "Đăng ký",
        "Chi hội khu dân cư",
        "Chi hội trường học",
        "Chi học bổng",
        "Chi khen thưởng",
        "Chi / Học bổng",
        "Hội viên so với cùng kỳ",
        "Hội viên nộp hội phí",
        "Số hội viên đóng hội phí",
    ),
    "ignored": (
        "Hội viên / Kế hoạch",
        "Hội viên / Tăng, giảm",
        "Quỹ / Bình quân đồng/người",
        "Bình quân đầu người",
    ),
}
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
