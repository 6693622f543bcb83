"""What a fund publishes of a year under Decree 03/2026/NĐ-CP: received, from whom, and what became of it."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period_inline, format_value
from khuyenhoc.reports.document.model import Block, Grid, Heading, OfficialReport, Paragraph, Space
from khuyenhoc.reports.fund_publication import (
    COLUMNS,
    LEGAL_ACT,
    hidden_note,
    publication_frame,
    publication_workbook,
)
from khuyenhoc.reports.workbook import dated
from khuyenhoc.review import sentences
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.file_notes import file_notes

_SOURCES = ("enterprises", "individuals", "clans", "other_sources")
_USES = (
    "scholarships_amount",
    "rewards_amount",
    "hardship_grants_amount",
    "adult_grants_amount",
    "other_uses",
)
_COUNTS = ("scholarships", "rewards", "hardship_grants", "adult_grants")
_RECEIVED = ("opening", "raised", *_SOURCES, "spent", "closing")
_USED = ("spent", *(column for pair in zip(_COUNTS, _USES, strict=False) for column in pair), "other_uses")
_MILLION = 1e6


def fund_frame(facts: Facts, t: Translator) -> pd.DataFrame:
    """The funds of the year up to the period, one row each and the province's last, in đồng."""
    totals = facts.fetch("fund_totals", **_parameters(facts))
    return publication_frame(_funds(facts), totals, total_name=t("funds.total"))


def fund_workbook(facts: Facts, t: Translator) -> bytes:
    """The publication as a sheet, amounts in đồng."""
    span = span_words(facts.subject.period, t)
    title = t("funds.publication_heading", year=facts.subject.period.year)
    notes = file_notes(facts, t, what=title, period=span, definition=t("funds.publication_gaps"))
    return publication_workbook(
        fund_frame(facts, t),
        title=title,
        subtitle=f"{sentences.association(facts.subject.province, facts.letterhead, t)}. {span}",
        notes=dated(notes | hidden_note(_funds(facts), t), t),
    )


def _funds(facts: Facts) -> pd.DataFrame:
    return facts.fetch("fund_by_unit", **_parameters(facts))


def _parameters(facts: Facts) -> dict[str, object]:
    return {
        "province_ids": facts.subject.all_province_ids,
        "period_id": facts.subject.period.period_id,
        "from_january": not facts.subject.period.is_cumulative,
    }


def fund_report(facts: Facts, t: Translator) -> OfficialReport:
    """The publication as an official paper, with an annex of every unit's fund."""
    frame = fund_frame(facts, t)
    province, period = facts.subject.province, facts.subject.period
    return OfficialReport(
        superior=t("official.superior"),
        issuer=sentences.issuer(province, facts.letterhead, t),
        number=t("minutes.number"),
        place_and_date=t("official.place_and_date", place=province.short_name, year=_year_of_issue(period)),
        kind=t("minutes.kind"),
        abstract=t("fund_report.abstract", year=period.year),
        blocks=tuple(_blocks(frame, facts, t)),
        signatory=(t("official.on_behalf"), t("official.chair")),
        recipients=tuple(t("fund_report.recipients").split("|")),
        annexes=(_annex(frame, 1, "received", _RECEIVED, t), _annex(frame, 2, "used", _USED, t)),
        warning=t("synthetic.banner") if facts.is_synthetic else "",
        logo=facts.letterhead.logo,
    )


def span_words(period: Period, t: Translator) -> str:
    """From 1 January to the end of the period."""
    return t("fund_report.span", period=format_period_inline(period, t))


def _year_of_issue(period: Period) -> int:
    """A whole year is published in the next one, before 31 March."""
    return period.year + (period.kind in {"Q4", "Y"})


def _blocks(frame: pd.DataFrame, facts: Facts, t: Translator) -> Iterator[Block]:
    period, total = facts.subject.period, frame.iloc[-1]
    money = partial(_money, t=t)
    yield Paragraph(
        t(
            "fund_report.basis",
            act=LEGAL_ACT,
            association=sentences.association(facts.subject.province, facts.letterhead, t),
            span=span_words(period, t),
        )
    )
    if period.kind not in {"Q4", "Y"}:
        yield Paragraph(t("fund_report.open", year=period.year))
    yield Heading(1, t("fund_report.part_received"))
    yield Paragraph(t("fund_report.received", opening=money(total["opening"]), raised=money(total["raised"])))
    yield _shares(t("fund_report.table_received"), total, _SOURCES, "raised", t)
    yield Space(t("fund_report.space_assets"))
    yield Heading(1, t("fund_report.part_used"))
    yield Paragraph(t("fund_report.used", spent=money(total["spent"]), closing=money(total["closing"])))
    yield _shares(t("fund_report.table_used"), total, _USES, "spent", t)
    yield Space(t("fund_report.space_results"))
    yield Heading(1, t("fund_report.part_completeness"))
    yield Paragraph(
        t("fund_report.completeness", reported=facts.reported_units, expected=facts.expected_units)
    )
    yield Paragraph(t("fund_report.gaps"))


def _money(value: float | None, t: Translator) -> str:
    return t("fund_report.no_figure") if pd.isna(value) else format_value(float(value), "VND", t)


def _shares(caption: str, total: pd.Series, columns: tuple[str, ...], whole: str, t: Translator) -> Grid:
    """What a sum is made of, with the share of each part; the sum last."""
    rows = [
        (_heading(column), _million(total[column], t), _share(total[column], total[whole], t))
        for column in columns
    ]
    rows.append((t("fund_report.sum"), _million(total[whole], t), _share(total[whole], total[whole], t)))
    headings = (t("review.element"), t("fund_report.amount"), t("fund_report.share"))
    return Grid(caption, headings, tuple(rows), has_total=True)


def _share(part: float | None, whole: float | None, t: Translator) -> str:
    if pd.isna(part) or pd.isna(whole) or not whole:
        return "–"
    return f"{format_number(100 * float(part) / float(whole), t.language, 1)}%"


def _million(value: float | None, t: Translator) -> str:
    return "–" if pd.isna(value) else format_number(float(value) / _MILLION, t.language, 1)


def _heading(column: str) -> str:
    return COLUMNS[column][0]


def _annex(frame: pd.DataFrame, number: int, name: str, columns: tuple[str, ...], t: Translator) -> Grid:
    """Every fund in a row; what was not reported is a dash, never a nought."""
    rows = []
    for place, (_, row) in enumerate(frame.iterrows(), start=1):
        cells = [
            _million(row[column], t)
            if COLUMNS[column][1]
            else "–"
            if pd.isna(row[column])
            else format_number(float(row[column]), t.language)
            for column in columns
        ]
        rows.append((str(place) if place < len(frame) else "", str(row["name"]), *cells))
    return Grid(
        t(f"fund_report.annex.{name}", number=number),
        (t("official.row_number"), _heading("name"), *(_heading(column) for column in columns)),
        tuple(rows),
        is_wide=True,
        has_total=True,
    )
