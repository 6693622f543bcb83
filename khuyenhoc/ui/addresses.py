"""Addresses as people type them, led to the page that they mean.

Streamlit knows its first page by the root of the site alone, and draws nothing for an address of several
parts: its files are looked for beside the last one.
"""

from urllib.parse import quote

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from khuyenhoc.ui.routes import SUMMARY, route_of

# What the screens fetch by themselves, and what never is a page.
_NO_PAGES = frozenset({"_stcore", "app", "component", "media", "static"})
_NO_SUCH_PAGE = "khong-co-trang-nay"


class Addresses:
    """An ASGI app that passes everything on, but for addresses of pages spelt in another way."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        better = _better(scope) if scope["type"] == "http" else ""
        if not better:
            await self._application(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        await RedirectResponse(better + (f"?{query}" if query else ""), 303)(scope, receive, send)


def _better(scope: Scope) -> str:
    """Where to go instead; empty where the address is right, or is not asked for by a person."""
    accepted = dict(scope["headers"]).get(b"accept", b"")
    parts = [part for part in scope["path"].split("/") if part]
    if scope["method"] != "GET" or b"text/html" not in accepted or not parts or parts[0] in _NO_PAGES:
        return ""
    name = parts[0] if len(parts) == 1 else _NO_SUCH_PAGE
    if name == route_of(SUMMARY).url_path:
        return "/"
    address = "/" + quote(name)
    return "" if scope["path"] == "/" + name else address
