"""Addresses of stores: what is understood, what is refused, and that no password is shown."""

import pytest

from khuyenhoc.address import SharedAddress, StoreAddressError, parse_address


@pytest.mark.parametrize("text", ["", "file"])
def test_no_address_is_the_data_folder(text: str) -> None:
    assert parse_address(text) is None


def test_a_folder_and_further_parameters() -> None:
    found = parse_address("ducklake:postgresql://user@db:5432/store?data=/share/store/&sslmode=require")
    assert found == SharedAddress("postgresql://user@db:5432/store?sslmode=require", "/share/store")
    assert not found.is_in_object_storage


def test_object_storage_and_a_folder_of_windows() -> None:
    assert parse_address("ducklake:postgresql://db/store?data=s3://bucket/a").is_in_object_storage
    assert parse_address("ducklake:postgresql://db/store?data=D:/store").data == "D:/store"


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://db/store?data=/share",
        "ducklake:mysql://db/store?data=/share",
        "ducklake:postgresql://db?data=/share",
        "ducklake:postgresql://db/store",
        "ducklake:postgresql://db/store?data=share",
        "sqlite:store",
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(StoreAddressError, match="Example: ducklake:"):
        parse_address(text)


def test_no_password_is_shown() -> None:
    found = parse_address("ducklake:postgresql://user:secret@db:5432/store?data=/share")
    assert found.without_password == "postgresql://user@db:5432/store + /share"  # noqa: S105
    assert "secret" not in found.without_password
