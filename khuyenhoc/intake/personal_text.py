"""What a text that somebody types says about persons: numbers anywhere in it, by the rules for values."""

import re

from khuyenhoc.intake.personal_values import is_identity_number, is_mobile_number, kind_of_value

_NUMBER = re.compile(r"\+?\d(?:[\s.\-()]{0,2}\d){7,}")
# Amounts are also long and may begin like a mobile number that lost its 0, so in a text the 0 must stand.
_PHONE_START = ("0", "+84")
_IDENTITY_LENGTH = 12
# The former number of nine digits is told from an amount by the word before it only.
_FORMER_IDENTITY = re.compile(
    r"(?:cmnd|cmt|cccd|căn cước|chứng minh)\D{0,20}(\d{9}|\d{12})(?!\d)", re.IGNORECASE
)


def personal_kinds(text: str) -> frozenset[str]:
    """Kinds of personal data in a text: `phone`, `identity`, `email`; empty for most texts."""
    kinds = {kind for word in text.split() if (kind := kind_of_value(word.strip(",;:()"))) == "email"}
    for found in _NUMBER.findall(text):
        if found.startswith(_PHONE_START) and is_mobile_number(found):
            kinds.add("phone")
        elif sum(map(str.isdigit, found)) == _IDENTITY_LENGTH and is_identity_number(found):
            kinds.add("identity")
    if _FORMER_IDENTITY.search(text):
        kinds.add("identity")
    return frozenset(kinds)
