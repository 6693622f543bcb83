"""Names and codes of units as they are typed."""

from khuyenhoc.domain.org_units import OrgUnit, children
from tests.corpus import unit_names as names
from tests.corpus.case import EITHER, Case, Reading, Sent
from tests.corpus.figures import ORGANISATION, SMALL
from tests.corpus.form import Form
from tests.corpus.page import Page

KHANH_HOA_OLD = Form("legacy-56", "2024-Q1", elements=SMALL)
HA_NOI = Form("legacy-01", "2024-Q2", elements=SMALL)
HA_NOI_NEW = Form("reform-01", "2025-Q3", elements=SMALL, units=30)
CAN_THO_OLD = Form("legacy-92", "2025-Q2", elements=SMALL)
CAN_THO = Form("reform-92", "2025-Q4", elements=SMALL, units=28)
AN_GIANG = Form("reform-91", "2026-Q1", elements=SMALL, units=30)
NGHE_AN = Form("legacy-40", "2023-Q4", elements=SMALL)
DAK_LAK = Form("legacy-66", "2024-Q3", elements=SMALL)
HAU_GIANG = Form("legacy-93", "2024-Q4", elements=SMALL)
DONG_THAP = Form("legacy-87", "2024-Q1", elements=SMALL)
HO_CHI_MINH = Form("legacy-79", "2024-Q4", elements=ORGANISATION)
KHANH_HOA = Form("reform-56", "2026-Q2", elements=SMALL, units=None)


def _code_text(unit: OrgUnit) -> str:
    return unit.code


def _code_number(unit: OrgUnit) -> int:
    """As Excel keeps a code typed without an apostrophe: no leading zeros."""
    return int(unit.code)


def _code_lost_zeros(unit: OrgUnit) -> str:
    return unit.code.lstrip("0")


def _code_decimal(unit: OrgUnit) -> float:
    return float(unit.code)


def _code_before_name(unit: OrgUnit, period: str) -> str:
    return f"{unit.code} - {names.official(unit, period)}"


def _mixed(*namings: names.Naming) -> names.Naming:
    return names.in_turn(*namings)


def _codes_only(page: Page, reading: Reading) -> None:
    """Only codes: the column of names is empty but for the total."""
    for row in page.unit_rows.values():
        page.put(row, page.unit_column, None)


def _hidden_codes(page: Page, reading: Reading) -> None:
    page.hidden_columns.append(2)


def _without_apostrophes(unit: OrgUnit, period: str) -> str:
    """`Huyện Ea Hleo`."""
    return names.official(unit, period).replace("'", "")


def _curly_apostrophes(unit: OrgUnit, period: str) -> str:
    return names.official(unit, period).replace("'", "’")


def _glued_numbers(unit: OrgUnit, period: str) -> str:
    """`Q1`, `Q.Gò Vấp`."""
    text = names.glued(unit, period)
    return text.replace(".", "") if text[-1].isdigit() else text


def _small_dotted(unit: OrgUnit, period: str) -> str:
    """`tp. Nha Trang`."""
    return names.dotted(unit, period).replace("TP.", "Tp.").replace("H.", "h.").replace("TX.", "Tx.")


def _me_thuot(page: Page, reading: Reading) -> None:
    """The other common spelling of Buôn Ma Thuột."""
    page.put_name("643", "TP. Buôn Mê Thuột")


def _typing_slip(page: Page, reading: Reading) -> None:
    """`Huyện Diên Khanh`: one mark left out; no other unit of the province is like it."""
    page.put_name("574", "Huyện Diên Khanh")


