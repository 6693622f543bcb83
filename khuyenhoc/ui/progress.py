"""Who reported, who did not, and what to write to them."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.org_units import reporting_level
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.report_status import NOT_EXPECTED, OUTSTANDING, ReportStatus, counts, report_status
from khuyenhoc.domain.standing import provinces_of, silent_provinces
from khuyenhoc.domain.workflow import State
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_date, format_period, format_period_inline
from khuyenhoc.reports.workbook import DAY, table_columns
from khuyenhoc.review.sentences import place_name
from khuyenhoc.ui import output, sentences
from khuyenhoc.ui.device import is_phone
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.profile_link import table_with_profiles
from khuyenhoc.ui.table_columns import right_aligned

_VIET_NAM = timezone(timedelta(hours=7))


def today() -> date:
    """The day in Viet Nam."""
    return datetime.now(_VIET_NAM).date()


def calendar(selection: Selection, scope: Scope, day: date) -> pd.DataFrame:
    """Rows of the query `report_calendar` on the map of the period on screen, with `status` as of a day."""
    return _judged(query("report_calendar", scope, province_ids=selection.province_ids), day)


@derived
def _judged(cells: pd.DataFrame, day: date) -> pd.DataFrame:
    has_come = cells["report_state"].notna()
    is_begun = has_come.groupby([provinces_of(cells), cells["period_id"]]).transform("any")
    status = [
        str(
            report_status(
                State(row.state),
                row.report_state if isinstance(row.report_state, str) else None,
                None if pd.isna(row.arrived_date) else row.arrived_date.date(),
                row.due_date.date(),
                day,
                is_judged=row.is_judged,
                is_begun=begun,
            )
        )
        for row, begun in zip(cells.itertuples(), is_begun, strict=True)
    ]
    return cells.assign(status=pd.Series(status, index=cells.index, dtype="object"))


@derived
def of_period(cells: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The rows of one period."""
    return cells[cells["period_id"] == period.period_id]


@derived
def headline(cells: pd.DataFrame, selection: Selection, t: Translator) -> str:
    """How many reports arrived, and how many are wanting."""
    found = counts(of_period(cells, selection.period)["status"])
    missing = sum(found.get(status, 0) for status in OUTSTANDING)
    expected = sum(count for status, count in found.items() if status not in NOT_EXPECTED)
    words = t(
        "progress.headline" if missing else "progress.headline_complete",
        province=place_name(selection.province, t),
        period=format_period_inline(selection.period, t),
        received=expected - missing,
        expected=expected,
        missing=missing,
        units=t(f"level.{reporting_level(selection.period.vintage)}"),
    )
    return words + sentences.without_association(found.get(ReportStatus.NOT_ESTABLISHED, 0), t)


@derived
def calendar_words(cells: pd.DataFrame, selection: Selection, t: Translator) -> str:
    """The headline of the newest period, for the calendar of all periods.

    It stays when another period is chosen: words that change have the browser draw the whole calendar again.
    """
    newest = Period.parse(cells["period_id"].iloc[-1]) if len(cells) else selection.period
    return headline(cells, selection.at(newest), t)


def subtitle(selection: Selection, day: date, t: Translator) -> str:
    """As of which day, on which map."""
    return t("progress.subtitle", day=format_date(day), vintage=t(f"vintage.{selection.period.vintage}"))


def say_silent(found: pd.DataFrame, selection: Selection, t: Translator) -> None:
    """Former provinces without any report of the period, each in a sentence; nothing where there are none.

    Args:
        found: rows of `calendar` of the period on screen.
    """
    states = found.assign(state=found["report_state"].fillna("not_reported"))
    items, _ = silent_provinces(states)
    for item in items:
        st.info(sentences.attention_text(item, selection, t), icon=":material/info:")


def period_counts(cells: pd.DataFrame) -> pd.DataFrame:
    """How many units stand where: a row for each period, newest first, a column for each status found."""
    rows = {
        period_id: {str(status): count for status, count in counts(group["status"]).items()}
        for period_id, group in cells.groupby("period_id", sort=False)
    }
    present = [str(status) for status in ReportStatus if (cells["status"] == status).any()]
    return pd.DataFrame.from_dict(rows, orient="index").reindex(columns=present).iloc[::-1]


