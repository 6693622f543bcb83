"""What the gate counts, and how machines ask for it: `/healthz` for everybody, `/metrics` for the few.

Prometheus text, written out by hand: a handful of numbers needs no library. No name, unit or address stands
in any of them.
"""

import asyncio
import hmac
import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Message, Scope, Send

from khuyenhoc.access.gate.headers import header
from khuyenhoc.access.gate.policy import Policy
from khuyenhoc.access.roles import Role, has_role
from khuyenhoc.access.sessions import Session, Stage

HEALTH = "/healthz"
METRICS = "/metrics"
SHORTEST_TOKEN = 24
_log = logging.getLogger("khuyenhoc.requests")
_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_ASKED_AGAIN_AFTER = 2.0
_PATIENCE = 3.0
# Parts of addresses that open something, or say which session: a log keeps the kind alone.
_KINDS = {
    "/_stcore/upload_file/": "upload",
    "/_stcore/": "streamlit",
    "/media/": "media",
    "/static/": "static",
    "/app/static/": "static",
    "/gate/": "gate",
}


@dataclass
class Counts:
    """What happened since the start."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    within: Counter[tuple[str, float]] = field(default_factory=Counter)
    body_bytes: Counter[str] = field(default_factory=Counter)
    sockets_refused: int = 0

    def count(self, kind: str, status: int, seconds: float, size: int) -> None:
        """One more answer."""
        self.answers[kind, status] += 1
        self.seconds[kind] += seconds
        self.body_bytes[kind] += size
        for most in _BUCKETS:
            if seconds <= most:
                self.within[kind, most] += 1


def kind_of(path: str) -> str:
    """What sort of thing a request is for."""
    return next((kind for start, kind in _KINDS.items() if path.startswith(start)), "page")


def counted(send: Send, counts: Counts, scope: Scope, session_of: Callable[[], str]) -> Send:
    """A sender that counts an answer when it is complete, and writes a line about it."""
    began, status, size = time.perf_counter(), 0, 0

    async def send_counted(message: Message) -> None:
        nonlocal status, size
        if message["type"] == "http.response.start":
            status = message["status"]
        size += len(message.get("body", b""))
        await send(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            seconds, kind = time.perf_counter() - began, kind_of(scope["path"])
            counts.count(kind, status, seconds, size)
            fields = {"method": scope["method"], "kind": kind, "status": status, "bytes": size}
            fields |= {"ms": round(1000 * seconds, 1), "session": session_of()}
            _log.debug("%(method)s %(kind)s %(status)s", fields, extra={"fields": fields})

    return send_counted


class Observatory:
    """Answers those who watch over the program."""

    def __init__(self, policy: Policy, sockets: Mapping[str, int]) -> None:
        self.counts = Counts()
        self._policy, self._sockets = policy, sockets
        self._asked_at, self._is_ready = float("-inf"), False
        self._started_at = time.time()

    def is_for(self, scope: Scope) -> bool:
        """Whether a request is for here."""
        return scope["path"] in {HEALTH, METRICS} and scope["method"] in {"GET", "HEAD"}

    def has_token(self, scope: Scope) -> bool:
        """Whether a request carries the token that the one who runs the server gave to Prometheus."""
        kind, _, given = header(scope, b"authorization").partition(" ")
        token = self._policy.metrics_token
        return (
            bool(token) and kind.lower() == "bearer" and hmac.compare_digest(given.encode(), token.encode())
        )

    async def answer(self, scope: Scope, session: Session | None, *, is_desk: bool) -> Response:
        """The answer; to a stranger, the metrics are not there."""
        may_read = is_desk or self.has_token(scope) or _is_administrator(session)
        if scope["path"] == HEALTH:
            return await self._health(is_told_more=may_read)
        return PlainTextResponse(await self._metrics(), media_type=_TYPE) if may_read else _absent()

    async def _health(self, *, is_told_more: bool) -> Response:
        is_ready = await self._ready()
        status = 200 if is_ready else 503
        if not is_told_more:
            return PlainTextResponse("ok\n" if is_ready else "not ready\n", status)
        told = {"ready": is_ready, "since": int(self._started_at), **await self._facts()}
        return JSONResponse(told, status)

    async def _ready(self) -> bool:
        """Whether the store is open; asked at most every two seconds, however many ask."""
        if time.monotonic() - self._asked_at >= _ASKED_AGAIN_AFTER:
            self._asked_at = time.monotonic()
            try:
                asking = asyncio.to_thread(self._policy.hooks.is_ready)
                self._is_ready = await asyncio.wait_for(asking, _PATIENCE)
            except TimeoutError:
                self._is_ready = False
        return self._is_ready

    async def _facts(self) -> dict[str, float]:
        return await asyncio.to_thread(self._policy.hooks.facts)

    async def _metrics(self) -> str:
        counts, lines = self.counts, []

        def add(name: str, kind: str, words: str, rows: Mapping[str, float]) -> None:
            lines.extend([f"# HELP khuyenhoc_{name} {words}", f"# TYPE khuyenhoc_{name} {kind}"])
            lines.extend(f"khuyenhoc_{name}{labels} {value:g}" for labels, value in sorted(rows.items()))

        answers = {f'{{kind="{kind}",status="{status}"}}': n for (kind, status), n in counts.answers.items()}
        add("answers_total", "counter", "Answers over HTTP by kind and status.", answers)
        sizes = {f'{{kind="{kind}"}}': size for kind, size in counts.body_bytes.items()}
        add("answer_bytes_total", "counter", "Bytes of bodies sent.", sizes)
        lines.extend(_histogram(counts))
        add("sockets", "gauge", "Open browser tabs.", {"": sum(self._sockets.values())})
        add("sockets_refused_total", "counter", "Tabs that were not let in.", {"": counts.sockets_refused})
        add("people", "gauge", "Sessions with an open tab.", {"": len(self._sockets)})
        add("ready", "gauge", "Whether the store is open.", {"": await self._ready()})
        add("start_time_seconds", "gauge", "When the program started.", {"": self._started_at})
        for name, value in (await self._facts()).items():
            add(name, "gauge", name.replace("_", " ").capitalize() + ".", {"": value})
        return "\n".join(lines) + "\n"


def _histogram(counts: Counts) -> list[str]:
    name = "khuyenhoc_answer_seconds"
    lines = [f"# HELP {name} Seconds from request to the end of the answer.", f"# TYPE {name} histogram"]
    for kind in sorted(counts.seconds):
        total = sum(number for (of, _), number in counts.answers.items() if of == kind)
        rows = [(f"{most:g}", counts.within[kind, most]) for most in _BUCKETS] + [("+Inf", total)]
        lines += [f'{name}_bucket{{kind="{kind}",le="{most}"}} {number}' for most, number in rows]
        lines += [
            f'{name}_sum{{kind="{kind}"}} {counts.seconds[kind]:g}',
            f'{name}_count{{kind="{kind}"}} {total}',
        ]
    return lines


def _is_administrator(session: Session | None) -> bool:
    is_full = session is not None and session.stage is Stage.FULL
    return is_full and has_role(session.person.role, (Role.ADMINISTRATOR,))


def _absent() -> Response:
    return PlainTextResponse("404\n", 404)
