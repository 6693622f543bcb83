"""A frozen conference run for whoever has its link: one page, read only, without a session.

The address is the only key: 192 random bits, kept as their hash, valid until the day that was set or until
somebody ends it. Every other address below `/run/` gets the same answer, whatever is wrong with it, so that
nobody can tell an ended link from one that never was. The page reads nothing else of this server, and its
content policy lets it reach nothing.
"""

import asyncio
import re

from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Scope, Send

from khuyenhoc.access.gate.headers import secured
from khuyenhoc.access.gate.limits import Buckets, Rate
from khuyenhoc.access.gate.policy import Policy
from khuyenhoc.access.gate.requests import client_of, query_of
from khuyenhoc.access.gate.templates import render
from khuyenhoc.access.public_links import PublicLinks

PREFIX = "/run/"
# A hall opens the link from one office's address; trying tokens gets nowhere at this rate.
_PER_CLIENT = Rate(40, 0.5)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


class PublicRuns:
    """Answers everything below `/run/`."""

    def __init__(self, policy: Policy, links: PublicLinks) -> None:
        self._policy, self._links = policy, links
        self._asked = Buckets(_PER_CLIENT)

    def is_for(self, scope: Scope) -> bool:
        """Whether a request is for a public run."""
        return scope["path"].startswith(PREFIX)

    async def answer(self, scope: Scope) -> Response:
        """The run, or that there is none."""
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("405\n", 405)
        if not self._asked.take(client_of(scope)):
            return PlainTextResponse("429\n", 429)
        token = scope["path"].removeprefix(PREFIX)
        run_id = self._links.run_of(token) if _TOKEN.fullmatch(token) else None
        html = await asyncio.to_thread(self._policy.hooks.public_run, run_id) if run_id else None
        if html is None:
            language = query_of(scope).get("lang", "vi")
            return render(
                "message.html", language, 404, message="link_ended", link="sign-in", onward="/", kept=""
            )
        return HTMLResponse(html, headers={"X-Robots-Tag": "noindex, nofollow"})

    def secured(self, send: Send) -> Send:
        """A sender that adds the headers of the page."""
        return secured(send, self._policy, self._content_policy(), is_private=True)

    def _content_policy(self) -> str:
        """Nothing from anywhere, this server included; the scripts by their hash."""
        scripts = " ".join(self._policy.hooks.run_scripts) or "'none'"
        return "; ".join(
            [
                "default-src 'none'",
                f"script-src {scripts}",
                "style-src 'unsafe-inline' 'self'",
                "img-src data: 'self'",
                "font-src data:",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
            ]
        )
