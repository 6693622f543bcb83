"""First code, password, second factor, pause, OIDC rows: through the gate's own pages and below them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from starlette.testclient import TestClient

from khuyenhoc.access import passwords, second_factor
from khuyenhoc.access.gate.requests import local_path
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import Stage
from khuyenhoc.access.signing_in import MOST_FAILURES_ANYWHERE, MOST_FAILURES_HERE, SignInRefusedError
from tests.unit.access.conftest import ADDRESS, PASSWORD, SECRET, sign_in

ORIGIN = {"Origin": ADDRESS}


def problem(text: str) -> str:
    found = re.search(r'role="alert">(.*?)</p>', text)
    return found[1] if found else ""


def test_first_sign_in_by_code_leads_to_a_password_of_ones_own(
    client: TestClient, service: AccessService
) -> None:
    code = service.accounts.add("an", "Nguyễn An", Role.VIEWER, by="test")
    answer = client.post("/gate/sign-in", data={"name": " AN ", "password": code.lower()}, headers=ORIGIN)
    assert answer.headers["location"] == "/gate/password"
    assert client.get("/").headers["location"] == "/gate/password"
    both = {"password": PASSWORD, "again": PASSWORD}
    assert client.post("/gate/password", data=both, headers=ORIGIN).headers["location"] == "/"
    assert client.get("/").status_code == 200
    assert sign_in(client, "an", code) == 403
    assert sign_in(client, "an") == 303


def test_v6_4_1_codes_lapse(
    client: TestClient, service: AccessService, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = service.accounts.add("an", "Nguyễn An", Role.VIEWER, by="test")
    later = (datetime.now(UTC) + timedelta(days=7, seconds=1)).isoformat(timespec="microseconds")
    monkeypatch.setattr("khuyenhoc.access.signing_in.now_text", lambda *_: later)
    assert sign_in(client, "an", code) == 403


def test_first_sign_in_goes_on_to_what_was_asked_for(
    client: TestClient, service: AccessService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the password and the second factor, in the language that was chosen."""
    monkeypatch.setattr("khuyenhoc.access.second_factor.new_secret", lambda: SECRET)
    code = service.accounts.add("an", "Nguyễn An", Role.ADMINISTRATOR, by="test")
    wanted = "/map?period=2026-Q3&tab=table"
    asked = client.get(wanted).headers["location"]
    assert asked == "/gate/sign-in?next=/map%3Fperiod%3D2026-Q3%26tab%3Dtable"
    form = {"name": "an", "password": code, "next": wanted, "lang": "en"}
    on = client.post("/gate/sign-in", data=form, headers=ORIGIN).headers["location"]
    assert on == "/gate/password?lang=en&next=%2Fmap%3Fperiod%3D2026-Q3%26tab%3Dtable"
    page = client.get(on).text
    assert 'name="next" value="/map?period=2026-Q3&amp;tab=table"' in page
    form = {"password": PASSWORD, "again": PASSWORD, "next": wanted, "lang": "en"}
    on = client.post("/gate/password", data=form, headers=ORIGIN).headers["location"]
    assert on == "/gate/second-factor?lang=en&next=%2Fmap%3Fperiod%3D2026-Q3%26tab%3Dtable"
    client.get(on)
    form = {"digits": pyotp.TOTP(SECRET).now(), "next": wanted, "lang": "en"}
    assert client.post("/gate/second-factor", data=form, headers=ORIGIN).headers["location"] == wanted


@pytest.mark.parametrize("role", [Role.CHAIR, Role.ADMINISTRATOR])
def test_v6_3_3_administrators_need_a_second_factor(
    client: TestClient, service: AccessService, role: Role
) -> None:
    code = service.accounts.add("an", "Nguyễn An", role, by="test")
    sign_in(client, "an", code)
    both = {"password": PASSWORD, "again": PASSWORD}
    onward = client.post("/gate/password", data=both, headers=ORIGIN).headers["location"]
    if role is Role.CHAIR:
        assert onward == "/"
        return
    assert onward == "/gate/second-factor"
    assert client.get("/").headers["location"] == "/gate/second-factor"
    page = client.get("/gate/second-factor").text
    secret = re.search(r"<code>(.*?)</code>", page)[1].replace(" ", "")
    wrong = client.post("/gate/second-factor", data={"digits": "000000"}, headers=ORIGIN)
    assert wrong.status_code == 422
    digits = pyotp.TOTP(secret).now()
    assert (
        client.post("/gate/second-factor", data={"digits": digits}, headers=ORIGIN).headers["location"] == "/"
    )
    assert client.get("/").status_code == 200
    assert sign_in(client, "an") == 403
    assert sign_in(client, "an", digits=digits) == 403, "digits are good once"


