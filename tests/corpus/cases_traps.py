"""Files that invite a wrong number: read rightly or asked about, but never stored wrongly.

Whether such a file is accepted, reviewed or rejected is left open; what is stored must be right.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.corpus import figures, typed, unit_names
from tests.corpus.case import ACCEPTED, NEEDS_REVIEW, REJECTED, Case, Made, Reading, Sent
from tests.corpus.edits import first_code
from tests.corpus.figures import FUND, SMALL
from tests.corpus.files import xlsx
from tests.corpus.form import Column, Form, Total
from tests.corpus.layout import draw
from tests.corpus.page import Page

SON_LA = Form("legacy-14", "2024-Q2", elements=SMALL)
HAI_DUONG = Form(
    "legacy-30", "2024", elements=("population", *figures.ORGANISATION, *figures.COMMUNITIES, *FUND)
)
CAN_THO = Form("reform-92", "2025-Q4", elements=SMALL, units=14)

_ANY = (ACCEPTED, NEEDS_REVIEW, REJECTED)
Show = Callable[[Mapping[str, int]], object]
Edit = Callable[[Page, Reading], None]


def _open(page: Page, reading: Reading) -> None:
    """Any decision is right, with any errors, if only what is stored is."""
    reading.verdicts, reading.elsewhere = _ANY, ("*",)


def _then_open(edit: Edit) -> Edit:
    def both(page: Page, reading: Reading) -> None:
        edit(page, reading)
        _open(page, reading)

    return both


def _trap(form: Form, edit: Edit = _open, **sent: object) -> Sent:
    return Sent(form, edit if edit is _open else _then_open(edit), **sent)


def _after(element: str, *columns: tuple[tuple[str, ...], Show]) -> Callable[[list[Column]], list[Column]]:
    """Columns behind another one that only look like reported figures."""

    def arrange(usual: list[Column]) -> list[Column]:
        found = []
        for column in usual:
            found.append(column)
            if column.element == element:
                found += [Column("extra", path, show=show) for path, show in columns]
        return found

    return arrange


def _part_of(element: str, thousandths: int) -> Show:
    return lambda row: row[element] * thousandths // 1000


def _two_years(usual: list[Column]) -> list[Column]:
    """Each figure twice: last year's before this year's."""
    found = []
    for column in usual:
        if column.role != "value":
            found.append(column)
            continue
        top = " - ".join(column.path)
        found.append(Column("extra", (top, "Năm 2023"), show=_part_of(column.element, 960)))
        found.append(Column("value", (top, "Năm 2024"), column.element, column.show))
    return found


def _boards_in_parts(usual: list[Column]) -> list[Column]:
    """Boards of clans and of schools, without their sum."""
    found = []
    for column in usual:
        if column.element != "boards":
            found.append(column)
            continue
        found.append(Column("extra", ("Ban khuyến học", "Dòng họ"), show=_part_of("boards", 600)))
        found.append(Column("extra", ("Ban khuyến học", "Trường học"), show=_part_of("boards", 400)))
    return found


def _without(*elements: str) -> Edit:
    """Some elements are in the drawing's plan but not in the file."""

    def edit(page: Page, reading: Reading) -> None:
        for known in reading.values.values():
            for element in elements:
                known.pop(element)

    return edit


def _population_in_thousands(page: Page, reading: Reading) -> None:
    """212,345 thousand people."""
    column = page.value_columns["population"]
    page.put(page.heading_row - 1, column, "Dân số (nghìn người)")
    for row in (*page.unit_rows.values(), page.total_row):
        page.cells[row, column] = page.cells[row, column] / 1000


def _hidden_twin(page: Page, reading: Reading) -> None:
    """Last quarter's members in a hidden column of the same heading."""
    column, twin = page.value_columns["members"], page.value_columns["branches"]
    for row in range(page.heading_row - 1, page.total_row + 1):
        page.cells[row, twin] = page.cells.get((row, column), "")
    for row in (*page.unit_rows.values(), page.total_row):
        page.cells[row, twin] -= 30
    page.hidden_columns.append(twin)
    _without("branches")(page, reading)


def _hidden_stale_rows(page: Page, reading: Reading) -> None:
    """A hidden row repeats a unit with last quarter's figures."""
    row = page.unit_rows[first_code(page, 5)]
    stale = page.unit_rows[first_code(page, 2)]
    for column in range(2, 1 + max(column for _, column in page.cells)):
        page.put(row, column, page.cells.get((stale, column)))
    for column in page.value_columns.values():
        page.cells[row, column] -= 1
    page.hidden_rows.append(row)
    reading.values.pop(first_code(page, 5))


def _plan_and_result_rows() -> Made:
    """Two rows a unit: `Kế hoạch` and `Thực hiện`, the name merged over both."""
    form = CAN_THO.but(
        total=None, arrange=lambda usual: [*usual[:2], Column("extra", ("Nội dung",)), *usual[2:]]
    )
    page = draw(form)
    wide = Page("Bieu 01")
    shift = 0
    for row in range(1, page.last_row + 1):
        is_unit = row in page.unit_rows.values()
        for column in range(1, 30):
            value = page.cells.get((row, column))
            if is_unit and column > 2:
                wide.put(row + shift, column, value - 3 if isinstance(value, int) and value > 3 else value)
            else:
                wide.put(row + shift, column, value)
        if is_unit:
            wide.put(row + shift, 3, "Kế hoạch")
            shift += 1
            wide.put(row + shift, 3, "Thực hiện")
            for column in page.value_columns.values():
                wide.put(row + shift, column, page.cells[row, column])
            wide.merge(row + shift - 1, 2, row + shift, 2)
    made = _trap(form)()
    return replace(made, content=xlsx(wide))