CASES = (
    Case("names_in_capitals_khanh_hoa_old", Sent(KHANH_HOA_OLD.but(naming=names.upper))),
    Case("names_dotted_types_ha_noi", Sent(HA_NOI.but(naming=names.dotted))),
    Case("names_glued_types_nghe_an", Sent(NGHE_AN.but(naming=names.glued))),
    Case("names_undotted_types_can_tho_old", Sent(CAN_THO_OLD.but(naming=names.undotted))),
    Case("names_dotted_communes_ha_noi", Sent(HA_NOI_NEW.but(naming=names.dotted))),
    Case("names_glued_communes_an_giang", Sent(AN_GIANG.but(naming=names.glued, units=None))),
    Case("names_undotted_communes_can_tho", Sent(CAN_THO.but(naming=names.undotted))),
    Case("names_small_types_khanh_hoa", Sent(KHANH_HOA.but(naming=names.lower_type))),
    Case("names_bare_nghe_an", Sent(NGHE_AN.but(naming=names.bare))),
    Case("names_bare_communes_an_giang", Sent(AN_GIANG.but(naming=names.bare))),
    Case("names_bare_all_communes_khanh_hoa", Sent(KHANH_HOA.but(naming=names.bare))),
    Case("names_bare_capitals_ha_noi", Sent(HA_NOI.but(naming=names.bare_upper))),
    Case("names_bare_but_homonyms_dong_thap", Sent(DONG_THAP.but(naming=names.bare))),
    Case("names_dotted_homonyms_dong_thap", Sent(DONG_THAP.but(naming=names.dotted))),
    Case("names_type_behind_homonyms_hau_giang", Sent(HAU_GIANG.but(naming=names.type_behind))),
    Case("names_type_behind_can_tho_old", Sent(CAN_THO_OLD.but(naming=names.type_behind))),
    Case(
        "names_old_tone_marks_khanh_hoa_old",
        Sent(KHANH_HOA_OLD.but(naming=names.with_old_tone, letterhead="HỘI KHUYẾN HỌC TỈNH KHÁNH HOÀ")),
    ),
    Case("names_old_tone_marks_communes_can_tho", Sent(CAN_THO.but(naming=names.with_old_tone, units=None))),
    Case("names_i_for_y_nghe_an", Sent(NGHE_AN.but(naming=names.with_i))),
    Case("names_i_for_y_communes_an_giang", Sent(AN_GIANG.but(naming=names.with_i))),
    Case("names_decomposed_marks_ha_noi", Sent(HA_NOI_NEW.but(naming=names.decomposed_marks))),
    Case(
        "names_without_marks_khanh_hoa_old",
        Sent(KHANH_HOA_OLD.but(naming=names.plain_ascii), verdicts=EITHER),
    ),
    Case("names_padded_nghe_an", Sent(NGHE_AN.but(naming=names.padded))),
    Case("names_no_break_spaces_can_tho", Sent(CAN_THO.but(naming=names.hard_spaces))),
    Case("names_zero_width_characters_an_giang", Sent(AN_GIANG.but(naming=names.invisible))),
    Case("names_broken_lines_ha_noi", Sent(HA_NOI.but(naming=names.broken_line))),
    Case(
        "names_numbered_no_order_column_nghe_an", Sent(NGHE_AN.but(naming=names.numbered, order_heading=None))
    ),
    Case("names_of_associations_khanh_hoa_old", Sent(KHANH_HOA_OLD.but(naming=names.association))),
    Case("names_of_associations_short_khanh_hoa", Sent(KHANH_HOA.but(naming=names.association_short))),
    Case(
        "names_by_many_hands_dak_lak",
        Sent(
            DAK_LAK.but(
                naming=_mixed(
                    names.official, names.dotted, names.bare, names.upper, names.glued, names.padded
                )
            )
        ),
    ),
    Case(
        "names_by_many_hands_communes_khanh_hoa",
        Sent(
            KHANH_HOA.but(
                naming=_mixed(
                    names.undotted, names.bare, names.with_old_tone, names.lower_type, names.decomposed_marks
                )
            )
        ),
    ),
    Case("province_spelled_dak_lak_the_old_way", Sent(DAK_LAK.but(letterhead="HỘI KHUYẾN HỌC TỈNH ĐẮC LẮC"))),
    Case(
        "province_with_long_dash_vung_tau",
        Sent(
            Form("legacy-77", "2024-Q1", elements=SMALL, letterhead="HỘI KHUYẾN HỌC TỈNH BÀ RỊA – VŨNG TÀU")
        ),
    ),
    Case(
        "province_old_tone_thanh_hoa",
        Sent(Form("legacy-38", "2024-Q1", elements=SMALL, letterhead="HỘI KHUYẾN HỌC TỈNH THANH HOÁ")),
    ),
    Case(
        "numbered_districts_ho_chi_minh",
        Sent(HO_CHI_MINH.but(naming=names.dotted, letterhead="HỘI KHUYẾN HỌC TP. HỒ CHÍ MINH")),
    ),
    Case(
        "numbered_districts_official_ho_chi_minh",
        Sent(HO_CHI_MINH.but(letterhead="HỘI KHUYẾN HỌC THÀNH PHỐ HỒ CHÍ MINH")),
    ),
    Case(
        "province_called_by_its_former_name_khanh_hoa",
        Sent(
            KHANH_HOA.but(
                units=children("reform-56")[40:60], letterhead="HỘI KHUYẾN HỌC TỈNH NINH THUẬN (CŨ)"
            ),
            verdicts=EITHER,
        ),
    ),
    Case("code_column_text_ha_noi", Sent(HA_NOI.but(code=_code_text))),
    Case("code_column_numbers_ha_noi", Sent(HA_NOI.but(code=_code_number))),
    Case(
        "code_column_lost_zeros_communes_ha_noi",
        Sent(HA_NOI_NEW.but(code=_code_lost_zeros, naming=names.dotted)),
    ),
    Case("code_column_decimals_can_tho", Sent(CAN_THO.but(code=_code_decimal, code_heading="Mã xã"))),
    Case(
        "code_column_hidden_bare_names_an_giang",
        Sent(AN_GIANG.but(code=_code_text, naming=names.bare), _hidden_codes),
    ),
    Case("code_column_and_empty_names_can_tho", Sent(CAN_THO.but(code=_code_text), _codes_only)),
    Case("code_before_name_an_giang", Sent(AN_GIANG.but(naming=_code_before_name), verdicts=EITHER)),
    Case("names_without_apostrophes_dak_lak", Sent(DAK_LAK.but(naming=_without_apostrophes))),
    Case("names_with_curly_apostrophes_dak_lak", Sent(DAK_LAK.but(naming=_curly_apostrophes))),
    Case("buon_me_thuot_dak_lak", Sent(DAK_LAK, _me_thuot, verdicts=EITHER)),
    Case("numbered_districts_glued_ho_chi_minh", Sent(HO_CHI_MINH.but(naming=_glued_numbers))),
    Case("names_small_dotted_types_khanh_hoa_old", Sent(KHANH_HOA_OLD.but(naming=_small_dotted))),
    Case("one_mark_left_out_khanh_hoa_old", Sent(KHANH_HOA_OLD, _typing_slip, verdicts=EITHER)),
)
