"""Items of ASVS 5.0 (docs/security.md) that no other file tests by name."""

import ast
import base64
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from starlette.testclient import TestClient

from khuyenhoc.access.gate import Gate, Hooks, Policy, app, limits
from khuyenhoc.access.mode import Mode, Setup
from khuyenhoc.access.people import Person
from khuyenhoc.access.permissions import NotAllowedError
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import Stage
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.database import Database
from khuyenhoc.store.projection import rows
from tests.reports import store
from tests.unit.access.conftest import ADDRESS, sign_in

SOURCES = [path for folder in ("khuyenhoc", "pages") for path in (PROJECT_FOLDER / folder).rglob("*.py")]
# Statements put together from names of tables and columns that stand in the program, never from what came in.
FIXED_NAMES = {"store/content.py", "store/schema.py", "store/adoption.py", "store/projection/rows.py"}
FIXED_NAMES |= {
    "bench/national.py",
    "bench/restating.py",
    "bench/storing.py",
    "store/clustering.py",
    "store/inspection.py",
}
FIXED_NAMES |= {"access/shared_accounts.py"}
FIXED_NAMES |= {
    f"store/shared/{name}.py" for name in ("attaching", "copying", "filling", "nearby", "opening", "upkeep")
}


def test_v1_2_4_statements_are_written_out_and_values_bound() -> None:
    """A statement that is put together stands in a file that was looked at, and holds names alone."""
    verb = re.compile(r"^\s*(select|insert|update|delete|with|attach|copy|create|drop)\b", re.IGNORECASE)
    found = {
        path.relative_to(PROJECT_FOLDER / "khuyenhoc").as_posix()
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and verb.match(str(node.values[0].value))
    }
    assert found == FIXED_NAMES


@pytest.mark.parametrize("value", ["'; drop table org_units; --", "x' or '1'='1", "legacy-568\0"])
def test_v1_2_4_a_hostile_parameter_is_a_value(tmp_path: Path, value: str) -> None:
    database = Database(tmp_path)
    frame = database.query("reports_of_unit", {"scope": [value], "org_unit_id": value})
    assert frame.empty
    assert len(database.query("reference_state", {"scope": None})) == 7
    database.close()


def test_v2_2_2_the_rules_stand_behind_the_store_not_before_the_button(
    tmp_path: Path, acting: list[Person | None]
) -> None:
    database = Database(tmp_path)
    acting[0] = Person("1", "Người xem", Role.VIEWER, ("reform-56",))
    with pytest.raises(NotAllowedError):
        store(database, "2025-Q3", {"reform-22333": {"members": 1.0}}, province_id="reform-56")
    assert database.query("submissions", {"scope": None}).empty
    database.close()


def test_v2_3_3_a_report_is_stored_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last step fails: neither a row nor a receipt is left."""
    database = Database(tmp_path)

    def fails(*_: object, **__: object) -> None:
        raise duckdb.IOException("no")

    with monkeypatch.context() as patch:
        patch.setattr(rows.Rows, "insert", fails)
        with pytest.raises(Exception, match=r".") as refused:
            store(database, "2025-Q3", {"reform-22333": {"members": 1.0}}, province_id="reform-56")
        assert not isinstance(refused.value, AssertionError)
    assert database.query("submissions", {"scope": None}).empty
    database.close()


def test_v5_2_4_one_request_one_body_and_few_tabs(client: TestClient, make_account: Callable) -> None:
    """What one person may send at once: the body has a lid, tabs have one, and requests a rate."""
    assert app._MOST_SOCKETS <= 40
    assert limits.SIGNED_IN.burst <= 1200


def test_v7_2_tokens_are_256_random_bits_and_kept_nowhere(
    service: AccessService, make_account: Callable
) -> None:
    account = make_account("an")
    tokens = {service.sessions.begin(account, Stage.FULL, method="password") for _ in range(50)}
    assert len(tokens) == 50
    assert {len(base64.urlsafe_b64decode(token + "=")) for token in tokens} == {32}
    database = next(iter(Path(service.sessions._database.path).parent.glob("accounts.sqlite3*")))
    assert not [token for token in tokens if token.encode() in database.read_bytes()]


def test_v7_4_5_an_administrator_ends_any_session(
    client: TestClient, service: AccessService, make_account: Callable
) -> None:
    make_account("an", Role.CHAIR)
    assert sign_in(client, "an") == 303
    assert client.get("/map").status_code == 200
    for session in service.sessions.open_sessions():
        service.sessions.end(session.session_id, "ended by an administrator")
    assert client.get("/map").status_code == 303


def test_v14_2_1_no_token_stands_in_an_address(client: TestClient, make_account: Callable) -> None:
    make_account("an", Role.CHAIR)
    form = {"name": "an", "password": "bốn từ rời rạc trời xanh", "next": "/map?x=1"}
    answer = client.post("/gate/sign-in", data=form, headers={"Origin": ADDRESS})
    token = client.cookies["__Host-khuyenhoc"]
    assert answer.headers["location"] == "/map?x=1"
    for page in ("/gate/account", "/gate/password"):
        shown = client.get(page)
        assert token not in shown.text + str(shown.headers.get("location"))
    assert answer.headers["referrer-policy"] == "same-origin"


def test_v16_5_1_what_fails_unforeseen_tells_a_stranger_nothing(service: AccessService, hooks: Hooks) -> None:
    """The last stop: an error behind the gate is a bare 500; the details are the log's."""

    async def broken(_scope: object, _receive: object, _send: object) -> None:
        raise RuntimeError("secret path /srv/khuyenhoc and a table name")

    gate = Gate(broken, Policy(Setup(Mode.DESK, "127.0.0.1", 8501), hooks=hooks), None)
    answer = TestClient(gate, base_url="http://127.0.0.1:8501", raise_server_exceptions=False).get("/map")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_v13_4_no_traceback_no_version_no_debugging(desk: TestClient) -> None:
    config = (PROJECT_FOLDER / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert re.search(r'^showErrorDetails = "none"', config, re.MULTILINE)
    assert re.search(r"^enableAgentApi = false", config, re.MULTILINE)
    assert "server" not in desk.get("/map").headers


def test_s3_nothing_is_drawn_as_html_that_somebody_typed() -> None:
    """No components, no unsafe HTML; `st.html` in three places, with constants and addresses of our own."""
    text = {path: path.read_text(encoding="utf-8") for path in SOURCES}
    assert not [
        path.name
        for path, source in text.items()
        if re.search(r"unsafe_allow_html\s*=\s*True|components\.v1", source)
    ]
    assert {path.name for path, source in text.items() if "st.html(" in source} == {
        *("navigation.py", "text_size.py", "uploader_words.py")
    }
