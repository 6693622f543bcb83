"""The steps of the upload page."""

import hashlib
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.changes import changes
from khuyenhoc.domain.findings import Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.org_units import all_units, org_unit_id, provinces
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period, format_value
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.store.database import open_database
from khuyenhoc.store.history import load_history
from khuyenhoc.store.submissions import Receipt, store_submission
from khuyenhoc.ui import routes
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.uploader_words import translate_drop_zone

_MEGABYTES = 20
_ICONS = {
    Severity.ERROR: ":red[:material/error:]",
    Severity.WARNING: ":orange[:material/warning:]",
    Severity.NOTE: ":material/info:",
}
_MOST_WITHOUT_SCROLLING = 8
_FINDINGS_HEIGHT = 480
_YEARS_TO_OFFER = range(2030, 2014, -1)
_KINDS = ("Q4", "9M", "Q3", "H1", "Q2", "Q1", "Y")


@dataclass(frozen=True)
class DroppedFile:
    """A file in the browser's hands: nothing of it is stored yet."""

    name: str
    content: bytes
    sha256: str


def drop_file(t: Translator) -> DroppedFile | None:
    """The drop zone; None while there is no file."""
    translate_drop_zone(t, megabytes=_MEGABYTES)
    dropped = st.file_uploader(t("upload.drop"), max_upload_size=_MEGABYTES, key="upload.file")
    if dropped is None:
        return None
    content = dropped.getvalue()
    return DroppedFile(dropped.name, content, hashlib.sha256(content).hexdigest())


def check(
    report: DroppedFile, t: Translator, *, province_id: str | None = None, period: Period | None = None
) -> Verdict:
    """The verdict on a file, worked out once and kept while the page is open."""
    key = (report.sha256, report.name, province_id, period)
    kept = st.session_state.get("upload.verdict")
    if kept is None or kept[0] != key:
        with st.spinner(t("upload.checking")):
            verdict = check_report(
                report.content,
                report.name,
                province_id=province_id,
                period=period,
                history=partial(load_history, open_database()),
            )
        st.session_state["upload.verdict"] = kept = (key, verdict)
    return kept[1]


def show_recognised(verdict: Verdict, t: Translator) -> None:
    """What was read: province, period, money unit, tables and columns."""
    with st.container(border=True):
        st.subheader(t("upload.recognised"))
        province = all_units()[verdict.province_id].name if verdict.province_id else t("upload.not_found")
        period = format_period(verdict.period, t) if verdict.period else t("upload.not_found")
        facts = [(t("upload.province"), province), (t("upload.period"), period)]
        if verdict.decision is not Decision.REJECTED:
            units = {value.org_unit_id for value in verdict.values}
            facts.append((t("upload.units"), format_number(len(units), t.language)))
            facts.append((t("upload.values"), format_number(len(verdict.values), t.language)))
        for column, (label, text) in zip(st.columns([3, 2, 2, 2]), facts, strict=False):
            column.metric(label, text)
        for table in verdict.tables:
            money = _money_name(table.money_unit, t)
            st.caption(t("upload.table", sheet=table.sheet, range=table.cell_range, money=money))
            with st.expander(t("upload.columns", count=len(table.columns))):
                st.dataframe(_column_frame(table.columns, t), hide_index=True)
        if verdict.not_established:
            names = ", ".join(all_units()[unit].name for unit in verdict.not_established)
            st.caption(t("upload.not_established", count=len(verdict.not_established), names=names))
        if verdict.is_synthetic:
            st.warning(t("synthetic.banner"), icon=":material/science:")


def _money_name(money_unit: str, t: Translator) -> str:
    key = f"upload.money.{money_unit}"
    return t(key) if t.has(key) else money_unit or t("upload.not_found")


def _column_frame(columns: tuple, t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("upload.column"): [column.column for column in columns],
            t("upload.heading"): [column.heading for column in columns],
            t("upload.understood_as"): [
                _element_name(column.data_element, t)
                if column.data_element
                else t(f"upload.role.{column.role}")
                for column in columns
            ],
        }
    )


def _element_name(element: str, t: Translator) -> str:
    found = data_elements()[element]
    return found.name_vi if t.language == "vi" else found.name_en


def ask_what_is_missing(report: DroppedFile, verdict: Verdict, t: Translator) -> Verdict:
    """Let the person name the period or the province that the sheet does not give, and check again."""
    if (verdict.province_id and verdict.period) or not verdict.tables:
        return verdict
    with st.container(border=True):
        st.subheader(t("upload.ask"))
        year_column, kind_column, province_column = st.columns(3)
        found = verdict.period
        year = year_column.selectbox(
            t("upload.year"), _YEARS_TO_OFFER, index=None if not found else _YEARS_TO_OFFER.index(found.year)
        )
        kind = kind_column.selectbox(
            t("upload.kind"),
            _KINDS,
            index=None if not found else _KINDS.index(found.kind),
            format_func=lambda name: t(f"upload.kinds.{name}"),
        )
        if not (year and kind):
            return verdict
        period = Period(year, kind)
        options = [unit.org_unit_id for unit in provinces(period.vintage)]
        found_code = all_units()[verdict.province_id].code if verdict.province_id else None
        found_id = org_unit_id(period.vintage, found_code) if found_code else None
        province_id = province_column.selectbox(
            t("upload.province"),
            options,
            index=options.index(found_id) if found_id in options else None,
            format_func=lambda key: all_units()[key].name,
        )
    if province_id is None:
        return verdict
    return check(report, t, province_id=province_id, period=period)


