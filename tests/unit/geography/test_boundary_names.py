"""Keys under which spelling variants of a unit's name meet."""

import unicodedata

import pytest

from khuyenhoc.geography.names import accent_key, folded_key, split_name


@pytest.mark.parametrize(
    ("name", "kind", "proper"),
    [
        ("Phường Phúc Xá", "Phường", "Phúc Xá"),
        ("Thị trấn Đồng Đăng", "Thị trấn", "Đồng Đăng"),
        ("Thành Phố Bắc Kạn", "Thành phố", "Bắc Kạn"),
        ("An Châu (Thị trấn )", "Thị trấn", "An Châu"),
        ("Kỳ Anh (Thị xã)", "Thị xã", "Kỳ Anh"),
        ("Phường 04", "Phường", "04"),
        ("Thị Cầu", "", "Thị Cầu"),
        ("NT Lệ Ninh", "Nông trường", "Lệ Ninh"),
        ("N.T Phong Hải", "Nông trường", "Phong Hải"),
        ("Thị trấn Nông trường Lệ Ninh", "Nông trường", "Lệ Ninh"),
        ("Xã Nông Trường", "Xã", "Nông Trường"),
        ("Nông Trường", "", "Nông Trường"),
        (unicodedata.normalize("NFD", "Xã  Hòa Mục "), "Xã", "Hòa Mục"),
    ],
)
def test_kind_and_proper_name_are_separated(name, kind, proper):
    assert split_name(name) == (kind, proper)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Thuỷ Nguyên", "Thủy Nguyên"),
        ("PHAN RANG-THÁP CHÀM", "Phan Rang - Tháp Chàm"),
        ("Ia H' Drai", "Ia H'Drai"),
        ("04", "4"),
    ],
)
def test_accent_key_ignores_how_a_name_is_written(one, other):
    assert accent_key(one) == accent_key(other)


@pytest.mark.parametrize(("one", "other"), [("Thạnh An", "Thanh An"), ("Đại Từ", "Dại Từ"), ("Quy", "Qui")])
def test_accent_key_keeps_different_spellings_apart(one, other):
    assert accent_key(one) != accent_key(other)


@pytest.mark.parametrize(
    ("name", "key"), [("Quy Nhơn", "quinhon"), ("Qui Nhơn", "quinhon"), ("Đắk R'Lấp", "dakrlap"), ("07", "7")]
)
def test_folded_key_is_plain_letters(name, key):
    assert folded_key(name) == key


def test_folded_key_of_a_key_is_itself():
    assert folded_key(folded_key("Nguyễn Trung Trực")) == folded_key("Nguyễn Trung Trực")
