"""The quick look at letters changes nothing that the slow comparison finds."""

from difflib import get_close_matches

from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.intake.similar import similar_names

_words = st.text("abcđeé ", max_size=12)


@given(_words, st.lists(_words, max_size=12), st.sampled_from([0.3, 0.72, 0.9, 1.0]))
def test_it_finds_what_difflib_finds(word: str, names: list[str], least: float) -> None:
    assert similar_names(word, names, most=4, least=least) == get_close_matches(
        word, names, n=4, cutoff=least
    )


def test_a_slip_of_the_keyboard_is_near() -> None:
    assert similar_names("dien khnah", ["van ninh", "dien khanh"], most=2, least=0.72) == ["dien khanh"]