def show_findings(verdict: Verdict, t: Translator) -> None:
    """Problems first: errors, warnings, notes, each with its cell and what to do."""
    if not verdict.findings:
        st.success(t("upload.no_findings"), icon=":material/check_circle:")
        return
    order = list(Severity)
    findings = sorted(verdict.findings, key=lambda finding: order.index(finding.severity))
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    st.subheader(t("upload.findings", errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING]))
    with st.container(
        height=_FINDINGS_HEIGHT if len(findings) > _MOST_WITHOUT_SCROLLING else "content", border=True
    ):
        for finding in findings:
            place = f" **{escape(finding.cell)}**" if finding.cell else ""
            severity = t(f"severity.{finding.severity}")
            st.markdown(
                f"{_ICONS[finding.severity]} {severity}{place}: {escape(finding.message(t.language))}"
            )


def stop_if_rejected(verdict: Verdict, t: Translator) -> None:
    """End the page when there are errors: nothing is stored."""
    if verdict.decision is Decision.REJECTED:
        st.error(t("upload.rejected"), icon=":material/block:")
        st.stop()


def show_changes(verdict: Verdict, scope: Scope, t: Translator) -> None:
    """What storing the file would change, per unit and data element."""
    stored = query(
        "stored_values", scope, province_id=verdict.province_id, period_id=verdict.period.period_id
    )
    found = changes(
        ((value.org_unit_id, value.data_element, value.value) for value in verdict.values), stored
    )
    counts = found["kind"].value_counts()
    st.subheader(t("upload.changes"))
    st.markdown(
        t(
            "upload.change_counts",
            new=format_number(counts.get("new", 0), t.language),
            changed=format_number(counts.get("changed", 0), t.language),
            same=format_number(counts.get("same", 0), t.language),
        )
    )
    changed = found[found["kind"] == "changed"]
    if not changed.empty:
        st.dataframe(_change_frame(changed, t), hide_index=True, alt=t("upload.changes"))


def _change_frame(changed: pd.DataFrame, t: Translator) -> pd.DataFrame:
    units = [data_elements()[element].unit for element in changed["data_element"]]
    return pd.DataFrame(
        {
            t("table.unit"): [all_units()[unit].name for unit in changed["org_unit_id"]],
            t("upload.element"): [_element_name(element, t) for element in changed["data_element"]],
            t("upload.before"): [
                format_value(value, unit, t) for value, unit in zip(changed["before"], units, strict=True)
            ],
            t("upload.after"): [
                format_value(value, unit, t) for value, unit in zip(changed["after"], units, strict=True)
            ],
        }
    )


def sign(verdict: Verdict, t: Translator) -> str:
    """The name under the warnings; empty while there is none, and not asked for without warnings."""
    if verdict.decision is not Decision.NEEDS_REVIEW:
        return ""
    st.subheader(t("upload.sign"))
    is_seen = st.checkbox(t("upload.sign_seen"), key="upload.seen")
    name = st.text_input(t("upload.sign_name"), key="upload.signature", max_chars=80)
    return name.strip() if is_seen else ""


def confirm(report: DroppedFile, verdict: Verdict, signature: str, t: Translator) -> None:
    """The button that stores, and the receipt."""
    is_ready = verdict.decision is Decision.ACCEPTED or bool(signature)
    pressed = st.button(
        t("upload.confirm"),
        type="primary",
        disabled=not is_ready,
        icon=":material/save:",
        key="upload.confirm",
    )
    if pressed and is_ready:
        with st.spinner(t("upload.storing")):
            receipt = store_submission(
                open_database(),
                verdict,
                report.content,
                submitted_by=signature or t("upload.desk"),
                warnings_signed_by=signature,
            )
        st.session_state["upload.receipt"] = (report.sha256, receipt)
    kept = st.session_state.get("upload.receipt")
    if kept is not None and kept[0] == report.sha256:
        _show_receipt(kept[1], verdict, t)


def _show_receipt(receipt: Receipt, verdict: Verdict, t: Translator) -> None:
    with st.container(border=True):
        st.success(
            t("upload.stored_before" if receipt.is_repeat else "upload.stored"), icon=":material/verified:"
        )
        st.metric(t("upload.receipt"), receipt.receipt_code)
        st.caption(
            t(
                "upload.receipt_note",
                units=format_number(receipt.unit_count, t.language),
                values=format_number(receipt.value_count, t.language),
            )
        )
        reform = verdict.period.vintage is Vintage.REFORM
        parameters = {"period": verdict.period.period_id, "province": verdict.province_id}
        st.page_link(
            routes.SUMMARY,
            label=t("upload.see_overview"),
            icon=":material/home:",
            query_params=parameters if reform else {"period": verdict.period.period_id},
        )
