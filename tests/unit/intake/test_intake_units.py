"""Names and codes of units."""

import pytest

from khuyenhoc.domain.periods import Vintage
from khuyenhoc.intake.units import Problem, UnitFinder, provinces_with


def match(province_id, name):
    return UnitFinder.of(province_id).by_name(name)


@pytest.mark.parametrize(
    ("province", "name", "code"),
    [
        ("legacy-56", "Thành phố Nha Trang", "568"),
        ("legacy-56", "TP. Nha Trang", "568"),
        ("legacy-56", "TP.Nha Trang", "568"),
        ("legacy-56", "Tp Nha Trang", "568"),
        ("legacy-56", "NHA TRANG", "568"),
        ("legacy-56", "1. Nha Trang", "568"),
        ("legacy-56", "Hội Khuyến học thành phố Nha Trang", "568"),
        ("legacy-56", "H. Diên Khánh", "574"),
        ("legacy-56", "Huyện Dien Khanh", "574"),
        ("legacy-56", "TX Ninh Hoà", "572"),
        ("legacy-56", "Thị xã Ninh Hòa (cũ)", "572"),
        ("legacy-56", "Huyện đảo Trường Sa", "576"),
        ("legacy-66", "TP. Buôn Mê Thuột", "643"),
        ("legacy-62", "Huyện Đắk Hà", "615"),
        ("legacy-79", "Quận 1", "760"),
        ("legacy-79", "Q.1", "760"),
        ("legacy-79", "Q1", "760"),
        ("legacy-79", "Quận 01", "760"),
        ("legacy-87", "TP Cao Lãnh", "866"),
        ("legacy-87", "Huyện Cao Lãnh", "873"),
        ("reform-38", "P. Hàm Rồng", "14758"),
        ("reform-38", "X. Quí Lương", "14953"),
        ("reform-56", "Đặc khu Trường Sa", "22736"),
        ("reform-56", "ĐK Trường Sa", "22736"),
        ("reform-68", "P. 1 - Bảo Lộc", "24823"),
        ("reform-75", "Xã Lộc Ninh", "25270"),
        ("reform-75", "Phường Lộc Ninh", "25270"),
    ],
)
def test_names_that_are_found(province, name, code):
    found = match(province, name)
    assert found.unit is not None
    assert found.unit.code == code
    assert found.problem is None


@pytest.mark.parametrize(
    ("province", "name", "problem", "suggested"),
    [
        ("legacy-56", "Huyện Vạn Nin", Problem.UNKNOWN, "Huyện Vạn Ninh"),
        ("legacy-56", "huyện Điên Khánh", Problem.UNKNOWN, "Huyện Diên Khánh"),
        ("legacy-56", "Huyện Tuy An", Problem.UNKNOWN, "Huyện Tuy An"),
        ("legacy-56", "Phường Bắc Nha Trang", Problem.OTHER_VINTAGE, "Thành phố Nha Trang"),
        ("legacy-56", "Xã Vĩnh Phương", Problem.OTHER_LEVEL, "Thành phố Nha Trang"),
        ("reform-56", "Huyện Diên Khánh", Problem.OTHER_VINTAGE, "Xã Diên Khánh"),
        ("reform-56", "Thị trấn Diên Khánh", Problem.OTHER_VINTAGE, "Xã Diên Khánh"),
        ("reform-56", "Xã Diên Sơn", Problem.OTHER_VINTAGE, "Xã Diên Điền"),
        ("legacy-87", "Cao Lãnh", Problem.HOMONYM, "Thành phố Cao Lãnh"),
        ("reform-38", "Dong Tien", Problem.HOMONYM, "Phường Đông Tiến"),
    ],
)
def test_names_that_ask(province, name, problem, suggested):
    found = match(province, name)
    assert found.unit is None
    assert found.problem is problem
    assert suggested in [suggestion.unit.name for suggestion in found.suggestions]
    assert len(found.suggestions) <= 3
    assert all(suggestion.vi and suggestion.en for suggestion in found.suggestions)


def test_a_wrong_type_is_found_and_must_be_confirmed():
    found = match("legacy-56", "Huyện Ninh Hòa")
    assert found.unit is not None
    assert (found.unit.name, found.problem) == ("Thị xã Ninh Hòa", Problem.OTHER_TYPE)


def test_names_that_differ_in_marks_only_stay_apart():
    assert match("reform-38", "Xã Đồng Tiến").unit != match("reform-38", "Phường Đông Tiến").unit


@pytest.mark.parametrize("code", ["568", 568, 568.0, "0568", "'568", " 568 "])
def test_codes(code):
    unit = UnitFinder.of("legacy-56").by_code(code)
    assert unit is not None
    assert unit.name == "Thành phố Nha Trang"


def test_a_lost_leading_zero_is_put_back():
    unit = UnitFinder.of("legacy-01").by_code(1)
    assert unit is not None
    assert unit.name == "Quận Ba Đình"


@pytest.mark.parametrize("code", ["001", "999", "abc", None, True, -5, 5.5])
def test_codes_of_other_provinces_and_no_codes(code):
    assert UnitFinder.of("legacy-56").by_code(code) is None


def test_provinces_with_a_unit_of_a_name():
    assert provinces_with("Huyện Diên Khánh", Vintage.LEGACY) == {"legacy-56"}
    assert provinces_with("Huyện Diên Khánh", Vintage.REFORM) == frozenset()
    assert len(provinces_with("Huyện Châu Thành", Vintage.LEGACY)) > 5
