"""Files that never change: compressed, kept by the browser, asked for again where they may change."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles as ServedFolder
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khuyenhoc.access.gate import Gate, Policy
from khuyenhoc.access.gate.compression import StaticFiles
from khuyenhoc.access.mode import Mode, Setup
from tests.own_loop import finish


def test_static_files_are_compressed_kept_and_revalidated(desk: TestClient) -> None:
    answer = desk.get("/static/js/index.DormvYxC.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 200
    assert answer.text == "let a = 1;" * 500
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    again = desk.get("/static/js/index.DormvYxC.js", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = desk.get("/static/js/index.DormvYxC.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == answer.text


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (
            "/app/static/boundaries/communes-reform-56-cbd3a1342f93.json",
            "private, max-age=31536000, immutable",
        ),
        ("/app/static/topology/world_110m.json", "private, no-cache"),
    ],
)
def test_our_static_files_keep_for_good_only_under_a_name_with_their_hash(
    tmp_path: Path, path: str, kept: str
) -> None:
    """Behind the gate stands Starlette's own file server, as Streamlit uses it."""
    file = tmp_path / path.removeprefix("/app/static/")
    file.parent.mkdir(parents=True)
    file.write_text('{"a": "' + "x" * 5000 + '"}')
    app = Starlette(routes=[Mount("/app/static", ServedFolder(directory=tmp_path))])
    gate = Gate(app, Policy(Setup(Mode.DESK, "127.0.0.1", 8501)), None)
    desk = TestClient(gate, base_url="http://127.0.0.1:8501")
    answer = desk.get(path, headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["cache-control"] == kept
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) < 100
    again = desk.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    file.write_text('{"a": "' + "y" * 5001 + '"}')
    changed = desk.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": answer.headers["etag"]})
    assert changed.status_code == 200
    assert "y" in changed.text


def test_part_of_a_file_and_small_files_are_left_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('"x"')
    app = Starlette(routes=[Mount("/app/static", ServedFolder(directory=tmp_path))])
    desk = TestClient(
        Gate(app, Policy(Setup(Mode.DESK, "127.0.0.1", 8501)), None), base_url="http://127.0.0.1:8501"
    )
    assert "content-encoding" not in desk.get("/app/static/a.json").headers
    part = desk.get("/app/static/a.json", headers={"Range": "bytes=0-1"})
    assert (part.status_code, part.text) == (206, '"x')


def asked(app: ASGIApp) -> tuple[int, bytes]:
    """What a client is answered who leaves at once."""
    sent: list[Message] = []

    async def leave() -> Message:
        return {"type": "http.disconnect"}

    async def note(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/static/js/a.12345678.js", "headers": []}
    finish(StaticFiles(app)(scope, leave, note))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


def answering(*parts: bytes, length: int) -> ASGIApp:
    """An app that breaks off as soon as it hears that the client has left."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        assert (await receive())["type"] == "http.request"
        headers = [(b"content-type", b"text/javascript"), (b"content-length", str(length).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for part in parts:
            with suppress(TimeoutError):
                if (await asyncio.wait_for(receive(), 0.01))["type"] == "http.disconnect":
                    return
            await send({"type": "http.response.body", "body": part, "more_body": True})

    return app


def test_a_file_is_read_whole_though_the_first_who_asks_leaves() -> None:
    assert asked(answering(b"let a = ", b"1;", length=10)) == (200, b"let a = 1;")


def test_half_a_file_is_no_answer() -> None:
    assert asked(answering(b"let a = ", length=10)) == (503, b"")
