"""The five learning models against every target that holds."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.bullet import BulletName, bullets
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.targets import UNPROVEN
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period, format_value
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.ui import output
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.table_columns import right_aligned
from khuyenhoc.ui.targets.sentences import bullets_alt


def models_of(selection: Selection, scope: Scope) -> pd.DataFrame:
    """Rows of the query `models_against_targets` for the choices on screen."""
    return query(
        "models_against_targets",
        scope,
        province_ids=selection.province_ids,
        province_code=selection.province.code,
        period_id=selection.period.period_id,
    )


def show_models(models: pd.DataFrame, selection: Selection, t: Translator) -> None:
    """Bullet bars, their source line, the acts behind the marks, and the same as a table."""
    st.caption(subtitle(selection, t))
    figure = drawing(bullets, models, names=_names(models, t), t=t, width_hint=figure_width(1000))
    output.show_figure(figure, alt=bullets_alt(models, selection, t), key="targets.bullets")
    output.source_line(t, **completeness(models), is_synthetic=selection.is_synthetic)
    if (models["evidence"] == UNPROVEN).any():
        st.caption(t("targets.unproven_note"))
    if "learning_citizen_rate" in set(models["indicator"]):
        st.caption(t("targets.citizen_note"))
    with st.expander(t("targets.models_table"), icon=":material/table:"):
        _table(models, selection, t)


def subtitle(selection: Selection, t: Translator) -> str:
    """What the bars measure, for which period and map."""
    return t(
        "targets.models_subtitle",
        period=format_period(selection.period, t),
        vintage=t(f"vintage.{selection.period.vintage}"),
    )


def completeness(models: pd.DataFrame) -> dict[str, int]:
    """`reported` units of the model with fewest, and `expected` ones."""
    return {
        "reported": int(models["reported_units"].min()) if len(models) else 0,
        "expected": int(models["expected_units"].max()) if len(models) else 0,
    }


def _names(models: pd.DataFrame, t: Translator) -> dict[str, BulletName]:
    names = {}
    for name in dict.fromkeys(models["indicator"]):
        indicator = indicators()[name]
        base = element_name(indicator.denominator or indicator.numerator, t)
        names[name] = BulletName(
            t(f"models.name.{indicator.numerator}"), t("targets.of_base", base=base.lower())
        )
    return names


def _table(models: pd.DataFrame, selection: Selection, t: Translator) -> None:
    frame, shown = _frames(models, t)
    headings = _headings(t)
    figures = right_aligned(
        *(headings[name] for name in ("value", "target_value", "numerator", "denominator"))
    )
    st.dataframe(
        shown, hide_index=True, height="content", column_config=figures, alt=t("targets.models_table")
    )
    formats = {"value": "0.00", "target_value": "0.00", "target_year": "0"}
    formats |= {"numerator": "#,##0", "denominator": "#,##0"}
    output.download_table(
        frame,
        table_columns(headings, formats),
        t,
        name=f"muc_tieu_mo_hinh_{selection.province.file_name}_{selection.period.period_id}",
        notes=file_notes(
            selection,
            t,
            what=t("targets.models_table"),
            period=format_period(selection.period, t),
            completeness=t("source.completeness", **completeness(models)),
            definition=t("targets.citizen_note"),
        ),
    )


def _headings(t: Translator) -> dict[str, str]:
    return {
        "name": t("notes.indicator"),
        "value": t("table.value"),
        "target_year": t("targets.year"),
        "target_value": t("targets.target"),
        "holder": t("targets.holder"),
        "legal_act": t("targets.act"),
        "evidence_text": t("targets.evidence_heading"),
        "numerator": t("table.numerator"),
        "denominator": t("table.denominator"),
        "base": t("targets.base"),
    }


@derived
def _frames(models: pd.DataFrame, t: Translator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with their words, and as they are read on screen."""
    frame = models.assign(
        name=[indicator_name(indicators()[name], t) for name in models["indicator"]],
        base=[element_name(indicators()[name].denominator or "", t) for name in models["indicator"]],
        holder=[_holder(scope, t) for scope in models["target_scope"]],
        evidence_text=[t(f"targets.evidence.{evidence}") for evidence in models["evidence"]],
    )
    headings = _headings(t)
    shown = frame.assign(
        value=[format_value(value, "%", t) for value in frame["value"]],
        target_value=[format_value(value, "%", t) for value in frame["target_value"]],
        target_year=frame["target_year"].astype(str),
        numerator=[format_number(value, t.language) for value in frame["numerator"]],
        denominator=[format_number(value, t.language) for value in frame["denominator"]],
    )[list(headings)].rename(columns=headings)
    return frame, shown


def _holder(scope: str, t: Translator) -> str:
    return t("targets.national" if scope == "VN" else "targets.own")
