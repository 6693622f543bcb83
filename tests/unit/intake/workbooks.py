"""Small report workbooks for tests, built from rows as a person would type them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.cells import CellValue, MergedRange, Sheet, Workbook
from khuyenhoc.intake.pipeline import check_workbook
from khuyenhoc.intake.verdict import Decision, Verdict

LETTERHEAD = "HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA"
TITLE = "BIỂU TỔNG HỢP SỐ LIỆU CÔNG TÁC KHUYẾN HỌC QUÝ I/2024"
HEAD = ((LETTERHEAD,), (TITLE,), ())
DISTRICTS = (
    "Thành phố Nha Trang",
    "Thành phố Cam Ranh",
    "Huyện Cam Lâm",
    "Huyện Vạn Ninh",
    "Thị xã Ninh Hòa",
    "Huyện Khánh Vĩnh",
    "Huyện Diên Khánh",
    "Huyện Khánh Sơn",
    "Huyện Trường Sa",
)
CODES = dict(zip(DISTRICTS, ("568", "569", "570", "571", "572", "573", "574", "575", "576"), strict=True))


def sheet(rows: Sequence[Sequence[CellValue]], name: str = "Bieu 01", **parts: object) -> Sheet:
    """A sheet from rows of any length; `""` is an empty cell, merged blocks as (r1, c1, r2, c2)."""
    width = max((len(row) for row in rows), default=0)
    full = tuple(
        tuple(None if cell == "" else cell for cell in (*row, *[None] * (width - len(row)))) for row in rows
    )
    merged = tuple(MergedRange(*area) for area in parts.pop("merged", ()))
    return Sheet(name, full, merged=merged, **parts)


@dataclass
class Form:
    """A report of one sheet: headings of one row each, and a row per unit.

    `head` rows stand above the table; `figures` maps units to values in column order.
    """

    columns: Sequence[str] = ("Dân số", "Tổng số hội viên")
    rows: Sequence[Sequence[CellValue]] = ()
    head: Sequence[Sequence[CellValue]] = ((LETTERHEAD,), (TITLE,), ("",))
    unit_heading: str = "Đơn vị"
    foot: Sequence[Sequence[CellValue]] = field(default_factory=tuple)

    def sheet(self, name: str = "Bieu 01", **parts: object) -> Sheet:
        """The form as a sheet: order, unit, figures."""
        header = ("STT", self.unit_heading, *self.columns)
        return sheet([*self.head, header, *self.rows, *self.foot], name, **parts)


def workbook(*sheets: Sheet, name: str = "bao cao.xlsx") -> Workbook:
    """A workbook of sheets."""
    return Workbook(name, "xlsx", sheets)


def check(*sheets: Sheet, name: str = "bao cao.xlsx", **given: str | Period | None) -> Verdict:
    """The verdict on sheets."""
    return check_workbook(workbook(*sheets, name=name), "0" * 64, **given)


def values(verdict: Verdict) -> dict[str, dict[str, float | None]]:
    """Values by unit code and data element."""
    found: dict[str, dict[str, float | None]] = {}
    for value in verdict.values:
        code = value.org_unit_id.split("-", 1)[1]
        found.setdefault(code, {})[value.data_element] = value.value
    return found


def problems(verdict: Verdict) -> list[tuple[str, str]]:
    """Rule and cell of each finding but the list of missing units."""
    return [(finding.rule, finding.cell) for finding in verdict.findings if finding.rule != "missing_units"]


def assert_read(verdict: Verdict, expected: object) -> None:
    """Everything was read, and nothing is wrong with it."""
    assert problems(verdict) == []
    assert verdict.decision is Decision.ACCEPTED
    assert values(verdict) == expected
