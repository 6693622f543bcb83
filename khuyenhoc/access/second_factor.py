"""Six digits from a phone (TOTP, RFC 6238), each accepted once."""

import hmac
import time

import pyotp

_STEP_SECONDS = 30
_ISSUER = "Khuyến học"


def new_secret() -> str:
    """A secret for an authenticator app, in base 32."""
    return pyotp.random_base32()


def address(secret: str, name: str) -> str:
    """What the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_ISSUER)


def accepted_step(secret: str, digits: str, *, last_step: int, now: float | None = None) -> int | None:
    """The time step that digits belong to, if they are right and were not used before.

    A phone's clock may be one step off either way.
    """
    typed = "".join(letter for letter in digits if letter.isdigit())
    current = int((time.time() if now is None else now) // _STEP_SECONDS)
    for step in (current, current - 1, current + 1):
        right = pyotp.TOTP(secret).at(step * _STEP_SECONDS)
        if step > last_step and hmac.compare_digest(right, typed):
            return step
    return None
