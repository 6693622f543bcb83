"""Figures for programs, below `/api/`: read only, by token, or without one at a desk.

A browser's session opens nothing here and a token opens nothing else: neither can be used in place of the
other. What the figures are is the hook's business; here it is decided who asks, and how often.
"""

import asyncio
from urllib.parse import parse_qsl

from starlette.responses import JSONResponse, Response
from starlette.types import Scope, Send

from khuyenhoc.access.api_tokens import ApiTokens
from khuyenhoc.access.gate.headers import header, secured
from khuyenhoc.access.gate.limits import Buckets, Rate
from khuyenhoc.access.gate.policy import Policy
from khuyenhoc.access.gate.requests import client_of
from khuyenhoc.access.people import DESK, Person
from khuyenhoc.i18n import Translator

PREFIX = "/api/"
# A program that reads every indicator of a province asks some 200 times; then two a second.
PER_TOKEN = Rate(240, 2)
PER_STRANGER = Rate(20, 0.2)
_AT_ONCE = 4
_MOST_PARAMETERS = 20
_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'"


class Api:
    """Answers everything below `/api/`."""

    def __init__(self, policy: Policy, tokens: ApiTokens | None) -> None:
        self._policy, self._tokens = policy, tokens
        self._known, self._strangers = Buckets(PER_TOKEN), Buckets(PER_STRANGER)
        # People at the screens come first: programs get a few threads and wait for them.
        self._turns = asyncio.Semaphore(_AT_ONCE)

    def is_for(self, scope: Scope) -> bool:
        """Whether a request is for here."""
        return scope["path"].startswith(PREFIX)

    async def answer(self, scope: Scope) -> Response:
        """The figures, or why there are none."""
        if scope["method"] not in {"GET", "HEAD"}:
            return _refused("method", 405, {"Allow": "GET, HEAD"})
        person = DESK if self._policy.is_open else await asyncio.to_thread(self._person, scope)
        if person is None:
            if not self._strangers.take(client_of(scope)):
                return _refused("too_many", 429, {"Retry-After": "60"})
            return _refused("no_token", 401, {"WWW-Authenticate": 'Bearer realm="khuyenhoc"'})
        if not self._known.take(person.session_id):
            return _refused("too_many", 429, {"Retry-After": "5"})
        try:
            query = parse_qsl(
                scope["query_string"].decode("latin-1"),
                keep_blank_values=True,
                max_num_fields=_MOST_PARAMETERS,
            )
        except ValueError:
            return _refused("parameters", 400)
        path = scope["path"].removeprefix(PREFIX)
        async with self._turns:
            status, kind, body = await asyncio.to_thread(self._policy.hooks.api, path, query, person.scope)
        return Response(body, status, media_type=kind)

    def secured(self, send: Send) -> Send:
        """A sender that adds the headers of the answers: no cache may keep them."""
        return secured(send, self._policy, _CONTENT_POLICY, is_private=True)

    def _person(self, scope: Scope) -> Person | None:
        kind, _, token = header(scope, b"authorization").partition(" ")
        is_bearer = kind.lower() == "bearer" and token and self._tokens is not None
        return self._tokens.person_of(token.strip()) if is_bearer else None


def _refused(why: str, status: int, headers: dict[str, str] | None = None) -> Response:
    key = f"api.refusals.{why}"
    words = {"code": why, "vi": Translator("vi")(key), "en": Translator("en")(key)}
    return JSONResponse({"error": words}, status, headers=headers)
