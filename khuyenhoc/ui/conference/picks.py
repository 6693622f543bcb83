"""Figures that a person put aside on other pages for the presentation; kept while the session lasts."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.screens import Content, Screen
from khuyenhoc.domain.subject import Subject
from khuyenhoc.geography.boundaries import load_manifest
from khuyenhoc.i18n import Translator
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.figures import map_screen, ranking_screen
from khuyenhoc.review.shapes import map_layers
from khuyenhoc.ui import access, output
from khuyenhoc.ui.conference.gathering import facts_of
from khuyenhoc.ui.filters import Selection

_KEY = "conference.picks"
# The live figures of a presentation are of its own province and period; a picked screen has none.
_PREFIX = "picked"


def picked() -> tuple[Screen, ...]:
    """The screens that were put aside, in that order."""
    return tuple(_held().values())


def offer(key: str, build: Callable[[], Screen], t: Translator, *, kind: str = "figure") -> None:
    """A button that puts a figure aside; pressed again it takes it away. For those who may present.

    Args:
        key: what the figure shows, with every choice that makes it another figure.
        build: makes the screen, from the frame on the page; called when the button is pressed.
        kind: `figure`, or where a page has several buttons side by side `map` and `ranking`.
    """
    if not access.is_one_of("officer", "chair"):
        return
    held = _held()
    is_picked = key in held
    label = t(f"conference.picked.{kind}" if is_picked else f"conference.pick.{kind}")
    icon = ":material/check:" if is_picked else ":material/slideshow:"
    if st.button(label, icon=icon, key=f"pick.{key}"):
        others = {other: screen for other, screen in held.items() if other != key}
        if not is_picked:
            others[key] = replace(build(), key=f"{_PREFIX}.{key}")
        st.session_state[_KEY] = others
        st.rerun()


def offer_figure(
    name: str,
    selection: Selection,
    build: Callable[[], Content],
    t: Translator,
    *,
    title: str,
    subtitle: str,
    reported: int,
    expected: int,
    estimated: str = "",
) -> None:
    """The button of a figure with the page's own title, words and completeness.

    Args:
        name: of the figure, with the choices that are not in the selection.
        build: makes what is shown.
        estimated: how many of the figures are estimates (`lens_words`); empty for none.
    """

    def screen() -> Screen:
        source = output.source_words(
            t,
            reported=reported,
            expected=expected,
            is_synthetic=selection.is_synthetic,
            estimated=estimated,
        )
        return Screen(title, subtitle, source, build())

    offer(_key(name, selection), screen, t)


def offer_map(selection: Selection, scope: Scope, t: Translator) -> None:
    """The button of the province's map, where there are shapes."""
    if load_manifest() is None:
        return

    def screen() -> Screen:
        facts = _facts(selection, scope)
        return map_screen(facts, selection.indicator.indicator, map_layers(facts, t), t)

    offer(_key(f"map.{selection.indicator.indicator}", selection), screen, t, kind="map")


def offer_ranking(selection: Selection, scope: Scope, t: Translator) -> None:
    """The button of the best and the weakest units."""
    offer(
        _key(f"ranking.{selection.indicator.indicator}", selection),
        lambda: ranking_screen(_facts(selection, scope), selection.indicator.indicator, t),
        t,
        kind="ranking",
    )


def _facts(selection: Selection, scope: Scope) -> Facts:
    return facts_of(Subject(selection.province, selection.period), scope, lens=selection.lens)


def _key(name: str, selection: Selection) -> str:
    return ".".join((name, selection.province.org_unit_id, selection.period.period_id, selection.lens))


def _held() -> Mapping[str, Screen]:
    return st.session_state.get(_KEY, {})