def _unquoted_commas(page: Page) -> bytes:
    """Numbers with commas between commas: every 12,345 takes two columns."""
    lines = [",".join(str(value) for value in row) for row in page.rows()]
    return "\r\n".join(lines).encode("utf-8-sig")


def _schools_in_the_list(page: Page, reading: Reading) -> None:
    """Bodies that are no units, with figures, above the total."""
    last = max(page.unit_rows.values())
    names = ("Trường Đại học Tây Bắc", "Sở Giáo dục và Đào tạo")
    for column in [*page.value_columns.values(), page.unit_column]:
        page.put(page.total_row + 2, column, page.cells.pop((page.total_row, column), None))
    for number, name in enumerate(names, 1):
        page.put(last + number, page.unit_column, name)
        page.put(last + number, page.value_columns["members"], 400 + number)
    page.cells[page.total_row + 2, page.value_columns["members"]] += 803


_OTHER_COMMUNITIES = (
    (("Cộng đồng học tập cấp xã", "Tổng số xã"), _part_of("communities_total", 90)),
    (("Cộng đồng học tập cấp xã", "Được công nhận"), _part_of("communities_total", 70)),
)
_STRONG = ((("Tổ chức Hội", "Chi hội đạt trong sạch, vững mạnh"), _part_of("branches", 700)),)
_NEW_TITLES = (
    (("Cộng đồng học tập (thôn, TDP)", "Công nhận mới trong năm"), _part_of("communities_total", 50)),
    (("Cộng đồng học tập (thôn, TDP)", "Giữ vững danh hiệu"), _part_of("communities_total", 600)),
)
_KINDS = (
    (("Quỹ khuyến học", "Trong đó: bằng tiền"), _part_of("fund_raised", 700)),
    (("Quỹ khuyến học", "Trong đó: hiện vật quy tiền"), _part_of("fund_raised", 300)),
)
_TOTAL_FUND = ((("Quỹ khuyến học", "Tổng quỹ các cấp từ khi thành lập"), _part_of("fund_closing", 5_000)),)
_DONE_RATE = (
    (
        ("Gia đình học tập", "Đạt (%)"),
        lambda row: typed.rate_number(row["families_recognised"], row["families_total"]),
    ),
)
_CUMULATIVE = (
    (("Hội viên", "Lũy kế kết nạp từ đầu năm"), _part_of("members_joined", 1_900)),
    (("Hội viên", "Cùng kỳ năm trước"), _part_of("members_joined", 900)),
)

CASES = (
    Case(
        "trap_communities_of_the_ministry_hai_duong",
        _trap(HAI_DUONG.but(arrange=_after("communities_recognised", *_OTHER_COMMUNITIES))),
    ),
    Case("trap_strong_branches_hai_duong", _trap(HAI_DUONG.but(arrange=_after("branches", *_STRONG)))),
    Case(
        "trap_new_and_kept_titles_hai_duong",
        _trap(HAI_DUONG.but(arrange=_after("communities_recognised", *_NEW_TITLES))),
    ),
    Case(
        "trap_money_and_goods_beside_raised_hai_duong",
        _trap(HAI_DUONG.but(arrange=_after("fund_raised", *_KINDS))),
    ),
    Case(
        "trap_total_fund_since_founding_hai_duong",
        _trap(HAI_DUONG.but(arrange=_after("fund_closing", *_TOTAL_FUND))),
    ),
    Case(
        "trap_rate_called_dat_son_la", _trap(SON_LA.but(arrange=_after("families_recognised", *_DONE_RATE)))
    ),
    Case(
        "trap_cumulative_and_last_year_beside_joined_son_la",
        _trap(SON_LA.but(arrange=_after("members_joined", *_CUMULATIVE))),
    ),
    Case("trap_two_years_side_by_side_hai_duong", _trap(HAI_DUONG.but(arrange=_two_years))),
    Case("trap_boards_in_parts_son_la", _trap(SON_LA.but(arrange=_boards_in_parts), _without("boards"))),
    Case("trap_population_in_thousands_son_la", _trap(SON_LA, _population_in_thousands)),
    Case("trap_hidden_twin_column_can_tho", _trap(CAN_THO, _hidden_twin)),
    Case("trap_hidden_stale_row_can_tho", _trap(CAN_THO.but(total=None), _hidden_stale_rows)),
    Case("trap_plan_and_result_rows_can_tho", _plan_and_result_rows),
    Case(
        "trap_unquoted_commas_in_csv_son_la",
        _trap(SON_LA.but(typing=typed.commas, header="gaps"), write=_unquoted_commas, file_name="son la.csv"),
    ),
    Case("trap_schools_in_the_list_son_la", _trap(SON_LA, _schools_in_the_list)),
    Case(
        "trap_total_named_like_a_city_son_la",
        _trap(SON_LA.but(naming=unit_names.bare, total=Total("Sơn La", first=True))),
    ),
    Case("trap_total_named_tinh_son_la", _trap(SON_LA.but(total=Total("Tỉnh Sơn La", first=True)))),
    Case(
        "trap_bare_city_named_like_its_province_hai_duong",
        _trap(HAI_DUONG.but(naming=unit_names.bare, total=Total("Toàn tỉnh Hải Dương"))),
    ),
    Case(
        "trap_heading_years_in_title_son_la", _trap(SON_LA.but(title="SỐ LIỆU QUÝ II/2024 SO VỚI QUÝ I/2024"))
    ),
)
