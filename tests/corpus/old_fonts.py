"""Vietnamese as typed before Unicode: the letters that TCVN3 and VNI fonts draw over, and code page 1258.

The tables are written out here and are not the ones the intake decodes with.
"""

import unicodedata

_SMALL = (
    "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ đ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ "
    "ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ"
)
_TCVN3_SMALL = (
    "µ ¸ ¶ · ¹ ¨ » ¾ ¼ ½ Æ © Ç Ê È É Ë ® Ì Ð Î Ï Ñ ª Ò Õ Ó Ô Ö × Ý Ø Ü Þ ß ã á â ä « å è æ ç é ¬ ê í ë ì î "
    "ï ó ñ ò ô \u00ad õ ø ö ÷ ù ú ý û ü þ"
)
_TCVN3 = dict(zip(_SMALL.split(" "), _TCVN3_SMALL.split(" "), strict=True))
_TCVN3_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))

# VNI sets a mark behind the letter; ơ, ư, đ and the letter i have places of their own.
_VNI_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "ùøûõï", strict=True))
_VNI_CIRCUMFLEX = dict(zip("\u0301\u0300\u0309\u0303\u0323", "áàåãä", strict=True))
_VNI_BREVE = dict(zip("\u0301\u0300\u0309\u0303\u0323", "éèúüë", strict=True))
_VNI_SINGLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ", "ơ": "ô", "ư": "ö"}


def to_tcvn3(text: str) -> str:
    """Text as a TCVN3 font (.VnTime) stores it; capitals with a tone become small, as there are none."""
    found = []
    for letter in unicodedata.normalize("NFC", text):
        small = letter.lower()
        found.append(_TCVN3_CAPITALS.get(letter) or _TCVN3.get(letter) or _TCVN3.get(small) or letter)
    return "".join(found)


def to_tcvn3_capitals_font(text: str) -> str:
    """Text typed small in a capitals font (.VnTimeH), which draws small letters as capitals."""
    return to_tcvn3(text.lower())


def to_vni(text: str) -> str:
    """Text as a VNI font stores it."""
    return "".join(map(_vni_letter, unicodedata.normalize("NFC", text)))


def _vni_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    small = letter.lower()
    stored = _VNI_SINGLE.get(small) or _vni_marked(small)
    if letter == small:
        return stored
    return stored.upper()


def _vni_marked(letter: str) -> str:
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in _VNI_TONES), None)
    if "\u0302" in marks:
        return base + (_VNI_CIRCUMFLEX[tone] if tone else "â")
    if "\u0306" in marks:
        return base + (_VNI_BREVE[tone] if tone else "ê")
    if "\u031b" in marks:
        base = _VNI_SINGLE["ơ" if base == "o" else "ư"]
    if tone is None:
        return base if marks else letter
    return base + _VNI_TONES[tone]


def to_cp1258(text: str) -> bytes:
    """Bytes of Windows' Vietnamese code page: tone marks behind the letters that it has no place for."""
    found = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in decomposed if mark in _VNI_TONES)
            base = unicodedata.normalize("NFC", decomposed.replace(tone, ""))
            found += base.encode("cp1258") + tone.encode("cp1258")
    return bytes(found)
