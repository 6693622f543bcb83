"""Several habits in one file, as files really are."""

from tests.corpus import typed, unit_names
from tests.corpus.case import EITHER, Case, Made, Reading, Sent, reading_of
from tests.corpus.figures import (
    AWARDS,
    BASE,
    CENTRES,
    FUND,
    GRANTS,
    LITERACY,
    MODELS,
    ORGANISATION,
    SMALL,
    SOURCES,
)
from tests.corpus.files import delimited, retyped, xlsx
from tests.corpus.form import NGHIN, TRIEU, TY, Form, Group, Total
from tests.corpus.layout import draw
from tests.corpus.old_fonts import to_tcvn3, to_vni
from tests.corpus.page import Page
from tests.corpus.turned import draw_turned
from tests.corpus.unit_names import units_of
from tests.corpus.wording import FLAT, FORMAL, SHORT, THREE, UPPER

_MIXED_NAMES = unit_names.in_turn(
    unit_names.undotted, unit_names.bare, unit_names.dotted, unit_names.with_old_tone
)
_ABSENT = {unit.code: "note" for unit in units_of("reform-38", 60)[7:60:9]}
_FOOT = (
    ("Ghi chú: dấu “-” là không phát sinh.",),
    ("", "Người lập", "", "", "TM. BTV HỘI"),
    ("", "", "", "", "PHÓ CHỦ TỊCH"),
)

_THANH_HOA = Form(
    "reform-38",
    "2025-Q3",
    units=60,
    factor=TRIEU,
    caption="(ĐVT: triệu đồng)",
    typing=typed.dots,
    rate=typed.rate_text,
    naming=unit_names.dotted,
    not_established=_ABSENT,
    header_again_at=30,
    foot=_FOOT,
    wording=SHORT,
)
_GROUPS = (
    Group("I", "Khu vực thành phố Vinh (cũ)", 5, has_sum=True),
    Group("II", "Khu vực miền núi", 20, has_sum=True),
    Group("III", "Khu vực đồng bằng", 15, has_sum=True),
)
_NGHE_AN = Form(
    "reform-40",
    "2025-9M",
    units=40,
    naming=_MIXED_NAMES,
    typing=typed.by_row(typed.as_number, typed.dots, typed.hard_spaces),
    groups=_GROUPS,
    total=Total("TOÀN TỈNH", first=True),
    blank_every=6,
    wording=THREE,
    header="gaps",
    column_numbers="none",
)
_HA_NOI = Form(
    "legacy-01",
    "2024-H1",
    naming=unit_names.bare,
    code=lambda unit: int(unit.code),
    wording=FORMAL,
    rate=typed.rate_rough,
    total=Total("Cộng", place="order"),
    foot=_FOOT,
    factor=NGHIN,
    grain=NGHIN,
    caption="ĐVT: 1.000 đồng",
)
_MANY = (*ORGANISATION, *MODELS, *FUND, *SOURCES, *AWARDS, *GRANTS, *CENTRES, *LITERACY)
_DONG_NAI = Form(
    "reform-75",
    "2026-Q3",
    units=25,
    elements=_MANY,
    header="gaps",
    naming=unit_names.hard_spaces,
    note_heading=None,
    total=Total("Toàn thành phố", first=True),
)
_HAI_DUONG = Form(
    "legacy-30", "2023", typing=typed.with_unit, naming=unit_names.decomposed_marks, wording=FLAT
)
_SON_LA = Form(
    "legacy-14",
    "2023-Q4",
    groups=(Group("I", "Thành phố, thị xã", 2), Group("II", "Các huyện", 10)),
    wording=UPPER,
)
_VUNG_TAU = Form("legacy-77", "2022", naming=unit_names.upper, typing=typed.dots, total=None, foot=())


def _offset_and_hidden(page: Page, reading: Reading) -> None:
    page.hidden_rows += list(page.unit_rows.values())[5:7]
    page.hidden_columns.append(page.unit_column - 1)


