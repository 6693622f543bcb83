"""Old encodings, invisible characters, and the two keys for matching."""

import unicodedata
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.domain.reference import read_reference
from khuyenhoc.intake.old_encodings import as_latin
from khuyenhoc.intake.syllables import valid_syllables
from khuyenhoc.intake.text_repair import (
    clean_text,
    decode,
    find_encoding,
    find_lost_letters,
    find_unreadable_text,
    fold,
    repair_sheet_text,
    tone_key,
)

TCVN3 = {row["character"]: chr(int(row["code_point"][2:], 16)) for row in read_reference("tcvn3")}
VNI = {
    row["character"]: "".join(chr(int(code[2:], 16)) for code in row["code_points"].split())
    for row in read_reference("vni")
}
MARKED_LETTERS = "".join(
    sorted({letter for word in valid_syllables() for letter in word if not letter.isascii()})
)


def as_tcvn3(text: str) -> str:
    """As a .VnTime font stores it; capitals with tones have no code of their own and take the small one's."""
    return "".join(TCVN3.get(letter) or TCVN3.get(letter.lower(), letter) for letter in text)


def as_vni(text: str) -> str:
    return "".join(VNI.get(letter, letter) for letter in text)


def as_misread_utf8(text: str) -> str:
    return text.encode("utf-8").decode("latin-1")


def as_seen_on_vietnamese_windows(latin: str) -> str:
    """Bytes read as Windows-1258 instead of Windows-1252."""
    return "".join(byte.encode("latin-1").decode("cp1258", errors="replace") for byte in latin)


# --- Tables ----------------------------------------------------------------------------------------------


def test_tables_cover_every_letter_with_a_mark() -> None:
    assert len(MARKED_LETTERS) == 67
    assert set(MARKED_LETTERS) <= set(TCVN3)
    assert set("ĂÂĐÊÔƠƯ") <= set(TCVN3)
    assert set(MARKED_LETTERS + MARKED_LETTERS.upper()) == set(VNI)


def test_tables_give_each_letter_one_code() -> None:
    assert len(set(TCVN3.values())) == len(TCVN3) == 74
    assert len(set(VNI.values())) == len(VNI) == 134


@pytest.mark.parametrize(
    ("letter", "code"),
    [("ý", "ý"), ("ư", "\xad"), ("đ", "®"), ("Đ", "§"), ("ơ", "¬"), ("ạ", "¹"), ("ộ", "é")],
)
def test_tcvn3_table_agrees_with_well_known_codes(letter: str, code: str) -> None:
    assert TCVN3[letter] == code


# --- TCVN3 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("§¬n vÞ", "Đơn vị"),
        ("D©n sè", "Dân số"),
        ("Sè ng\xadêi tõ 18 tuæi trë lªn", "Số người từ 18 tuổi trở lên"),
        ("Gia ®×nh häc tËp", "Gia đình học tập"),
        ("§\xadîc c«ng nhËn", "Được công nhận"),
        ("Céng ®ång häc tËp (th«n, TDP)", "Cộng đồng học tập (thôn, TDP)"),
        ("HéI KHUYÕN HäC TØNH KH¸NH HßA", "HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA"),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("BIÓU TæNG HîP M¤ H×NH (®¬n vÞ: ®ång)", "BIỂU TỔNG HỢP MÔ HÌNH (đơn vị: đồng)"),
        ("Tû lÖ %", "Tỷ lệ %"),
        ("Hµ T©y", "Hà Tây"),
        ("TP. Hµ Néi", "TP. Hà Nội"),
        ("UBND tØnh Hµ Nam", "UBND tỉnh Hà Nam"),
        ("ý KIÕN", "Ý KIẾN"),
    ],
)
def test_tcvn3_decodes(stored: str, meant: str) -> None:
    assert decode(stored, "tcvn3") == meant


def test_a_sheet_in_tcvn3_is_repaired_with_its_doubtful_words() -> None:
    # `Sè` and `tõ` are words in Unicode as well; the rest of the sheet decides.
    rows = [["§¬n vÞ", "Sè", "tõ", None, 5], ["X· §«ng S¬n", "Sè hé", "STT", None, 1.5]]
    repaired = repair_sheet_text(rows)
    assert repaired.encoding == "tcvn3"
    assert repaired.rows == (("Đơn vị", "Số", "từ", None, 5), ("Xã Đông Sơn", "Số hộ", "STT", None, 1.5))


def test_tcvn3_seen_on_vietnamese_windows_is_repaired() -> None:
    meant = ["Đơn vị", "Số người được công nhận", "Gia đình học tập"]
    rows = [[as_seen_on_vietnamese_windows(as_tcvn3(text))] for text in meant]
    assert [row[0] for row in repair_sheet_text(rows).rows] == meant


