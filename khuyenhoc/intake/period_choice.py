"""Which period a workbook is for, its sheets, their names and the file's name taken together."""

from collections.abc import Sequence
from dataclasses import dataclass

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake import problems
from khuyenhoc.intake.period import (
    Mention,
    PeriodEvidence,
    as_cumulative,
    contradicting_day,
    read_evidence,
    settle,
)


@dataclass(frozen=True)
class SheetTitle:
    """The texts of one sheet that may name its period: text and address.

    Attributes:
        captions: what stands above the tables.
        header: top headings of the tables, looked at when nothing else names a period.
    """

    sheet: str
    captions: tuple[tuple[str, str], ...]
    header: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PeriodDecision:
    """The period of a report, None when a person must be asked.

    Attributes:
        sheets: names of the sheets that are read.
    """

    period: Period | None
    sheets: frozenset[str]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _SheetPeriod:
    """What one sheet says: its period as labelled, and as it is read.

    Attributes:
        own: every period that its title and its name mention, the file's name left out.
    """

    sheet: str
    own: frozenset[Period]
    named: Period | None
    read_as: Period | None
    mention: Mention | None
    findings: tuple[Finding, ...]


def decide_period(titles: Sequence[SheetTitle], file_name: str, given: Period | None) -> PeriodDecision:
    """The period of a workbook from its sheets' titles, their names and the file's name, in that order.

    Args:
        titles: the sheets with tables.
        file_name: with its ending.
        given: chosen by a person; it overrides the file and picks the sheets that are for it.
    """
    file_evidence = read_evidence([(file_name.rsplit(".", 1)[0], "")], is_name=True)
    sheets = [_of_sheet(title, file_evidence) for title in titles]
    every_sheet = frozenset(title.sheet for title in titles)
    if given is not None:
        return _as_given(given, sheets, every_sheet)
    findings = [finding for sheet in sheets for finding in sheet.findings]
    if any(finding.severity is Severity.ERROR for finding in findings):
        return PeriodDecision(None, every_sheet, tuple(findings[:1]))
    named = [sheet for sheet in sheets if sheet.read_as]
    different = [sheet for sheet in named if sheet.read_as != named[0].read_as]
    if different:
        return PeriodDecision(None, every_sheet, (_conflict(named[0].mention, different[0].mention),))
    if not named:
        return PeriodDecision(None, every_sheet, (_absent(titles),))
    return PeriodDecision(named[0].read_as, every_sheet, tuple(findings))


def _as_given(given: Period, sheets: Sequence[_SheetPeriod], every_sheet: frozenset[str]) -> PeriodDecision:
    fitting = [sheet for sheet in sheets if not sheet.own or given in sheet.own]
    if not fitting:
        findings = [
            problems.PERIOD_DIFFERS_FROM_GIVEN.at(
                sheet.mention.cell or sheet.sheet, given=given.period_id, text=sheet.mention.text
            )
            for sheet in sheets
            if sheet.mention
        ]
        return PeriodDecision(given, every_sheet, tuple(findings))
    notes = [
        problems.SHEET_OF_OTHER_PERIOD.at(
            sheet.sheet, sheet=sheet.sheet, text=sheet.mention.text, period=given.period_id
        )
        for sheet in sheets
        if sheet not in fitting and sheet.mention
    ]
    return PeriodDecision(given, frozenset(sheet.sheet for sheet in fitting), tuple(notes))


def _of_sheet(title: SheetTitle, file: PeriodEvidence) -> _SheetPeriod:
    """The period of one sheet; its name and the file's name must not contradict its title."""
    caption = read_evidence(title.captions)
    name = read_evidence([(title.sheet, title.sheet)], is_name=True)
    years = caption.years or name.years or file.years
    sources = [settle(caption, name.years or file.years), settle(name, years), settle(file, years)]
    if not any(sources):
        sources = [settle(read_evidence(title.header), years)]
    findings: list[Finding] = []
    mentions = [pair for source in sources for pair in source]
    if not mentions:
        findings = [_unusable(evidence) for evidence in (caption, name, file) if _is_unusable(evidence)]
        return _SheetPeriod(title.sheet, frozenset(), None, None, None, tuple(findings[:1]))
    period, mention = mentions[0]
    read_as = as_cumulative(period) if caption.is_cumulative else period
    other = next((pair for pair in mentions[1:] if pair[0] not in {period, read_as}), None)
    if other:
        findings.append(_conflict(mention, other[1]))
    elif late := contradicting_day(period, caption.as_of):
        findings.append(_conflict(mention, late))
    elif read_as != period:
        cell = mention.cell or title.sheet
        findings.append(problems.CUMULATIVE_QUARTER.at(cell, text=mention.text, period=read_as.period_id))
    own = {pair[0] for source in sources[:2] for pair in source}
    own |= {as_cumulative(named) for named in own} if caption.is_cumulative else set()
    return _SheetPeriod(title.sheet, frozenset(own), period, read_as, mention, tuple(findings))


def _is_unusable(evidence: PeriodEvidence) -> bool:
    return bool(evidence.school_year or evidence.unusable)


def _unusable(evidence: PeriodEvidence) -> Finding:
    if evidence.unusable:
        return problems.UNUSABLE_PERIOD.at(evidence.unusable.cell, text=evidence.unusable.text)
    mention = evidence.school_year or Mention(None, None, "", "")
    return problems.SCHOOL_YEAR.at(mention.cell, text=mention.text)


def _absent(titles: Sequence[SheetTitle]) -> Finding:
    name = titles[0].sheet if titles else ""
    return problems.NO_PERIOD.at(name, sheet=name)


def _conflict(first: Mention | None, second: Mention | None) -> Finding:
    first, second = first or Mention(None, None, "", ""), second or Mention(None, None, "", "")
    return problems.PERIOD_CONFLICT.at(
        second.cell or first.cell,
        first=first.text,
        first_place=first.cell or "tên tệp / file name",
        second=second.text,
        second_place=second.cell or "tên tệp / file name",
    )
