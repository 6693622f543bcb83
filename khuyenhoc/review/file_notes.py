"""The sheet of notes of a workbook of a review: what its figures are, of whom, when, how complete."""

from khuyenhoc.i18n import Translator
from khuyenhoc.review import sentences
from khuyenhoc.review.facts import Facts


def file_notes(facts: Facts, t: Translator, *, what: str, period: str, definition: str) -> dict[str, str]:
    """Heading -> text, in the order of the files of the pages; made-up figures are said to be so."""
    notes = {
        t("notes.what"): what,
        t("notes.province"): sentences.province_name(facts.subject.province, t),
        t("notes.period"): period,
        t("notes.completeness"): t(
            "source.completeness", reported=facts.reported_units, expected=facts.expected_units
        ),
        t("notes.definition"): definition,
        t("notes.source"): t("notes.reports"),
        t("lens.label"): sentences.map_words(facts, t),
    }
    if facts.is_synthetic:
        notes[t("notes.warning")] = t("synthetic.banner")
    return notes