def test_old_cells_pasted_into_a_good_sheet_are_repaired_alone() -> None:
    good = ["Hội Khuyến học tỉnh Khánh Hòa", "Xã Sè", "Đơn vị", "Thành phố Nha Trang", "Café Élysée"]
    repaired = repair_sheet_text([[*good, "Tæng sè hé gia ®×nh ®¨ng ký"], [None] * 5 + ["§¬n vÞ häc tËp"]])
    assert list(repaired.rows[0][:5]) == good
    assert repaired.rows[0][5] == "Tổng số hộ gia đình đăng ký"
    assert repaired.rows[1][5] == "Đơn vị học tập"


# --- VNI and misread UTF-8 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("Hoäi Khuyeán hoïc tænh Khaùnh Hoøa", "Hội Khuyến học tỉnh Khánh Hòa"),
        ("Ñôn vò", "Đơn vị"),
        ("Ñöôïc coâng nhaän", "Được công nhận"),
        ("TOÅNG SOÁ HOÄ", "TỔNG SỐ HỘ"),
        ("Aáp Bình Thaïnh", "Ấp Bình Thạnh"),
        ("Myõ Thuûy, Kyø Sôn, thò xaõ", "Mỹ Thủy, Kỳ Sơn, thị xã"),
    ],
)
def test_vni_decodes(stored: str, meant: str) -> None:
    assert decode(stored, "vni") == meant


def test_a_sheet_in_vni_is_repaired() -> None:
    repaired = repair_sheet_text([["Hoäi Khuyeán hoïc", "Ñôn vò", "Toång soá"]])
    assert repaired == ((("Hội Khuyến học", "Đơn vị", "Tổng số"),), "vni")


def test_utf8_read_as_windows_1252_is_repaired() -> None:
    repaired = repair_sheet_text([[as_misread_utf8("Đơn vị"), as_misread_utf8("Hội Khuyến học")]])
    assert repaired == ((("Đơn vị", "Hội Khuyến học"),), "utf8")


def test_a_sheet_of_few_words_follows_its_neighbours() -> None:
    assert repair_sheet_text([["Sè", "Tõ", "§Çu t\xad"]], assumed="tcvn3").rows == (("Số", "Từ", "Đầu tư"),)


# --- What is good stays ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "texts",
    [
        ["Hội Khuyến học tỉnh Khánh Hòa", "Tỷ lệ %", "Số người từ 18 tuổi trở lên"],
        ["Trường Lycée Marie Curie", "Café Élysée", "Noël", "Où est né Loïc", "Hội Khuyến học"],
        ["Müller", "Señor", "Åse"],
        ["Krông Pắk", "Đạ Tẻh", "Ea H'leo", "Cư M’gar", "Kon Rẫy", "Ia Grăng", "Đăk Hà", "Păh"],
        ["100 m²", "5 °C", "§ 3", "– “trích” …", "€ 5"],
        ["Total", "A", ""],
    ],
)
def test_good_text_is_left_alone(texts: list[str]) -> None:
    repaired = repair_sheet_text([texts])
    assert repaired.encoding is None
    assert [text or "" for text in repaired.rows[0]] == texts


def test_unit_names_of_the_country_survive_every_encoding() -> None:
    # One sheet per parent unit: short ones, long ones, and those with names of other languages.
    sheets: dict[str, list[str]] = defaultdict(list)
    for unit in read_reference("org_units"):
        sheets[unit["parent_id"]].append(unicodedata.normalize("NFC", unit["name"]))
    for names in sheets.values():
        assert repair_sheet_text([names]) == ((tuple(names),), None)
        for encode in (as_tcvn3, as_vni, as_misread_utf8):
            repaired = repair_sheet_text([[encode(name) for name in names]])
            assert [name.lower() for name in repaired.rows[0]] == [name.lower() for name in names]


# --- Every syllable --------------------------------------------------------------------------------------


def test_every_syllable_survives_every_encoding() -> None:
    for word in valid_syllables():
        assert decode(as_tcvn3(word), "tcvn3") == word
        assert decode(as_vni(word), "vni") == word
        assert decode(as_vni(word.upper()), "vni") == word.upper()
        assert decode(as_misread_utf8(word), "utf8") == word


words = st.sampled_from(sorted(valid_syllables()))


