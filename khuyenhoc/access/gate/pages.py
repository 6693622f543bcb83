"""The gate's own pages: who may come in, by password, by the province's sign-on or by a link. Plain HTML."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope

from khuyenhoc.access.gate import requests
from khuyenhoc.access.gate.limits import SIGN_IN, Buckets
from khuyenhoc.access.gate.oidc_settings import ProviderError, load_settings
from khuyenhoc.access.gate.own_account import OwnAccount
from khuyenhoc.access.gate.policy import PREFIX, Policy
from khuyenhoc.access.gate.templates import render
from khuyenhoc.access.gate.visits import Entrance, Visit
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import Stage
from khuyenhoc.access.signing_in import SignInRefusedError
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.home import home_folder

if TYPE_CHECKING:
    from khuyenhoc.access.gate.oidc import Provider

_log = logging.getLogger(__name__)
_STYLE = Path(__file__).parents[1] / "assets" / "gate.css"
_ICON = PROJECT_FOLDER / "static" / "favicon.svg"


class Pages:
    """Answers everything below `/gate/`."""

    def __init__(self, policy: Policy, service: AccessService) -> None:
        self._policy, self._service = policy, service
        self._entrance = Entrance(policy, service)
        self._attempts = Buckets(SIGN_IN)
        self._provider = _provider(policy)
        own = OwnAccount(self._entrance, service)
        self._answers: dict[tuple[str, str], Callable[[Visit], Awaitable[Response]]] = {
            ("GET", "gate.css"): self._style,
            ("GET", "favicon.svg"): self._icon,
            ("GET", "sign-in"): self._show_sign_in,
            ("POST", "sign-in"): self._sign_in,
            ("GET", "password"): own.show_password,
            ("POST", "password"): own.set_password,
            ("GET", "second-factor"): own.show_second_factor,
            ("POST", "second-factor"): own.set_second_factor,
            ("GET", "account"): own.show_account,
            ("POST", "sign-out"): own.sign_out,
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
        return visit.page(
            "sign_in.html",
            status=status,
            problem=problem,
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
                device=visit.device,
            )
        except SignInRefusedError as refused:
            _log.warning("sign-in refused (%s) from %s", refused.why, visit.client)
            status = 429 if refused.why == "paused" else 403
            return await self._show_sign_in(visit, f"sign_in_{refused.why}", status)
        self._entrance.end(visit.session, "signed in again")
        if stage is Stage.FULL:
            await self._entrance.note("sign_in", token)
        return self._entrance.enter(visit, token, stage)

    async def _to_provider(self, visit: Visit) -> Response:
        if self._provider is None:
            return PlainTextResponse("404\n", 404)
        try:
            return await self._provider.send_away(visit.onward)
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
            known.issuer, known.subject, client=visit.client, device=visit.device
        )
        if entered is None:
            _log.warning("no account for subject %r of %s", known.subject, known.issuer)
            return visit.page(
                "message.html",
                403,
                message="provider_unknown",
                code=known.subject,
                link="sign-in",
            )
        self._entrance.end(visit.session, "signed in again")
        await self._entrance.note("sign_in", entered[0])
        # The cookie is strict: a redirect that began at another site would arrive without it.
        response = render("onward.html", visit.language, onward=known.onward, kept="")
        self._entrance.set_cookie(response, entered[0])
        return response

    async def _open_link(self, visit: Visit) -> Response:
        token = self._service.public_links.open(
            visit.query.get("link", ""), client=visit.client, device=visit.device
        )
        if token is None:
            return visit.page("message.html", 404, message="link_ended", link="sign-in")
        response = render("onward.html", visit.language, onward="/", kept="")
        self._entrance.set_cookie(response, token)
        return response


def _provider(policy: Policy) -> "Provider | None":
    settings = load_settings(home_folder())
    if settings is None:
        return None
    # Slow to import, and few installations need it.
    from khuyenhoc.access.gate.oidc import Provider

    return Provider(settings, policy)
