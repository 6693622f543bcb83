"""The words around the scorecard: what is shown, what the signs mean, why a rank is missing."""

import streamlit as st

from khuyenhoc.domain.estimates import ESTIMATE
from khuyenhoc.domain.ranking import FEWEST_UNITS
from khuyenhoc.domain.scorecard import SCORECARD_INDICATORS
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value
from khuyenhoc.ui import lens_words, output
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection, indicator_name_inline, selected_name
from khuyenhoc.ui.scorecard.card import Scorecard, floor_note, headline


def subtitle(card: Scorecard, t: Translator) -> str:
    """Ranked by what, for which period and map."""
    return t(
        "scorecard.subtitle",
        indicator=indicator_name_inline(card.indicator, t),
        period=format_period(card.period, t),
        vintage=lens_words.map_words(card.period, card.lens, t),
    )


def key_to_signs(card: Scorecard, t: Translator) -> str:
    """What symbols, arrows and marks mean, with the targets and their year."""
    empty = f" {t('scorecard.key_empty')}" if card.cards["value"].isna().any() else ""
    return f"{_bands(t)}{empty}  \n{_arrows(card, t)}{_estimates(card, t)}"


def show_floor(card: Scorecard, t: Translator) -> None:
    """Why a rank is missing; nothing where none is."""
    note = floor_note(card, t)
    if note:
        st.info(note, icon=":material/info:")


def of_print(card: Scorecard, selection: Selection, t: Translator) -> dict[str, object]:
    """Title, subtitle and footer of the printed page."""
    lines = [
        _bands(t),
        f"{_arrows(card, t)}{_estimates(card, t)}",
        _targets(card, t),
        floor_note(card, t),
        _source(card, selection, t),
    ]
    return {
        "title": headline(card, selected_name(selection, t), t),
        "subtitle": subtitle(card, t),
        "footer": [line for line in lines if line],
    }


def notes(card: Scorecard, selection: Selection, t: Translator) -> dict[str, str]:
    """The sheet of notes of the .xlsx."""
    return file_notes(
        selection,
        t,
        indicator=subtitle(card, t),
        period=format_period(selection.period, t),
        completeness=t("source.completeness", **completeness(card, t)),
        definition=f"{_bands(t)} {_targets(card, t)} {floor_note(card, t)}".strip(),
        source=_source(card, selection, t),
    )


def _bands(t: Translator) -> str:
    return t("scorecard.key_bands")


def _arrows(card: Scorecard, t: Translator) -> str:
    key = "scorecard.key_arrows" if card.period.previous else "scorecard.key_arrows_cumulative"
    return f"{t(key)} {t('scorecard.key_chance')}"


def _estimates(card: Scorecard, t: Translator) -> str:
    """What the sign of estimates means, where there is one."""
    columns = card.cards[["method", "change_method", "year_change_method"]]
    return f" {t('scorecard.key_estimate')}" if (columns == ESTIMATE).any(axis=None) else ""


def _targets(card: Scorecard, t: Translator) -> str:
    named = [
        t(
            "scorecard.target",
            indicator=t(f"scorecard.short.{name}"),
            value=format_value(card.province[name].target_value, card.province[name].indicator.unit, t),
            year=card.province[name].target_year,
            act=card.province[name].target_legal_act,
        )
        for name in SCORECARD_INDICATORS
        if card.province[name].target_value is not None
    ]
    return t("scorecard.targets", targets="; ".join(named), fewest=FEWEST_UNITS) if named else ""


def _source(card: Scorecard, selection: Selection, t: Translator) -> str:
    return output.source_words(t, **completeness(card, t), is_synthetic=selection.is_synthetic)


def completeness(card: Scorecard, t: Translator) -> dict[str, object]:
    """`reported` of the `expected` units by the indicator on screen, and how many of them are estimates."""
    return {
        "reported": lens_words.complete_units(card.units),
        "expected": len(card.units),
        "estimated": lens_words.estimated_units(card.units["method"], t),
    }