@given(st.lists(words, min_size=1, max_size=8), st.booleans())
@settings(max_examples=300, deadline=None)
def test_sentences_survive_tcvn3_in_small_letters_and_in_capitals(
    sentence: list[str], in_capitals: bool
) -> None:
    text = " ".join(sentence)
    # A capitals font needs one ASCII capital beside a marked letter to be recognised as such.
    text = f"TRUNG {text.upper()} TRUNG" if in_capitals else text
    assert decode(as_tcvn3(text), "tcvn3") == text


@given(st.lists(words, min_size=1, max_size=30))
@settings(max_examples=200, deadline=None)
def test_correct_text_is_never_taken_for_an_old_encoding(sentence: list[str]) -> None:
    assert find_encoding(sentence) is None


# --- clean_text ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "clean"),
    [
        (unicodedata.normalize("NFD", "Hội Khuyến học"), "Hội Khuyến học"),
        ("Ho\u0323\u0302i", "Hội"),
        ("Hộ\u200bi\ufeff\u200e", "Hội"),
        ("Hội\u00a0Khuyến\u202fhọc\u3000", "Hội Khuyến học "),
        ("Gia đình\r\nhọc tập\rx\u2028y", "Gia đình\nhọc tập\nx\ny"),
        ("a\tb\x07c\u202ed\xadđ", "a bcdđ"),
        ("Ðơn vị, ðồng", "Đơn vị, đồng"),
        ("  12  ", "  12  "),
        ("1\u20442", "1\u20442"),
    ],
)
def test_clean_text(stored: str, clean: str) -> None:
    assert clean_text(stored) == clean


@given(st.text(max_size=60))
def test_clean_text_is_idempotent_and_normal(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not any(unicodedata.category(character) in {"Cc", "Cf"} for character in clean.replace("\n", ""))


def test_a_text_of_invisible_characters_is_an_empty_cell() -> None:
    assert repair_sheet_text([["\u200b\ufeff", "a"]]).rows == ((None, "a"),)


# --- Keys ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa Bình", "HOÀ  BÌNH"),
        ("Kỹ năng", "Kĩ năng"),
        ("Ea H'leo", "Ea H’leo"),
        ("Cộng đồng học tập (thôn, TDP)", "cộng đồng học tập: thôn,\ntdp"),
        ("Phan Rang-Tháp Chàm", "Phan Rang – Tháp Chàm"),
        (unicodedata.normalize("NFD", "Quý Hợp"), "Quí Hợp"),
    ],
)
def test_tone_key_is_equal_for_one_name(one: str, other: str) -> None:
    assert tone_key(one) == tone_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "Hóa"), ("Tỷ lệ", "Tỷ lệ %"), ("Sơn", "Son"), ("Đức", "Dức"), ("Xã 1", "Xã 2")]
)
def test_tone_key_keeps_different_names_apart(one: str, other: str) -> None:
    assert tone_key(one) != tone_key(other)


def test_fold_drops_marks_and_nothing_else() -> None:
    assert fold("Quỹ  Đức-Hòa (Ðồng), 5%") == "quy duc hoa dong 5%"
    assert fold("QUY DUC HOA DONG 5%") == "quy duc hoa dong 5%"
    assert fold("") == tone_key("  ") == ""


@given(st.text(max_size=40))
def test_keys_of_keys_are_the_keys(text: str) -> None:
    assert tone_key(tone_key(text)) == tone_key(text)
    assert fold(fold(text)) == fold(text)


# --- Text beyond repair ----------------------------------------------------------------------------------


def test_question_marks_in_place_of_letters_are_found() -> None:
    rows = [["?on v?", "H?i Khuy?n h?c"], [None, "S? ng??i ???c công nh?n"]]
    assert find_lost_letters(rows) == (1, 2, "H?i")


@pytest.mark.parametrize("text", ["Bao nhiêu?", "a?b", "?", "Có?Không", "http://a.vn/x?y=1"])
def test_a_question_is_no_lost_letter(text: str) -> None:
    assert find_lost_letters([[text]]) is None


def test_one_replacement_character_is_enough() -> None:
    assert find_lost_letters([["a"], ["H\ufffdi"]]) == (2, 1, "H\ufffdi")


def test_a_sheet_in_an_unknown_encoding_is_found() -> None:
    gibberish = [f"Kh\xb5{chr(0xE0 + index)}x\xa5" for index in range(25)]
    assert find_unreadable_text([gibberish]) is not None
    assert find_unreadable_text([gibberish[:10]]) is None
    assert find_unreadable_text([sorted(valid_syllables())[:500]]) is None


def test_as_latin_refuses_what_never_was_a_byte() -> None:
    assert as_latin("§¬n \u0300") == "§¬n Ì"
    assert as_latin("ạ") is None
