"""Where the table stands, what stands around it, and what interrupts it."""

from khuyenhoc.domain.org_units import children
from tests.corpus import typed, unit_names
from tests.corpus.case import EITHER, Case, Reading, Sent
from tests.corpus.figures import BASE, FUND, MODELS, SMALL
from tests.corpus.form import SIGNATURES, Form, Group, Total
from tests.corpus.page import Page

KHANH_HOA_OLD = Form("legacy-56", "2024-Q1", elements=SMALL)
KHANH_HOA = Form("reform-56", "2025-Q4", units=22, elements=SMALL)
SON_LA = Form("legacy-14", "2024-Q2", elements=SMALL)
VUNG_TAU = Form("legacy-77", "2024-Q3", elements=SMALL)
HA_NOI = Form("legacy-01", "2024-Q4", elements=SMALL)
NGHE_AN = Form("reform-40", "2026-Q1", units=30, elements=SMALL)
DONG_NAI_CITY = Form("reform-75", "2026-Q2", units=26, elements=SMALL)

_ROMAN = (
    Group("I", "Khu vực Nha Trang (cũ)", 4),
    Group("II", "Khu vực Cam Ranh (cũ)", 7),
    Group("III", "Các xã còn lại", 11),
)
_SUMS = tuple(Group(group.order, group.name, group.size, has_sum=True) for group in _ROMAN)
_LETTERED = (Group("A", "CÁC THÀNH PHỐ, THỊ XÃ", 2), Group("B", "CÁC HUYỆN", 10))

_NOTES_AT_ONCE = (
    ("Ghi chú: số hội viên gồm cả hội viên là đảng viên; 1.204 hội viên được cấp thẻ mới trong kỳ.",),
    ("- Số liệu quỹ đã trừ 15.000.000 đồng chuyển Hội cấp trên.",),
    ("", "NGƯỜI LẬP BIỂU", "", "", "", "TM. BAN THƯỜNG VỤ"),
    ("", "", "", "", "", "CHỦ TỊCH"),
    (),
    ("Nơi nhận:", "", "", "", "", "(Đã ký)"),
    ("- Trung ương Hội (để báo cáo);",),
    ("- Lưu: VT (02 bản).",),
)


def _hide_parts(page: Page, reading: Reading) -> None:
    """Two units' rows and two columns hidden: the total still counts them."""
    page.hidden_rows += sorted(page.unit_rows.values())[2:4]
    page.hidden_columns += [page.value_columns["members_joined"], page.value_columns["families_total"]]


def _narrative_below(page: Page, reading: Reading) -> None:
    """A paragraph with many numbers two rows below the signatures."""
    row = page.last_row + 3
    page.put(
        row, 1, "So với cùng kỳ năm 2023 tăng 445 hội viên, đạt tỷ lệ 10,12 % so với dân số; 119/127 dòng họ."
    )
    page.put(row + 1, 2, "Kèm theo")
    page.put(row + 1, 3, 2)
    page.put(row + 1, 4, "phụ lục")


def _note_with_numbers(page: Page, reading: Reading) -> None:
    """Remarks in the note column, some with numbers."""
    column = max(column for _, column in page.cells)
    notes = ("Tăng 12 chi hội", "2 TTHTCĐ sáp nhập", "đã đối chiếu", "QĐ 15/2024")
    for row, note in zip(sorted(page.unit_rows.values()), notes, strict=False):
        page.put(row, column, note)


def _page_numbers(page: Page, reading: Reading) -> None:
    """What page breaks leave: a page number in the margin, a carried-over line."""
    page.put(page.unit_rows[min(page.unit_rows)], max(column for _, column in page.cells) + 3, "Trang 1/2")


