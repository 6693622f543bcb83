"""The columns of a report: headings as associations word them, the figure below, the width."""

from dataclasses import dataclass

EXTENDED_FROM = "2024-Q4"
COUNT, MONEY, RATE = "count", "money", "rate"


@dataclass(frozen=True)
class Column:
    """One column of figures.

    Attributes:
        group: upper heading; neighbours of one group share a merged cell.
        heading: lower heading; empty when the upper one stands alone.
        element: the data element below; of a rate, the model that it is the rate of.
        kind: a count, money, or a rate in percent that the office computed itself.
    """

    group: str
    heading: str
    element: str
    width: float = 8.0
    kind: str = COUNT


def model(group: str, total: str, name: str, *, percent: bool) -> list[Column]:
    """A learning model's block; citizens have no total of their own, their base is the adults."""
    width = 8.5 if name in {"families", "citizens"} else 7.0
    columns = [Column(group, total, f"{name}_total", width)] if total else []
    columns += [
        Column(group, "Đăng ký", f"{name}_registered", width),
        Column(group, "Được công nhận", f"{name}_recognised", width),
    ]
    return [*columns, Column(group, "Tỷ lệ %", name, 7.5, RATE)] if percent else columns


def context_columns(*, extended: bool) -> list[Column]:
    """People, organisation, members."""
    organisation = "Tổ chức Hội"
    associations = [Column(organisation, "Số tổ chức Hội", "associations", 7.0)] if extended else []
    return [
        Column("Dân số", "", "population", 10.0),
        Column("Số người từ 18 tuổi trở lên", "", "adults", 10.0),
        *associations,
        Column(organisation, "Chi hội", "branches", 6.5),
        Column(organisation, "Ban khuyến học", "boards", 7.5),
        Column("Hội viên", "Tổng số hội viên", "members", 8.5),
        Column("Hội viên", "Hội viên mới", "members_joined", 7.0),
    ]


def model_columns(*, percent: bool) -> list[Column]:
    """The five learning models."""
    return [
        *model("Gia đình học tập", "Tổng số hộ", "families", percent=percent),
        *model("Dòng họ học tập", "Tổng số dòng họ", "clans", percent=percent),
        *model("Cộng đồng học tập (thôn, TDP)", "Tổng số thôn, TDP", "communities", percent=percent),
        *model("Đơn vị học tập", "Tổng số đơn vị", "units", percent=percent),
        *model("Công dân học tập", "", "citizens", percent=percent),
    ]


def fund_columns(*, extended: bool) -> list[Column]:
    """The fund: in later forms with its sources and the budget's support beside it."""
    group, source = "Quỹ khuyến học", "Nguồn vận động trong kỳ"
    columns = [
        Column(group, "Dư đầu kỳ", "fund_opening", kind=MONEY),
        Column(group, "Vận động trong kỳ", "fund_raised", kind=MONEY),
        Column(group, "Chi trong kỳ", "fund_spent", kind=MONEY),
        Column(group, "Dư cuối kỳ", "fund_closing", kind=MONEY),
    ]
    if not extended:
        return columns
    return [
        *columns,
        Column(source, "Doanh nghiệp", "fund_raised_enterprises", kind=MONEY),
        Column(source, "Cá nhân, nhà hảo tâm", "fund_raised_individuals", kind=MONEY),
        Column(source, "Dòng họ, đồng hương", "fund_raised_clans", kind=MONEY),
        Column(source, "Nguồn khác", "fund_raised_other", kind=MONEY),
        Column("Ngân sách hỗ trợ", "", "budget_support", kind=MONEY),
    ]


def award_columns(*, extended: bool) -> list[Column]:
    """Awards: two kinds in the older form, four in the later."""
    columns = [
        Column("Học bổng", "Số suất", "scholarships"),
        Column("Học bổng", "Số tiền", "scholarships_amount", kind=MONEY),
        Column("Khen thưởng", "Số lượt", "rewards"),
        Column("Khen thưởng", "Số tiền", "rewards_amount", kind=MONEY),
    ]
    if not extended:
        return columns
    return [
        *columns,
        Column("Hỗ trợ HS khó khăn", "Số suất", "hardship_grants"),
        Column("Hỗ trợ HS khó khăn", "Số tiền", "hardship_grants_amount", kind=MONEY),
        Column("Hỗ trợ người lớn học tập", "Số suất", "adult_grants"),
        Column("Hỗ trợ người lớn học tập", "Số tiền", "adult_grants_amount", kind=MONEY),
    ]


def education_columns() -> list[Column]:
    """Learning centres and literacy classes."""
    return [
        Column("Trung tâm học tập cộng đồng", "Số trung tâm", "learning_centres"),
        Column("Trung tâm học tập cộng đồng", "Số lớp", "learning_centre_classes"),
        Column("Trung tâm học tập cộng đồng", "Lượt người học", "learning_centre_learners"),
        Column("Xóa mù chữ", "Số lớp", "literacy_classes"),
        Column("Xóa mù chữ", "Số học viên", "literacy_learners"),
    ]


def ministry_columns() -> list[Column]:
    """Titles by the Ministry's circulars, counted once a year."""
    units, communities = "Đơn vị học tập (TT 24/2023)", "Cộng đồng học tập cấp xã (TT 25/2023)"
    return [
        Column(units, "Mức độ 1", "ministry_units_level1"),
        Column(units, "Mức độ 2", "ministry_units_level2"),
        Column(communities, "Mức độ 1", "ministry_communities_level1"),
        Column(communities, "Mức độ 2", "ministry_communities_level2"),
    ]


def columns(period: str, *, percent: bool, ministry: bool) -> list[Column]:
    """The columns of a quarter's form, in print order."""
    extended = period >= EXTENDED_FROM
    return [
        *context_columns(extended=extended),
        *model_columns(percent=percent),
        *fund_columns(extended=extended),
        *award_columns(extended=extended),
        *(education_columns() if extended else []),
        *(ministry_columns() if ministry else []),
    ]
