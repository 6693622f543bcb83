"""The gate's pages as HTML, every value escaped."""

from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from khuyenhoc.i18n import Translator

_ASSETS = Path(__file__).parents[1] / "assets"


def render(template: str, language: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page in a language; the templates take their words by `w("key")` from the catalogue's part `gate`."""
    translator = Translator("en" if language == "en" else "vi")
    page = _environment().get_template(template)
    return HTMLResponse(page.render(w=partial(_word, translator), lang=language, **values), status)


def _word(translator: Translator, key: str, **values: object) -> str:
    return translator(f"gate.{key}", **values)


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_ASSETS), autoescape=True, undefined=StrictUndefined)
