"""What has changed since a run was frozen: each figure as it was shown, beside the one of now."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from khuyenhoc.domain.screens import Areas, Bars, Content, Cover, Groups, Line, Run, Screen, Table, Tiles
from khuyenhoc.i18n import Translator

_PLACE = re.compile(r"^\d+\. ")
NOTHING = "–"


@dataclass(frozen=True)
class Change:
    """One figure that reads otherwise now.

    Attributes:
        screen_key, screen: the screen's key and title.
        item: what the figure is of.
        then, now: both as they are written; `–` where there was or is none.
    """

    screen_key: str
    screen: str
    item: str
    then: str
    now: str


def changes(frozen: Run, live: Run, t: Translator) -> list[Change]:
    """Figures of a frozen run that differ from the same ones of now, in the order of the run.

    Screens without a live one, such as figures put aside on other pages, are left out.
    """
    lives = {screen.key: screen for screen in live.screens}
    return list(
        chain.from_iterable(
            _of_screen(screen, lives[screen.key], t) for screen in frozen.screens if screen.key in lives
        )
    )


def _of_screen(frozen: Screen, live: Screen, t: Translator) -> Iterator[Change]:
    then, now = figures_of(frozen.content, t), figures_of(live.content, t)
    for item in dict.fromkeys((*then, *now)):
        before, after = then.get(item, NOTHING), now.get(item, NOTHING)
        if before != after:
            yield Change(frozen.key, frozen.title, item, before, after)


def figures_of(content: Content, t: Translator) -> Mapping[str, str]:
    """What each figure of a screen is of, and how it reads."""
    match content:
        case Cover():
            return {words: value for value, words in content.figures}
        case Tiles():
            return {label: value for label, value, _ in content.tiles}
        case Groups():
            return {name: str(count) for count, name, _, _ in content.groups}
        case Bars():
            # A unit's place in the ranking stands before its name and may have changed with its value.
            names = [_PLACE.sub("", name) for name in content.categories]
            return dict(zip(names, content.texts, strict=True))
        case Line():
            return dict(zip(content.labels, content.texts, strict=True))
        case Areas():
            return dict(zip(content.names, content.texts, strict=True))
        case Table():
            return {
                f"{row[0]} · {heading}": NOTHING if value is None else str(value)
                for row in content.rows
                for heading, value in zip(content.headings[1:], row[1:], strict=True)
            }
        case _:
            return dict.fromkeys(content.lines, t("changes.said"))
