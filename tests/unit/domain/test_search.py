import pytest

from khuyenhoc.domain.search import find_units, plain

NHA_TRANG_NORTH, DIEN_KHANH, OLD_DIEN_KHANH = "reform-22333", "reform-22651", "legacy-574"


def found(text: str, near: str = "reform-56") -> list[str]:
    return [hit.unit.name for hit in find_units(text, near=near)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("dien khanh", "Xã Diên Khánh"),
        ("DIÊN KHÁNH", "Xã Diên Khánh"),
        ("h. dien khanh", "Huyện Diên Khánh"),
        ("TX ninh hoa", "Thị xã Ninh Hòa"),
        ("p. bac nha trang", "Phường Bắc Nha Trang"),
        ("P.Bắc Nha Trang", "Phường Bắc Nha Trang"),
        ("bac nha trang khanh hoa", "Phường Bắc Nha Trang"),
        ("bac nha tran", "Phường Bắc Nha Trang"),
        ("qui nhon", "Phường Quy Nhơn"),
        ("q1", "Quận 1"),
        ("xã Hoà Thắng", "Xã Hòa Thắng"),
    ],
)
def test_as_people_type_it(text: str, first: str) -> None:
    assert found(text)[0] == first


def test_homonyms_stand_side_by_side_with_their_provinces() -> None:
    hits = [hit for hit in find_units("tan an", near="reform-56") if hit.unit.short_name == "Tân An"]
    provinces = [hit.province.short_name for hit in hits]
    assert len(provinces) > 3
    assert len(set(provinces)) == len(provinces)


@pytest.mark.parametrize("name", ["Tân Hoa", "Tân Hóa", "Tân Hòa"])
def test_marks_that_were_typed_decide_between_names(name: str) -> None:
    assert find_units(name)[0].unit.short_name == name


def test_province_on_screen_comes_first() -> None:
    here = find_units("khanh", near="reform-56")[0]
    assert here.province.org_unit_id == "reform-56"


def test_a_slip_of_the_keyboard_is_forgiven() -> None:
    assert found("Bắk Nha Trangg")[0] == "Phường Bắc Nha Trang"


@pytest.mark.parametrize("text", ["", "   ", "p.", "?!", "zzzzqqq", "(", "\\"])
def test_nothing_fits(text: str) -> None:
    assert all(plain("p") in plain(name) for name in found(text))


def test_no_more_than_asked() -> None:
    assert len(find_units("tan", most=5)) == 5
