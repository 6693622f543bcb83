"""Signing in at the province's own sign-on (OpenID Connect): any issuer, code flow with PKCE.

Who somebody is comes from there; whether they may come in, and what they may do, from our own accounts.
"""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from khuyenhoc.access.gate.oidc_settings import ProviderError, Settings
from khuyenhoc.access.gate.policy import Policy
from khuyenhoc.access.gate.requests import cookie_of
from khuyenhoc.access.passwords import hash_token

_ANSWER = "/gate/provider-answer"
_MOST_PENDING = 1000
_SECONDS_TO_ANSWER = 600
_TIMEOUT = 10
# Signed with the provider's private key; never "none", never a secret that both sides know.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]


@dataclass(frozen=True)
class Known:
    """Somebody whom the sign-on vouches for."""

    issuer: str
    subject: str
    onward: str


@dataclass(frozen=True)
class _Pending:
    browser: str
    nonce: str
    verifier: str
    onward: str
    until: float


class Provider:
    """Sends people to the sign-on and reads what they bring back."""

    def __init__(self, settings: Settings, policy: Policy) -> None:
        self._settings = settings
        self.label = settings.label
        self._is_secure = policy.setup.is_secure
        self._cookie = f"{policy.cookie}-provider"
        self._return_to = next(iter(policy.setup.origins)) + _ANSWER
        self._pending: OrderedDict[str, _Pending] = OrderedDict()
        self._metadata: dict[str, object] = {}

    async def send_away(self, onward: str) -> Response:
        """To the sign-on, with a state that only this browser can bring back.

        Raises:
            ProviderError: it cannot be reached.
        """
        metadata = await self._discover()
        state, nonce, verifier, browser = (secrets.token_urlsafe(32) for _ in range(4))
        until = time.monotonic() + _SECONDS_TO_ANSWER
        self._pending[state] = _Pending(hash_token(browser), nonce, verifier, onward, until)
        while len(self._pending) > _MOST_PENDING:
            self._pending.popitem(last=False)
        async with self._client() as client:
            url, _ = client.create_authorization_url(
                metadata["authorization_endpoint"], state=state, code_verifier=verifier, nonce=nonce
            )
        response = RedirectResponse(url, 303)
        response.set_cookie(
            self._cookie,
            browser,
            max_age=_SECONDS_TO_ANSWER,
            secure=self._is_secure,
            httponly=True,
            samesite="lax",
        )
        return response

    async def receive(self, query: dict[str, str], scope: Scope) -> Known:
        """Who came back.

        Raises:
            ProviderError: the answer is not to be believed.
        """
        pending = self._pending.pop(query.get("state", ""), None)
        if pending is None or pending.until < time.monotonic():
            raise ProviderError("unknown or late state")
        if hash_token(cookie_of(scope, self._cookie)) != pending.browser:
            raise ProviderError("another browser's state")
        if "code" not in query:
            raise ProviderError(f"no code: {query.get('error', '')[:60]}")
        metadata = await self._discover()
        try:
            async with self._client() as client:
                token = await client.fetch_token(
                    metadata["token_endpoint"], code=query["code"], code_verifier=pending.verifier
                )
            keys = await self._fetch(metadata["jwks_uri"])
            claims = self._checked(token["id_token"], keys, pending.nonce)
        except (httpx2.HTTPError, OAuthError, JoseError, KeyError, ValueError) as error:
            raise ProviderError(repr(error)) from error
        return Known(claims["iss"], claims["sub"], pending.onward)

    def _checked(self, id_token: str, keys: dict, nonce: str) -> dict:
        """The claims of an identity token whose signature, issuer, audience, time and nonce are right."""
        claims = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS).claims
        audience = {"essential": True, "value": self._settings.client_id}
        registry = jwt.JWTClaimsRegistry(
            leeway=60,
            iss={"essential": True, "value": self._settings.issuer},
            aud=audience,
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        registry.validate(claims)
        if claims.get("azp", self._settings.client_id) != self._settings.client_id:
            raise ProviderError("meant for another client")
        return claims

    async def _discover(self) -> dict:
        if not self._metadata:
            url = f"{self._settings.issuer.rstrip('/')}/.well-known/openid-configuration"
            try:
                metadata = await self._fetch(url)
            except (httpx2.HTTPError, ValueError) as error:
                raise ProviderError(repr(error)) from error
            if metadata.get("issuer") != self._settings.issuer:
                raise ProviderError(f"calls itself {metadata.get('issuer')!r}")
            self._metadata = metadata
        return self._metadata

    async def _fetch(self, url: str) -> dict:
        async with httpx2.AsyncClient(timeout=_TIMEOUT) as client:
            return (await client.get(url)).raise_for_status().json()

    def _client(self) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self._settings.client_id,
            self._settings.client_secret or None,
            scope="openid",
            redirect_uri=self._return_to,
            code_challenge_method="S256",
            timeout=_TIMEOUT,
        )
