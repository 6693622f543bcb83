"""Where a figure comes from: its cells, files, persons and times, and what was reported before."""

from collections.abc import Collection, Mapping

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.indicators import Indicator, data_elements
from khuyenhoc.domain.lenses import PROVINCE, Lens, sources_of
from khuyenhoc.domain.org_units import all_units, successor
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment, format_number, format_period_inline
from khuyenhoc.ui import routes
from khuyenhoc.ui.correction import Figure, offer_correction
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.markdown import escape

_MOST_ROWS_HEIGHT = 420


def chosen_row(key: str, frame: pd.DataFrame) -> pd.Series | None:
    """The row of a frame that is selected in the table with this key; None while there is none."""
    rows = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
    return frame.iloc[rows[0]] if rows and rows[0] < len(frame) else None


def of_unit(unit: str, indicator: Indicator, period: Period, scope: Scope, t: Translator) -> None:
    """The cells that one unit's value of an indicator is made of, each with its history."""
    with st.container(border=True):
        for element in _parts(indicator):
            of_value(unit, element, period, scope, t)


def of_row(unit: str, selection: Selection, scope: Scope, t: Translator, *, key: str) -> None:
    """Where a row of the units' table comes from; on another map, the reports its value is made of."""
    if selection.lens is Lens.REPORTED:
        of_unit(unit, selection.indicator, selection.period, scope, t)
        return
    with st.container(border=True):
        of_figure(selection, selection.period, scope, t, key=key, unit=unit)


def of_figure(
    selection: Selection, period: Period, scope: Scope, t: Translator, *, key: str, unit: str = ""
) -> None:
    """Every cell behind the figure of the whole province, or of one unit of the lens."""
    own = selection.province.org_unit_id
    provinces, units = selection.all_province_ids, None
    if selection.lens is not Lens.REPORTED:
        provinces = tuple(dict.fromkeys((*provinces, successor(own))))
    if unit:
        units = sources_of(str(selection.lens)).get(unit, ())
    elif own != successor(own):
        units = sources_of(PROVINCE)[own]
    of_province(selection.indicator, provinces, period, scope, t, key=key, units=units)


def of_value(unit: str, element: str, period: Period, scope: Scope, t: Translator) -> None:
    """One reported value: file, sheet, cell, person, time, and every other value ever reported for it."""
    history = query(
        "value_history", scope, org_unit_id=unit, period_id=period.period_id, data_element=element
    )
    words = {
        "element": element_name(element, t),
        "unit": escape(all_units()[unit].name),
        "period": format_period_inline(period, t),
    }
    standing = history[history["standing"] == "current"]
    if standing.empty:
        st.markdown(t("provenance.none", **words))
    else:
        row = standing.iloc[-1]
        st.markdown(t("provenance.value", value=format_number(row["value"], t.language), **words))
        st.markdown(t("provenance.source", **source_words(row)))
        link_to(row["receipt_code"], t)
        offer_correction(Figure(unit, element, period, row["value"], row["receipt_code"]), scope, t)
    if len(history) > len(standing.tail(1)):
        st.caption(t("provenance.earlier"))
        st.dataframe(
            _history_frame(history, t),
            hide_index=True,
            height="content",
            column_config={t("table.value"): st.column_config.TextColumn(alignment="right")},
            alt=t("provenance.earlier"),
        )


def of_province(
    indicator: Indicator,
    province_ids: tuple[str, ...],
    period: Period,
    scope: Scope,
    t: Translator,
    *,
    key: str,
    units: Collection[str] | None = None,
) -> None:
    """Every cell that a province's value of an indicator is summed from; a selected row shows its history.

    Args:
        units: only the cells of these; all when None.
    """
    cells = query(
        "figure_sources",
        scope,
        province_ids=province_ids,
        period_id=period.period_id,
        indicator=indicator.indicator,
    )
    if units is not None:
        cells = cells[cells["org_unit_id"].isin(units)].reset_index(drop=True)
    if cells.empty:
        st.info(t("provenance.no_cells"), icon=":material/search_off:")
        return
    st.markdown(t("provenance.cells", count=len(cells), files=cells["receipt_code"].nunique()))
    st.dataframe(
        _cell_frame(cells, t),
        hide_index=True,
        column_config={t("table.value"): st.column_config.TextColumn(alignment="right")},
        height=min(38 * (len(cells) + 1), _MOST_ROWS_HEIGHT),
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        alt=t("provenance.cells_alt"),
    )
    row = chosen_row(key, cells)
    if row is not None:
        of_value(row["org_unit_id"], row["data_element"], period, scope, t)


