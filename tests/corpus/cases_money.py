"""The unit of money: where it is written, and amounts that carry their own."""

from tests.corpus import typed
from tests.corpus.case import ASKING, EITHER, Case, Reading, Sent
from tests.corpus.figures import AWARDS, BASE, FUND, GRANTS, MONEY, SMALL, SOURCES
from tests.corpus.form import DONG, NGHIN, TRIEU, TY, Form, period_words
from tests.corpus.page import Page, Shown
from tests.corpus.wording import FLAT, SHORT, STANDARD, Wording

NGHE_AN = Form("legacy-40", "2024-Q3", elements=SMALL)
AN_GIANG = Form("reform-91", "2025-Q3", units=22)
DONG_NAI = Form("legacy-75", "2024-Q1")
SON_LA = Form("legacy-14", "2025-Q2", elements=(*SMALL, *AWARDS))
KHANH_HOA = Form("reform-56", "2026-Q3", units=18, elements=(*SMALL, *SOURCES, *AWARDS))


def _in(form: Form, factor: int, **changes: object) -> Form:
    return form.but(factor=factor, **changes)


def _group_says(words: str) -> Wording:
    """The unit of money in the heading over the fund's columns."""
    return STANDARD | {name: (f"Quỹ khuyến học ({words})", STANDARD[name][-1]) for name in FUND}


def _columns_say(words: str, wording: Wording = STANDARD) -> Wording:
    """The unit of money in each amount's own heading."""
    return wording | {
        name: (*wording[name][:-1], f"{wording[name][-1]} ({words})") for name in MONEY if name in wording
    }


_MIXED = dict.fromkeys(MONEY, DONG) | dict.fromkeys(FUND, TRIEU) | {"scholarships_amount": NGHIN}
_MIXED_WORDS = (
    STANDARD
    | {name: ("Quỹ khuyến học (triệu đồng)", STANDARD[name][-1]) for name in FUND}
    | {
        "scholarships_amount": ("Học bổng", "Số tiền (1.000đ)"),
        "rewards_amount": ("Khen thưởng", "Số tiền (đồng)"),
    }
)


def _unit_unclear(page: Page, reading: Reading) -> None:
    """Nothing says in what the amounts are; their size suggests triệu, which a person has to confirm."""
    reading.asked = True
    reading.verdicts = ASKING


def _format_hides_millions(page: Page, reading: Reading) -> None:
    """The cells hold đồng but a number format shows triệu: both the caption and the eye say triệu."""
    for element in FUND:
        for row in (*page.unit_rows.values(), page.total_row):
            place = (row, page.value_columns[element])
            page.cells[place] = Shown(page.cells[place], "#,##0,,")
    reading.verdicts = ASKING
    reading.asked = True


