"""Request headers that are not believed, and response headers that every answer carries."""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

from khuyenhoc.access.gate.policy import IDENTITY_HEADER, Policy

# Ours, and those by which other systems pass identities on: whatever a client sends in them is a lie.
_IDENTITY_PREFIXES = (b"x-khuyenhoc-", b"x-auth-", b"x-forwarded-user", b"x-remote-", b"remote-user")
_HSTS = "max-age=31536000; includeSubDomains"


def with_identity(scope: Scope, session_id: str) -> Scope:
    """A request with the gate's word about who sends it, and nobody else's."""
    kept = [
        (name, value) for name, value in scope["headers"] if not name.lower().startswith(_IDENTITY_PREFIXES)
    ]
    return {**scope, "headers": [*kept, (IDENTITY_HEADER, session_id.encode())]}


def header(scope: Scope, name: bytes) -> str:
    """A request header; empty where it is missing, and where it is given more than once."""
    found = [value for key, value in scope["headers"] if key.lower() == name]
    return found[0].decode("latin-1") if len(found) == 1 else ""


def content_policy(policy: Policy, scripts: Iterable[str] = ()) -> str:
    """The Content-Security-Policy: nothing from anywhere else, in no frame of anybody's."""
    host = next(iter(sorted(policy.setup.hosts)))
    sockets = f"{'wss' if policy.setup.is_secure else 'ws'}://{host}" if not policy.is_open else "ws:"
    sources = " ".join(["'self'", *scripts])
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src {sources}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' {sockets} data: blob:",
            "worker-src 'self' blob:",
            "media-src 'self' blob:",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def secured(send: Send, policy: Policy, csp: str, *, is_private: bool) -> Send:
    """A sender that adds the security headers to an answer.

    Args:
        is_private: whether no cache may keep it.
    """

    async def send_secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = csp
            headers["X-Content-Type-Options"] = "nosniff"
            headers["X-Frame-Options"] = "DENY"
            headers["Referrer-Policy"] = "same-origin"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
            if policy.setup.is_secure:
                headers["Strict-Transport-Security"] = _HSTS
            if is_private:
                headers["Cache-Control"] = "no-store"
        await send(message)

    return send_secured
