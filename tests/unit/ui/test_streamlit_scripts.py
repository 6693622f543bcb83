"""Streamlit's scripts go out with our search and our words; everything else as it is."""

from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from khuyenhoc.ui.streamlit_scripts import OwnScripts, scripts_put_right

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"


def by_beginning() -> dict[str, str]:
    return {name.split(".")[0]: text for name, text in scripts_put_right(SCRIPTS).items()}


def test_names_are_found_by_our_search() -> None:
    ours = by_beginning()["useSyncComboBoxEnterTargetFocus"]
    assert "function xn(e,t){return t?fittingChoices(e,t):e}" in ours
    assert ours.count("const fittingChoices = ") == 1


def test_words_are_in_both_languages() -> None:
    ours = by_beginning()
    assert (
        '{children:(document.documentElement.lang===`en`?"No match.":"Không có tên nào khớp.")}'
        in (ours["Selectbox"])
    )
    assert '"Choose all "+p.length+" that match":"Chọn cả "+p.length+" mục khớp")' in ours["Multiselect"]
    for text in (ours["Selectbox"], ours["Multiselect"]):
        for english in ("No results", "Select all", "Clear all", "Clear value", "Remove", "`Open`"):
            assert english not in text


def test_tables_speak_the_language_of_the_screen() -> None:
    ours = by_beginning()
    assert (
        'label:(document.documentElement.lang===`en`?"Show or hide columns":"Hiện, ẩn cột")'
        in (ours["DataFrame"])
    )
    assert "`Sort ascending`" not in ours["DataFrame"]
    assert '"Choose from the list":"Chọn trong danh sách")' in ours["utils"]


def test_parts_are_handed_to_our_script_before_they_are_needed() -> None:
    ours = by_beginning()["index"]
    begin = "window.khuyenhocLazy(U.lazy,()=>H(()=>import(`./"
    for name in (
        "Selectbox",
        "TextInput",
        "Button",
        "DownloadButton",
        "DataFrame",
        "PlotlyChart",
        "ImageList",
    ):
        assert f"{begin}{name}." in ours, name
    assert ".lazy)(" not in ours


def test_names_in_the_menu_are_plain_words() -> None:
    ours = by_beginning()["index"]
    assert "label:s,children:s})" in ours
    assert "children:[c(GC,{children:e})" in ours


def test_scripts_without_the_expected_parts_are_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no single script 'useSync"):
        scripts_put_right(tmp_path)
    (tmp_path / "useSyncComboBoxEnterTargetFocus.abc.js").write_text("export{}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"no single script 'useSync.*' with 'function xn"):
        scripts_put_right(tmp_path)


def test_only_the_scripts_of_the_lists_are_answered() -> None:
    async def other(_: object) -> PlainTextResponse:
        return PlainTextResponse("theirs")

    app = Starlette(routes=[Route("/static/js/{name}", other)])
    client = TestClient(OwnScripts(app, {"Selectbox.x.js": "chữ"}))
    ours = client.get("/static/js/Selectbox.x.js")
    assert (ours.text, ours.headers["content-type"]) == ("chữ", "text/javascript; charset=utf-8")
    assert "immutable" in ours.headers["cache-control"]
    assert ours.headers["etag"]
    assert client.get("/static/js/other.js").text == "theirs"
