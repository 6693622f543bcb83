"""An address that is no page of the person's: our own page says so, in the language of the screen."""

from collections.abc import Callable

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from khuyenhoc.access.people import Person
from khuyenhoc.access.roles import Role
from khuyenhoc.ui import navigation


@pytest.fixture
def ask_for(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets the next run be the first of a tab that was opened at an address."""

    def ask(name: str) -> None:
        monkeypatch.setattr(PagesManager, "intended_page_name", property(lambda _: name))
        monkeypatch.setattr(PagesManager, "intended_page_script_hash", property(lambda _: ""))

    return ask


def test_unknown_address_says_what_happened_and_where_to_go(
    filled_home: object, ask_for: Callable, open_page: Callable[..., AppTest]
) -> None:
    ask_for("abc")
    app = open_page()
    assert [title.value for title in app.title] == ["Không có trang này"]
    assert "Số liệu không bị ảnh hưởng" in app.markdown[0].value
    assert any("There is no such page" in caption.value for caption in app.caption)
    english = open_page(lang="en")
    assert [title.value for title in english.title] == ["There is no such page"]
    assert any("Không có trang này" in caption.value for caption in english.caption)


def test_known_address_opens_its_page(
    filled_home: object, ask_for: Callable, open_page: Callable[..., AppTest]
) -> None:
    ask_for("method")
    app = open_page()
    assert app.title
    assert "Không có trang này" not in [title.value for title in app.title]


def test_a_page_that_the_role_does_not_open_is_unknown(
    filled_home: object, ask_for: Callable, open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for("store")
    assert "Không có trang này" not in [title.value for title in open_page().title]
    viewer = Person("id", "Người xem", Role.VIEWER)
    monkeypatch.setattr(navigation, "current_person", lambda: viewer)
    assert [title.value for title in open_page().title] == ["Không có trang này"]
