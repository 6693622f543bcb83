"""What a single value or heading looks like by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from personal_sheets import IDENTITY, NAMES, NAMES_IN_CAPITALS, NAMES_WITHOUT_MARKS, PHONES

from khuyenhoc.intake.personal_values import (
    is_identity_number,
    is_mobile_number,
    is_person_name,
    kind_of_value,
)
from khuyenhoc.intake.personal_words import heading_kind

PROVINCES = st.integers(1, 96)
CENTURIES = st.integers(0, 3)
REST = st.integers(0, 99_999_999)


@given(PROVINCES, CENTURIES, REST)
def test_identity_number_is_known_with_and_without_its_zeros(province: int, century: int, rest: int) -> None:
    typed = f"{province:03}{century}{rest:08}"
    assert is_identity_number(typed)
    assert is_identity_number(f"{typed[:3]} {typed[3:6]} {typed[6:]}")
    # A day with a serial number has the same look: 2024093001.
    if not typed.lstrip("0").startswith(("199", "20")):
        assert is_identity_number(int(typed))
        assert is_identity_number(float(int(typed)))
        assert is_identity_number(typed.lstrip("0"))


@given(st.integers(97, 999), CENTURIES, REST)
def test_no_identity_number_of_a_province_that_is_none(province: int, century: int, rest: int) -> None:
    assert not is_identity_number(f"{province:03}{century}{rest:08}")


@given(PROVINCES, st.integers(4, 9), REST)
def test_no_identity_number_of_a_century_to_come(province: int, century: int, rest: int) -> None:
    typed = f"{province:03}{century}{rest:08}"
    assert not is_identity_number(typed)
    assert not is_identity_number(int(typed))


@given(st.integers(max_value=999_999_999))
def test_nine_digits_are_no_identity_number(number: int) -> None:
    assert not is_identity_number(number)


@pytest.mark.parametrize(
    "value",
    ["0100109106", "1.250.000.000", "2024093001", 2_024_093_001, "00100000000", 1.5e9 + 0.5, "", "abc"],
)
def test_codes_and_amounts_are_no_identity_numbers(value: str | float) -> None:
    assert not is_identity_number(value)


@given(st.sampled_from("35789"), st.integers(0, 99_999_999))
def test_mobile_number_is_known_however_it_is_written(first: str, rest: int) -> None:
    digits = f"{first}{rest:08}"
    for text in (
        f"0{digits}",
        f"+84{digits}",
        f"0{digits[:2]} {digits[2:5]} {digits[5:]}",
        f"(0{digits[:2]}){digits[2:]}",
    ):
        assert is_mobile_number(text), text
    assert is_mobile_number(int(digits))


@pytest.mark.parametrize(
    "value", ["0258 3 822 000", "02583822000", 412_345_678, "350.456.789", "90000000", 9e10, "1900 0000"]
)
def test_other_numbers_are_no_mobile_numbers(value: str | float) -> None:
    assert not is_mobile_number(value)


@pytest.mark.parametrize("name", [*NAMES, *NAMES_IN_CAPITALS, *NAMES_WITHOUT_MARKS])
def test_names(name: str) -> None:
    assert is_person_name(name)
    assert is_person_name(f"Ông {name}")
    assert is_person_name(f"1. {name} (Chi hội trưởng)")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Xã Nguyễn Huệ",
            "Nguyễn Huệ",
            "TRẦN HƯNG ĐẠO",
            "Nguyen Van Linh",
            "Phường Lê Hồng Phong",
            "Lê Lợi",
        ),
        *("Họ Nguyễn", "Dòng họ Trần Văn", "Tộc Lê", "Trường THPT Nguyễn Văn Thử", "Trường Nguyễn Văn Thử"),
        *("Nguyễn", "Nguyễn văn thử", "Tổng cộng", "TỔNG CỘNG", "Hội Khuyến học", "Cao nhất", "Hà Nội", ""),
        *("Lê Văn Thử Một Hai Ba", "Phạm vi", "Võ thuật cổ truyền", "Bà Rịa - Vũng Tàu", "Trần THPT Thử"),
    ],
)
def test_no_names(text: str) -> None:
    assert not is_person_name(text)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        *((number, "identity") for number in IDENTITY),
        *((number, "phone") for number in PHONES),
        *((name, "name") for name in NAMES),
        ("thu@example.vn", "email"),
        ("E-mail: thu@example.vn", "email"),
        ("12/03/2010", "birth_date"),
        (date(2010, 3, 12), "birth_date"),
        (datetime(2010, 3, 12, tzinfo=UTC), "birth_date"),
        ("12/03/2190", None),
        (date(2190, 3, 12), None),
        (timedelta(days=1), None),
        (12_345, None),
        (True, None),
        (None, None),
        ("@", None),
        ("2010", None),
        ("1.234.567", None),
        ("x" * 30_000 + "@", None),
        (float("inf"), None),
        (float("nan"), None),
    ],
)
def test_kinds_of_values(value: object, kind: str | None) -> None:
    assert kind_of_value(value) == kind


def test_nobody_is_born_tomorrow() -> None:
    assert kind_of_value(date(datetime.now(UTC).year + 1, 1, 1)) is None


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        *(("Họ và tên", "name"), ("HỌ TÊN HỌC SINH", "name"), ("Ho ten", "name"), ("2) Họ, tên", "name")),
        *(("Ngày sinh", "birth_date"), ("Ngày, tháng, năm sinh", "birth_date"), ("Năm sinh", "birth_year")),
        *(("CCCD", "identity"), ("Số CMND/CCCD", "identity"), ("Số định danh cá nhân", "identity")),
        *(("SĐT", "phone"), ("Số điện thoại Chủ tịch Hội", "phone"), ("Điện thoại hội viên", "phone")),
        *(("Mã học sinh", "code"), ("Số tài khoản", "account"), ("E-mail", "email"), ("Địa chỉ", "address")),
        *(("Phụ huynh", "family"), ("Tên bố", "family"), ("Mẹ", "family"), ("Ảnh", "photo")),
        *(("Dân tộc", "ethnicity"), ("Tôn giáo", "religion"), ("Dạng khuyết tật", "health")),
        *(("Dân tộc thiểu số", None), ("Số hộ nghèo", None), ("Số học sinh khuyết tật", None)),
        *(("Điện thoại cơ quan", None), ("Địa chỉ trụ sở", None), ("(Ký, ghi rõ họ tên)", None)),
        *(("Họ và tên: Nguyễn Văn Thử", None), ("Điện thoại: 0258 3 000 000", None), ("Tên đơn vị", None)),
        *(("Ngày sinh hoạt", None), ("Số dư tài khoản", None), ("Tiếng Anh", None), ("Xã Đông Anh", None)),
        *(("Xã Bản Bo", None), ("Người lập biểu", None), ("Dòng họ học tập", None), ("Đơn vị", None)),
        *(("Danh sách gồm họ tên, " + "một hai ba bốn năm " * 5, None), ("", None), ("12", None)),
    ],
)
def test_headings(heading: str, kind: str | None) -> None:
    assert heading_kind(heading) == kind
