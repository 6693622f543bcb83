"""The gate's own pages: sign in, choose a password, second factor, my account. Plain HTML, no Streamlit."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import segno
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope

from khuyenhoc.access import passwords, second_factor
from khuyenhoc.access.gate import requests
from khuyenhoc.access.gate.limits import SIGN_IN, Buckets
from khuyenhoc.access.gate.oidc_settings import ProviderError, load_settings
from khuyenhoc.access.gate.policy import Policy
from khuyenhoc.access.gate.templates import render
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import LONGEST, Session, Stage
from khuyenhoc.access.signing_in import SignInRefusedError, stage_without_second_factor
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.home import home_folder

if TYPE_CHECKING:
    from khuyenhoc.access.gate.oidc import Provider

_log = logging.getLogger(__name__)
PREFIX = "/gate/"
_STYLE = Path(__file__).parents[1] / "assets" / "gate.css"
_ICON = PROJECT_FOLDER / "static" / "favicon.svg"
_MOST_PENDING = 500
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


class Pages:
    """Answers everything below `/gate/`."""

    def __init__(self, policy: Policy, service: AccessService) -> None:
        self._policy, self._service = policy, service
        self._attempts = Buckets(SIGN_IN)
        self._secrets: OrderedDict[str, str] = OrderedDict()
        self._provider = _provider(policy)
        self._answers: dict[tuple[str, str], Callable[[Visit], Awaitable[Response]]] = {
            ("GET", "gate.css"): self._style,
            ("GET", "favicon.svg"): self._icon,
            ("GET", "sign-in"): self._show_sign_in,
            ("POST", "sign-in"): self._sign_in,
            ("GET", "password"): self._show_password,
            ("POST", "password"): self._set_password,
            ("GET", "second-factor"): self._show_second_factor,
            ("POST", "second-factor"): self._set_second_factor,
            ("GET", "account"): self._show_account,
            ("POST", "sign-out"): self._sign_out,
            ("GET", "provider"): self._to_provider,
            ("GET", "provider-answer"): self._from_provider,
            ("GET", "open"): self._open_link,
        }

    async def answer(self, scope: Scope, receive: Receive) -> Response:
        """The answer to a request for one of the pages."""
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        handler = self._answers.get((method, scope["path"].removeprefix(PREFIX)))
        if handler is None:
            return PlainTextResponse("404\n", 404)
        if method == "POST" and not self._attempts.take(requests.client_of(scope)):
            return PlainTextResponse("429\n", 429)
        try:
            form = await requests.form_of(receive) if method == "POST" else {}
            query = requests.query_of(scope)
        except ValueError:
            return PlainTextResponse("413\n", 413)
        session = self._service.sessions.of_token(requests.session_token(scope, self._policy))
        return await handler(Visit(scope, form, query, session))

    async def _style(self, _visit: Visit) -> Response:
        return Response(_STYLE.read_bytes(), media_type="text/css")

    async def _icon(self, _visit: Visit) -> Response:
        return Response(_ICON.read_bytes(), media_type="image/svg+xml")

    async def _show_sign_in(self, visit: Visit, problem: str = "", status: int = 200) -> Response:
        provider = self._provider.label if self._provider else ""
        onward = requests.local_path(visit.form.get("next") or visit.query.get("next", "/"))
        return render(
            "sign_in.html",
            visit.language,
            status=status,
            problem=problem,
            onward=onward,
            provider=provider,
            name=visit.form.get("name", ""),
        )

    async def _sign_in(self, visit: Visit) -> Response:
        form = visit.form
        try:
            token, stage = await asyncio.to_thread(
                self._service.signing_in.by_name,
                form.get("name", ""),
                form.get("password", ""),
                form.get("digits", ""),
                client=visit.client,
                device=requests.device_of(visit.scope),
            )
        except SignInRefusedError as refused:
            _log.warning("sign-in refused (%s) from %s", refused.why, visit.client)
            status = 429 if refused.why == "paused" else 403
            return await self._show_sign_in(visit, f"sign_in_{refused.why}", status)
        self._end(visit.session, "signed in again")
        if stage is Stage.FULL:
            await self._note("sign_in", token)
        return self._enter(token, stage, requests.local_path(form.get("next", "/")))

    async def _show_password(self, visit: Visit, problem: str = "") -> Response:
        if visit.session is None:
            return _to("sign-in")
        is_change = visit.session.stage is not Stage.PASSWORD
        if visit.session.person.role is Role.PUBLIC or visit.session.stage is Stage.SECOND_FACTOR:
            return _to("sign-in")
        return render(
            "password.html",
            visit.language,
            status=422 if problem else 200,
            problem=problem,
            is_change=is_change,
            name=visit.session.account_name,
        )

    async def _set_password(self, visit: Visit) -> Response:
        session, form = visit.session, visit.form
        if session is None or session.person.role is Role.PUBLIC or session.stage is Stage.SECOND_FACTOR:
            return _to("sign-in")
        if form.get("password") != form.get("again"):
            return await self._show_password(visit, "password_differs")
        if session.stage is Stage.FULL and not await self._knows_password(visit):
            return await self._show_password(visit, "password_current_wrong")
        account_id = session.person.account_id
        try:
            await asyncio.to_thread(self._service.accounts.set_password, account_id, form.get("password", ""))
        except passwords.WeakPasswordError as weak:
            return await self._show_password(visit, f"password_{weak.why}")
        account = self._service.accounts.get(session.account_name)
        stage = Stage.FULL if account.has_second_factor else stage_without_second_factor(account.role)
        return await self._renew(visit, stage, "password_set")

    async def _knows_password(self, visit: Visit) -> bool:
        """Whether somebody at an open screen is its owner: asked again before the password changes."""
        try:
            token, _ = await asyncio.to_thread(
                self._service.signing_in.by_name,
                visit.session.account_name,
                visit.form.get("current", ""),
                visit.form.get("digits", ""),
                client=visit.client,
            )
        except SignInRefusedError:
            return False
        self._end(self._service.sessions.of_token(token), "asked again")
        return True

    async def _show_second_factor(self, visit: Visit, problem: str = "") -> Response:
        session = visit.session
        if session is None or not self._may_set_second_factor(session):
            return _to("sign-in" if session is None else "account")
        secret = self._secrets.setdefault(session.session_id, second_factor.new_secret())
        if len(self._secrets) > _MOST_PENDING:
            self._secrets.popitem(last=False)
        code = segno.make(second_factor.address(secret, session.account_name), error="m")
        return render(
            "second_factor.html",
            visit.language,
            status=422 if problem else 200,
            problem=problem,
            picture=code.svg_data_uri(scale=5, border=2),
            secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        )

    async def _set_second_factor(self, visit: Visit) -> Response:
        session = visit.session
        if session is None or not self._may_set_second_factor(session):
            return _to("sign-in")
        secret = self._secrets.get(session.session_id, "")
        step = (
            second_factor.accepted_step(secret, visit.form.get("digits", ""), last_step=0) if secret else None
        )
        if step is None:
            return await self._show_second_factor(visit, "second_factor_wrong")
        del self._secrets[session.session_id]
        self._service.accounts.set_second_factor(session.person.account_id, secret, step)
        return await self._renew(visit, Stage.FULL, "second_factor_set")

    def _may_set_second_factor(self, session: Session) -> bool:
        """The first time only: a lost phone is an administrator's business."""
        if session.person.role is Role.PUBLIC or session.stage is Stage.PASSWORD:
            return False
        return not self._service.accounts.get(session.account_name).has_second_factor

    async def _show_account(self, visit: Visit) -> Response:
        session = visit.session
        if session is None or session.stage is not Stage.FULL:
            return _to("sign-in")
        is_public = session.person.role is Role.PUBLIC
        account = None if is_public else self._service.accounts.get(session.account_name)
        return render("account.html", visit.language, account=account)

    async def _sign_out(self, visit: Visit) -> Response:
        if visit.session is not None:
            await self._note_for(visit.session, "sign_out")
        self._end(visit.session, "signed out")
        response = render("message.html", visit.language, message="signed_out", link="sign-in")
        response.delete_cookie(
            self._policy.cookie, secure=self._policy.setup.is_secure, httponly=True, samesite="strict"
        )
        response.headers["Clear-Site-Data"] = '"storage"'
        return response

    async def _to_provider(self, visit: Visit) -> Response:
        if self._provider is None:
            return PlainTextResponse("404\n", 404)
        try:
            return await self._provider.send_away(requests.local_path(visit.query.get("next", "/")))
        except ProviderError as error:
            _log.warning("the sign-on is not there: %s", error)
            return await self._show_sign_in(visit, "provider_absent", 502)

    async def _from_provider(self, visit: Visit) -> Response:
        if self._provider is None:
            return PlainTextResponse("404\n", 404)
        try:
            known = await self._provider.receive(visit.query, visit.scope)
        except ProviderError as error:
            _log.warning("the sign-on's answer was refused from %s: %s", visit.client, error)
            return await self._show_sign_in(visit, "provider_failed", 403)
        entered = self._service.signing_in.by_provider(
            known.issuer, known.subject, client=visit.client, device=requests.device_of(visit.scope)
        )
        if entered is None:
            _log.warning("no account for subject %r of %s", known.subject, known.issuer)
            return render(
                "message.html",
                visit.language,
                403,
                message="provider_unknown",
                code=known.subject,
                link="sign-in",
            )
        self._end(visit.session, "signed in again")
        await self._note("sign_in", entered[0])
        # The cookie is strict: a redirect that began at another site would arrive without it.
        response = render("onward.html", visit.language, onward=known.onward)
        self._set_cookie(response, entered[0])
        return response

    async def _open_link(self, visit: Visit) -> Response:
        token = self._service.public_links.open(
            visit.query.get("link", ""), client=visit.client, device=requests.device_of(visit.scope)
        )
        if token is None:
            return render("message.html", visit.language, 404, message="link_ended", link="sign-in")
        response = render("onward.html", visit.language, onward="/")
        self._set_cookie(response, token)
        return response

    async def _renew(self, visit: Visit, stage: Stage, what: str) -> Response:
        """A new session in place of the one that got further, under a new token."""
        self._end(visit.session, "renewed")
        token = self._service.sessions.begin(
            visit.session.person.account_id,
            stage,
            method=visit.session.method,
            client=visit.client,
            device=requests.device_of(visit.scope),
        )
        await self._note(what, token)
        return self._enter(token, stage, "/")

    def _enter(self, token: str, stage: Stage, onward: str) -> Response:
        target = onward if stage is Stage.FULL else f"{PREFIX}{stage.replace('_', '-')}"
        response = RedirectResponse(target, 303)
        self._set_cookie(response, token)
        return response

    def _set_cookie(self, response: Response, token: str) -> None:
        response.set_cookie(
            self._policy.cookie,
            token,
            max_age=_SECONDS,
            secure=self._policy.setup.is_secure,
            httponly=True,
            samesite="strict",
        )

    def _end(self, session: Session | None, why: str) -> None:
        if session is not None:
            self._service.sessions.end(session.session_id, why)

    async def _note(self, what: str, token: str) -> None:
        session = self._service.sessions.of_token(token)
        if session is not None:
            await self._note_for(session, what)

    async def _note_for(self, session: Session, what: str) -> None:
        detail = f"{session.method}, {session.client}"
        await asyncio.to_thread(self._policy.hooks.note, what, session.person.name or "public", detail)


def _provider(policy: Policy) -> "Provider | None":
    settings = load_settings(home_folder())
    if settings is None:
        return None
    # Slow to import, and few installations need it.
    from khuyenhoc.access.gate.oidc import Provider

    return Provider(settings, policy)


def _to(page: str) -> Response:
    return RedirectResponse(f"{PREFIX}{page}", 303)
