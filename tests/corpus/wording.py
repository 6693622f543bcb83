"""Headings that offices write: per data element the texts from the top row down.

Keys ending in `_rate` are rate columns. Elements that a wording does not name take those of `STANDARD`.
"""

from collections.abc import Callable, Mapping

from tests.corpus.unit_names import without_marks

Wording = Mapping[str, tuple[str, ...]]

_MODEL_NAMES = {
    "families": ("Gia đình học tập", "Tổng số hộ"),
    "clans": ("Dòng họ học tập", "Tổng số dòng họ"),
    "communities": ("Cộng đồng học tập (thôn, TDP)", "Tổng số thôn, TDP"),
    "units": ("Đơn vị học tập", "Tổng số đơn vị"),
    "citizens": ("Công dân học tập", ""),
}


def _models(
    names: Mapping[str, tuple[str, str]], registered: str, recognised: str, rate: str
) -> dict[str, tuple[str, ...]]:
    found = {}
    for model, (name, total) in names.items():
        if total:
            found[f"{model}_total"] = (name, total)
        found |= {f"{model}_registered": (name, registered), f"{model}_recognised": (name, recognised)}
        found[f"{model}_rate"] = (name, rate)
    return found


STANDARD: Wording = {
    "population": ("Dân số",),
    "adults": ("Số người từ 18 tuổi trở lên",),
    "associations": ("Tổ chức Hội", "Số tổ chức Hội"),
    "branches": ("Tổ chức Hội", "Chi hội"),
    "boards": ("Tổ chức Hội", "Ban khuyến học"),
    "members": ("Hội viên", "Tổng số hội viên"),
    "members_joined": ("Hội viên", "Hội viên mới"),
    "members_rate": ("Hội viên", "Tỷ lệ % dân số"),
    **_models(_MODEL_NAMES, "Đăng ký", "Được công nhận", "Tỷ lệ %"),
    "fund_opening": ("Quỹ khuyến học", "Dư đầu kỳ"),
    "fund_raised": ("Quỹ khuyến học", "Vận động trong kỳ"),
    "fund_spent": ("Quỹ khuyến học", "Chi trong kỳ"),
    "fund_closing": ("Quỹ khuyến học", "Dư cuối kỳ"),
    "fund_raised_enterprises": ("Nguồn vận động trong kỳ", "Doanh nghiệp"),
    "fund_raised_individuals": ("Nguồn vận động trong kỳ", "Cá nhân, nhà hảo tâm"),
    "fund_raised_clans": ("Nguồn vận động trong kỳ", "Dòng họ, đồng hương"),
    "fund_raised_other": ("Nguồn vận động trong kỳ", "Nguồn khác"),
    "budget_support": ("Ngân sách hỗ trợ",),
    "scholarships": ("Học bổng", "Số suất"),
    "scholarships_amount": ("Học bổng", "Số tiền"),
    "rewards": ("Khen thưởng", "Số lượt"),
    "rewards_amount": ("Khen thưởng", "Số tiền"),
    "hardship_grants": ("Hỗ trợ HS khó khăn", "Số suất"),
    "hardship_grants_amount": ("Hỗ trợ HS khó khăn", "Số tiền"),
    "adult_grants": ("Hỗ trợ người lớn học tập", "Số suất"),
    "adult_grants_amount": ("Hỗ trợ người lớn học tập", "Số tiền"),
    "learning_centres": ("Trung tâm học tập cộng đồng", "Số trung tâm"),
    "learning_centre_classes": ("Trung tâm học tập cộng đồng", "Số lớp"),
    "learning_centre_learners": ("Trung tâm học tập cộng đồng", "Lượt người học"),
    "literacy_classes": ("Xóa mù chữ", "Số lớp"),
    "literacy_learners": ("Xóa mù chữ", "Số học viên"),
    "ministry_units_level1": ("Đơn vị học tập theo TT 24/2023/TT-BGDĐT", "Mức độ 1"),
    "ministry_units_level2": ("Đơn vị học tập theo TT 24/2023/TT-BGDĐT", "Mức độ 2"),
    "ministry_communities_level1": ("Cộng đồng học tập cấp xã (TT 25/2023)", "Mức độ 1"),
    "ministry_communities_level2": ("Cộng đồng học tập cấp xã (TT 25/2023)", "Mức độ 2"),
}

