"""Passwords and one-time codes: what is accepted and how it is kept."""

import hashlib
import hmac
import secrets
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
_COMMON = Path(__file__).parent / "assets" / "common_passwords.txt"
# OWASP's second setting for argon2id: 19 MiB, so that ten people signing in at once fit a small server.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# No I, L, O, U: read over the phone, a code is heard right.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISHEARD = str.maketrans({"I": "1", "L": "1", "O": "0"})


class WeakPasswordError(ValueError):
    """A password that will not do.

    Attributes:
        why: `short`, `long`, `common` or `own_name`.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def check_password(password: str, *names: str) -> None:
    """Refuse a password that is short or easily guessed; nothing else is asked of it (ASVS 5.0, 6.2).

    Args:
        names: of the account and its owner.

    Raises:
        WeakPasswordError: it will not do, and why.
    """
    if len(password) < SHORTEST:
        raise WeakPasswordError("short")
    if len(password) > LONGEST:
        raise WeakPasswordError("long")
    plain = _plain(password)
    if len(set(plain)) < 4 or plain in _common_passwords() or _is_repeated(plain) or _is_two_words(plain):
        raise WeakPasswordError("common")
    for name in map(_plain, names):
        if len(name) > 3 and name in plain and len(plain) - len(name) < 6:
            raise WeakPasswordError("own_name")


def hash_password(password: str) -> str:
    """The form in which a password is kept: argon2id with a salt of its own."""
    return _HASHER.hash(_normal(password))


def is_password(kept: str | None, password: str) -> bool:
    """Whether a password is the kept one; takes as long where none is kept."""
    try:
        is_right = _HASHER.verify(kept or _nobodys_hash(), _normal(password[:LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return is_right and kept is not None


def new_code() -> str:
    """A one-time code of 80 bits in four groups, to be printed or read out."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(16))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def hash_code(code: str) -> str:
    """SHA-256 of a code as somebody typed it; with 80 random bits no slow hash is needed."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum()).translate(_MISHEARD)
    return hash_token(plain)


def hash_token(token: str) -> str:
    """SHA-256 of a random token: what is stored opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_code(kept: str | None, code: str) -> bool:
    """Whether a code is the kept one, compared in constant time."""
    return hmac.compare_digest(kept or "", hash_code(code)) and kept is not None


def _normal(password: str) -> str:
    """The same letters however a keyboard composed them."""
    return unicodedata.normalize("NFC", password)


def _plain(text: str) -> str:
    """Lower case, no accents, letters and digits only: `Hội Khuyến Học` is `hoikhuyenhoc`."""
    spread = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in spread if letter.isalnum())


def _is_repeated(plain: str) -> bool:
    """Whether a text is a short one over and over: `abcabcabcabc`."""
    return any(plain == (plain[:size] * len(plain))[: len(plain)] for size in range(1, len(plain) // 2 + 1))


def _is_two_words(plain: str) -> bool:
    """Whether nothing but digits and at most two common words is in it: `khanhhoa56hanoi2026`."""
    letters = "".join(letter for letter in plain if letter.isalpha())
    words = _common_passwords()
    return not letters or any(
        letters[:cut] in words and (cut == len(letters) or letters[cut:] in words)
        for cut in range(1, len(letters) + 1)
    )


@cache
def _common_passwords() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split())


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash(secrets.token_hex(16))
