"""The words around the scorecard: what is shown, what the signs mean, why a rank is missing."""

import streamlit as st

from khuyenhoc.domain.ranking import FEWEST_UNITS
from khuyenhoc.domain.scorecard import SCORECARD_INDICATORS
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value
from khuyenhoc.ui.filters import Selection, indicator_name_inline, province_name
from khuyenhoc.ui.scorecard.card import Scorecard, floor_note, headline


def subtitle(card: Scorecard, t: Translator) -> str:
    """Ranked by what, for which period and map."""
    return t(
        "scorecard.subtitle",
        indicator=indicator_name_inline(card.indicator, t),
        period=format_period(card.period, t),
        vintage=t(f"vintage.{card.period.vintage}"),
    )


def key_to_signs(card: Scorecard, t: Translator) -> str:
    """What symbols, arrows and marks mean, with the targets and their year."""
    empty = f" {t('scorecard.key_empty')}" if card.cards["value"].isna().any() else ""
    return f"{_bands(t)}{empty}  \n{_arrows(card, t)}"


def show_floor(card: Scorecard, t: Translator) -> None:
    """Why a rank is missing; nothing where none is."""
    note = floor_note(card, t)
    if note:
        st.info(note, icon=":material/info:")


def of_print(card: Scorecard, selection: Selection, t: Translator) -> dict[str, object]:
    """Title, subtitle and footer of the printed page."""
    lines = [_bands(t), _arrows(card, t), _targets(card, t), floor_note(card, t), _source(card, selection, t)]
    return {
        "title": headline(card, province_name(selection.province, t), t),
        "subtitle": subtitle(card, t),
        "footer": [line for line in lines if line],
    }


def notes(card: Scorecard, selection: Selection, t: Translator) -> dict[str, str]:
    """The sheet of notes of the .xlsx."""
    found = {
        t("notes.indicator"): subtitle(card, t),
        t("notes.province"): province_name(selection.province, t),
        t("notes.period"): format_period(selection.period, t),
        t("notes.definition"): f"{_bands(t)} {_targets(card, t)} {floor_note(card, t)}".strip(),
        t("notes.source"): _source(card, selection, t),
    }
    if selection.is_synthetic:
        found[t("notes.warning")] = t("synthetic.banner")
    return found


def _bands(t: Translator) -> str:
    return t("scorecard.key_bands")


def _arrows(card: Scorecard, t: Translator) -> str:
    key = "scorecard.key_arrows" if card.period.previous else "scorecard.key_arrows_cumulative"
    return f"{t(key)} {t('scorecard.key_chance')}"


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
    parts = [
        t(
            "source.completeness",
            reported=int(card.units["value"].notna().sum()),
            expected=len(card.units),
        ),
        t("source.reports"),
    ]
    if selection.is_synthetic:
        parts.append(t("synthetic.short"))
    return " · ".join(parts)
