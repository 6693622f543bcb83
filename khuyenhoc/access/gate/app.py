"""One ASGI application around the dashboard: every request and every WebSocket passes here first."""

from collections import Counter
from urllib.parse import quote, unquote

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khuyenhoc.access.gate.api import Api
from khuyenhoc.access.gate.compression import StaticFiles
from khuyenhoc.access.gate.headers import content_policy, header, secured, with_identity
from khuyenhoc.access.gate.limits import ANONYMOUS, SIGNED_IN, Buckets, LimitedBody
from khuyenhoc.access.gate.observing import METRICS, Observatory, counted
from khuyenhoc.access.gate.pages import Pages
from khuyenhoc.access.gate.policy import DESK_SESSION, PREFIX, Policy
from khuyenhoc.access.gate.public_run import PublicRuns
from khuyenhoc.access.gate.requests import client_of, session_token
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import Session, Stage

_SOCKET = "/_stcore/stream"
_UPLOADS = "/_stcore/upload_file/"
_MEDIA = "/media/"
# Of Streamlit's own paths, those that tell about the machine or drive the pages: for nobody.
_CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/oauth2callback", "/auth/")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_METHODS = _SAFE_METHODS | {"POST", "PUT", "DELETE"}
_MOST_SOCKETS = 40


class Gate:
    """Wraps the dashboard."""

    def __init__(self, app: ASGIApp, policy: Policy, service: AccessService | None) -> None:
        """Wrap an application.

        Args:
            service: accounts and sessions; None only where the policy asks for no sign-in.
        """
        if service is None and not policy.is_open:
            raise ValueError("a gate that asks for sign-in needs accounts")
        self._app, self._policy, self._service = app, policy, service
        self._static = StaticFiles(app)
        self._pages = Pages(policy, service) if service and not policy.is_open else None
        self._runs = PublicRuns(policy, service.public_links) if self._pages else None
        self._api = Api(policy, service.api_tokens if service else None)
        self._anonymous, self._signed_in = Buckets(ANONYMOUS), Buckets(SIGNED_IN)
        self._sockets: Counter[str] = Counter()
        self._observatory = Observatory(policy, self._sockets)
        self._app_csp = content_policy(policy, policy.hooks.inline_scripts)
        self._page_csp = content_policy(policy)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        session_id = ""
        send = counted(send, self._observatory.counts, scope, lambda: session_id)
        for part in (self._runs, self._api):
            if part is not None and part.is_for(scope):
                answer = self._refuse_form(scope) or await part.answer(scope)
                await answer(scope, receive, part.secured(send))
                return
        is_page = scope["path"].startswith(PREFIX)
        is_static = self._static.is_for(scope)
        csp = self._page_csp if is_page else self._app_csp
        send = secured(send, self._policy, csp, is_private=not is_static and not self._policy.is_open)
        if self._observatory.is_for(scope):
            refusal = await self._observe(scope)
        else:
            refusal = self._refuse_form(scope)
        if refusal is None and is_page:
            refusal = await self._pages.answer(scope, receive) if self._pages else _plain(404)
        if refusal is None:
            session = self._session(scope)
            session_id = DESK_SESSION if self._policy.is_open else session.session_id if session else ""
            refusal = self._refuse_stranger(scope, session) or self._refuse_owner(scope, session_id)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        app = self._static if is_static else self._app
        await self._pass_on(app, with_identity(scope, session_id), receive, send)

    async def _observe(self, scope: Scope) -> Response:
        """For machines that watch; by whatever name they call, since they are told next to nothing."""
        is_named = header(scope, b"host").lower() in self._policy.setup.hosts
        if not self._observatory.has_token(scope) and not self._anonymous.take(client_of(scope)):
            return _plain(429)
        if scope["path"] == METRICS and not is_named and not self._observatory.has_token(scope):
            return _plain(400)
        session = self._session(scope) if is_named else None
        return await self._observatory.answer(scope, session, is_desk=is_named and self._policy.is_open)

    async def _pass_on(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, unless the body turns out too large for it to be asked."""
        body = LimitedBody(receive, self._policy.max_body)

        async def send_unless_exceeded(message: Message) -> None:
            if not body.is_exceeded:
                await send(message)

        try:
            await app(scope, body.receive, send_unless_exceeded)
        except Exception:
            if not body.is_exceeded:
                raise
        if body.is_exceeded:
            await _plain(413)(scope, receive, send)

    def _refuse_form(self, scope: Scope) -> Response | None:
        """What is wrong with a request whoever sends it."""
        path = scope["path"]
        if header(scope, b"host").lower() not in self._policy.setup.hosts or not _is_clean(scope):
            return _plain(400)
        if scope["method"] not in _METHODS:
            return _plain(405)
        origin = header(scope, b"origin").lower()
        if origin not in self._policy.setup.origins and (origin or scope["method"] not in _SAFE_METHODS):
            return _plain(403)
        if path.startswith(_CLOSED):
            return _plain(404)
        length = header(scope, b"content-length")
        if length and (not length.isdigit() or int(length) > self._policy.max_body):
            return _plain(413)
        return None

    def _refuse_stranger(self, scope: Scope, session: Session | None) -> Response | None:
        """What somebody gets who is not signed in, or not all the way, or asks for too much."""
        if self._policy.is_open:
            return None
        if session is None or session.stage is not Stage.FULL:
            if not self._anonymous.take(client_of(scope)):
                return _plain(429)
            return _to_sign_in(scope, session)
        return None if self._signed_in.take(session.session_id) else _plain(429)

    def _refuse_owner(self, scope: Scope, session_id: str) -> Response | None:
        """Files and uploads are their own session's: for another one, they are not there."""
        path, hooks = scope["path"], self._policy.hooks
        if path.startswith(_MEDIA):
            prefix = hooks.media_prefix(session_id)
            is_own = bool(prefix) and path.removeprefix(_MEDIA).startswith(prefix)
        elif path.startswith(_UPLOADS):
            is_own = hooks.upload_owner(path.removeprefix(_UPLOADS).partition("/")[0]) == session_id
        else:
            return None
        return None if is_own else _plain(404)

    def _session(self, scope: Scope) -> Session | None:
        if self._policy.is_open or self._service is None:
            return None
        session = self._service.sessions.of_token(session_token(scope, self._policy))
        if session is not None:
            self._service.sessions.touch(session)
        return session

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        setup = self._policy.setup
        session = self._session(scope)
        session_id = DESK_SESSION if self._policy.is_open else session.session_id if session else ""
        is_welcome = (
            scope["path"] == _SOCKET
            and header(scope, b"host").lower() in setup.hosts
            and header(scope, b"origin").lower() in setup.origins
            and (self._policy.is_open or (session is not None and session.stage is Stage.FULL))
            and self._sockets[session_id] < _MOST_SOCKETS
        )
        if not is_welcome:
            self._observatory.counts.sockets_refused += 1
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # answered as 403 before the handshake
            return
        self._sockets[session_id] += 1
        try:
            watched = receive if self._policy.is_open else self._watch(receive, session_id)
            await self._app(with_identity(scope, session_id), watched, send)
        finally:
            self._sockets[session_id] -= 1
            if not self._sockets[session_id]:
                del self._sockets[session_id]

    def _watch(self, receive: Receive, session_id: str) -> Receive:
        """What a tab sends after its session ended becomes a request to draw the page, which then says so.

        Without this, a part of a page that runs alone would go on as if nothing had happened.
        """
        sessions = self._service.sessions

        async def receive_watched() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                session = sessions.of_id(session_id)
                if session is None or session.stage is not Stage.FULL:
                    return {"type": "websocket.receive", "bytes": self._policy.hooks.plain_rerun}
                sessions.touch(session)
            return message

        return receive_watched


def _is_clean(scope: Scope) -> bool:
    """Whether a path is one that a browser would send: nothing that climbs, in any spelling."""
    raw = scope.get("raw_path") or scope["path"].encode()
    path = unquote(unquote(raw.decode("latin-1")))
    parts = path.split("/")
    return path.startswith("/") and not ("\\" in path or "\0" in path or ".." in parts or "//" in path)


def _to_sign_in(scope: Scope, session: Session | None) -> Response:
    """A person's browser is taken to where they can go on; anything else is told no."""
    is_person = scope["method"] == "GET" and "text/html" in header(scope, b"accept")
    if not is_person or scope["path"].startswith(("/_stcore/", _MEDIA, "/static/", "/app/", "/component/")):
        return _plain(401)
    query = scope["query_string"].decode("latin-1")
    onward = scope["path"] + (f"?{query}" if query else "")
    page = session.stage.replace("_", "-") if session is not None else "sign-in"
    kept = f"?next={quote(onward, safe='/')}" if onward != "/" else ""
    return RedirectResponse(PREFIX + page + kept, 303)


def _plain(status: int) -> Response:
    return PlainTextResponse(f"{status}\n", status)
