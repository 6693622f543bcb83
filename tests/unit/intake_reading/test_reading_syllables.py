"""Which syllables exist, and how one is spelled."""

import unicodedata

import pytest

from khuyenhoc.intake.syllables import (
    ACUTE,
    DOT,
    GRAVE,
    TONES,
    is_syllable,
    one_spelling,
    spell,
    syllables,
    valid_syllables,
)


@pytest.mark.parametrize(
    "word",
    [
        "hội",
        "khuyến",
        "học",
        "tỉnh",
        "được",
        "nghĩa",
        "giếng",
        "quốc",
        "quyển",
        "khuỷu",
        "thuở",
        "gì",
        "giàu",
        "xoong",
        "đắk",
        "krông",
        "kạn",
        "ngoẹo",
        "ý",
        "uỷ",
        "ủy",
        "hòa",
        "hoà",
    ],
)
def test_words_of_the_language_are_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word", ["", "café", "müller", "§¬n", "vÞ", "hàt", "kôc̀", "ngế", "gê", "qà", "Ñôn", "phêng"]
)
def test_other_words_are_not(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("onset", "rime", "tone", "new", "old"),
    [
        ("h", "oa", GRAVE, "hoà", "hòa"),
        ("th", "uy", ACUTE, "thuý", "thúy"),
        ("kh", "oe", ACUTE, "khoé", "khóe"),
        ("h", "oan", GRAVE, "hoàn", "hoàn"),
        ("ng", "oai", GRAVE, "ngoài", "ngoài"),
        ("kh", "uyên", ACUTE, "khuyến", "khuyến"),
        ("", "ươu", DOT, "ượu", "ượu"),
        ("m", "ua", GRAVE, "mùa", "mùa"),
        ("qu", "y", ACUTE, "quý", "quý"),
        ("gi", "a", GRAVE, "già", "già"),
    ],
)
def test_tone_stands_on_the_main_vowel(onset: str, rime: str, tone: str, new: str, old: str) -> None:
    assert spell(onset, rime, tone) == new
    assert spell(onset, rime, tone, old_style=True) == old


def test_a_syllable_that_ends_in_a_stop_has_two_tones_only() -> None:
    assert is_syllable("học")
    assert is_syllable("hóc")
    assert not is_syllable("hòc")
    assert not is_syllable("hỏc")


def test_every_generated_syllable_is_normal_and_lower_case() -> None:
    assert 20_000 < len(valid_syllables()) < 40_000
    assert all(
        word == unicodedata.normalize("NFC", word).lower() and word.isalpha() for word in valid_syllables()
    )
    assert {tone for _, _, tone in syllables()} == set(TONES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("Thúy", "thuý"),
        ("kỹ", "kĩ"),
        ("quý", "QUÍ"),
        ("mỹ", "mĩ"),
        ("lý", "lí"),
        ("khỏe", "khoẻ"),
    ],
)
def test_two_spellings_of_one_word_become_one(one: str, other: str) -> None:
    assert one_spelling(one) == one_spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("thúy", "thúi"), ("sơn", "sôn"), ("hoa", "hoà"), ("ý", "y"), ("đức", "dức"), ("tay", "tai")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert one_spelling(one) != one_spelling(other)


def test_one_spelling_is_itself_one_spelling() -> None:
    for word in valid_syllables():
        assert one_spelling(one_spelling(word)) == one_spelling(word)
