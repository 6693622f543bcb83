"""Accounts in a folder of their own, and a gate before an application that only says what it was asked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from khuyenhoc.access.gate import Gate, Hooks, Policy
from khuyenhoc.access.mode import Mode, Setup
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService

ADDRESS = "https://khuyenhoc.example"
PASSWORD = "bốn từ rời rạc trời xanh"  # noqa: S105
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105


@pytest.fixture(autouse=True)
def _quick(quick_hashes: None) -> None:
    """No test here is about the price of a password."""


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AccessService:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    return AccessService.of(tmp_path)


@pytest.fixture
def make_account(service: AccessService) -> Callable[..., str]:
    """Makes an account with a password, and an administrator's second factor; gives back its id."""

    def make(name: str, role: Role = Role.VIEWER, units: tuple[str, ...] = ()) -> str:
        service.accounts.add(name, f"Người {name}", role, units, by="test")
        account_id = service.accounts.get(name).account_id
        service.accounts.set_password(account_id, PASSWORD)
        if role is Role.ADMINISTRATOR:
            service.accounts.set_second_factor(account_id, SECRET, 0)
        return account_id

    return make


async def echo(request: Request) -> JSONResponse:
    body = await request.body()
    return JSONResponse(
        {"path": request.url.path, "headers": dict(request.headers), "size": len(body)},
        headers={"Content-Disposition": "inline"},
    )


async def script(_: Request) -> PlainTextResponse:
    return PlainTextResponse(
        "let a = 1;" * 500,
        media_type="text/javascript",
        headers={"ETag": '"one"', "Cache-Control": "public, immutable, max-age=1"},
    )


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_json(dict(websocket.headers))
    try:
        while True:
            await websocket.send_bytes(await websocket.receive_bytes())
    except WebSocketDisconnect:
        pass


APPLICATION = Starlette(
    routes=[
        WebSocketRoute("/_stcore/stream", socket),
        WebSocketRoute("/other", socket),
        Route("/static/{name:path}", script, methods=["GET"]),
        Route("/{path:path}", echo, methods=["GET", "HEAD", "POST", "PUT", "DELETE"]),
    ]
)


class Noted(list):
    """What the gate wrote into the audit."""

    def note(self, *fields: str) -> None:
        self.append(fields)


@pytest.fixture
def noted() -> Noted:
    return Noted()


@pytest.fixture
def hooks(noted: Noted) -> Hooks:
    return Hooks(
        upload_owner=lambda tab: tab.removeprefix("tab-of-"),
        media_prefix=lambda session_id: f"m{session_id}",
        plain_rerun=b"PLAIN RERUN",
        inline_scripts=("'sha256-abc='",),
        note=noted.note,
    )


@pytest.fixture
def client(service: AccessService, hooks: Hooks) -> TestClient:
    """A browser at the sign-in gate."""
    setup = Setup(Mode.SERVER, "127.0.0.1", 8501, ADDRESS)
    gate = Gate(APPLICATION, Policy(setup, max_body=100_000, hooks=hooks), service)
    return TestClient(gate, base_url=ADDRESS, follow_redirects=False, headers={"Accept": "text/html"})


@pytest.fixture
def desk(hooks: Hooks) -> TestClient:
    """A browser at a desk."""
    setup = Setup(Mode.DESK, "127.0.0.1", 8501)
    gate = Gate(APPLICATION, Policy(setup, max_body=100_000, hooks=hooks), None)
    return TestClient(gate, base_url="http://127.0.0.1:8501", follow_redirects=False)


def sign_in(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> int:
    """Sign in as a browser does; the answer's status."""
    form = {"name": name, "password": password, **more}
    return client.post("/gate/sign-in", data=form, headers={"Origin": ADDRESS}).status_code
