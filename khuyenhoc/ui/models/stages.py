"""Total, registered and recognised of the five models, with the rates on every denominator there is."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.funnel import stages
from khuyenhoc.data_access import derived, query
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period, format_period_inline, format_value, marked
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.ui import lens_words, output
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.estimates import in_italics, marked_texts
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection, selected_name
from khuyenhoc.ui.table_columns import completeness_columns, text_columns

_COUNTS = ("total", "registered", "recognised")
_RATES = ("registered_share", "recognised_share", "recognised_of_registered", "recognised_by_decree")


def stages_of(selection: Selection, scope: Scope) -> pd.DataFrame:
    """Rows of the query `models_stages` for the choices on screen."""
    return query(
        "models_stages",
        scope,
        province_ids=selection.lens_province_ids,
        period_id=selection.period.period_id,
        lens=str(selection.lens),
    )


@derived
def headline(rows: pd.DataFrame, selection: Selection, t: Translator) -> str:
    """The model with the most, and the one with the least recognised."""
    known = rows.dropna(subset=["recognised_share"]).sort_values("recognised_share")
    opening = {
        "province": selected_name(selection, t),
        "period": format_period_inline(selection.period, t),
    }
    if known.empty:
        return t("models.headline_empty", **opening)
    most, least = known.iloc[-1], known.iloc[0]
    return t(
        "models.headline",
        **opening,
        most=_inline(most["model"], t),
        most_value=marked(format_value(most["recognised_share"], "%", t), most["method"], t),
        least=_inline(least["model"], t),
        least_value=marked(format_value(least["recognised_share"], "%", t), least["method"], t),
    )


def show_stages(rows: pd.DataFrame, selection: Selection, t: Translator) -> None:
    """The bars, the notes on denominators, the table."""
    st.caption(subtitle(selection, t))
    names = {model: t(f"models.name.{model}_recognised") for model in rows["model"]}
    figure = drawing(stages, rows, names=names, t=t, width_hint=figure_width(1000))
    output.show_figure(figure, alt=_description(rows, names, t), key="models.stages")
    output.source_line(t, **completeness(rows), is_synthetic=selection.is_synthetic)
    st.caption(t("models.village_note"))
    st.markdown(_denominators(rows, t))
    _table(rows, names, selection, t)


def subtitle(selection: Selection, t: Translator) -> str:
    """What the bars measure, for which period and map."""
    return t(
        "models.subtitle",
        period=format_period(selection.period, t),
        vintage=lens_words.map_of_whole(selection, t),
    )


def completeness(rows: pd.DataFrame) -> dict[str, int]:
    """`reported` units of the model with fewest, and `expected` ones."""
    return {
        "reported": int(rows["reported_units"].min()) if len(rows) else 0,
        "expected": int(rows["expected_units"].max()) if len(rows) else 0,
    }


def _inline(model: str, t: Translator) -> str:
    return t(f"models.name.{model}_recognised").lower()


@derived
def _description(rows: pd.DataFrame, names: dict[str, str], t: Translator) -> str:
    return "; ".join(
        t(
            "models.alt_model",
            name=names[row.model],
            **{stage: format_number(getattr(row, stage), t.language) for stage in _COUNTS},
        )
        for row in rows.itertuples()
    )


def _denominators(rows: pd.DataFrame, t: Translator) -> str:
    """The learning citizens by the law's denominator beside that of practice."""
    citizens = rows[rows["model"] == "citizens"]
    if citizens.empty:
        return ""
    row = citizens.iloc[0]
    by_decree = row["recognised_by_decree"]
    return t(
        "models.denominators",
        practice=format_value(row["recognised_share"], "%", t),
        registered=format_value(row["recognised_of_registered"], "%", t),
        decree=t("models.no_figures") if pd.isna(by_decree) else format_value(by_decree, "%", t),
    )


def _table(rows: pd.DataFrame, names: dict[str, str], selection: Selection, t: Translator) -> None:
    headings = {
        "name": t("models.model"),
        **{stage: t(f"models.stage.{stage}") for stage in _COUNTS},
        **{rate: t(f"models.rate.{rate}") for rate in _RATES},
    }
    frame, shown = _rows(rows, names, tuple(headings), t)
    st.dataframe(
        in_italics(shown, *_COUNTS, *_RATES),
        hide_index=True,
        height="content",
        column_config=text_columns(headings),
        alt=t("models.table_alt"),
    )
    formats = dict.fromkeys(_COUNTS, "#,##0") | dict.fromkeys(_RATES, "0.00")
    output.download_table(
        frame,
        [
            *table_columns(headings, formats, dict.fromkeys(formats, "method")),
            *completeness_columns(t),
        ],
        t,
        name=lens_words.file_name("mo_hinh", selection),
        notes=file_notes(
            selection,
            t,
            what=t("models.table_alt"),
            period=format_period(selection.period, t),
            definition=t("models.village_note"),
        ),
    )


@derived
def _rows(
    rows: pd.DataFrame, names: dict[str, str], columns: tuple[str, ...], t: Translator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The models with their names, and these columns of them as texts."""
    frame = rows.assign(name=rows["model"].map(names))
    decree = [
        t("models.same_as_practice") if row.model != "citizens" else _rate(row.recognised_by_decree, t)
        for row in frame.itertuples()
    ]
    counts = {
        name: marked_texts((format_number(value, t.language) for value in frame[name]), frame["method"], t)
        for name in _COUNTS
    }
    rates = {
        name: marked_texts((_rate(value, t) for value in frame[name]), frame["method"], t) for name in _RATES
    }
    shown = frame.assign(**counts, **rates).assign(recognised_by_decree=decree)
    return frame, shown[list(columns)]


def _rate(value: float, t: Translator) -> str:
    return t("models.no_figures") if pd.isna(value) else format_value(value, "%", t)
