"""Vietnamese letters without their marks, for what compares names or cannot hold marks."""

import unicodedata


def without_marks(text: str) -> str:
    """Lower case and no marks: `Đắk Lắk` gives `dak lak`; what is no letter stays."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