CASES = (
    Case(
        "money_dong_in_title_nghe_an",
        Sent(
            NGHE_AN.but(
                caption=None,
                title=f"SỐ LIỆU CÔNG TÁC KHUYẾN HỌC {period_words('2024-Q3')} (đơn vị tiền: đồng)",
            )
        ),
    ),
    Case(
        "money_trieu_in_title_nghe_an",
        Sent(
            _in(
                NGHE_AN,
                TRIEU,
                caption=None,
                title=f"BIỂU SỐ LIỆU {period_words('2024-Q3')} (ĐVT: triệu đồng)",
            )
        ),
    ),
    Case("money_trieu_in_caption_an_giang", Sent(_in(AN_GIANG, TRIEU, caption="ĐVT: triệu đồng"))),
    Case(
        "money_nghin_in_caption_dong_nai",
        Sent(_in(DONG_NAI, NGHIN, caption="Đơn vị tính: 1.000 đồng", grain=1_000)),
    ),
    Case("money_1000d_in_caption_son_la", Sent(_in(SON_LA, NGHIN, caption="(ĐVT: 1000đ)", grain=1_000))),
    Case("money_ngan_in_caption_son_la", Sent(_in(SON_LA, NGHIN, caption="ĐVT: ngàn đồng", grain=100_000))),
    Case(
        "money_people_and_trieu_in_caption_dong_nai",
        Sent(_in(DONG_NAI, TRIEU, caption="Đơn vị tính: người, hộ; tiền: triệu đồng")),
    ),
    Case(
        "money_ty_in_caption_text_dong_nai",
        Sent(_in(DONG_NAI, TY, caption="Đơn vị tính tiền: tỷ đồng", typing=typed.dots, elements=SMALL)),
    ),
    Case("money_ty_in_caption_numbers_nghe_an", Sent(_in(NGHE_AN, TY, caption="ĐVT: tỉ đồng"))),
    Case(
        "money_trieu_with_decimals_text_an_giang",
        Sent(_in(AN_GIANG, TRIEU, caption="Đơn vị tính tiền: triệu đồng", grain=100_000, typing=typed.dots)),
    ),
    Case(
        "money_trieu_with_decimals_numbers_son_la",
        Sent(_in(SON_LA, TRIEU, caption="ĐVT tiền: triệu đồng", grain=100_000)),
    ),
    Case(
        "money_trieu_over_fund_group_nghe_an",
        Sent(_in(NGHE_AN, TRIEU, caption=None, wording=_group_says("triệu đồng"))),
    ),
    Case(
        "money_trd_over_fund_group_nghe_an",
        Sent(_in(NGHE_AN, TRIEU, caption=None, wording=_group_says("trđ"))),
    ),
    Case(
        "money_trieu_in_each_heading_an_giang",
        Sent(_in(AN_GIANG, TRIEU, caption=None, wording=_columns_say("triệu đồng"))),
    ),
    Case(
        "money_tr_d_in_each_short_heading_an_giang",
        Sent(_in(AN_GIANG, TRIEU, caption=None, wording=_columns_say("tr.đ", SHORT))),
    ),
    Case(
        "money_nghin_in_each_flat_heading_dong_nai",
        Sent(_in(DONG_NAI, NGHIN, caption=None, wording=_columns_say("nghìn đồng", FLAT))),
    ),
    Case("money_dong_in_each_heading_son_la", Sent(SON_LA.but(caption=None, wording=_columns_say("đồng")))),
    Case("money_vnd_in_each_heading_son_la", Sent(SON_LA.but(caption=None, wording=_columns_say("VNĐ")))),
    Case(
        "money_mixed_by_column_dong_nai",
        Sent(DONG_NAI.but(factor=_MIXED, caption=None, wording=_MIXED_WORDS)),
    ),
    Case(
        "money_caption_and_other_in_heading_dong_nai",
        Sent(DONG_NAI.but(factor=_MIXED, wording=_MIXED_WORDS, caption="Đơn vị tính tiền: đồng")),
    ),
    Case("money_not_stated_but_plainly_dong_khanh_hoa", Sent(KHANH_HOA.but(caption=None), verdicts=EITHER)),
    Case("money_not_stated_and_small_nghe_an", Sent(_in(NGHE_AN, TRIEU, caption=None), _unit_unclear)),
    Case(
        "money_amounts_with_trd_an_giang", Sent(_in(AN_GIANG, TRIEU, caption=None, typing=typed.with_million))
    ),
    Case("money_amounts_with_d_son_la", Sent(SON_LA.but(caption=None, typing=typed.with_dong))),
    Case("money_amounts_in_ty_and_trieu_nghe_an", Sent(NGHE_AN.but(caption=None, typing=typed.compound))),
    Case(
        "money_format_shows_trieu_of_dong_nghe_an",
        Sent(NGHE_AN.but(caption="Đơn vị tính tiền: triệu đồng"), _format_hides_millions),
    ),
    Case(
        "money_all_sources_and_grants_dong_nai",
        Sent(
            _in(
                DONG_NAI,
                TRIEU,
                caption="ĐVT: Triệu đồng",
                elements=(*BASE, *SOURCES, "budget_support", *GRANTS),
            )
        ),
    ),
    Case(
        "money_sources_flat_text_khanh_hoa",
        Sent(_in(KHANH_HOA, NGHIN, caption="Đvt: nghìn đồng", wording=FLAT, typing=typed.dots)),
    ),
)
