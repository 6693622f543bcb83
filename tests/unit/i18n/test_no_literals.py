"""No words for people in the code of screens and charts: they stand in the catalogue, in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from khuyenhoc.domain.reference import PROJECT_FOLDER

FOLDERS = ("pages", "khuyenhoc/ui", "khuyenhoc/charts", "khuyenhoc/review")
FILES = [
    PROJECT_FOLDER / "dashboard.py",
    *sorted(path for folder in FOLDERS for path in (PROJECT_FOLDER / folder).rglob("*.py")),
]
VIETNAMESE = re.compile(r"[À-ỹĂăĐđƠơƯư]")
# Words that are the same in every language, or belong to both at once.
OF_BOTH_LANGUAGES = {
    *("Khuyến học", "<title>Khuyến học</title>", "Tiếng Việt", "Ngôn ngữ · Language"),
    *("7F4K-2MQX", "E:\\saoluu"),  # how a receipt and a folder look
    "upload.money.đồng",  # a key, by the name of the unit
}
# Logs are for those who keep the program; addresses are codes.
SAYS_NOTHING = {"_log", "url_state"}
# What draws text: the first argument, and these others.
SAYING = {
    *("title", "header", "subheader", "caption", "markdown", "write", "text", "info", "warning", "error"),
    *("success", "toast", "button", "download_button", "form_submit_button", "link_button", "page_link"),
    *("selectbox", "multiselect", "radio", "checkbox", "toggle", "text_input", "text_area", "number_input"),
    *("date_input", "file_uploader", "segmented_control", "pills", "slider", "metric", "expander", "popover"),
    *("spinner", "progress", "tabs", "update_layout", "update_xaxes", "update_yaxes", "add_annotation"),
}
SAID_BY_NAME = {"label", "help", "placeholder", "title", "text", "title_text", "hovertemplate", "alt", "name"}
WORD = re.compile(r"[A-Za-zÀ-ỹ]{2,}")
MARKUP = re.compile(r"<[^>]*>|\{[^}]*\}|%\{[^}]*\}|:[a-z_]+(?:/[a-z_]+:)?|&[a-z]+;|\*\*")


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Strings of the code that are no docstrings."""
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.lineno, node.value


def said(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Literals that are handed straight to something that draws text."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        owner = getattr(getattr(call.func, "value", None), "id", "")
        if name not in SAYING or owner in SAYS_NOTHING:
            continue
        values = [*call.args[:1], *(word.value for word in call.keywords if word.arg in SAID_BY_NAME)]
        for value in values:
            parts = value.values if isinstance(value, ast.JoinedStr) else [value]
            yield from (
                (part.lineno, part.value)
                for part in parts
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def vietnamese_in(code: str) -> list[str]:
    found = [text for _, text in literals(ast.parse(code)) if VIETNAMESE.search(text)]
    return [text for text in found if text not in OF_BOTH_LANGUAGES]


def words_in(code: str) -> list[str]:
    found = [text for _, text in said(ast.parse(code)) if text not in OF_BOTH_LANGUAGES]
    return [text for text in found if WORD.search(MARKUP.sub(" ", text))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PROJECT_FOLDER)))
def test_no_words_for_people_in_the_code(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert vietnamese_in(code) == []
    assert words_in(code) == []


def test_words_would_be_found() -> None:
    assert vietnamese_in('"""Tài liệu."""\nx = "Chưa nộp"') == ["Chưa nộp"]
    assert words_in('st.button("Save")') == ["Save"]
    assert words_in('st.caption(f"**{name}** of {count}")') == ["** of "]
    assert words_in('figure.update_xaxes(title_text="Year")') == ["Year"]
    assert words_in('st.metric(t("tile.members"), f"{value} :material/flag:")') == []
