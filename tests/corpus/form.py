"""What a report looks like and says, before it is drawn on a sheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from khuyenhoc.domain.org_units import OrgUnit, all_units
from khuyenhoc.domain.periods import Period
from tests.corpus import figures, typed, unit_names
from tests.corpus.wording import STANDARD, Wording

DONG, NGHIN, TRIEU, TY = 1, 1_000, 1_000_000, 1_000_000_000
MONEY_NAMES = {DONG: "đồng", NGHIN: "nghìn đồng", TRIEU: "triệu đồng", TY: "tỷ đồng"}

Show = Callable[[Mapping[str, int]], typed.Cell]


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        role: `order`, `unit`, `code`, `value`, `rate`, `note` or `extra`.
        path: heading texts from the top down.
        element: of a value its data element, of a rate what it is the rate of.
        show: the cell for a unit's or a total's figures; None for columns that the row itself fills.
    """

    role: str
    path: tuple[str, ...]
    element: str = ""
    show: Show | None = None


@dataclass(frozen=True)
class Total:
    """The total row: its words, whether it stands first, and where the words stand."""

    words: str = "TỔNG CỘNG"
    first: bool = False
    place: str = "unit"  # or `order`, or `merged` over both


@dataclass(frozen=True)
class Group:
    """A row above some units: order text, name, how many units follow, and whether it carries their sum."""

    order: str
    name: str
    size: int
    has_sum: bool = False


SIGNATURES = (
    (),
    ("", "", "", "", "", "", "", "……, ngày … tháng … năm ……"),
    ("", "Người lập biểu", "", "", "", "", "", "TM. BAN THƯỜNG VỤ"),
    ("", "", "", "", "", "", "", "CHỦ TỊCH"),
)


@dataclass(frozen=True)
class Form:
    """A report of one province for one period; what is not named is as a tidy office would do it.

    Attributes:
        factor: đồng in one written unit of money; of all columns, or per data element.
        grain: amounts are multiples of this.
        units: how many of the province's units, None for all; or the units themselves.
        silent: codes of units whose rows are empty (no report yet).
        not_established: unit code -> where its remark stands: `note`, `figures` (merged) or `first`.
        header: `merged`, `gaps` (a group's text in its first column) or `repeated` (in every column).
        arrange: a last change of the columns.
    """

    province: str = "legacy-56"
    period: str = "2024-Q1"
    elements: Sequence[str] = figures.BASE
    units: int | Sequence[OrgUnit] | None = None
    wording: Wording = field(default_factory=lambda: STANDARD)
    letterhead: str | None = None
    title: str | None = None
    caption: str | None = "Đơn vị tính tiền: đồng"
    head: Sequence[Sequence[str]] | None = None
    foot: Sequence[Sequence[str]] = SIGNATURES
    factor: int | Mapping[str, int] = DONG
    grain: int = 1_000_000
    naming: unit_names.Naming = unit_names.official
    typing: typed.Typing = typed.as_number
    rate: Callable[[int, int], typed.Cell] | None = None
    header: str = "merged"
    column_numbers: str = "brackets"  # `brackets`, `numbers`, `formulas`, `none`
    order_heading: str | None = "STT"
    unit_heading: str = "Đơn vị"
    code: Callable[[OrgUnit], typed.Cell] | None = None
    code_heading: str = "Mã ĐVHC"
    note_heading: str | None = "Ghi chú"
    total: Total | None = field(default_factory=Total)
    groups: Sequence[Group] = ()
    blank_every: int = 0
    header_again_at: int = 0
    silent: frozenset[str] = frozenset()
    not_established: Mapping[str, str] = field(default_factory=dict)
    not_established_words: str = "Chưa thành lập Hội"
    arrange: Callable[[list[Column]], list[Column]] = list

    def but(self, **changes: object) -> "Form":
        """This form with some things different."""
        return replace(self, **changes)

    @property
    def all_units(self) -> tuple[OrgUnit, ...]:
        """The units it lists, in order."""
        if self.units is None or isinstance(self.units, int):
            return unit_names.units_of(self.province, self.units)
        return tuple(self.units)

    def figures(self, unit: OrgUnit) -> figures.Figures:
        """What the unit reports, in đồng and counts."""
        return figures.figures_of(unit, self.period, self.grain)

    def is_reporting(self, unit: OrgUnit) -> bool:
        """Whether the unit's row holds figures."""
        return unit.code not in self.silent and unit.code not in self.not_established

    def factor_of(self, element: str) -> int:
        """Đồng in one written unit of a column; 1 for counts."""
        if element not in figures.MONEY:
            return 1
        return self.factor if isinstance(self.factor, int) else self.factor[element]


def period_words(period: str) -> str:
    """`QUÝ I/2024`, `6 THÁNG ĐẦU NĂM 2024`, `9 THÁNG NĂM 2025`, `NĂM 2024`."""
    parsed = Period.parse(period)
    quarter = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}.get(parsed.kind)
    if quarter:
        return f"QUÝ {quarter}/{parsed.year}"
    return {"H1": "6 THÁNG ĐẦU NĂM", "9M": "9 THÁNG NĂM", "Y": "NĂM"}[parsed.kind] + f" {parsed.year}"


def letterhead_of(form: Form) -> str:
    """`HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA`."""
    if form.letterhead is not None:
        return form.letterhead
    province = all_units()[form.province].name_on(Period.parse(form.period).end)
    return f"HỘI KHUYẾN HỌC {province.upper()}"


def head_of(form: Form) -> list[Sequence[str]]:
    """The rows above the table."""
    if form.head is not None:
        return list(form.head)
    title = form.title
    if title is None:
        title = f"BIỂU TỔNG HỢP SỐ LIỆU CÔNG TÁC KHUYẾN HỌC {period_words(form.period)}"
    rows = [
        (letterhead_of(form), *[""] * 6, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("", *[""] * 6, "Độc lập - Tự do - Hạnh phúc"),
        (),
        (title,),
        ("(Kèm theo Báo cáo số      /BC-HKH)",),
    ]
    return [*rows, (*[""] * 8, form.caption) if form.caption else ()]


def columns_of(form: Form) -> list[Column]:
    """All columns from left to right."""
    found = []
    if form.order_heading is not None:
        found.append(Column("order", (form.order_heading,)))
    if form.code is not None:
        found.append(Column("code", (form.code_heading,)))
    found.append(Column("unit", (form.unit_heading,)))
    for element in form.elements:
        found.append(value_column(form, element))
        if form.rate and (element == "members" or element.endswith("_recognised")):
            found += _rate_columns(form, element)
    if form.note_heading is not None:
        found.append(Column("note", (form.note_heading,)))
    return form.arrange(found)


def value_column(form: Form, element: str, path: tuple[str, ...] | None = None) -> Column:
    """The column of a data element, under its usual heading or another one."""

    def show(row: Mapping[str, int]) -> typed.Cell:
        amount = row[element]
        factor = form.factor_of(element)
        return form.typing(element, amount if factor == 1 else amount / factor)

    return Column("value", path or form.wording.get(element, STANDARD[element]), element, show)


def _rate_columns(form: Form, element: str) -> list[Column]:
    model = element.removesuffix("_recognised")
    path = form.wording.get(f"{model}_rate")
    whole = {"members": "population", "citizens": "adults"}.get(model, f"{model}_total")
    if path is None or form.rate is None:
        return []
    rate = form.rate
    return [Column("rate", path, element, lambda row: rate(row[element], row[whole]))]
