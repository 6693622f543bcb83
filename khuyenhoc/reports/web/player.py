"""The presenter: every screen as SVG in one HTML file, gone through by keys.

Keys: arrows, space, Home and End move; a number and Enter jumps; F fills the screen, B blackens it, L shows
live figures, S frozen and
live ones side by side, N opens notes and clock, T answers about a unit, Esc goes back, H lists the keys.
"""

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from types import MappingProxyType

from khuyenhoc.domain.screens import Run, Screen
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.drawing.cover import PlaceLogo, picture
from khuyenhoc.reports.drawing.figure import HEIGHT, WIDTH, screen_svg
from khuyenhoc.reports.drawing.outlines import OutlineSource
from khuyenhoc.reports.drawing.svg import FONT, FONT_FOLDER, Box

_FOLDER = Path(__file__).parent
# The two drawings of each screen: for 16:9 and for the 4:3 of older projectors, which has fewer pixels and
# therefore fewer units, so that its type is as large.
_SHAPES = {"wide": (WIDTH, HEIGHT), "narrow": (1280.0, 960.0)}
_WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
_KEYS = (
    ("→ ␣", "next"),
    ("←", "back"),
    ("Home / End", "ends"),
    ("3 Enter", "jump"),
    ("F", "full"),
    ("B", "black"),
    ("L", "live"),
    ("S", "beside"),
    ("T", "answer"),
    ("N", "notes"),
    ("Esc", "leave"),
)

# Key, sign and name of each button; letters that every system has.
_BUTTONS = (
    ("ArrowLeft", "‹", "back"),
    ("ArrowRight", "›", "next"),
    ("f", "F", "full"),
    ("t", "T", "answer"),
    ("n", "N", "notes"),
    ("h", "?", "keys"),
)


def build_player(
    run: Run,
    source: OutlineSource,
    t: Translator,
    *,
    live: Run | None = None,
    differences: Mapping[str, Sequence[str]] = MappingProxyType({}),
    answers: Sequence[tuple[str, Screen]] = (),
    logo: bytes | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> str:
    """A whole HTML document without a reference to anything outside itself.

    Args:
        live: the same screens with the figures of now, for the keys that show them; matched by key.
        differences: key of a screen -> what has changed on it since, in words.
        answers: name of each unit and the screen that answers for it.
        logo: the association's, a PNG or JPEG picture.
        progress: called with the share that is done.
    """
    stamp = t("player.frozen", date=run.frozen_on) if run.frozen_on else ""
    lives = {screen.key: screen for screen in live.screens} if live else {}
    total = len(run.screens) + len(answers)
    draw = partial(_drawings, source=source, logo=_use_logo if logo else None)
    parts, answered = [], []
    for place, screen in enumerate(run.screens):
        other = lives.get(screen.key)
        now = draw(other, t("player.live"), "live") if other is not None and other != screen else ""
        parts.append(_section(screen, draw(screen, stamp, "frozen"), now, differences.get(screen.key, ()), t))
        progress((place + 1) / total)
    for place, (_, screen) in enumerate(answers, start=len(run.screens) + 1):
        answered.append(_section(screen, draw(screen, stamp, "frozen"), "", (), t))
        progress(place / total)
    return _page(run, "".join(parts), "".join(answered), [name for name, _ in answers], logo, t)


def _page(run: Run, screens: str, answered: str, names: list[str], logo: bytes | None, t: Translator) -> str:
    texts = {key: t(f"player.{key}") for key in ("search", "nothing", "help", "notes", "next", "last")}
    texts["keys"] = [[key, t(f"player.key_{name}")] for key, name in _KEYS]
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(run.title)}</title>'
        f"<style>{''.join(_faces())}{_part('player.css')}</style></head><body>{_logo(logo)}"
        f'<main>{screens}</main><div id="answer-screens">{answered}</div>'
        f'<div id="live-mark">{escape(t("player.live"))}</div><div id="number"></div><div id="bar"></div>'
        f'<nav id="hand">{_buttons(t)}</nav><div id="panel" role="dialog"></div><div id="black"></div>'
        f'<script type="application/json" id="texts">{_json(texts)}</script>'
        f'<script type="application/json" id="answers">{_json(names)}</script>'
        f"<script>{player_script()}</script></body></html>"
    )


def _buttons(t: Translator) -> str:
    """The commonest keys for a hand on the mouse or a finger on the screen; they go when keys are used."""
    return "".join(
        f'<button data-key="{key}" title="{words}" aria-label="{words}">{sign}</button>'
        for key, sign, words in (
            (key, sign, escape(t(f"player.key_{name}"), quote=True)) for key, sign, name in _BUTTONS
        )
    )


def _logo(logo: bytes | None) -> str:
    """The picture once, for every screen to point at."""
    if logo is None:
        return ""
    drawing = picture(logo, Box(0, 0, 100, 100))
    symbol = f'<symbol id="logo" viewBox="0 0 100 100">{drawing}</symbol>'
    return f'<svg width="0" height="0" style="position:absolute" aria-hidden="true">{symbol}</svg>'


def _use_logo(box: Box) -> str:
    return (
        f'<use href="#logo" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}"/>'
    )


def player_script() -> str:
    """The script in every player: within the dashboard, the content policy lets it run by its hash."""
    return _part("player.js")


def _part(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _json(value: object) -> str:
    """JSON that cannot end its script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _section(screen: Screen, frozen: str, live: str, differences: Sequence[str], t: Translator) -> str:
    notes = "\n\n".join(part for part in (screen.notes, screen.subtitle, screen.source) if part)
    lines = "".join(f"<li>{escape(words)}</li>" for words in differences)
    beside = f'<ul class="changes">{lines}</ul><p class="hint">{escape(t("player.differs"))}</p>'
    return (
        f'<section class="screen{" has-live" if live else ""}" data-title="{escape(screen.title)}" '
        f'data-notes="{escape(notes)}">{frozen}{live}{beside if live else ""}</section>'
    )


def _drawings(
    screen: Screen, stamp: str, state: str, *, source: OutlineSource, logo: PlaceLogo | None
) -> str:
    return (
        f'<div class="{state}">'
        + "".join(
            f'<div class="{name}">{screen_svg(screen, source, stamp=stamp, logo=logo, size=size)}</div>'
            for name, size in _SHAPES.items()
        )
        + "</div>"
    )


def _faces() -> Iterator[str]:
    for weight, name in _WEIGHTS.items():
        data = base64.b64encode((FONT_FOLDER / f"BeVietnamPro-{name}.ttf").read_bytes()).decode()
        yield (
            f'@font-face{{font-family:"{FONT}";font-weight:{weight};src:url(data:font/ttf;base64,{data})}}'
        )
