"""The learning-society annex: the five learning models of the province and of every unit."""

from collections.abc import Iterator

import pandas as pd

from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_value
from khuyenhoc.reports.document.model import Block, Grid, Heading, OfficialReport, Paragraph, Space
from khuyenhoc.reports.workbook import Sheet, TableColumn, dated, printed_words, to_book
from khuyenhoc.review import sentences
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.file_notes import file_notes
from khuyenhoc.review.official import paper

# Model -> its rate, and what it is counted among.
MODELS = {
    "families": ("learning_family_rate", "families_total"),
    "clans": ("learning_clan_rate", "clans_total"),
    "communities": ("learning_community_rate", "communities_total"),
    "units": ("learning_unit_rate", "units_total"),
    "citizens": ("learning_citizen_rate", "adults"),
}
# The models of each annex: more columns than of two do not fit a page.
_ANNEXES = (("families", "clans"), ("communities", "units"), ("citizens",))
_STAGES = ("total", "registered", "recognised", "rate")


def learning_report(facts: Facts, t: Translator) -> OfficialReport:
    """The annex as an official paper, with the officer's own words still to come."""
    return paper(
        facts,
        t,
        abstract=t("learning_report.abstract", span=sentences.span(facts, t)),
        blocks=_blocks(facts, t),
        annexes=_annexes(facts, t),
    )


def learning_workbook(facts: Facts, t: Translator) -> bytes:
    """Every unit's models as numbers; rates in percent, missing values empty."""
    frame = unit_frame(facts)
    frame["state"] = [t(f"state.{state}") for state in frame["state"]]
    headings = {"name": t("table.unit"), "state": t("table.state")}
    headings |= {f"{model}_{stage}": _heading(model, stage, t) for model in MODELS for stage in _STAGES}
    columns = [TableColumn(name, words, _format(name)) for name, words in headings.items()]
    notes = file_notes(
        facts,
        t,
        what=t("learning_report.sheet"),
        period=sentences.span(facts, t),
        definition=t("learning_report.definition"),
    )
    sheet = Sheet(t("learning_report.sheet"), frame, columns)
    return to_book(
        [sheet], notes=dated(notes, t), notes_sheet=t("download.notes_sheet"), footer=printed_words(notes, t)
    )


def unit_frame(facts: Facts) -> pd.DataFrame:
    """One row per unit that should report: state, and total, registered, recognised and rate of each model.

    A rate is of the unit's own two figures, in percent; missing without both or with nothing to count among.
    """
    values = facts.unit_elements
    states = facts.states[["org_unit_id", "name", "state"]]
    frame = states.sort_values("name", key=by_vietnamese_names).reset_index(drop=True)
    for model, (_, whole) in MODELS.items():
        for stage, element in (
            ("total", whole),
            ("registered", f"{model}_registered"),
            ("recognised", f"{model}_recognised"),
        ):
            found = values[element] if element in values else pd.Series(dtype=float)
            frame[f"{model}_{stage}"] = frame["org_unit_id"].map(found)
        total = frame[f"{model}_total"].where(frame[f"{model}_total"] > 0)
        frame[f"{model}_rate"] = 100 * frame[f"{model}_recognised"] / total
    return frame


def _blocks(facts: Facts, t: Translator) -> Iterator[Block]:
    yield Paragraph(sentences.opening(facts, t))
    yield Heading(1, t("learning_report.part_results"))
    yield _overview(facts, t)
    for rate, _ in MODELS.values():
        yield Paragraph(sentences.against_target(facts.standings[rate], t))
    yield Heading(1, t("learning_report.part_units"))
    for rate, _ in MODELS.values():
        yield from _ends(facts, rate, t)
    yield Space(t("official.space_causes"))
    yield Heading(1, t("learning_report.part_tasks"))
    yield Space(t("official.space_tasks"))


def _overview(facts: Facts, t: Translator) -> Grid:
    """The models in rows: counts of the whole province, the rate and its target."""
    rows = []
    for row in facts.fetch(
        "models_stages",
        province_ids=facts.subject.province_ids,
        period_id=facts.subject.period.period_id,
    ).itertuples(index=False):
        standing = facts.standings[MODELS[row.model][0]]
        target = (
            f"{format_value(standing.target_value, '%', t)} ({standing.target_year})"
            if standing.target_value is not None
            else "–"
        )
        counts = (format_number(getattr(row, stage), t.language) for stage in _STAGES[:3])
        rows.append(
            (t(f"models.name.{row.model}_recognised"), *counts, format_value(standing.value, "%", t), target)
        )
    headings = (t("models.model"), *(t(f"learning_report.stage.{stage}") for stage in _STAGES))
    return Grid(t("learning_report.table"), (*headings, t("official.target")), tuple(rows))


def _ends(facts: Facts, rate: str, t: Translator) -> Iterator[Paragraph]:
    """The best and the weakest few units of a model."""
    units = facts.units(rate).dropna(subset=["value"])
    if len(units) < 2:
        return
    named = [
        ", ".join(f"{row.name} ({format_value(row.value, '%', t)})" for row in part.itertuples(index=False))
        for part in (units[["name", "value"]].head(3), units[["name", "value"]].tail(3)[::-1])
    ]
    name = sentences.indicator_name(indicators()[rate], t)
    yield Paragraph(t("learning_report.ends", name=name, best=named[0], worst=named[1]))


def _annexes(facts: Facts, t: Translator) -> Iterator[Grid]:
    frame = unit_frame(facts)
    for number, models in enumerate(_ANNEXES, start=1):
        columns = [f"{model}_{stage}" for model in models for stage in _STAGES]
        rows = [
            (str(place), _unit_name(row, t), *(_cell(row[column], column, t) for column in columns))
            for place, (_, row) in enumerate(frame.iterrows(), start=1)
        ]
        rows.append(("", t("official.total"), *(_total(frame, column, t) for column in columns)))
        yield Grid(
            t(f"learning_report.annex.{models[0]}", number=number, span=sentences.span(facts, t)),
            (
                t("official.row_number"),
                t("table.unit"),
                *(_heading(model, stage, t) for model in models for stage in _STAGES),
            ),
            tuple(rows),
            is_wide=True,
            has_total=True,
        )


def _unit_name(row: pd.Series, t: Translator) -> str:
    is_reported = row["state"] == "reported"
    return row["name"] if is_reported else f"{row['name']} ({sentences.within(t(f'state.{row.state}'))})"


def _total(frame: pd.DataFrame, column: str, t: Translator) -> str:
    """The sum; of a rate, the sums of its two figures over the units that gave both."""
    model, _, stage = column.rpartition("_")
    if stage != "rate":
        return _cell(frame[column].sum(min_count=1), column, t)
    both = frame.dropna(subset=[f"{model}_total", f"{model}_recognised"])
    whole = both[f"{model}_total"].sum()
    return _cell(100 * both[f"{model}_recognised"].sum() / whole if whole else None, column, t)


def _cell(value: float | None, column: str, t: Translator) -> str:
    if value is None or pd.isna(value):
        return "–"
    return format_number(float(value), t.language, 1 if column.endswith("_rate") else 0)


def _heading(model: str, stage: str, t: Translator) -> str:
    return f"{t(f'learning_report.model.{model}')}: {t(f'learning_report.stage.{stage}').lower()}"


def _format(column: str) -> str:
    return "" if column in {"name", "state"} else "0.0" if column.endswith("_rate") else "#,##0"