SHORT: Wording = STANDARD | {
    "population": ("DS",),
    "adults": ("Từ 18 tuổi trở lên",),
    "branches": ("Tổ chức", "Chi hội KH"),
    "boards": ("Tổ chức", "Ban KH"),
    "members": ("HV", "TS"),
    "members_joined": ("HV", "Kết nạp mới"),
    **_models(
        {
            "families": ("GĐHT", "TS hộ"),
            "clans": ("DHHT", "TS dòng họ"),
            "communities": ("CĐHT", "TS thôn, TDP"),
            "units": ("ĐVHT", "TS ĐV"),
            "citizens": ("CDHT", ""),
        },
        *("ĐK", "CN", "TL %"),
    ),
    "fund_opening": ("Quỹ KHKT", "Tồn đầu kỳ"),
    "fund_raised": ("Quỹ KHKT", "Thu trong kỳ"),
    "fund_spent": ("Quỹ KHKT", "Chi trong kỳ"),
    "fund_closing": ("Quỹ KHKT", "Tồn cuối kỳ"),
    "scholarships": ("HB", "Suất"),
    "scholarships_amount": ("HB", "Tiền"),
    "rewards": ("KT", "Lượt"),
    "rewards_amount": ("KT", "Tiền"),
    "learning_centres": ("TTHTCĐ", "Số TT"),
    "learning_centre_classes": ("TTHTCĐ", "Số lớp"),
    "learning_centre_learners": ("TTHTCĐ", "Lượt người học"),
    "literacy_classes": ("XMC", "Số lớp"),
    "literacy_learners": ("XMC", "Học viên"),
}

FLAT: Wording = {
    "population": ("Dân số",),
    "adults": ("Số người dân từ 18 tuổi",),
    "associations": ("Số tổ chức Hội",),
    "branches": ("Số chi hội",),
    "boards": ("Số ban KH",),
    "members": ("Tổng số HV",),
    "members_joined": ("Số HV mới kết nạp",),
    "members_rate": ("Tỷ lệ HV/dân số (%)",),
    "families_total": ("Tổng số hộ GĐ",),
    "families_registered": ("Số GĐ đăng ký GĐHT",),
    "families_recognised": ("Số GĐ được CN",),
    "families_rate": ("Tỷ lệ GĐHT (%)",),
    "clans_total": ("Tổng số dòng họ",),
    "clans_registered": ("Số dòng họ ĐK",),
    "clans_recognised": ("Số DH được CN DHHT",),
    "clans_rate": ("Tỷ lệ DHHT (%)",),
    "communities_total": ("Tổng số thôn, bản, tổ dân phố",),
    "communities_registered": ("Số thôn, bản, TDP đăng ký CĐHT",),
    "communities_recognised": ("Số CĐHT được công nhận",),
    "communities_rate": ("Tỷ lệ CĐHT (%)",),
    "units_total": ("Tổng số cơ quan, đơn vị",),
    "units_registered": ("Số ĐV đăng ký ĐVHT",),
    "units_recognised": ("Số ĐVHT đã công nhận",),
    "units_rate": ("Tỷ lệ ĐVHT (%)",),
    "citizens_registered": ("Số người đăng ký CDHT",),
    "citizens_recognised": ("Số CDHT được công nhận",),
    "citizens_rate": ("Tỷ lệ CDHT (%)",),
    "fund_opening": ("Tồn quỹ đầu kỳ",),
    "fund_raised": ("Vận động được",),
    "fund_spent": ("Đã chi trong kỳ",),
    "fund_closing": ("Tồn quỹ cuối kỳ",),
    "fund_raised_enterprises": ("Vận động từ DN",),
    "fund_raised_individuals": ("Vận động từ cá nhân, mạnh thường quân",),
    "fund_raised_clans": ("Vận động từ dòng họ, đồng hương",),
    "fund_raised_other": ("Vận động từ các nguồn khác",),
    "budget_support": ("NSNN hỗ trợ",),
    "scholarships": ("Số suất học bổng",),
    "scholarships_amount": ("Tiền học bổng",),
    "rewards": ("Số lượt khen thưởng",),
    "rewards_amount": ("Tiền khen thưởng",),
    "hardship_grants": ("Số suất hỗ trợ HSKK",),
    "hardship_grants_amount": ("Tiền hỗ trợ HSKK",),
    "learning_centres": ("Số TTHTCĐ",),
    "learning_centre_classes": ("Số lớp mở tại TTHTCĐ",),
    "learning_centre_learners": ("Lượt người học tại TTHTCĐ",),
    "literacy_classes": ("Số lớp XMC",),
    "literacy_learners": ("Số học viên XMC",),
}

