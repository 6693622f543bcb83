"""A list to choose from whose labels are in the language of the screen."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from khuyenhoc.i18n import Translator

Option = TypeVar("Option")


def keep_choice(
    where: st.delta_generator.DeltaGenerator,
    label: str,
    options: Sequence[Option],
    t: Translator,
    *,
    key: str,
    format_func: Callable[[Option], str],
    default: Option | None = None,
    placeholder: str | None = None,
    on_choice: Callable[[Option | None], None] | None = None,
) -> Option | None:
    """What is chosen; it outlives a switch of language and the time that the list is off the screen.

    A browser names its choice by the label, so that after a switch the server would not know it any more.
    Here each language has a list of its own, and the choice lies beside them.

    Args:
        where: the container to draw into.
        key: under which the choice lies in the session.
        default: chosen at first; None for none.
        on_choice: told of every choice before the page runs again; None for one that was cleared.
    """
    kept = st.session_state.get(key, default)
    widget = f"{key}.{t.language}"

    def take() -> None:
        st.session_state[key] = st.session_state[widget]
        if on_choice is not None:
            on_choice(st.session_state[widget])

    where.selectbox(
        label,
        options,
        index=options.index(kept) if kept in options else None,
        format_func=format_func,
        placeholder=placeholder,
        key=widget,
        on_change=take,
    )
    return kept if kept in options else None
