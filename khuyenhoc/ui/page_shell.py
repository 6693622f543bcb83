"""The page that Streamlit's screens stand in, put right before it goes out: language, title, menu, styles.

Streamlit's own says `lang="en"` and "Streamlit" and has no setting for either.
"""

import json
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.Element_pb2 import Element

from khuyenhoc.ui import furniture

_SCRIPTS = [Path(__file__).with_name(name) for name in ("page_shell.js", "first_parts.js", "first_word.js")]
_REPLACED = (
    ('<html lang="en">', '<html lang="vi">'),
    ("<title>Streamlit</title>", "<title>Khuyến học</title>"),
    # Where Streamlit describes how to drive the app by machine, which is switched off.
    ('<link rel="service-desc" href="./_stcore/agent/openapi.json" />', ""),
    # Before the style sheets: a script behind them waits for them.
    ('<meta charset="UTF-8" />', '<meta charset="UTF-8" /><script>{script}</script>'),
    # Behind the styles of Streamlit's own parts, which come into the head: of two as good, the last counts.
    ('<div id="root"></div>', '<style>{styles}</style><div id="root"></div>'),
)
_SHORTENING = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


def shell_script() -> str:
    """The script of the page; its digest has to stand in the Content-Security-Policy."""
    script = "".join(path.read_text(encoding="utf-8") for path in _SCRIPTS)
    return script.replace("{kinds}", json.dumps(_kinds()))


def _kinds() -> dict[int, str]:
    """Numbers of the kinds of elements in Streamlit's protocol, and how their scripts are called."""
    own = {"dataframe": "DataFrame", "imgs": "ImageList"}
    fields = Element.DESCRIPTOR.oneofs_by_name["type"].fields
    return {field.number: own.get(field.name, field.name.title().replace("_", "")) for field in fields}


def put_right(page: str) -> str:
    """Streamlit's page with our language, title, script and styles.

    Raises:
        ValueError: when a part is not there, as a new version of Streamlit might have it.
    """
    for old, new in _REPLACED:
        if page.count(old) != 1:
            raise ValueError(f"Streamlit's page has no single {old!r}")
        ours = new.replace("{script}", shell_script()).replace("{styles}", furniture.styles())
        page = page.replace(old, ours)
    return page


class PageShell:
    """An ASGI app that passes everything on, and puts right what is Streamlit's page."""

    def __init__(self, application: ASGIApp, page: str) -> None:
        """Wrap an app.

        Args:
            application: Streamlit.
            page: its page as it stands in its package; answers that equal it are replaced.
        """
        self._application = application
        self._theirs = page.encode()
        self._ours = put_right(page).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._application(scope, receive, send)
            return
        # Compressed, or answered by "as you have it", the page could not be told from others.
        plain = [(name, value) for name, value in scope["headers"] if name not in _SHORTENING]
        asks_for_page = b"text/html" in dict(scope["headers"]).get(b"accept", b"")
        replacing = _Replacing(send, self._theirs, self._ours)
        await self._application(scope | {"headers": plain} if asks_for_page else scope, receive, replacing)


class _Replacing:
    """Holds an HTML answer back until it is whole, and sends ours where it is Streamlit's page."""

    def __init__(self, send: Send, theirs: bytes, ours: bytes) -> None:
        self._send = send
        self._theirs, self._ours = theirs, ours
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message, len(self._theirs)):
            self._start = message
            return
        if self._start is None or message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = self._ours if self._body == self._theirs else self._body
        headers = MutableHeaders(raw=self._start["headers"])
        for name in ("etag", "last-modified"):
            if body is self._ours and name in headers:
                del headers[name]
        if self._body:
            headers["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def _is_page(start: Message, length: int) -> bool:
    headers = MutableHeaders(raw=list(start["headers"]))
    return (
        start["status"] == 200
        and headers.get("content-type", "").startswith("text/html")
        and headers.get("content-length") == str(length)
        and "content-encoding" not in headers
    )