def test_digits_are_good_once_and_a_step_late(make_account: Callable) -> None:
    now = 1_700_000_010.0
    digits = pyotp.TOTP(SECRET).at(now)
    step = second_factor.accepted_step(SECRET, digits, last_step=0, now=now + 30)
    assert step == int(now // 30)
    assert second_factor.accepted_step(SECRET, digits, last_step=step, now=now) is None
    assert second_factor.accepted_step(SECRET, digits, last_step=0, now=now + 90) is None


def test_v6_3_8_unknown_disabled_and_wrong_look_the_same(
    client: TestClient, service: AccessService, make_account: Callable
) -> None:
    make_account("an")
    make_account("binh")
    service.accounts.set_active("binh", is_active=False)
    answers = []
    for name in ("an", "nobody", "binh"):
        for _ in range(MOST_FAILURES_HERE + 1):
            form = {"name": name, "password": PASSWORD + ("" if name == "binh" else "!")}
            answer = client.post("/gate/sign-in", data=form, headers=ORIGIN)
            answers.append((name, answer.status_code, problem(answer.text)))
    by_name = [
        [(status, text) for name, status, text in answers if name == wanted]
        for wanted in ("an", "nobody", "binh")
    ]
    assert by_name[0] == by_name[1] == by_name[2]
    assert [status for status, _ in by_name[0]] == [403] * MOST_FAILURES_HERE + [429]
    assert by_name[0][-1][1].startswith("Đã thử sai nhiều lần")


def test_v6_3_8_an_unknown_name_costs_a_hash_too(
    service: AccessService, make_account: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_account("an")
    asked = []
    verify = type(passwords._HASHER).verify
    monkeypatch.setattr(
        type(passwords._HASHER),
        "verify",
        lambda self, kept, typed: asked.append(kept) or verify(self, kept, typed),
    )
    for name in ("an", "nobody"):
        with pytest.raises(SignInRefusedError):
            service.signing_in.by_name(name, "wrong")
    assert len(asked) == 2


def test_v6_3_1_pause_is_for_one_computer_until_it_is_for_all(
    service: AccessService, make_account: Callable
) -> None:
    make_account("an")

    def fail(client: str) -> str:
        with pytest.raises(SignInRefusedError) as refused:
            service.signing_in.by_name("an", "wrong", client=client)
        return refused.value.why

    assert [fail("10.0.0.1") for _ in range(MOST_FAILURES_HERE + 1)][-1] == "paused"
    service.signing_in.by_name("an", PASSWORD, client="10.0.0.2")
    for number in range(MOST_FAILURES_ANYWHERE):
        fail(f"10.0.1.{number}")
    with pytest.raises(SignInRefusedError, match="paused"):
        service.signing_in.by_name("an", PASSWORD, client="10.0.0.3")


def test_pause_ends(service: AccessService, make_account: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    make_account("an")
    for _ in range(MOST_FAILURES_HERE):
        with pytest.raises(SignInRefusedError):
            service.signing_in.by_name("an", "wrong")
    monkeypatch.setattr("khuyenhoc.access.signing_in.PAUSE", timedelta(0))
    assert service.signing_in.by_name("an", PASSWORD)[1] is Stage.FULL


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("ngan", "short"),
        ("x" * 201, "long"),
        ("khanhhoa2026!", "common"),
        ("Hội Khuyến Học 2026", "common"),
        ("matkhau12345678", "common"),
        ("password1234", "common"),
        ("qwertyuiop123", "common"),
        ("123456789012", "common"),
        ("abcabcabcabc", "common"),
        ("aaaaaaaaaaaaaaa", "common"),
        ("nguyenvanbinh9", "own_name"),
    ],
)
def test_v6_2_4_weak_passwords_are_refused(password: str, why: str) -> None:
    with pytest.raises(passwords.WeakPasswordError) as refused:
        passwords.check_password(password, "binh", "Nguyễn Văn Bình")
    assert refused.value.why == why


@pytest.mark.parametrize("password", [PASSWORD, "con trâu xanh ngủ trưa", "xK9 vực sâu", "tre-già-măng-mọc"])
def test_v6_2_5_any_composition_of_twelve_letters_will_do(password: str) -> None:
    passwords.check_password(password.ljust(12, "w"), "binh", "Nguyễn Văn Bình")


def test_password_is_the_same_however_it_was_composed() -> None:
    kept = passwords.hash_password("b\u1ed1n t\u1eeb")
    assert passwords.is_password(kept, "bo\u0302\u0301n tu\u031b\u0300")
    assert kept.startswith("$argon2id$")


def test_v7_4_3_a_new_password_ends_the_other_sessions(
    client: TestClient, service: AccessService, make_account: Callable
) -> None:
    make_account("an")
    elsewhere, _ = service.signing_in.by_name("an", PASSWORD)
    sign_in(client, "an")
    new = "cây đa bến nước sân đình"
    wrong = {"current": "wrong", "password": new, "again": new}
    assert client.post("/gate/password", data=wrong, headers=ORIGIN).status_code == 422
    right = {"current": PASSWORD, "password": new, "again": new}
    assert client.post("/gate/password", data=right, headers=ORIGIN).status_code == 303
    assert service.sessions.of_token(elsewhere) is None
    assert client.get("/").status_code == 200
    assert sign_in(client, "an") == 403
    assert sign_in(client, "an", new) == 303


def test_sessions_are_hashed_at_rest(
    client: TestClient, service: AccessService, make_account: Callable
) -> None:
    make_account("an")
    sign_in(client, "an")
    token = client.cookies["__Host-khuyenhoc"]
    with service.sessions._database.reading() as connection:
        rows = [tuple(row) for row in connection.execute("select * from sessions")]
    assert len(token) >= 43
    assert token not in repr(rows)
    assert passwords.hash_token(token) in repr(rows)


def test_the_sign_on_authenticates_and_our_row_authorises(
    service: AccessService, make_account: Callable
) -> None:
    make_account("an")
    service.accounts.link("an", "https://issuer.example", "subject-1")
    assert service.signing_in.by_provider("https://issuer.example", "subject-1")[1] is Stage.FULL
    assert service.signing_in.by_provider("https://issuer.example", "subject-2") is None
    assert service.signing_in.by_provider("https://other.example", "subject-1") is None
    service.accounts.set_active("an", is_active=False)
    assert service.signing_in.by_provider("https://issuer.example", "subject-1") is None


def test_public_link_opens_one_run_until_it_ends(client: TestClient, service: AccessService) -> None:
    token = service.public_links.make("run-1", by="Chủ tịch")
    assert client.get("/gate/open?link=wrong").status_code == 404
    assert client.get(f"/gate/open?link={token}").status_code == 200
    session = service.sessions.of_token(client.cookies["__Host-khuyenhoc"])
    assert (session.person.role, session.person.run_id) == (Role.PUBLIC, "run-1")
    assert session.person.scope.as_parameter() == []
    assert client.get("/").status_code == 200
    service.public_links.end("run-1")
    assert client.get("/").status_code == 303
    assert client.get(f"/gate/open?link={token}").status_code == 404


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("/map?period=2026-Q3", "/map?period=2026-Q3"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/gate/sign-out", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_v15_3_onward_address_stays_here(given: str, taken: str) -> None:
    assert local_path(given) == taken


@pytest.mark.parametrize("path", ["sign-in", "sign-in?lang=en"])
def test_v1_2_1_what_was_typed_comes_back_escaped(client: TestClient, path: str) -> None:
    payload = '"><script>alert(1)</script>'
    form = {"name": payload, "password": "x", "next": f"/{payload}"}
    text = client.post(f"/gate/{path}", data=form, headers=ORIGIN).text
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_pages_speak_both_languages_and_no_word_is_missing(
    client: TestClient, service: AccessService, make_account: Callable
) -> None:
    make_account("quantri", Role.ADMINISTRATOR)
    assert "Đăng nhập" in client.get("/gate/sign-in").text
    assert "Sign in" in client.get("/gate/sign-in?lang=en").text
    assert client.get("/gate/gate.css").headers["content-type"].startswith("text/css")
    assert client.get("/gate/nothing").status_code == 404
    sign_in(client, "quantri", digits=pyotp.TOTP(SECRET).now())
    assert "Người quantri" in client.get("/gate/account").text
    assert "đang bật" in client.get("/gate/account").text
    assert "Current password" in client.get("/gate/password?lang=en").text
    assert client.get("/gate/second-factor").headers["location"] == "/gate/account"
