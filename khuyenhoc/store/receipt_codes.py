"""Receipt codes: short, and heard right over the phone."""

import secrets
from collections.abc import Callable

# Crockford's alphabet: no I, L, O, U, so that a code read over the phone is heard right.
RECEIPT_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISHEARD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_receipt_code(is_used: Callable[[str], bool]) -> str:
    """A code that no other has: among 40 bits, chance alone would repeat one some day."""
    while is_used(code := draw_code()):
        pass
    return code


def draw_code() -> str:
    """Any code."""
    letters = "".join(secrets.choice(RECEIPT_ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def normalise_receipt(text: str) -> str:
    """A receipt code as somebody typed it, in the form it was given."""
    plain = "".join(letter for letter in text.upper() if letter.isalnum()).translate(_MISHEARD)
    return f"{plain[:4]}-{plain[4:]}"
