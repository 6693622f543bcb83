"""Names in Vietnamese order, in Python and in SQL alike."""

import random

import pandas as pd
import pytest

from khuyenhoc.domain.collation import by_vietnamese_names, vietnamese_key
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.store.connection import connect


@pytest.mark.parametrize(
    "names",
    [
        ["Xã Ba Vì", "Xã Bát Bạt", "Xã Cam Lâm", "Xã Diên Khánh", "Xã Đa Phúc", "Xã Ea Kar", "Xã Ê Đê"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai"],
        ["An", "Anh", "Ăn", "Ân", "Dương", "Đông", "Đồng", "Em"],
        ["Phường 1", "Phường 2", "Phường An Hải", "Phường Ô Môn", "Phường Ơ", "Xã A"],
        ["Hòa An", "Hóa An", "Hòa Bình"],  # letters of the whole name go before tones
    ],
)
def test_order_of_the_dictionary(names: list[str]) -> None:
    mixed = random.Random(3).sample(names, len(names))
    assert sorted(mixed, key=vietnamese_key) == names


def test_python_and_sql_sort_every_unit_alike(tmp_path: object) -> None:
    names = sorted({unit.name for unit in all_units().values()})
    connection = connect(tmp_path, file_name=":memory:")
    given = pd.DataFrame({"name": names})
    connection.register("given", given)
    rows = connection.execute("select name from given order by name collate vi, name").fetchall()
    assert len(names) > 9_000
    by_letters = [vietnamese_key(name)[:2] for (name,) in rows]
    assert by_letters == sorted(by_letters)


def test_both_ways_of_writing_a_letter_are_one() -> None:
    assert vietnamese_key("Hòa")[:2] == vietnamese_key("Ho\u0300a")[:2]


def test_frame_keeps_numbers_as_numbers() -> None:
    frame = pd.DataFrame({"rank": [10, 2, 2], "name": ["Xã A", "Xã Đông", "Xã Dương"]})
    ordered = frame.sort_values(["rank", "name"], key=by_vietnamese_names)
    assert list(ordered["name"]) == ["Xã Dương", "Xã Đông", "Xã A"]