FORMAL: Wording = STANDARD | {
    "population": ("Dân số trung bình (người)",),
    "adults": ("Dân số từ đủ 18 tuổi trở lên (người)",),
    "branches": ("Tổ chức Hội cơ sở", "Số chi hội khuyến học"),
    "boards": ("Tổ chức Hội cơ sở", "Số ban khuyến học"),
    "members": ("Phát triển hội viên", "Tổng số hội viên hiện có (người)"),
    "members_joined": ("Phát triển hội viên", "Trong đó: kết nạp mới trong kỳ"),
    **_models(
        {
            "families": ("Mô hình “Gia đình học tập”", "Tổng số hộ trên địa bàn"),
            "clans": ("Mô hình “Dòng họ học tập”", "Tổng số dòng họ trên địa bàn"),
            "communities": ("Mô hình “Cộng đồng học tập”", "Tổng số thôn, xóm, tổ dân phố"),
            "units": ("Mô hình “Đơn vị học tập”", "Tổng số cơ quan, đơn vị, trường học"),
            "citizens": ("Mô hình “Công dân học tập”", ""),
        },
        *("Số đăng ký", "Số đạt danh hiệu", "Tỉ lệ (%)"),
    ),
    "fund_opening": ("Xây dựng Quỹ khuyến học, khuyến tài", "Số dư kỳ trước chuyển sang"),
    "fund_raised": ("Xây dựng Quỹ khuyến học, khuyến tài", "Số huy động được trong kỳ"),
    "fund_spent": ("Xây dựng Quỹ khuyến học, khuyến tài", "Số đã sử dụng trong kỳ"),
    "fund_closing": ("Xây dựng Quỹ khuyến học, khuyến tài", "Số dư chuyển kỳ sau"),
    "scholarships": ("Trao học bổng", "Số suất"),
    "scholarships_amount": ("Trao học bổng", "Trị giá"),
    "rewards": ("Khen thưởng học sinh, giáo viên", "Số lượt"),
    "rewards_amount": ("Khen thưởng học sinh, giáo viên", "Kinh phí"),
}

_THREE_TOPS = {
    **dict.fromkeys(("population", "adults"), "Thông tin chung"),
    **dict.fromkeys(
        ("associations", "branches", "boards", "members", "members_joined"), "I. TỔ CHỨC, HỘI VIÊN"
    ),
    **dict.fromkeys(("fund_opening", "fund_raised", "fund_spent", "fund_closing"), "III. QUỸ KHUYẾN HỌC"),
    **dict.fromkeys(
        ("scholarships", "scholarships_amount", "rewards", "rewards_amount"), "IV. KHEN THƯỞNG, HỌC BỔNG"
    ),
}


def _three(element: str) -> tuple[str, ...]:
    path = STANDARD[element]
    top = _THREE_TOPS.get(element, "II. CÁC MÔ HÌNH HỌC TẬP")
    # The fund's group is the top row already.
    return (top, path[-1]) if top.startswith("III") else (top, *path)


THREE: Wording = {element: _three(element) for element in STANDARD}

# The words of the decade before: still in circulating forms.
HIEU_HOC: Wording = STANDARD | _models(
    {
        "families": ("Gia đình hiếu học", "Tổng số gia đình"),
        "clans": ("Dòng họ hiếu học", "Tổng số dòng họ"),
        "communities": ("Cộng đồng khuyến học", "Tổng số thôn, khu phố"),
    },
    *("Đăng ký", "Đạt danh hiệu", "Tỷ lệ %"),
)


def changed(wording: Wording, change: Callable[[str], str]) -> Wording:
    """A wording with every text changed in one way."""
    return {element: tuple(map(change, path)) for element, path in wording.items()}


UPPER: Wording = changed(STANDARD, str.upper)
NO_MARKS: Wording = changed(STANDARD, without_marks)
