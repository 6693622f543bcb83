"""The sheet of notes in a downloaded file: what its figures are of, how made, where they come from."""

from collections.abc import Sequence

from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.ui import lens_words
from khuyenhoc.ui.filters import Selection, selected_name


def periods_of(period_ids: Sequence[str], t: Translator) -> str:
    """From the first to the last period of a table's rows, for its sheet of notes."""
    periods = sorted((Period.parse(period_id) for period_id in set(period_ids)), key=lambda one: one.end)
    if not periods:
        return ""
    first, last = (format_period(periods[place], t) for place in (0, -1))
    return first if len(periods) == 1 else t("figure.span", first=first, last=last)


def file_notes(
    selection: Selection,
    t: Translator,
    *,
    what: str = "",
    indicator: str = "",
    period: str = "",
    completeness: str | None = None,
    definition: str = "",
    source: str = "",
) -> dict[str, str]:
    """Heading -> text, in the same order in every file; a text that is empty has no line.

    The province and the map are those on screen, and made-up figures are said to be so.

    Args:
        what: what the table holds, where it is not of one indicator.
        indicator: name of the indicator, where the file is of one.
        period: name of the period or span.
        completeness: how many of the units the figures are of; None where each row says so.
        source: where it is not the units' reports alone.
    """
    texts = {
        "what": what,
        "indicator": indicator,
        "province": selected_name(selection, t),
        "period": period,
        "completeness": t("notes.by_row") if completeness is None else completeness,
        "definition": definition,
        "source": source or t("notes.reports"),
    }
    notes = {t(f"notes.{name}"): text for name, text in texts.items() if text}
    notes |= lens_words.notes(selection.lens, t)
    if selection.is_synthetic:
        notes[t("notes.warning")] = t("synthetic.banner")
    return notes
