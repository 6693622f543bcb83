"""Reading what a browser sent to the gate."""

from urllib.parse import parse_qs

from starlette.requests import cookie_parser
from starlette.types import Receive, Scope

from khuyenhoc.access.gate.headers import header
from khuyenhoc.access.gate.limits import LimitedBody
from khuyenhoc.access.gate.policy import Policy

_LARGEST_FORM = 8 * 1024


def client_of(scope: Scope) -> str:
    """Address of whoever sends a request; behind a trusted proxy, the one the proxy names."""
    return scope["client"][0] if scope.get("client") else "?"


def device_of(scope: Scope) -> str:
    """What the browser calls itself."""
    return header(scope, b"user-agent")


def cookie_of(scope: Scope, name: str) -> str:
    """Value of a cookie; empty where it is missing."""
    return cookie_parser(header(scope, b"cookie")).get(name, "")


def session_token(scope: Scope, policy: Policy) -> str:
    """The session token that a request carries."""
    return cookie_of(scope, policy.cookie)


def query_of(scope: Scope) -> dict[str, str]:
    """The last value of each parameter in the address."""
    return {key: values[-1] for key, values in parse_qs(scope["query_string"].decode("latin-1")).items()}


async def form_of(receive: Receive) -> dict[str, str]:
    """The fields of a small form.

    Raises:
        ValueError: it is not small.
    """
    limited = LimitedBody(receive, _LARGEST_FORM)
    body, has_more = b"", True
    while has_more:
        message = await limited.receive()
        if limited.is_exceeded:
            raise ValueError("a form of more than 8 KB")
        body += message.get("body", b"")
        has_more = message.get("more_body", False)
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    return {key: values[-1] for key, values in fields.items()}


def local_path(path: str) -> str:
    """Where to go after signing in, if that is a page here; the start page otherwise."""
    is_local = path.startswith("/") and not path.startswith(("//", "/gate/")) and "\\" not in path
    return path if is_local and path.isprintable() else "/"
