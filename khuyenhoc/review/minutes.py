"""Conclusions of a conference as an official paper to print."""

import pandas as pd

from khuyenhoc.domain.letterhead import USUAL, Letterhead
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.subject import Subject
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_period_inline
from khuyenhoc.reports.document.model import Grid, OfficialReport, Paragraph
from khuyenhoc.review import sentences

_COLUMNS = ("number_heading", "task", "office", "unit", "due", "state")


def minutes(
    conclusions: pd.DataFrame,
    subject: Subject,
    t: Translator,
    *,
    is_synthetic: bool,
    letterhead: Letterhead = USUAL,
) -> OfficialReport:
    """The paper.

    Args:
        conclusions: rows of the query `conclusions`.
    """
    decided = conclusions[conclusions["decided_period_id"] == subject.period.period_id]
    earlier = conclusions[conclusions["decided_period_id"] != subject.period.period_id]
    blocks = [Paragraph(t("minutes.opening", period=format_period_inline(subject.period, t)))]
    if len(earlier):
        blocks.append(_grid(earlier, t("minutes.earlier"), t))
    blocks.append(_grid(decided, t("minutes.decided"), t))
    return OfficialReport(
        superior=t("official.superior"),
        issuer=sentences.issuer(subject.province, letterhead, t),
        number=t("minutes.number"),
        place_and_date=t(
            "official.place_and_date", place=subject.province.short_name, year=subject.period.end.year
        ),
        kind=t("minutes.kind"),
        abstract=t("minutes.abstract", period=format_period_inline(subject.period, t)),
        blocks=tuple(blocks),
        logo=letterhead.logo,
        signatory=(t("official.on_behalf"), t("official.chair")),
        recipients=tuple(t("official.recipients").split("|")),
        warning=t("synthetic.banner") if is_synthetic else "",
    )


def _grid(conclusions: pd.DataFrame, caption: str, t: Translator) -> Grid:
    rows = tuple(
        (
            str(place),
            row.task,
            row.office,
            _unit(row.org_unit_id, t),
            format_period(Period.parse(row.due_period_id), t),
            t(f"conclusions.state_{row.state}"),
        )
        for place, row in enumerate(conclusions.itertuples(index=False), start=1)
    )
    return Grid(caption, tuple(t(f"minutes.{name}") for name in _COLUMNS), rows, is_wide=False)


def _unit(org_unit_id: str | None, t: Translator) -> str:
    has_unit = pd.notna(org_unit_id)
    return all_units()[org_unit_id].name if has_unit else t("conclusions.whole_province")
