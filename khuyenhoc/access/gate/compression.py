"""Files that never change: compressed once, kept, and answered without a body when the browser has them.

Streamlit serves its scripts uncompressed (7.6 MB for a page with a chart) and the map shapes without any
word on how long they keep.
"""

import asyncio
import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khuyenhoc.access.gate.headers import header

# The first is part of the installed Streamlit and stays as it is while the program runs.
_PACKAGE = "/static/"
_PREFIXES = (_PACKAGE, "/app/static/")
_COMPRESSIBLE = re.compile(
    r"^(text/(css|javascript|plain)|application/(javascript|json|geo\+json|wasm)|image/svg)"
)
# A name with the content's hash in it; what it names never changes.
_HASHED = re.compile(r"[.-][0-9a-f]{8,}\.[a-z0-9.]+$")
_SMALLEST = 1000
_MOST_KEPT = 96 * 1024 * 1024


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class StaticFiles:
    """Stands before the application for the paths of its files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressed: dict[str, _Answer] = {}
        self._kept = 0
        self._locks: dict[str, asyncio.Lock] = {}

    def is_for(self, scope: Scope) -> bool:
        """Whether a request is for such a file; parts of files are left to the application."""
        is_whole = scope["method"] in {"GET", "HEAD"} and not header(scope, b"range")
        return is_whole and scope["path"].startswith(_PREFIXES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the file, its compressed form, or that the browser's copy is still good."""
        path, takes_gzip = scope["path"], "gzip" in header(scope, b"accept-encoding")
        answer = self._compressed.get(path) if takes_gzip and path.startswith(_PACKAGE) else None
        if answer is None:
            answer = _labelled(path, await self._ask(scope))
            if takes_gzip and _is_worth_it(answer):
                answer = await self._compress(path, answer)
        etag = answer.headers.get("etag", "")
        if etag and _bare(header(scope, b"if-none-match")) == _bare(etag):
            kept = {key: answer.headers[key] for key in ("etag", "cache-control", "vary")}
            answer = _Answer(304, kept, b"")
        await Response(answer.body, answer.status, answer.headers)(scope, receive, send)

    async def _ask(self, scope: Scope) -> _Answer:
        """The application's own answer, uncompressed and whole.

        It is kept for everybody, so it is not told that the one who asked has left: it would break off.
        """
        inner = [pair for pair in scope["headers"] if pair[0] not in {b"accept-encoding", b"if-none-match"}]
        status, headers, parts = 500, Headers(), []

        async def collect(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], Headers(raw=message["headers"])
            else:
                parts.append(message.get("body", b""))

        await self._app({**scope, "method": "GET", "headers": inner}, _whoever_stays(), collect)
        body = b"".join(parts)
        if int(headers.get("content-length", len(body))) != len(body):
            return _Answer(503, {}, b"")
        return _Answer(status, headers, body)

    async def _compress(self, path: str, answer: _Answer) -> _Answer:
        etag = f"W/{_bare(answer.headers.get('etag', ''))}"
        async with self._locks.setdefault(path, asyncio.Lock()):
            kept = self._compressed.get(path)
            if kept and kept.headers["etag"] == etag:
                return kept
            packed = await asyncio.to_thread(gzip.compress, answer.body, 6, mtime=0)
            headers = {**answer.headers, "content-encoding": "gzip", "etag": etag}
            compressed = _Answer(answer.status, headers, packed)
            grown = self._kept + len(packed) - (len(kept.body) if kept else 0)
            if "etag" in answer.headers and grown <= _MOST_KEPT:
                self._kept, self._compressed[path] = grown, compressed
            else:
                self._locks.pop(path, None)
            return compressed


def _whoever_stays() -> Receive:
    """A client that has said everything and never leaves."""
    said = False

    async def receive() -> Message:
        nonlocal said
        if said:
            await asyncio.Event().wait()
        said = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive


def _bare(etag: str) -> str:
    """An entity tag without the mark of a weak one."""
    return etag.removeprefix("W/")


def _labelled(path: str, answer: _Answer) -> _Answer:
    """An answer that says how long it keeps."""
    headers = {key: value for key, value in answer.headers.items() if key != "content-length"}
    if answer.status == 200:
        headers |= {"cache-control": _keeping(path, answer.headers), "vary": "Accept-Encoding"}
    return _Answer(answer.status, headers, answer.body)


def _is_worth_it(answer: _Answer) -> bool:
    kind = answer.headers.get("content-type", "")
    return (
        answer.status == 200
        and len(answer.body) >= _SMALLEST
        and "content-encoding" not in answer.headers
        and _COMPRESSIBLE.match(kind) is not None
    )


def _keeping(path: str, headers: Mapping[str, str]) -> str:
    """How long a browser may keep a file: for good, if its name changes with its content."""
    if "immutable" in headers.get("cache-control", "") or _HASHED.search(path):
        return "private, max-age=31536000, immutable"
    return "private, no-cache"
