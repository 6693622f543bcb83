"""What a list of choices offers for what is typed: marks forgiven, first letters enough, no noise."""

import pytest
from playwright.sync_api import Page

from khuyenhoc.ui.streamlit_scripts import search_script

pytestmark = [pytest.mark.browser]

CHOICES = (
    *("An Giang", "Đà Nẵng", "Đắk Lắk", "Hà Nội", "Hồ Chí Minh", "Huế", "Khánh Hòa", "Tây Ninh", "Thanh Hóa"),
    *("Khánh Hòa (cũ, đến 30/06/2025)", "Tỷ lệ hội viên trên dân số", "Tổng số hội viên", "Đơn vị học tập"),
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("khanh hoa", ["Khánh Hòa", "Khánh Hòa (cũ, đến 30/06/2025)"]),
        ("KHÁNH HOÀ", ["Khánh Hòa", "Khánh Hòa (cũ, đến 30/06/2025)"]),
        ("tphcm", ["Hồ Chí Minh"]),
        ("tp hcm", ["Hồ Chí Minh"]),
        ("tp. hồ chí minh", ["Hồ Chí Minh"]),
        ("kh hoa", ["Khánh Hòa", "Khánh Hòa (cũ, đến 30/06/2025)"]),
        ("hoi vien", ["Tỷ lệ hội viên trên dân số", "Tổng số hội viên"]),
        ("vien ty le", ["Tỷ lệ hội viên trên dân số"]),
        ("dvht", ["Đơn vị học tập"]),
        ("đà", ["Đà Nẵng", "Đắk Lắk", "Tỷ lệ hội viên trên dân số"]),
        ("da", ["Đà Nẵng", "Đắk Lắk", "Tỷ lệ hội viên trên dân số"]),
        ("han hoa", ["Khánh Hòa", "Thanh Hóa", "Khánh Hòa (cũ, đến 30/06/2025)"]),
        ("30/06", ["Khánh Hòa (cũ, đến 30/06/2025)"]),
        ("zzz", []),
        ("%", []),
    ],
)
def test_what_fits_comes_and_the_likeliest_first(page: Page, typed: str, expected: list[str]) -> None:
    page.evaluate(f"() => {{ {search_script()} window.fitting = fittingChoices; }}")
    offered = page.evaluate(
        "([names, typed]) => window.fitting(names.map(label => ({label})), typed).map(one => one.label)",
        [CHOICES, typed],
    )
    assert offered == expected
