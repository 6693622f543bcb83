"""The columns of the report form: data elements under the headings that offices know them by."""

from collections.abc import Collection
from dataclasses import dataclass

from khuyenhoc.domain.indicators import DataElement, data_elements

# Group heading -> (data element, heading below it); no heading where the group is one column of its own.
_GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Dân số", (("population", ""),)),
    ("Số người từ 18 tuổi trở lên", (("adults", ""),)),
    (
        "Tổ chức Hội",
        (("associations", "Số tổ chức Hội"), ("branches", "Chi hội"), ("boards", "Ban khuyến học")),
    ),
    ("Hội viên", (("members", "Tổng số hội viên"), ("members_joined", "Hội viên mới"))),
    ("Hội phí thu trong kỳ", (("dues", ""),)),
    (
        "Gia đình học tập",
        (
            ("families_total", "Tổng số hộ"),
            ("families_registered", "Đăng ký"),
            ("families_recognised", "Được công nhận"),
        ),
    ),
    (
        "Dòng họ học tập",
        (
            ("clans_total", "Tổng số dòng họ"),
            ("clans_registered", "Đăng ký"),
            ("clans_recognised", "Được công nhận"),
        ),
    ),
    (
        "Cộng đồng học tập (thôn, tổ dân phố)",
        (
            ("communities_total", "Tổng số thôn, tổ dân phố"),
            ("communities_registered", "Đăng ký"),
            ("communities_recognised", "Được công nhận"),
        ),
    ),
    (
        "Đơn vị học tập",
        (
            ("units_total", "Tổng số đơn vị"),
            ("units_registered", "Đăng ký"),
            ("units_recognised", "Được công nhận"),
        ),
    ),
    ("Người lớn trong gia đình, dòng họ, cộng đồng học tập", (("adults_in_learning_groups", ""),)),
    ("Công dân học tập", (("citizens_registered", "Đăng ký"), ("citizens_recognised", "Được công nhận"))),
    # One block from the opening balance to the closing one, which is how the account is checked.
    (
        "Quỹ khuyến học",
        (
            ("fund_opening", "Dư đầu kỳ"),
            ("fund_raised", "Vận động trong kỳ"),
            ("fund_spent", "Chi trong kỳ"),
            ("fund_closing", "Dư cuối kỳ"),
        ),
    ),
    (
        "Nguồn vận động trong kỳ",
        (
            ("fund_raised_enterprises", "Doanh nghiệp"),
            ("fund_raised_individuals", "Cá nhân, nhà hảo tâm"),
            ("fund_raised_clans", "Dòng họ, đồng hương"),
            ("fund_raised_other", "Nguồn khác"),
        ),
    ),
    ("Ngân sách hỗ trợ hoạt động Hội", (("budget_support", ""),)),
    ("Học bổng", (("scholarships", "Số suất"), ("scholarships_amount", "Số tiền"))),
    ("Khen thưởng", (("rewards", "Số lượt"), ("rewards_amount", "Số tiền"))),
    (
        "Hỗ trợ học sinh khó khăn",
        (("hardship_grants", "Số suất"), ("hardship_grants_amount", "Số tiền")),
    ),
    ("Hỗ trợ người lớn học tập", (("adult_grants", "Số suất"), ("adult_grants_amount", "Số tiền"))),
    (
        "Trung tâm học tập cộng đồng",
        (
            ("learning_centres", "Số trung tâm"),
            ("learning_centre_classes", "Số lớp"),
            ("learning_centre_learners", "Lượt người học"),
        ),
    ),
    ("Xóa mù chữ", (("literacy_classes", "Số lớp"), ("literacy_learners", "Số học viên"))),
    (
        "Đơn vị học tập (Thông tư 24/2023)",
        (("ministry_units_level1", "Mức độ 1"), ("ministry_units_level2", "Mức độ 2")),
    ),
    (
        "Cộng đồng học tập cấp xã (Thông tư 25/2023)",
        (("ministry_communities_level1", "Mức độ 1"), ("ministry_communities_level2", "Mức độ 2")),
    ),
)


class UnknownElementError(ValueError):
    """A name that is no data element, or no data element at all."""


@dataclass(frozen=True)
class FormColumn:
    """A column of figures.

    Attributes:
        group: heading in the upper row.
        heading: heading in the lower row; empty where the group is one column of its own.
    """

    element: DataElement
    group: str
    heading: str


def form_columns(elements: Collection[str] | None = None) -> tuple[FormColumn, ...]:
    """The columns of a form, in the order of the form.

    Args:
        elements: data elements to ask for; None for all of them.

    Raises:
        UnknownElementError: a name is no data element, or there are none.
    """
    known = data_elements()
    unknown = set(elements or ()) - known.keys()
    if unknown:
        raise UnknownElementError(", ".join(sorted(unknown)))
    columns = tuple(
        FormColumn(known[name], group, heading)
        for group, members in _GROUPS
        for name, heading in members
        if elements is None or name in elements
    )
    if not columns:
        message = "a form needs at least one data element"
        raise UnknownElementError(message)
    return columns