def _turned_in_old_font() -> Made:
    """On its side, TCVN3, text numbers, triệu."""
    form = _VUNG_TAU.but(factor=TRIEU, caption="Đơn vị tính tiền: triệu đồng")
    return Made(xlsx(retyped(draw_turned(form, has_groups=True), to_tcvn3, ".VnTime")), reading_of(form))


def _vni_over_three_sheets() -> Made:
    """VNI, a group of indicators per sheet, the fund in tỷ."""
    forms = [
        _SON_LA.but(elements=ORGANISATION),
        _SON_LA.but(elements=MODELS, header="gaps"),
        _SON_LA.but(elements=FUND, factor=TY, caption="ĐVT: tỷ đồng", typing=typed.dots),
    ]
    pages = [
        retyped(draw(form, name), to_vni, "VNI-Times")
        for form, name in zip(forms, ("TC", "MH", "QUY"), strict=True)
    ]
    return Made(xlsx(*pages), reading_of(*forms))


def _utf16(page: Page) -> bytes:
    return delimited(page, "\t", lambda text: b"\xff\xfe" + text.encode("utf-16-le"))


def _year_by_quarters() -> Made:
    """A cover, four quarters and a hidden draft; the fourth is chosen; names and numbers as they come."""
    cover = Page("Bia")
    cover.put(5, 3, "BÁO CÁO NĂM 2024")
    forms = [
        _HA_NOI.but(period=f"2024-Q{number}", typing=typed.spaces, elements=SMALL) for number in range(1, 5)
    ]
    pages = [cover, *(draw(form, f"Q.{form.period[-1]}") for form in forms)]
    draft = draw(forms[3].but(grain=1), "nháp")
    draft.is_hidden = True
    return Made(xlsx(*pages, draft), reading_of(forms[3]), "Ha Noi 2024.xlsx", period="2024-Q4")


CASES = (
    Case("mixed_thanh_hoa_trieu_text_short_page_break_not_established", Sent(_THANH_HOA)),
    Case("mixed_thanh_hoa_offset_hidden", Sent(_THANH_HOA, _offset_and_hidden, top=(3, 2))),
    Case("mixed_nghe_an_groups_sums_blank_rows_three_heading_rows", Sent(_NGHE_AN)),
    Case("mixed_ha_noi_codes_bare_names_nghin_rates", Sent(_HA_NOI)),
    Case("mixed_dong_nai_everything_unmerged", Sent(_DONG_NAI)),
    Case(
        "mixed_dong_nai_everything_commas_by_another_hand",
        Sent(_DONG_NAI.but(typing=typed.commas, naming=unit_names.lower_type)),
    ),
    Case("mixed_hai_duong_units_behind_decomposed_one_row", Sent(_HAI_DUONG)),
    Case("mixed_son_la_capitals_groups_no_sums", Sent(_SON_LA)),
    Case("mixed_vung_tau_turned_tcvn3_trieu", _turned_in_old_font),
    Case("mixed_son_la_vni_three_sheets_ty", _vni_over_three_sheets),
    Case(
        "mixed_hai_duong_utf16_bare_names_nghin",
        Sent(
            _HAI_DUONG.but(
                typing=typed.dots,
                naming=unit_names.bare,
                factor=NGHIN,
                caption="ĐVT: nghìn đồng",
                period="2024-Q1",
            ),
            write=_utf16,
            file_name="HD q1.txt",
        ),
    ),
    Case("mixed_ha_noi_year_by_quarters", _year_by_quarters),
    Case(
        "mixed_base_numbers_as_they_come",
        Sent(
            Form(
                "reform-92",
                "2026-Q1",
                units=None,
                elements=BASE,
                naming=_MIXED_NAMES,
                typing=typed.by_row(
                    typed.as_number, typed.dots, typed.spaces, typed.bare_digits, typed.as_number
                ),
                rate=typed.rate_text,
            ),
            verdicts=EITHER,
        ),
    ),
)
