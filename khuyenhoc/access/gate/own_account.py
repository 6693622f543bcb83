"""What people do about their own account: choose a password, set up a second factor, sign out."""

import asyncio
from collections import OrderedDict

import segno
from starlette.responses import Response

from khuyenhoc.access import passwords, second_factor
from khuyenhoc.access.gate.visits import Entrance, Visit
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import Session, Stage
from khuyenhoc.access.signing_in import SignInRefusedError, stage_without_second_factor

_MOST_PENDING = 500


class OwnAccount:
    """The pages of the account of whoever looks at them."""

    def __init__(self, entrance: Entrance, service: AccessService) -> None:
        self._entrance, self._service = entrance, service
        self._secrets: OrderedDict[str, str] = OrderedDict()

    async def show_password(self, visit: Visit, problem: str = "") -> Response:
        """The form for a password of one's own, or for another one."""
        if visit.session is None:
            return visit.to("sign-in")
        is_change = visit.session.stage is not Stage.PASSWORD
        if visit.session.person.role is Role.PUBLIC or visit.session.stage is Stage.SECOND_FACTOR:
            return visit.to("sign-in")
        return visit.page(
            "password.html",
            status=422 if problem else 200,
            problem=problem,
            is_change=is_change,
            name=visit.session.account_name,
        )

    async def set_password(self, visit: Visit) -> Response:
        """Take a new password; the old one is asked for unless it was a code."""
        session, form = visit.session, visit.form
        if session is None or session.person.role is Role.PUBLIC or session.stage is Stage.SECOND_FACTOR:
            return visit.to("sign-in")
        if form.get("password") != form.get("again"):
            return await self.show_password(visit, "password_differs")
        if session.stage is Stage.FULL and not await self._knows_password(visit):
            return await self.show_password(visit, "password_current_wrong")
        account_id = session.person.account_id
        try:
            await asyncio.to_thread(self._service.accounts.set_password, account_id, form.get("password", ""))
        except passwords.WeakPasswordError as weak:
            return await self.show_password(visit, f"password_{weak.why}")
        account = self._service.accounts.get(session.account_name)
        stage = Stage.FULL if account.has_second_factor else stage_without_second_factor(account.role)
        return await self._entrance.renew(visit, stage, "password_set")

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
        self._entrance.end(self._service.sessions.of_token(token), "asked again")
        return True

    async def show_second_factor(self, visit: Visit, problem: str = "") -> Response:
        """The square to scan with an authenticator app."""
        session = visit.session
        if session is None or not self._may_set_second_factor(session):
            return visit.to("sign-in" if session is None else "account")
        secret = self._secrets.setdefault(session.session_id, second_factor.new_secret())
        if len(self._secrets) > _MOST_PENDING:
            self._secrets.popitem(last=False)
        code = segno.make(second_factor.address(secret, session.account_name), error="m")
        return visit.page(
            "second_factor.html",
            status=422 if problem else 200,
            problem=problem,
            picture=code.svg_data_uri(scale=5, border=2),
            secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        )

    async def set_second_factor(self, visit: Visit) -> Response:
        """Turn the second factor on once the app shows the right digits."""
        session = visit.session
        if session is None or not self._may_set_second_factor(session):
            return visit.to("sign-in")
        secret = self._secrets.get(session.session_id, "")
        step = (
            second_factor.accepted_step(secret, visit.form.get("digits", ""), last_step=0) if secret else None
        )
        if step is None:
            return await self.show_second_factor(visit, "second_factor_wrong")
        del self._secrets[session.session_id]
        self._service.accounts.set_second_factor(session.person.account_id, secret, step)
        return await self._entrance.renew(visit, Stage.FULL, "second_factor_set")

    def _may_set_second_factor(self, session: Session) -> bool:
        """The first time only: a lost phone is an administrator's business."""
        if session.person.role is Role.PUBLIC or session.stage is Stage.PASSWORD:
            return False
        return not self._service.accounts.get(session.account_name).has_second_factor

    async def show_account(self, visit: Visit) -> Response:
        """What somebody can do about their account."""
        session = visit.session
        if session is None or session.stage is not Stage.FULL:
            return visit.to("sign-in")
        is_public = session.person.role is Role.PUBLIC
        account = None if is_public else self._service.accounts.get(session.account_name)
        return visit.page("account.html", account=account)

    async def sign_out(self, visit: Visit) -> Response:
        """End the session in every tab."""
        if visit.session is not None:
            await self._entrance.note_for(visit.session, "sign_out")
        self._entrance.end(visit.session, "signed out")
        response = visit.page("message.html", message="signed_out", link="sign-in")
        self._entrance.forget_cookie(response)
        response.headers["Clear-Site-Data"] = '"storage"'
        return response
