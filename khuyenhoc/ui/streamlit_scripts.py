"""Streamlit's own scripts, put right before they go out: what fits a text typed into a list, and their words.

Streamlit compares letters with their marks, so that `khanh hoa` finds nothing, and has the words of its lists
and tables in English alone; it has no setting for either. A browser that kept Streamlit's copy has that until
the pin moves. Labels that only a screen reader tells are put right in the page (page_shell.js).
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from khuyenhoc.i18n import Translator

_SEARCH = Path(__file__).with_name("choice_search.js")
_FOLDER = "/static/js/"
_FITTING = "function xn(e,t){if(!t)return e;let n=e.filter(e=>vn(t,e.label));return o(n,e=>-_n(t,e.label))}"
# Beginning of a file's name: what is replaced in it, and the key of the words that stand there instead.
_WORDS = {
    "Selectbox": {
        "`No results`": "choices.none",
        "`Clear value`": "choices.clear",
        '"aria-label":`Open`': "choices.open",
    },
    "Multiselect": {
        "`No results`": "choices.none",
        "`Select all`": "choices.all",
        "`Select ${p.length} matches`": "choices.fitting",
        "`You can only select up to ${t.maxSelections} ${e}. Remove an option first.`": "choices.enough",
        "`Remove ${e}`": "choices.remove",
        "`Selected values`": "choices.chosen",
        "`Clear all`": "choices.clear",
        '"aria-label":`Open`': "choices.open",
    },
    "utils": {
        "`Choose an option`": "choices.one",
        "`Choose options`": "choices.some",
        "`No options to select`": "choices.empty",
    },
    "Toolbar": {
        "label:`Fullscreen`": "tools.fullscreen",
        "label:`Close fullscreen`": "tools.close_fullscreen",
    },
    "DataFrame": {
        "label:`Search`": "tools.search",
        "label:`Show/hide columns`": "tools.columns",
        "label:`Download as CSV`": "tools.csv",
        "label:`Clear selection`": "tools.clear",
        "`Type to search`": "tools.type",
        "`Previous Result`": "tools.previous",
        "`Next Result`": "tools.next",
        "`Close Search`": "tools.close_search",
        "`Sort ascending`": "tools.ascending",
        "`Sort descending`": "tools.descending",
        "`Format`": "tools.format",
        "`Statistics`": "tools.statistics",
        "`Autosize`": "tools.autosize",
        "`Pin column`": "tools.pin",
        "`Unpin column`": "tools.unpin",
        "`Hide column`": "tools.hide",
        "`Copy column name`": "tools.copy",
        "label:`Select all`": "choices.all",
    },
}
# Parts that Streamlit fetches when it comes to draw them; which it will need is told before (first_parts.js).
_LAZY = re.compile(r"\(0,(\w+)\.lazy\)\(")
# Names of pages and sections in the menu, two dozen: Streamlit reads each as Markdown, ours are plain words.
_MENU_NAME = "c(z,{{source:{0},allowHTML:!1,isLabel:!0,disableLinks:!0,truncate:!0,inheritFont:!0}})"
_FITTING_FILE = "useSyncComboBoxEnterTargetFocus"


def search_script() -> str:
    """What finds the names that fit: JavaScript that sets `fittingChoices`."""
    return _SEARCH.read_text(encoding="utf-8")


def scripts_put_right(folder: Path) -> dict[str, str]:
    """The scripts that are changed, by their names.

    Args:
        folder: where Streamlit's scripts lie.

    Raises:
        ValueError: when a part is not there, as a new version of Streamlit might have it.
    """
    name, text = _read(folder, _FITTING_FILE, _FITTING)
    ours = f"{search_script()}function xn(e,t){{return t?fittingChoices(e,t):e}}"
    changed = {name: _replace(text, _FITTING, ours)}
    name, text = _read(folder, "index", "import(`./Selectbox.")
    for variable in ("s", "e"):
        text = _replace(text, _MENU_NAME.format(variable), variable)
    changed[name] = _LAZY.sub(r"window.khuyenhocLazy(\1.lazy,", text)
    for beginning, words in _WORDS.items():
        name, text = _read(folder, beginning, next(iter(words)))
        for theirs, key in words.items():
            head, quoted = theirs.rsplit("`", 2)[0], theirs[theirs.index("`") :]
            text = _replace(text, theirs, head + _in_both_languages(key, quoted))
        changed[name] = text
    return changed


def _read(folder: Path, beginning: str, part: str) -> tuple[str, str]:
    """Name and text of the script that has a part; several may begin alike."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob(f"{beginning}.*.js")}
    found = [(name, text) for name, text in texts.items() if part in text]
    if len(found) != 1:
        raise ValueError(f"Streamlit has no single script {beginning!r} with {part!r}")
    return found[0]


def _replace(text: str, theirs: str, ours: str) -> str:
    if theirs not in text:
        raise ValueError(f"Streamlit's scripts have no {theirs!r}")
    return text.replace(theirs, ours)


def _in_both_languages(key: str, theirs: str) -> str:
    """A JavaScript expression for words in the language of the page; `{}` is what theirs puts in first."""
    put_in = re.search(r"\$\{([^}]+)\}", theirs)
    english, vietnamese = (
        json.dumps(Translator(language)(key), ensure_ascii=False) for language in ("en", "vi")
    )
    expression = f"(document.documentElement.lang===`en`?{english}:{vietnamese})"
    return expression.replace("{}", f'"+{put_in[1]}+"') if put_in else expression


class OwnScripts:
    """An ASGI app that passes everything on, but for the scripts put right."""

    def __init__(self, application: ASGIApp, scripts: Mapping[str, str]) -> None:
        """Wrap an app.

        Args:
            application: Streamlit.
            scripts: what is sent, by the name of its file.
        """
        self._application = application
        self._answers = {f"{_FOLDER}{name}": text.encode() for name, text in scripts.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        body = self._answers.get(scope.get("path", "")) if scope["type"] == "http" else None
        if body is None:
            await self._application(scope, receive, send)
            return
        headers = {
            "etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
            "cache-control": "public, max-age=31536000, immutable",
        }
        await Response(body, 200, headers, "text/javascript")(scope, receive, send)
