"""Addresses as people type them lead to the page that they mean; what the screens fetch is left alone."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from khuyenhoc.ui.addresses import Addresses

PERSON = {"Accept": "text/html,application/xhtml+xml"}


async def _answer(_: object) -> PlainTextResponse:
    return PlainTextResponse("passed on")


@pytest.fixture
def client() -> TestClient:
    application = Starlette(routes=[Route("/{path:path}", _answer)])
    return TestClient(Addresses(application), follow_redirects=False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/overview", "/"),
        ("/overview/?lang=en&text=large", "/?lang=en&text=large"),
        ("/trend/", "/trend"),
        ("/tổng/", "/t%E1%BB%95ng"),
        ("/a/b", "/khong-co-trang-nay"),
        ("/trend/https://other.example/", "/khong-co-trang-nay"),
    ],
)
def test_other_spellings_lead_to_the_page(client: TestClient, typed: str, meant: str) -> None:
    answer = client.get(typed, headers=PERSON)
    assert (answer.status_code, answer.headers["location"]) == (303, meant)


@pytest.mark.parametrize("path", ["/", "/trend", "/abc", "/tổng quan", "/static/js/x.js", "/app/static/a/b"])
def test_right_addresses_and_files_pass(client: TestClient, path: str) -> None:
    assert client.get(path, headers=PERSON).text == "passed on"


def test_programs_and_forms_pass(client: TestClient) -> None:
    assert client.get("/overview", headers={"Accept": "*/*"}).text == "passed on"
    assert client.post("/a/b", headers=PERSON).status_code == 405  # from the app, which takes no forms