def corrections(
    indicator: Indicator, province_ids: tuple[str, ...], period: Period, scope: Scope, t: Translator
) -> None:
    """Published and corrected values side by side; nothing where no value of the indicator was corrected."""
    found = query("published_and_corrected", scope, province_ids=province_ids, period_id=period.period_id)
    found = found[found["data_element"].isin(_parts(indicator))]
    if found.empty:
        return
    st.markdown(t("provenance.corrected_title", count=len(found), period=format_period_inline(period, t)))
    st.dataframe(
        pd.DataFrame(
            {
                t("table.unit"): found["name"],
                t("upload.element"): [element_name(element, t) for element in found["data_element"]],
                t("provenance.published"): _numbers(found["published_value"], t),
                t("provenance.corrected"): _numbers(found["current_value"], t),
                t("provenance.basis_heading"): [t(f"provenance.basis.{basis}") for basis in found["basis"]],
                t("provenance.published_receipt"): found["published_receipt"],
                t("provenance.corrected_receipt"): found["current_receipt"].fillna("–"),
                t("provenance.corrected_by"): found["corrected_by"].fillna("–"),
                t("provenance.corrected_at"): _moments(found["corrected_at"]),
            }
        ),
        hide_index=True,
        height="content",
        alt=t("provenance.corrected_title", count=len(found), period=format_period_inline(period, t)),
    )


def link_to(receipt_code: str, t: Translator) -> None:
    """A link to the submission on the page of sources."""
    st.page_link(
        routes.SOURCES,
        label=t("provenance.open", receipt=receipt_code),
        icon=":material/receipt_long:",
        query_params={"receipt": receipt_code, "lang": t.language},
    )


def source_words(row: Mapping[str, object]) -> dict[str, str]:
    """Sheet, cell, file, person and time of a value, for texts of Markdown.

    A delimited file has no sheets; its cells are written without one.
    """
    sheet, _, cell = str(row["cell"]).rpartition("!")
    return {
        "sheet": escape(sheet or "–"),
        "cell": escape(cell),
        "file": escape(str(row["file_name"])),
        "original": escape(str(row["original"])),
        "person": escape(str(row["submitted_by"])),
        "moment": format_moment(row["submitted_at"]),
        "receipt": str(row["receipt_code"]),
    }


def _parts(indicator: Indicator) -> list[str]:
    return [part for part in (indicator.numerator, indicator.denominator) if part in data_elements()]


def _numbers(values: pd.Series, t: Translator) -> list[str]:
    return [format_number(value, t.language) for value in values]


def _moments(values: pd.Series) -> list[str]:
    return [format_moment(value) if pd.notna(value) else "–" for value in values]


def _cell_frame(cells: pd.DataFrame, t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("table.unit"): cells["name"],
            t("upload.element"): [element_name(element, t) for element in cells["data_element"]],
            t("table.value"): _numbers(cells["value"], t),
            t("provenance.cell"): cells["cell"],
            t("upload.file"): cells["file_name"],
            t("upload.receipt"): cells["receipt_code"],
            t("sources.person"): cells["submitted_by"],
            t("sources.moment"): _moments(cells["submitted_at"]),
        }
    )


def _history_frame(history: pd.DataFrame, t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("table.value"): _numbers(history["value"], t),
            t("sources.state"): [t(f"sources.standing.{standing}") for standing in history["standing"]],
            t("provenance.original"): history["original"],
            t("provenance.cell"): history["cell"],
            t("upload.file"): history["file_name"],
            t("upload.receipt"): history["receipt_code"],
            t("sources.person"): history["submitted_by"],
            t("sources.moment"): _moments(history["submitted_at"]),
            t("sources.why"): [_why(row, t) for row in history.itertuples()],
        }
    )


def _why(row: object, t: Translator) -> str:
    """What became of a value: replaced by which receipt, or withdrawn by whom and why."""
    if row.standing == "withdrawn":
        return t("sources.withdrawn_by", person=row.withdrawn_by, reason=row.withdrawal_reason)
    if row.standing == "superseded" and pd.notna(row.superseded_by_receipt):
        return t("sources.replaced_by", receipt=row.superseded_by_receipt)
    return ""
