"""How a Vietnamese syllable is spelled: which ones exist, and where the tone mark stands.

A word with marks that is no syllable is a sign of a wrong encoding; that is what the list is for. It is made
from rules, so it is a little wider than the dictionary, and it holds both places of the tone mark in open
`oa`, `oe` and `uy` (`hòa` and `hoà`).
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
TONES = ("", GRAVE, ACUTE, TILDE, HOOK, DOT)

_VOWELS = frozenset("aăâeêioôơuưy")
_SPECIAL = frozenset("ăâêôơư")
_STOPS = ("c", "ch", "k", "p", "t")

# Before any vowel. The second line is met in names of other languages: Bắc Kạn, Krông Pắk.
_ONSETS = (
    *("b", "ch", "d", "đ", "h", "kh", "l", "m", "n", "nh", "ph", "r", "s", "t", "th", "tr", "v", "x"),
    *("k", "p", "br", "bl", "đr", "gr", "kl", "kr", "ml", "pl", "pr"),
)
# Spellings of one sound: the first before back vowels, the second before e, ê, i and y.
_ONSETS_BACK = ("c", "g", "ng")
_ONSETS_FRONT = ("gh", "ngh")

_RIMES_LISTED = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oc oi om on ong op ot oong ooc ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt "
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet "
    "u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt uâ uân uâng uât uây uê uêch uên uênh uêt uơ uơn "
    "uy uya uych uyn uynh uyp uyt uyu uyên uyêt "
    "ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu "
    "y yêm yên yêng yêt yêu ak ăk âk ok ôk ơk uk ưk ik êk ek"
)
# What follows qu, which holds the medial u itself.
_RIMES_AFTER_Q_LISTED = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây "
    "e en eng eo et ê êch ên ênh êt i ich in inh it y ych ynh yt yên yêt yêu ô ôc ơ ơi ơn"
)
_RIMES = tuple(_RIMES_LISTED.split())
_RIMES_AFTER_Q = tuple(_RIMES_AFTER_Q_LISTED.split())


def spell(onset: str, rime: str, tone: str, *, old_style: bool = False) -> str:
    """A syllable in lower case, NFC.

    Args:
        onset: may be empty.
        rime: without tone, e.g. `oa`.
        tone: one of `TONES`.
        old_style: put the tone of open `oa`, `oe`, `uy` on the first vowel (`hòa`), not the second (`hoà`).
    """
    position = len(onset) + _tone_index(rime, old_style=old_style)
    bare = onset + rime
    return unicodedata.normalize("NFC", bare[: position + 1] + tone + bare[position + 1 :])


def _tone_index(rime: str, *, old_style: bool) -> int:
    """Where in a rime the tone mark stands: the main vowel by the usual school rules."""
    vowels = 0
    while vowels < len(rime) and rime[vowels] in _VOWELS:
        vowels += 1
    marked = [index for index in range(vowels) if rime[index] in _SPECIAL]
    if marked:
        return marked[-1]
    if vowels < len(rime):
        return vowels - 1
    if vowels == 2 and rime in {"oa", "oe", "uy"}:
        return 0 if old_style else 1
    return 1 if vowels == 3 else 0


def syllables() -> Iterator[tuple[str, str, str]]:
    """Every `(onset, rime, tone)` that spelling allows, about twenty thousand."""
    pairs = [("", rime) for rime in _RIMES]
    pairs += [(onset, rime) for onset in _ONSETS for rime in _RIMES]
    pairs += [(onset, rime) for onset in _ONSETS_BACK for rime in _RIMES if rime[0] not in "eêiy"]
    pairs += [(onset, rime) for onset in _ONSETS_FRONT for rime in _RIMES if rime[0] in "eêiy"]
    pairs += [("qu", rime) for rime in _RIMES_AFTER_Q]
    pairs += [("gi", rime) for rime in _RIMES if rime[0] not in "iy"]
    pairs += [("g", rime) for rime in ("i", "in", "iêc", "iên", "iêng", "iêt")]
    for onset, rime in pairs:
        # A syllable that ends in a stop has the acute or the dot; bare in names of other languages (Đăk Lăk).
        closed = rime.endswith(_STOPS)
        for tone in ("", ACUTE, DOT) if closed else TONES:
            yield onset, rime, tone


@cache
def valid_syllables() -> frozenset[str]:
    """Every syllable in lower case, NFC, in both styles of tone placement (made once; about 50 ms)."""
    found = set()
    for onset, rime, tone in syllables():
        found.add(spell(onset, rime, tone))
        if tone and rime in {"oa", "oe", "uy"}:
            found.add(spell(onset, rime, tone, old_style=True))
    return frozenset(found)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word, in any case, is spelled like a Vietnamese syllable."""
    return unicodedata.normalize("NFC", word).lower() in valid_syllables()


@lru_cache(maxsize=20_000)
def one_spelling(word: str) -> str:
    """A syllable in its one canonical spelling; other words come back in lower case, NFC.

    `hòa` becomes `hoà`; final `y` after a consonant or `qu` becomes `i` (`kỹ` and `kĩ`, `quý` and `quí`), but
    `thúy` and `thúi`, which differ, stay apart.
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in TONES[1:]]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in TONES[1:]))
    if len(tones) > 1 or not is_syllable(word):
        return unicodedata.normalize("NFC", decomposed)
    onset_length = _onset_length(bare)
    onset, rime = bare[:onset_length], bare[onset_length:]
    if rime == "y" and onset:
        rime = "i"
    return spell(onset, rime, tones[0] if tones else "")


def _onset_length(bare: str) -> int:
    """How many letters of a toneless syllable come before its rime."""
    if bare.startswith("qu") and len(bare) > 2:
        return 2
    if bare.startswith("gi") and len(bare) > 2 and bare[2] in _VOWELS:
        return 2
    length = 0
    while length < len(bare) and bare[length] not in _VOWELS:
        length += 1
    return length
