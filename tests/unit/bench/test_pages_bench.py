"""What the bench of pages goes by: which pages, what it says without its tools, how a viewer speaks."""

import importlib.util
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest

from khuyenhoc.bench import bare_page, browsing, pages
from khuyenhoc.bench.browsing import MissingToolError, require_tools
from khuyenhoc.bench.page_contents import TEXTS, drawn, measured_pages
from khuyenhoc.bench.viewers import Viewer
from khuyenhoc.ui import routes
from tests.own_loop import finish


def test_every_page_of_the_desk_is_measured_and_most_have_a_filter() -> None:
    found = {page.path for page in measured_pages()}
    assert found == {route.path for route in routes.all_routes()} - {routes.ACCOUNTS}
    assert {page.filter for page in measured_pages()} == {"", "indicator", "period"}


class TestTools:
    def test_without_playwright_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
        with pytest.raises(MissingToolError, match=r"requirements-dev\.txt"):
            require_tools()

    def test_without_chromium_it_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("KHUYENHOC_CHROMIUM", raising=False)
        monkeypatch.setattr(browsing.shutil, "which", lambda _: None)
        with pytest.raises(MissingToolError, match="Chromium"):
            require_tools()

    def test_missing_tool_is_the_only_measurement(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def lack() -> str:
            raise MissingToolError("needs Chromium")

        monkeypatch.setattr(pages, "require_tools", lack)
        (only,) = pages.page_speed(tmp_path)
        assert only.name == "page"
        with pytest.raises(MissingToolError):
            only.ours()


def _page() -> None:
    import streamlit as st

    st.title("Tiêu đề")
    st.button("Nút")
    with st.columns(2)[1]:
        st.caption("chú thích")
    with st.expander("gập"):
        st.metric("trong chỗ gập", 1)
    with st.expander("mở", expanded=True):
        st.markdown("trong chỗ mở")
    first, second = st.tabs(["một", "hai"])
    first.header("thẻ một")
    second.header("thẻ hai")


def test_floor_draws_what_the_browser_draws_of_ours() -> None:
    found = list(drawn(AppTest.from_function(_page).run().main))
    told = [
        (getattr(element, "value", None), is_folded) for element, is_folded in found if element.type in TEXTS
    ]
    assert told == [
        ("Tiêu đề", False),
        ("chú thích", False),
        ("trong chỗ mở", False),
        ("thẻ một", False),
        ("thẻ hai", True),
    ]
    assert [(element.label, is_folded) for element, is_folded in found if element.type == "metric"] == [
        ("trong chỗ gập", True)
    ]


def test_bare_script_draws_what_was_written_down_and_says_what_is_chosen(
    tmp_path: Path,
) -> None:
    script = shutil.copy(bare_page.__file__, tmp_path)
    tile = {"label": "Hội viên", "value": "12", "delta": ""}
    nothing = {"texts": [], "tiles": [], "figures": [], "tables": []}
    choices = [
        {
            "name": name,
            **nothing,
            "texts": [{"kind": "title", "text": "Tiêu đề"}, {"kind": "markdown", "text": "một đoạn"}],
            "tiles": [tile],
            "folded": {**nothing, "texts": [{"kind": "caption", "text": "chú thích"}]},
        }
        for name in ("Quý I", "Quý II")
    ]
    (tmp_path / "contents").mkdir()
    (tmp_path / "contents" / "overview.json").write_text(json.dumps({"page": "overview", "choices": choices}))
    app = AppTest.from_file(script).run()
    assert [text.value for text in app.caption] == ["Quý I", "chú thích"]
    assert ([app.title[0].value], app.markdown[0].value) == (["Tiêu đề"], "một đoạn")
    assert [text.value for text in app.expander[0].caption] == ["chú thích"]
    assert [(found.label, found.value) for found in app.metric] == [("Hội viên", "12")]
    assert app.selectbox[0].select("Quý II").run().caption[0].value == "Quý II"


class Connection:
    """A server's side, word for word."""

    def __init__(self, messages: list[ForwardMsg]) -> None:
        self.sent: list[BackMsg] = []
        self._messages: Iterator[ForwardMsg] = iter(messages)

    async def send(self, content: bytes) -> None:
        self.sent.append(BackMsg.FromString(content))

    async def recv(self) -> bytes:
        return next(self._messages).SerializeToString()


def test_viewer_changes_the_box_it_was_shown() -> None:
    session, page, box, large, finished = (ForwardMsg() for _ in range(5))
    session.new_session.page_script_hash = "start"
    page.navigation.page_script_hash = "page-1"
    box.delta.new_element.selectbox.id = "$$ID-0-indicator"
    large.delta.new_element.markdown.body = "x" * 1000
    finished.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    connection = Connection([session, page, box, finished, large, finished])
    viewer = Viewer(connection)

    async def act() -> None:
        await viewer.open("indicator")
        await viewer.choose("Số hội viên")

    finish(act())
    opened, changed = (message.rerun_script for message in connection.sent)
    assert (opened.page_script_hash, list(opened.widget_states.widgets)) == ("", [])
    (widget,) = changed.widget_states.widgets
    assert (changed.page_script_hash, widget.id, widget.string_value) == (
        "page-1",
        "$$ID-0-indicator",
        "Số hội viên",
    )
    assert len(viewer.seconds) == 1
