import pytest

from khuyenhoc.intake.personal_text import personal_kinds

# Invented numbers: the phone has a prefix nobody holds, the identity number an impossible birth year.
PHONE, IDENTITY = "0912 000 000", "001 300 000 000"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"Gọi {PHONE} để hỏi thêm nhé", {"phone"}),
        ("gọi 0912.000.000, buổi sáng", {"phone"}),
        ("+84912000000", {"phone"}),
        (f"số {IDENTITY} của chị kế toán", {"identity"}),
        ("CMND 000000000 cấp tại Nha Trang", {"identity"}),
        ("thư gửi nobody@example.com giúp", {"email"}),
    ],
)
def test_numbers_of_persons_anywhere_in_a_text(text: str, kinds: set[str]) -> None:
    assert personal_kinds(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Vì sao quỹ tăng 1.250.000.000 đồng?",
        "Quỹ 2000000000 đồng, năm ngoái 350000000 đồng",
        "Kỳ 2026-Q3, công văn 2024093001, ngày 30/06/2025",
        "Đã sửa ô Bieu 01!C12 từ 19386 thành 17000",
        "",
    ],
)
def test_figures_and_dates_are_no_personal_data(text: str) -> None:
    assert personal_kinds(text) == frozenset()
