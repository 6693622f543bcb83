"""One request to a page of the gate, and what is done with sessions on the way."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from khuyenhoc.access.gate import requests
from khuyenhoc.access.gate.policy import PREFIX, Policy
from khuyenhoc.access.gate.templates import render
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import LONGEST, Session, Stage

_SECONDS = int(LONGEST.total_seconds())


@dataclass(frozen=True)
class Visit:
    """One request to a page of the gate."""

    scope: Scope
    form: dict[str, str]
    query: dict[str, str]
    session: Session | None

    @property
    def language(self) -> str:
        """Vietnamese unless the address says otherwise."""
        return "en" if "en" in (self.form.get("lang"), self.query.get("lang")) else "vi"

    @property
    def client(self) -> str:
        """Address of the visitor."""
        return requests.client_of(self.scope)

    @property
    def device(self) -> str:
        """What the visitor's browser calls itself."""
        return requests.device_of(self.scope)

    @property
    def onward(self) -> str:
        """Where somebody wanted to go before they were asked who they are; the start page for nowhere."""
        return requests.local_path(self.form.get("next") or self.query.get("next", "/"))

    def to(self, page: str) -> Response:
        """On to another page of the gate, in the same language and with the same end in view."""
        return RedirectResponse(PREFIX + page + self._kept(), 303)

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """A page in the visitor's language that knows where it leads."""
        return render(template, self.language, status, onward=self.onward, kept=self._kept(), **values)

    def _kept(self) -> str:
        kept = {"lang": self.language} if self.language != "vi" else {}
        kept |= {"next": self.onward} if self.onward != "/" else {}
        return f"?{urlencode(kept)}" if kept else ""


class Entrance:
    """Lets people in with a cookie, further in with a new one, and out again; the audit is told."""

    def __init__(self, policy: Policy, service: AccessService) -> None:
        self._policy, self._service = policy, service

    def enter(self, visit: Visit, token: str, stage: Stage) -> Response:
        """To where somebody wanted to go, or to what they have to do first."""
        is_full = stage is Stage.FULL
        response = RedirectResponse(visit.onward, 303) if is_full else visit.to(stage.replace("_", "-"))
        self.set_cookie(response, token)
        return response

    async def renew(self, visit: Visit, stage: Stage, what: str) -> Response:
        """A new session in place of the one that got further, under a new token."""
        self.end(visit.session, "renewed")
        token = self._service.sessions.begin(
            visit.session.person.account_id,
            stage,
            method=visit.session.method,
            client=visit.client,
            device=visit.device,
        )
        await self.note(what, token)
        return self.enter(visit, token, stage)

    def set_cookie(self, response: Response, token: str) -> None:
        """Give the browser its session."""
        response.set_cookie(
            self._policy.cookie,
            token,
            max_age=_SECONDS,
            secure=self._policy.setup.is_secure,
            httponly=True,
            samesite="strict",
        )

    def forget_cookie(self, response: Response) -> None:
        """Take it away again."""
        response.delete_cookie(
            self._policy.cookie, secure=self._policy.setup.is_secure, httponly=True, samesite="strict"
        )

    def end(self, session: Session | None, why: str) -> None:
        """End a session, if there is one."""
        if session is not None:
            self._service.sessions.end(session.session_id, why)

    async def note(self, what: str, token: str) -> None:
        """Write into the audit what somebody with a new token did."""
        session = self._service.sessions.of_token(token)
        if session is not None:
            await self.note_for(session, what)

    async def note_for(self, session: Session, what: str) -> None:
        """The same for a known session."""
        detail = f"{session.method}, {session.client}"
        await asyncio.to_thread(self._policy.hooks.note, what, session.person.name or "public", detail)
