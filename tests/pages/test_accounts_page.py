"""The page of accounts: made, disabled, tokens; a scoped administrator stays within the own units."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import Stage
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import routes
from tests.pages.people_before_the_screen import run_app, server, sit_down

__all__ = ["server", "sit_down"]


def test_accounts_page_makes_and_disables(server: AccessService, sit_down: Callable) -> None:
    sit_down(Role.ADMINISTRATOR)
    app = run_app()
    app.switch_page(routes.ACCOUNTS).run()
    assert app.title[0].value == "1 tài khoản, 1 phiên đang mở"
    app.text_input(key="add.name").input("canbo1")
    app.text_input(key="add.full_name").input("Trần Thị B")
    app.selectbox(key="add.role").select(Role.OFFICER).run()
    app.selectbox(key="add.province.True").select("reform-56").run()
    app.button(key="add.do").click().run()
    made = server.accounts.get("canbo1")
    assert (made.role, made.unit_ids, made.has_password) == (Role.OFFICER, ("reform-56",), False)
    code = app.code[0].value
    assert server.signing_in.by_name("canbo1", code)[1] is Stage.PASSWORD
    app.button(key="accounts.put_away").click().run()
    assert not app.code
    app.selectbox(key="which").select("canbo1").run()
    app.button(key="active.do").click().run()
    assert not server.accounts.get("canbo1").is_active
    audit = open_database().query("audit", {"scope": None, "since": None, "until": None})
    assert audit["action"].tolist()[:2] == ["account_disabled", "account_added"]
    assert set(audit["actor"][:2]) == {"Người administrator (administrator)"}
    assert code not in repr(audit.to_dict())


def test_accounts_page_makes_and_revokes_a_token(server: AccessService, sit_down: Callable) -> None:
    sit_down(Role.ADMINISTRATOR)
    server.accounts.add("so", "Trang của Sở", Role.VIEWER, ("reform-56",), by="t")
    app = run_app()
    app.switch_page(routes.ACCOUNTS).run()
    app.selectbox(key="token.account").select("so")
    app.button(key="token.do").click().run()
    assert app.error[0].value == "Phải ghi mã dùng cho chương trình nào."
    app.text_input(key="token.label").input("Trang của Sở")
    app.button(key="token.do").click().run()
    token = app.code[0].value
    assert server.api_tokens.person_of(token).unit_ids == ("reform-56",)
    app.button(key="token.put_away").click().run()
    assert not app.code
    app.selectbox(key="token.which").select(server.api_tokens.all()[0].token_id).run()
    app.button(key="token.end").click().run()
    assert server.api_tokens.person_of(token) is None
    audit = open_database().query("audit", {"scope": None, "since": None, "until": None})
    assert audit["action"].tolist()[:2] == ["token_ended", "token_made"]
    assert token not in repr(audit.to_dict())


def test_accounts_page_says_why_and_ends_sessions(server: AccessService, sit_down: Callable) -> None:
    reporters_session = sit_down(Role.REPORTER)
    sit_down(Role.ADMINISTRATOR)
    app = run_app()
    app.switch_page(routes.ACCOUNTS).run()
    app.selectbox(key="why").select("reporter").run()
    app.selectbox(key="why.reporter.unit.reform-56").select("reform-22390").run()
    assert "không thấy Phường Tây Nha Trang" in app.warning[0].value
    app.selectbox(key="why.reporter.unit.reform-56").select("reform-22333").run()
    assert "đây là đơn vị được giao" in app.success[0].value
    app.multiselect(key="end.which").select(reporters_session).run()
    app.button(key="end.do").click().run()
    assert server.sessions.of_id(reporters_session) is None


def test_forged_widgets_of_a_scoped_administrator_change_nothing_outside(
    server: AccessService, sit_down: Callable
) -> None:
    sit_down(Role.ADMINISTRATOR, ("reform-56",))
    server.accounts.add("hanoi", "Hà Nội", Role.CHAIR, ("reform-01",), by="test")

    def script() -> None:
        import streamlit as st

        from khuyenhoc.access.administration import accounts_to_change
        from khuyenhoc.access.permissions import NotAllowedError
        from khuyenhoc.access.service import open_access

        try:
            accounts_to_change(open_access(), ("reform-01",)).set_active("hanoi", is_active=False)
        except NotAllowedError:
            st.title("refused")

    assert AppTest.from_function(script).run().title[0].value == "refused"
    assert server.accounts.get("hanoi").is_active
    app = run_app()
    app.switch_page(routes.ACCOUNTS).run()
    assert "hanoi" not in repr(app.dataframe[0].value)


def test_scoped_administrator_is_offered_their_own_units_alone(
    server: AccessService, sit_down: Callable
) -> None:
    sit_down(Role.ADMINISTRATOR, ("reform-56",))
    app = run_app()
    app.switch_page(routes.ACCOUNTS).run()
    app.selectbox(key="add.role").select(Role.OFFICER).run()
    assert app.selectbox(key="add.province.False").options == [
        "Khánh Hòa",
        "Khánh Hòa (cũ, đến 30/06/2025)",
        "Ninh Thuận (cũ, đến 30/06/2025)",
    ]
    assert len(app.multiselect(key="add.units.reform-56").options) == 65


def test_administrator_of_some_communes_gives_out_no_whole_province(
    server: AccessService, sit_down: Callable
) -> None:
    sit_down(Role.ADMINISTRATOR, ("reform-22333", "reform-22366"))
    app = run_app()
    app.switch_page(routes.ACCOUNTS).run()
    app.text_input(key="add.name").input("canbo1")
    app.text_input(key="add.full_name").input("Trần Thị B")
    app.selectbox(key="add.role").select(Role.OFFICER).run()
    assert app.multiselect(key="add.units.reform-56").options == ["Phường Bắc Nha Trang", "Phường Nha Trang"]
    app.button(key="add.do").click().run()
    assert "canbo1" not in [account.name for account in server.accounts.all()]
    app.multiselect(key="add.units.reform-56").select("reform-22366").run()
    app.button(key="add.do").click().run()
    assert server.accounts.get("canbo1").unit_ids == ("reform-22366",)
