"""The lineage of a unit as a small diagram, with the same in words and as an Excel file."""

import pandas as pd
import streamlit as st

from khuyenhoc.charts.lineage import LineageLink, lineage_diagram
from khuyenhoc.domain.lineage import Step, district_steps_into, steps_from, steps_into
from khuyenhoc.domain.org_units import Level, OrgUnit, all_units, province_of
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_date, format_value
from khuyenhoc.reports.workbook import DAY, table_columns
from khuyenhoc.ui import output
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.table_columns import right_aligned

# About how wide the diagram is drawn on a desk.
_WIDTH = 800


def show_lineage(unit: OrgUnit, t: Translator, *, key: str) -> None:
    """From which units a unit was made and into which it went; says so where it did not change.

    Args:
        key: distinguishes the widgets where a page shows several.
    """
    into, out_of = steps_into(unit), steps_from(unit)
    if not into and not out_of:
        st.caption(t("lineage.unchanged"))
    for steps, is_origin in [(into, False), (out_of, True)]:
        if steps:
            _show_steps(unit, steps, t, is_origin=is_origin, key=f"{key}.{'out' if is_origin else 'in'}")
    for change in unit.changes:
        st.caption(
            t(
                "lineage.changed",
                name=change.name_after,
                date=format_date(pd.Timestamp(change.event_date)),
                act=change.legal_act,
            )
        )


def _show_steps(unit: OrgUnit, steps: tuple[Step, ...], t: Translator, *, is_origin: bool, key: str) -> None:
    others = [all_units()[step.to_id if is_origin else step.from_id] for step in steps]
    links = [
        LineageLink(_name(other, unit), step.share, step.is_exact, _note(step, t))
        for step, other in zip(steps, others, strict=True)
    ]
    names = ", ".join(other.name for other in others)
    sentence = t("lineage.went" if is_origin else "lineage.made", unit=unit.name, units=names)
    figure = drawing(
        lineage_diagram, unit.name, links, is_origin=is_origin, t=t, width_hint=figure_width(_WIDTH)
    )
    output.show_figure(figure, alt=sentence, key=key)
    _show_districts(unit, t)
    acts = "; ".join(dict.fromkeys(step.legal_act for step in steps))
    st.caption(t("lineage.source", act=acts))
    _download(unit, steps, others, t, name="di_ve" if is_origin else "nguon_goc")


def _show_districts(unit: OrgUnit, t: Translator) -> None:
    """In words, the former districts a commune has land of."""
    steps = district_steps_into(unit)
    if steps:
        names = ", ".join(all_units()[step.from_id].name for step in steps)
        st.caption(t("lineage.districts", units=names))


def _name(other: OrgUnit, unit: OrgUnit) -> str:
    """With the district of a former commune, since names repeat."""
    is_former_commune = other.level is Level.COMMUNE and other.parent_id != province_of(other).org_unit_id
    if is_former_commune and unit.level is not Level.DISTRICT:
        return f"{other.name} ({all_units()[other.parent_id].short_name})"
    return other.name


def _note(step: Step, t: Translator) -> str:
    return t(
        "lineage.note",
        date=format_date(pd.Timestamp(step.event_date)),
        basis=t(f"basis.{step.basis}"),
        confidence=t(f"confidence.{step.confidence}"),
    )


def _download(
    unit: OrgUnit, steps: tuple[Step, ...], others: list[OrgUnit], t: Translator, *, name: str
) -> None:
    frame = pd.DataFrame(
        {
            "code": [other.code for other in others],
            "name": [other.name for other in others],
            "share": [step.share for step in steps],
            "method": [t(f"method.{'exact' if step.is_exact else 'estimate'}") for step in steps],
            "basis": [t(f"basis.{step.basis}") for step in steps],
            "confidence": [t(f"confidence.{step.confidence}") for step in steps],
            "event_date": [step.event_date for step in steps],
            "legal_act": [step.legal_act for step in steps],
        }
    )
    formats = {"share": "0.0%", "event_date": DAY}
    columns = table_columns({column: t(f"crosswalk.{column}") for column in frame}, formats)
    with st.expander(t("lineage.table")):
        shown = frame.assign(
            share=[format_value(100 * share, "%", t) for share in frame["share"]],
            event_date=[format_date(day) for day in frame["event_date"]],
        )
        st.dataframe(
            shown.rename(columns={column.source: column.heading for column in columns}),
            hide_index=True,
            column_config=right_aligned(t("crosswalk.share")),
            alt=t("lineage.table_of", unit=unit.name),
        )
        notes = {t("lineage.table"): unit.name, t("notes.source"): t("crosswalk.note_source")}
        output.download_table(frame, columns, t, name=f"{name}_{unit.file_name}", notes=notes)
