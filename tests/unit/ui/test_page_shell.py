"""Streamlit's page goes out in Vietnamese, with our title; everything else as it is."""

from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.Selectbox_pb2 import Selectbox

from khuyenhoc.ui.furniture import styles
from khuyenhoc.ui.page_shell import PageShell, put_right, shell_script

THEIRS = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
OTHER = "<html lang='en'>a file</html>"


async def _page(_: object) -> HTMLResponse:
    return HTMLResponse(THEIRS, headers={"etag": '"theirs"'})


async def _other(_: object) -> HTMLResponse:
    return HTMLResponse(OTHER)


async def _text(_: object) -> PlainTextResponse:
    return PlainTextResponse(THEIRS)


@pytest.fixture
def client() -> TestClient:
    """A browser on an app that has Streamlit's page, another page and a text."""
    routes = [Route("/", _page), Route("/other", _other), Route("/text", _text)]
    return TestClient(PageShell(Starlette(routes=routes), THEIRS))


def test_words_while_a_page_opens_are_in_its_language() -> None:

    assert styles().index("html:lang(vi)") < styles().index('"Đang') < styles().index("html:lang(en)")


def test_language_title_script_and_styles_are_ours() -> None:
    page = put_right(THEIRS)
    assert '<html lang="vi">' in page
    assert "<title>Khuyến học</title>" in page
    assert page.index(f"<script>{shell_script()}</script>") < page.index("stylesheet")
    assert "Streamlit</title>" not in page
    assert f'<style>{styles()}</style><div id="root"></div>' in page
    assert 'rel="service-desc"' not in page


def test_scripts_know_streamlits_numbers_of_elements() -> None:
    assert f'"{Element(selectbox=Selectbox()).ListFields()[0][0].number}": "Selectbox"' in shell_script()
    assert '"16": "PlotlyChart"' in shell_script()
    assert '"40": "DataFrame"' in shell_script()
    assert "{kinds}" not in shell_script()


def test_page_without_the_expected_parts_is_told() -> None:
    with pytest.raises(ValueError, match="html lang"):
        put_right("<html><title>Streamlit</title></html>")


def test_streamlits_page_is_replaced_whole(client: TestClient) -> None:
    answer = client.get("/", headers={"accept": "text/html", "if-none-match": '"theirs"'})
    assert answer.status_code == 200
    assert answer.text == put_right(THEIRS)
    assert answer.headers["content-length"] == str(len(answer.content))
    assert "etag" not in answer.headers


@pytest.mark.parametrize(("path", "content"), [("/other", OTHER), ("/text", THEIRS)])
def test_other_answers_are_left_alone(client: TestClient, path: str, content: str) -> None:
    assert client.get(path, headers={"accept": "text/html"}).text == content


def test_compressed_page_is_asked_for_plain() -> None:
    seen = []

    async def app(scope: dict, _: object, send: object) -> None:
        seen.append(dict(scope["headers"]))
        await PlainTextResponse("x")(scope, _, send)

    client = TestClient(PageShell(app, THEIRS))
    client.get("/a", headers={"accept": "text/html,*/*", "accept-encoding": "gzip"})
    client.get("/b.js", headers={"accept": "*/*", "accept-encoding": "gzip"})
    assert [b"accept-encoding" in headers for headers in seen] == [False, True]
