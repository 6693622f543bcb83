"""The unit of money, wherever it is stated."""

import pytest

from khuyenhoc.intake.money import (
    DONG,
    NGHIN,
    TRIEU,
    TY,
    guess_unit,
    is_money_caption,
    parse_amount,
    unit_in_caption,
    unit_in_heading,
)
from khuyenhoc.intake.number_style import Style


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Đơn vị tính tiền: đồng", DONG),
        ("Đơn vị tính: VNĐ", DONG),
        ("Đvt: đ", DONG),
        ("ĐVT: 1.000 đồng", NGHIN),
        ("ĐVT: 1.000đ", NGHIN),
        ("Đơn vị: nghìn đồng", NGHIN),
        ("Đơn vị tính: ngàn đồng", NGHIN),
        ("Đơn vị tính tiền: triệu đồng", TRIEU),
        ("(ĐVT: tr.đ)", TRIEU),
        ("Đơn vị tính: người, triệu đồng", TRIEU),
        ("Don vi tinh: trieu dong", TRIEU),
        ("TÌNH HÌNH QUỸ KHUYẾN HỌC (triệu đồng)", TRIEU),
        ("Đơn vị tính: Tỷ đồng", TY),
        ("ĐVT: tỉ đồng", TY),
        ("Đơn vị tính: người", None),
        ("HỘI KHUYẾN HỌC TỈNH ĐỒNG NAI", None),
        ("Cộng đồng học tập (thôn, TDP)", None),
        ("Hội đồng", None),
    ],
)
def test_captions(text, unit):
    assert unit_in_caption(text) == unit


def test_a_caption_is_told_from_a_heading():
    assert is_money_caption("Đơn vị tính: triệu đồng")
    assert not is_money_caption("Đơn vị")
    assert not is_money_caption("Đơn vị học tập")


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        (("Học bổng", "Số tiền (triệu đồng)"), TRIEU),
        (("Quỹ khuyến học (đồng)", "Thu"), DONG),
        (("Thu", "(1000đ)"), NGHIN),
        (("Tiền (tr.đ)",), TRIEU),
        (("Vận động", "Dòng họ, đồng hương"), None),
        (("Học bổng", "Số tiền"), None),
    ],
)
def test_headings(path, unit):
    assert unit_in_heading(path) == unit


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("420 tỷ 936 triệu đồng", 420_936_000_000),
        ("331.500.000 đ", 331_500_000),
        ("76 triệu", 76_000_000),
        ("1,2 tỷ", 1_200_000_000),
        ("76", None),
        ("2 triệu 3 tỷ", None),
        ("khoảng 5 triệu", None),
    ],
)
def test_amounts_that_name_their_unit(text, amount):
    assert parse_amount(text, Style.DOT) == amount


def test_size_tells_only_what_is_plain():
    assert guess_unit([563_000_000, 1_857_000_000]) == (DONG, True)
    assert guess_unit([944, 3086, 76]) == (TRIEU, False)
    assert guess_unit([944_000, 3_086_000]) == (DONG, False)
    assert guess_unit([0, 0]) == (DONG, True)