def show_counts(cells: pd.DataFrame, t: Translator) -> None:
    """The counts per period as a table; nobody stays a dash, not a zero that looks like a figure."""
    shown = _counts_as_read(cells, t)
    if is_phone():
        # The words would be cut at the edge: signs alone, explained below.
        words = list(shown.columns[1:])
        shown = shown.rename(columns={name: name.split(" ", 1)[0] for name in words})
    right = right_aligned(*shown.columns[1:])
    st.dataframe(shown, hide_index=True, height="content", column_config=right, alt=t("progress.counts"))
    if is_phone():
        st.caption(" · ".join(words))


@derived
def _counts_as_read(cells: pd.DataFrame, t: Translator) -> pd.DataFrame:
    table = period_counts(cells)
    return pd.DataFrame(
        {
            t("table.period"): [format_period(Period.parse(key), t) for key in table.index],
            **{
                status_name(column, t): [
                    "–" if pd.isna(count) else str(int(count)) for count in table[column]
                ]
                for column in table
            },
        }
    )


def status_name(status: str, t: Translator) -> str:
    """Symbol and word of a status."""
    return f"{t(f'status_symbol.{status}')} {t(f'status.{status}')}"


def show_table(cells: pd.DataFrame, selection: Selection, t: Translator) -> None:
    """The units of the period, what is missing first, with deadline and arrival, and the same as a file."""
    rows = of_period(cells, selection.period)
    units, shown = _rows_as_read(rows, t)
    headings = {
        "name": t("table.unit"),
        "status": t("table.state"),
        "due": t("progress.due"),
        "arrived": t("progress.arrived"),
    }
    table_with_profiles(
        shown,
        units,
        t,
        key="progress.table",
        height=min(38 * (len(shown) + 1), 620),
        column_config={name: st.column_config.TextColumn(heading) for name, heading in headings.items()},
        alt=t("progress.table_alt", period=format_period(selection.period, t)),
    )
    output.download_table(
        shown.assign(due=rows["due_date"], arrived=rows["arrived_date"]),
        table_columns(headings, {"due": DAY, "arrived": DAY}),
        t,
        name=f"tien_do_bao_cao_{selection.province.file_name}_{selection.period.period_id}",
        notes=file_notes(
            replace(selection, lens=Lens.REPORTED),
            t,
            what=t("progress.page"),
            period=format_period(selection.period, t),
            completeness=headline(cells, selection, t),
        ),
    )


@derived
def _rows_as_read(rows: pd.DataFrame, t: Translator) -> tuple[tuple[str, ...], pd.DataFrame]:
    """The units in their order, and their rows as texts."""
    order = {str(status): place for place, status in enumerate(ReportStatus)}
    rows = rows.sort_values(
        ["status", "name"], key=lambda column: column.map(order) if column.name == "status" else column
    )
    shown = {
        "name": rows["name"],
        "status": [status_name(status, t) for status in rows["status"]],
        "due": [format_date(day) for day in rows["due_date"]],
        "arrived": ["–" if pd.isna(day) else format_date(day) for day in rows["arrived_date"]],
    }
    return tuple(rows["org_unit_id"]), pd.DataFrame(shown)


@derived
def reminder(cells: pd.DataFrame, selection: Selection, day: date, t: Translator) -> str:
    """A message to those whose report is wanting, as plain text; empty when none is."""
    rows = of_period(cells, selection.period)
    returned = rows[rows["status"] == ReportStatus.RETURNED]
    missing = rows[rows["status"].isin({ReportStatus.OVERDUE, ReportStatus.EXPECTED})]
    parts, name = [], place_name(selection.province, t)
    for key, units in (("progress.remind_missing", missing), ("progress.remind_returned", returned)):
        if not units.empty:
            parts.append(
                t(
                    key,
                    count=len(units),
                    period=format_period_inline(selection.period, t),
                    day=format_date(day),
                    province=name,
                )
            )
            parts += [
                t("progress.remind_unit", place=place, name=row.name, due=format_date(row.due_date))
                for place, row in enumerate(units[["name", "due_date"]].itertuples(index=False), start=1)
            ]
    if not parts:
        return ""
    greeting = t("progress.remind_greeting", province=name)
    return "\n".join([greeting, *parts, t("progress.remind_end")])


def show_reminder(text: str, t: Translator) -> None:
    """The message with a button that copies it."""
    if text:
        st.caption(t("progress.remind_how"))
        st.code(text, language=None, wrap_lines=True)
    else:
        st.success(t("progress.remind_none"), icon=":material/check_circle:")
