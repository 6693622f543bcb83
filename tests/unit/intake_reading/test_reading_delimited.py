"""CSV in the encodings that offices write, three delimiters, and what is not guessed."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.domain.reference import read_reference
from khuyenhoc.intake.delimited import find_delimiter, read_delimited
from khuyenhoc.intake.reader import read_workbook
from khuyenhoc.intake.refusals import Refused

TCVN3 = {row["character"]: bytes([int(row["code_point"][2:], 16)]) for row in read_reference("tcvn3")}
VNI = {
    row["character"]: bytes(int(code[2:], 16) for code in row["code_points"].split())
    for row in read_reference("vni")
}

TEXTS = {
    "report": "STT;Đơn vị;Gia đình học tập\n1;Xã Hòa Bình;1.234\n2;Phường Cẩm Thượng;567\n",
    "short": "Đơn vị;Số hộ\nXã Quảng Phú;5\n",
    "names of other languages": "Đơn vị;Dân số\nXã Ea Kiết;10\nXã Krông Búk;20\nHuyện Cư M'gar;30\n",
}


def eight_bit(text: str, table: dict[str, bytes]) -> bytes:
    return b"".join(table.get(letter) or letter.encode("ascii") for letter in text)


def cp1258(text: str) -> bytes:
    """As Windows writes it: the letter with its shape, then the tone as a mark of its own."""
    stored = bytearray()
    for letter in text:
        try:
            stored += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = "", ""
            for mark in unicodedata.normalize("NFD", letter):
                if mark in "\u0300\u0301\u0303\u0309\u0323":
                    tone = mark
                else:
                    base += mark
            stored += (unicodedata.normalize("NFC", base) + tone).encode("cp1258")
    return bytes(stored)


ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with mark": lambda text: text.encode("utf-8-sig"),
    "utf-8 decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "utf-16 with mark": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "utf-16-be with mark": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "windows-1258": cp1258,
    "tcvn3": lambda text: eight_bit(text, TCVN3),
    "vni": lambda text: eight_bit(text, VNI),
}


def rows_of(content: bytes) -> list[list[str | None]]:
    return [list(row) for row in read_workbook(content, "a.csv").sheets[0].rows]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
def test_every_encoding_gives_the_same_text(encode: object, text: str) -> None:
    assert rows_of(encode(text)) == [line.split(";") for line in text.splitlines()]


@pytest.mark.parametrize(("encoding", "is_old"), [("tcvn3", True), ("vni", True), ("windows-1258", False)])
def test_old_fonts_are_noted(encoding: str, is_old: bool) -> None:
    sheet = read_workbook(ENCODINGS[encoding](TEXTS["report"]), "a.csv").sheets[0]
    assert sheet.text_was_repaired is is_old


def test_capitals_of_an_old_font_are_told_cell_by_cell() -> None:
    content = "HéI KHUYÕN HäC;Hµ Néi;HµNG\n§¬n vÞ;D©n sè;Ghi chó\n".encode("latin-1")
    assert rows_of(content)[0] == ["HỘI KHUYẾN HỌC", "Hà Nội", "HÀNG"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end(delimiter: str, line_end: str) -> None:
    text = line_end.join(delimiter.join(row) for row in (["Đơn vị", "Số"], ["Xã A", "1"], ["", "2"]))
    assert rows_of(text.encode()) == [["Đơn vị", "Số"], ["Xã A", "1"], [None, "2"]]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Đơn vị;Tỷ lệ;Tiền\nA;1,5;2,5\nB;3,5;4,5", ";"),
        ("BÁO CÁO\n\n(kèm theo công văn)\nĐơn vị,Số\nA,1\nB,2\nC,3", ","),
        ('"A; B",1\n"C; D",2', ","),
        ("a\tb,c;d\ne\tf,g;h", "\t"),
        ("sep=;\na,b;c\n", ";"),
        ("Một dòng dài, có dấu phẩy\nkhông có\nvà, hết\nx\ny", ","),
    ],
)
def test_delimiter_is_told_by_regular_columns(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


def test_a_line_that_names_the_delimiter_is_no_data() -> None:
    assert rows_of(b"sep=;\r\na,b;c\r\n") == [["a,b", "c"]]


def test_numbers_and_codes_stay_text_and_short_rows_are_filled() -> None:
    sheet = read_delimited(b"a;b;c\n00123;1.234,5;\n5;;;\n\n;;\n")
    assert sheet.rows == (("a", "b", "c"), ("00123", "1.234,5", None), ("5", None, None))


def test_error_texts_are_error_cells() -> None:
    sheet = read_delimited(b"a;b\n#DIV/0!;1\n")
    assert sheet.rows == (("a", "b"), (None, "1"))
    assert sheet.error_cells == {(2, 1): "#DIV/0!"}


def test_utf8_that_was_read_as_windows_1252_is_repaired() -> None:
    twice = "Đơn vị;Số người\nXã Hòa Bình;1\n".encode().decode("latin-1").encode()
    assert rows_of(twice) == [["Đơn vị", "Số người"], ["Xã Hòa Bình", "1"]]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("Préfecture;Élève\nMâcon;été\nAngoulême;forêt\n".encode("cp1252"), "encoding_unclear"),
        (bytes(range(128, 256)) * 3, "encoding_unclear"),
        ("Đơn vị;Số\nXã".encode("utf-16")[:-1], "encoding_unclear"),
        (b"?on v?;H?i Khuy?n h?c\nX?;S? ng??i ???c c?ng nh?n\n", "letters_lost"),
        ("Hội;Kh\ufffdến\n".encode(), "letters_lost"),
        ("chỉ có chữ\nkhông có cột\n".encode(), "not_a_workbook"),
        (b'a;b\n"c;d\n', "damaged_file"),
        (b'a;b\n"c"d;e\n', "damaged_file"),
        (b";;;\n;;;\n", "empty_file"),
        (b"a;b\n" * 60_001, "far_cell"),
        (b";" * 500 + b"x\n1;2", "far_cell"),
        (b"a;b\n" + b"\n" * 1_100_000 + b"c;d", "too_many_cells"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused(content: bytes, rule: str) -> None:
    with pytest.raises(Refused) as caught:
        read_workbook(content, "a.csv")
    assert caught.value.finding.rule == rule


def test_an_unclear_encoding_says_how_to_save() -> None:
    with pytest.raises(Refused) as caught:
        read_delimited("Préfecture;Élève\nMâcon;été\n".encode("cp1252"))
    assert "CSV UTF-8" in caught.value.finding.message_vi
    assert "Excel Workbook (*.xlsx)" in caught.value.finding.message_en


def test_a_byte_that_means_the_same_everywhere_is_clear() -> None:
    assert read_delimited(b"dien tich (km\xb2);so\n5\xa0000;1\n").rows[0] == ("dien tich (km²)", "so")


cells = st.text(st.sampled_from('aă,;\t"đĐộ 1.5-\n'), max_size=8)


@given(st.lists(st.lists(cells, min_size=2, max_size=5), min_size=1, max_size=6), st.sampled_from(",;\t"))
@settings(max_examples=300, deadline=None)
def test_what_the_csv_module_writes_comes_back(rows: list[list[str]], delimiter: str) -> None:
    stream = io.StringIO(newline="")
    stream.write(f"sep={delimiter}\n")
    csv.writer(stream, delimiter=delimiter).writerows([*rows, ["x", "y"]])
    width = max(len(row) for row in rows)
    read = read_delimited(stream.getvalue().encode()).rows
    for row, expected in zip(read, rows, strict=False):
        padded = [value or None for value in expected] + [None] * (width - len(expected))
        assert list(row) == padded[: len(row)]
        assert not any(padded[len(row) :])
    assert read[-1][:2] == ("x", "y")
    assert len(read) == len(rows) + 1
