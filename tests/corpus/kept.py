"""The forms of the files that LibreOffice made once: .xls and .ods, which no library here writes.

`python -m tests.corpus.make_files` makes them again; the tests only read them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.corpus import typed, unit_names
from tests.corpus.case import ACCEPTED, EITHER
from tests.corpus.figures import FUND, MODELS, ORGANISATION, SMALL
from tests.corpus.files import retyped
from tests.corpus.form import TRIEU, Form, Group, Total
from tests.corpus.layout import draw
from tests.corpus.old_fonts import to_tcvn3
from tests.corpus.page import Formula, Page
from tests.corpus.wording import FLAT, SHORT

HAI_DUONG = Form("legacy-30", "2024-H1")
_NGHE_AN = Form("legacy-40", "2024-Q3", elements=SMALL)
_KHANH_HOA = Form("reform-56", "2025-Q3", elements=SMALL, units=20)
_AN_GIANG = Form("legacy-89", "2023-Q4")


@dataclass(frozen=True)
class Kept:
    """The forms of a file, its sheets, and the decisions that are right."""

    forms: tuple[Form, ...]
    draw: Callable[..., list[Page]]
    verdicts: tuple[str, ...] = (ACCEPTED,)


def _one(form: Form) -> list[Page]:
    return [draw(form)]


def _with_hidden(form: Form) -> list[Page]:
    hidden = draw(form.but(grain=1_000), "Cu")
    hidden.is_hidden = True
    return [draw(form), hidden]


def _three(*forms: Form) -> list[Page]:
    return [draw(form, name) for form, name in zip(forms, ("To chuc", "Mo hinh", "Quy"), strict=True)]


def _in_old_font(form: Form) -> list[Page]:
    return [retyped(draw(form), to_tcvn3, ".VnTime")]


GOOD = {
    "hai_duong.xls": Kept((HAI_DUONG.but(rate=typed.rate_number),), _one),
    "nghe_an_chu_so_dang_chu.xls": Kept(
        (_NGHE_AN.but(typing=typed.dots, wording=FLAT, naming=unit_names.dotted),), _one
    ),
    "khanh_hoa_nhom_la_ma.xls": Kept(
        (
            _KHANH_HOA.but(
                groups=(
                    Group("I", "Khu vực Nha Trang (cũ)", 4, has_sum=True),
                    Group("II", "Các xã khác", 16, has_sum=True),
                ),
                total=Total(first=True),
            ),
        ),
        _one,
    ),
    "an_giang_vntime.xls": Kept((_AN_GIANG,), _in_old_font, EITHER),
    "an_giang_3_trang.xls": Kept(
        tuple(_AN_GIANG.but(elements=part) for part in (ORGANISATION, MODELS, FUND)), _three
    ),
    "hai_duong_luu_lai.xlsx": Kept((HAI_DUONG.but(rate=typed.rate_number, period="2023-Q3"),), _one),
    "hai_duong.ods": Kept((HAI_DUONG.but(rate=typed.rate_share),), _one),
    "khanh_hoa_trieu_dong_trang_an.ods": Kept(
        (_KHANH_HOA.but(factor=TRIEU, caption="ĐVT: triệu đồng", wording=SHORT),), _with_hidden
    ),
    "nghe_an_so_dang_chu.ods": Kept((_NGHE_AN.but(typing=typed.spaces, header="gaps", blank_every=4),), _one),
}

FAULTY_FORM = _AN_GIANG.but(elements=SMALL)
FAULTY_UNIT, FAULTY_ELEMENT = "886", "members"
FAULTY = ("loi_cong_thuc.xls", "loi_cong_thuc.ods")
LOCKED = "co_mat_khau.xlsx"


def faulty_page() -> Page:
    """One figure divides by zero."""
    page = draw(FAULTY_FORM)
    page.put_figure(FAULTY_UNIT, FAULTY_ELEMENT, Formula("=1/0", "#DIV/0!"))
    return page
