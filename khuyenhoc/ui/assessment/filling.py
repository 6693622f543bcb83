"""A sheet on the screen: an input for each criterion, with what became of it beside it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from khuyenhoc.domain.assessed_sheets import FIRST_DAY, LONGEST_ACT, AssessedSheet, Recognition
from khuyenhoc.domain.assessment import (
    NOT_APPLICABLE,
    Answer,
    Criterion,
    items_of,
    takes_answer,
    verdict_of,
)
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_date
from khuyenhoc.intake.text_repair import tone_key
from khuyenhoc.ui.assessment.words import requirement, source_of, verdict_words
from khuyenhoc.ui.markdown import escape


def fill(chosen: AssessedSheet, sheets: pd.DataFrame, t: Translator) -> AssessedSheet:
    """Draw the inputs, filled with what was saved last for unit and year, and give back what they hold."""
    saved = _saved(chosen, sheets)
    key = f"assessment.{chosen.unit_level}.{chosen.org_unit_id}.{chosen.year}.{tone_key(chosen.unit_name)}"
    items = items_of(chosen.scheme, chosen.unit_level)
    first = next(iter(items.values()))[0]
    since = first.effective_from
    day = format_date(date.fromisoformat(since)) if since else t("assessment.no_source")
    st.caption(t("assessment.in_force", circular=first.circular, day=day))
    if saved is not None:
        st.caption(t("assessment.was_saved"))
    given: Mapping[str, Answer] = json.loads(saved.answers) if saved is not None else {}
    answers: dict[str, Answer] = {}
    group = ""
    for item, levels in items.items():
        if not takes_answer(levels, chosen.unit_kind):
            continue
        if item[0] != group:
            group = item[0]
            st.markdown(f"**{t(f'assessment.group.{chosen.scheme}_{group}')}**")
        answers[item] = _item(item, levels, chosen, given.get(item), f"{key}.{item}", t)
    _left_out(items, chosen.unit_kind, t)
    return replace(chosen, answers=answers, recognition=_recognition(saved, key, t))


def _saved(chosen: AssessedSheet, sheets: pd.DataFrame) -> object:
    same = sheets[
        (sheets["standing"] == "in_force")
        & (sheets["scheme"] == chosen.scheme)
        & (sheets["unit_level"] == chosen.unit_level)
        & (sheets["org_unit_id"] == chosen.org_unit_id)
        & (sheets["year"] == chosen.year)
        & (sheets["unit_key"] == tone_key(chosen.unit_name))
    ]
    return next(same.itertuples(), None)


def _item(
    item: str, levels: tuple[Criterion, ...], chosen: AssessedSheet, saved: Answer, key: str, t: Translator
) -> Answer:
    text, entry, found = st.columns([6, 3, 3], vertical_alignment="center")
    asked = [criterion for criterion in levels if criterion.is_for(chosen.unit_kind)]
    demands = " · ".join(
        t("assessment.demand", level=criterion.title_level, text=requirement(criterion, t))
        for criterion in asked
    )
    label = f"{item}. {levels[0].text(t.language)}"
    text.markdown(escape(label))
    text.caption(f"{demands} ({source_of(asked[0])})")
    with entry:
        draw = _percent if levels[0].is_percent else _condition
        answer = draw(label, levels, saved, key, t)
    words = [
        verdict_words(criterion, verdict_of(criterion, chosen.unit_kind, answer), t) for criterion in asked
    ]
    found.markdown("  \n".join(words))
    return answer


def _percent(label: str, levels: tuple[Criterion, ...], saved: Answer, key: str, t: Translator) -> Answer:
    is_left_out = False
    place = st.container()
    if any(criterion.may_not_apply for criterion in levels):
        st.session_state.setdefault(f"{key}.none", saved == NOT_APPLICABLE)
        is_left_out = st.checkbox(t("assessment.nobody"), help=t("assessment.nobody_help"), key=f"{key}.none")
    if not isinstance(saved, str):
        st.session_state.setdefault(key, saved)
    value = place.number_input(
        label,
        0.0,
        100.0,
        None,
        step=None,
        format="%.10g",
        placeholder="%",
        label_visibility="collapsed",
        disabled=is_left_out,
        key=key,
    )
    return NOT_APPLICABLE if is_left_out else value


def _condition(
    label: str,
    levels: tuple[Criterion, ...],  # noqa: ARG001 - called like `_percent`
    saved: Answer,
    key: str,
    t: Translator,
) -> Answer:
    widget = f"{key}.{t.language}"
    if isinstance(saved, bool):
        st.session_state.setdefault(widget, saved)
    return st.radio(
        label,
        [True, False],
        index=None,
        format_func=lambda answer: t("assessment.yes" if answer else "assessment.no"),
        horizontal=True,
        label_visibility="collapsed",
        key=widget,
    )


def _left_out(items: Mapping[str, tuple[Criterion, ...]], unit_kind: str, t: Translator) -> None:
    """Name the criteria that are not asked: of other kinds of unit, and without a source."""
    other = [
        item for item, levels in items.items() if not any(criterion.is_for(unit_kind) for criterion in levels)
    ]
    if other:
        st.caption(t("assessment.other_kinds", items=", ".join(other)))
    without = [
        criterion
        for levels in items.values()
        for criterion in levels
        if criterion.is_for(unit_kind) and not criterion.has_source
    ]
    if without:
        st.markdown(f"**{t('assessment.without_source')}**")
        st.markdown(
            "\n".join(
                "- "
                + escape(
                    t(
                        "assessment.without_source_one",
                        level=criterion.title_level,
                        item=criterion.item,
                        text=criterion.text(t.language),
                        source=source_of(criterion),
                    )
                )
                for criterion in without
            )
        )


def _recognition(saved: object, key: str, t: Translator) -> Recognition | None:
    has_title = saved is not None and pd.notna(saved.recognised_level)
    with st.expander(t("assessment.recognition"), icon=":material/workspace_premium:", expanded=has_title):
        left, middle, right = st.columns([2, 5, 3])
        level = left.selectbox(
            t("assessment.awarded"),
            [0, 1, 2],
            index=int(saved.recognised_level) if has_title else 0,
            format_func=lambda each: t("assessment.level", level=each) if each else t("assessment.none_yet"),
            key=f"{key}.awarded",
        )
        act = middle.text_input(
            t("assessment.act"),
            saved.legal_act if has_title else "",
            max_chars=LONGEST_ACT,
            placeholder=t("assessment.act_example"),
            key=f"{key}.act",
        )
        day = right.date_input(
            t("assessment.act_date"),
            saved.recognised_day if has_title else None,
            min_value=FIRST_DAY,
            max_value=date(2045, 12, 31),
            format="DD/MM/YYYY",
            key=f"{key}.day",
        )
    # Without its day a title is refused in words when it is saved.
    return Recognition(level, act, day or date.min) if level else None