CASES = (
    Case(
        "total_first_toan_tinh_khanh_hoa_old", Sent(KHANH_HOA_OLD.but(total=Total("Toàn tỉnh", first=True)))
    ),
    Case("total_last_tong_so_son_la", Sent(SON_LA.but(total=Total("TỔNG SỐ")))),
    Case("total_last_cong_vung_tau", Sent(VUNG_TAU.but(total=Total("Cộng")))),
    Case("total_last_tong_ha_noi", Sent(HA_NOI.but(total=Total("Tổng")))),
    Case("total_first_toan_thanh_pho_ha_noi", Sent(HA_NOI.but(total=Total("TOÀN THÀNH PHỐ", first=True)))),
    Case("total_in_order_column_son_la", Sent(SON_LA.but(total=Total("Tổng cộng", place="order")))),
    Case(
        "total_merged_over_order_and_name_nghe_an",
        Sent(NGHE_AN.but(total=Total("Tổng cộng toàn tỉnh", place="merged"))),
    ),
    Case("no_total_vung_tau", Sent(VUNG_TAU.but(total=None))),
    Case("roman_groups_bare_khanh_hoa", Sent(KHANH_HOA.but(groups=_ROMAN))),
    Case("roman_groups_with_sums_khanh_hoa", Sent(KHANH_HOA.but(groups=_SUMS))),
    Case(
        "roman_groups_sums_total_first_khanh_hoa",
        Sent(KHANH_HOA.but(groups=_SUMS, total=Total("TOÀN TỈNH", first=True))),
    ),
    Case("roman_groups_no_order_column_khanh_hoa", Sent(KHANH_HOA.but(groups=_ROMAN, order_heading=None))),
    Case(
        "roman_groups_named_like_old_districts_with_sums_khanh_hoa",
        Sent(
            KHANH_HOA.but(
                groups=(
                    *(
                        Group("I", "Thành phố Nha Trang", 4, has_sum=True),
                        Group("II", "Thành phố Cam Ranh", 5, has_sum=True),
                    ),
                    *(
                        Group("III", "Huyện Cam Lâm (cũ)", 6, has_sum=True),
                        Group("IV", "TX. Ninh Hòa", 7, has_sum=True),
                    ),
                )
            )
        ),
    ),
    Case(
        "lettered_groups_with_sums_son_la",
        Sent(SON_LA.but(groups=tuple(Group(g.order, g.name, g.size, has_sum=True) for g in _LETTERED))),
    ),
    Case("lettered_groups_bare_son_la", Sent(SON_LA.but(groups=_LETTERED))),
    Case("blank_rows_between_units_nghe_an", Sent(NGHE_AN.but(blank_every=5))),
    Case("every_second_row_blank_vung_tau", Sent(VUNG_TAU.but(blank_every=1))),
    Case("table_at_d9_son_la", Sent(SON_LA, top=(9, 4))),
    Case("table_at_c3_no_order_column_vung_tau", Sent(VUNG_TAU.but(order_heading=None), top=(3, 3))),
    Case("notes_directly_below_khanh_hoa_old", Sent(KHANH_HOA_OLD.but(foot=_NOTES_AT_ONCE))),
    Case("notes_directly_below_no_total_son_la", Sent(SON_LA.but(foot=_NOTES_AT_ONCE, total=None))),
    Case("narrative_with_numbers_below_nghe_an", Sent(NGHE_AN, _narrative_below)),
    Case("nothing_below_vung_tau", Sent(VUNG_TAU.but(foot=()))),
    Case("headings_again_mid_table_ha_noi", Sent(HA_NOI.but(header_again_at=14))),
    Case(
        "headings_again_mid_table_flat_nghe_an",
        Sent(NGHE_AN.but(header_again_at=12, header="gaps"), _page_numbers),
    ),
    Case("hidden_rows_and_columns_ha_noi", Sent(HA_NOI, _hide_parts)),
    Case("remarks_with_numbers_in_note_column_khanh_hoa_old", Sent(KHANH_HOA_OLD, _note_with_numbers)),
    Case("no_order_no_notes_ha_noi", Sent(HA_NOI.but(order_heading=None, note_heading=None))),
    Case(
        "no_letterhead_only_title_khanh_hoa",
        Sent(
            KHANH_HOA.but(
                head=(("KẾT QUẢ CÔNG TÁC KHUYẾN HỌC TỈNH KHÁNH HÒA QUÝ IV NĂM 2025 (đơn vị tính: đồng)",),)
            )
        ),
    ),
    Case(
        "province_only_from_units_son_la", Sent(SON_LA.but(letterhead="HỘI KHUYẾN HỌC", foot=SIGNATURES[:2]))
    ),
    Case(
        "province_only_in_file_name_vung_tau",
        Sent(VUNG_TAU.but(letterhead="BÁO CÁO"), file_name="BR-VT_Quy3_2024.xlsx"),
    ),
    Case("unit_heading_huyen_thi_son_la", Sent(SON_LA.but(unit_heading="Huyện, thị xã, thành phố"))),
    Case(
        "unit_heading_ten_don_vi_khanh_hoa",
        Sent(KHANH_HOA.but(unit_heading="Tên xã, phường, đặc khu", order_heading="TT")),
    ),
    Case(
        "unit_heading_dia_phuong_nghe_an", Sent(NGHE_AN.but(unit_heading="ĐỊA PHƯƠNG", order_heading="Số TT"))
    ),
    Case(
        "unit_heading_hoi_khuyen_hoc_ha_noi",
        Sent(HA_NOI.but(unit_heading="Hội Khuyến học quận, huyện, thị xã")),
    ),
    Case(
        "one_unit_only_khanh_hoa",
        Sent(KHANH_HOA.but(units=1, total=None, title="BÁO CÁO BỔ SUNG QUÝ IV/2025")),
    ),
    Case("all_65_communes_khanh_hoa", Sent(KHANH_HOA.but(units=None, elements=BASE, rate=typed.rate_number))),
    Case(
        "all_130_communes_nghe_an",
        Sent(NGHE_AN.but(units=None, elements=(*MODELS, *FUND), naming=unit_names.dotted)),
    ),
    Case("city_since_30_04_2026_dong_nai", Sent(DONG_NAI_CITY.but(total=Total("Toàn thành phố")))),
    Case(
        "city_since_30_04_2026_old_types_dong_nai",
        Sent(
            DONG_NAI_CITY.but(units=children("reform-75")[20:50], naming=lambda unit, _: unit.name),
            verdicts=EITHER,
        ),
    ),
    Case("province_until_29_04_2026_dong_nai", Sent(DONG_NAI_CITY.but(period="2026-Q1"))),
    Case(
        "some_without_association_in_notes_nghe_an",
        Sent(NGHE_AN.but(not_established={unit.code: "note" for unit in children("reform-40")[3:9]})),
    ),
    Case(
        "some_without_association_merged_over_figures_khanh_hoa",
        Sent(KHANH_HOA.but(not_established={unit.code: "figures" for unit in children("reform-56")[5:8]})),
    ),
    Case(
        "some_without_association_in_first_figure_khanh_hoa",
        Sent(
            KHANH_HOA.but(
                not_established={unit.code: "first" for unit in children("reform-56")[9:12]},
                not_established_words="chưa TL Hội",
            )
        ),
    ),
    Case(
        "some_rows_empty_not_reported_yet_nghe_an",
        Sent(NGHE_AN.but(silent=frozenset(u.code for u in children("reform-40")[10:14]))),
    ),
)
