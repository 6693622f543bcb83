"""The WebSocket of a signed-in browser, as the gate sees it."""

from starlette.testclient import TestClient

from khuyenhoc.access.service import AccessService
from tests.unit.access.conftest import ADDRESS

STREAM = "wss://khuyenhoc.example/_stcore/stream"
COOKIE = "__Host-khuyenhoc"


def stream_headers(client: TestClient, origin: str = ADDRESS) -> dict[str, str]:
    return {"Origin": origin, "Cookie": f"{COOKIE}={client.cookies.get(COOKIE, '')}"}


def session_id_of(client: TestClient, service: AccessService) -> str:
    return service.sessions.of_token(client.cookies[COOKIE]).session_id
