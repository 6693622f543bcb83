"""One stored figure put right where it was found wrong: a report of its own, of the unit's row alone.

Nothing is overwritten: the unit's form of that period is filled with what counts now and the one figure that
is put right; it passes the same checks as every report and gets a receipt of its own.
"""

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st
from streamlit.errors import StreamlitAPIException

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number
from khuyenhoc.intake.number_style import Style
from khuyenhoc.intake.numbers import State, read_text
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.reports.form import report_form
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.history import load_history
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.submissions import store_submission
from khuyenhoc.ui import access, notice
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.person import acting_name


@dataclass(frozen=True)
class Figure:
    """The value to put right.

    Attributes:
        receipt_code: of the report it counts from.
    """

    unit: str
    element: str
    period: Period
    value: float
    receipt_code: str

    def key(self, name: str) -> str:
        """A key for a field or an outcome of this figure."""
        return f"correction.{self.unit}.{self.period.period_id}.{self.element}.{name}"


def offer_correction(figure: Figure, scope: Scope, t: Translator) -> None:
    """A field for the right value, and the button that stores it; for those who may send reports."""
    if not access.is_one_of("officer", "reporter"):
        return
    receipt = st.session_state.get(figure.key("receipt"))
    if receipt:
        st.success(t("correction.stored", receipt=receipt), icon=":material/verified:")
    with st.expander(t("correction.title"), icon=":material/edit:"):
        st.markdown(t("correction.how", value=format_number(figure.value, t.language)))
        typed = st.text_input(t("correction.value"), key=figure.key("value"), max_chars=40).strip()
        name = acting_name(t, key=figure.key("name"))
        is_warned = bool(st.session_state.get(figure.key("warned")))
        has_seen = is_warned and st.checkbox(t("correction.seen"), key=figure.key("seen"))
        is_ready = bool(typed and name)
        pressed = st.button(
            t("correction.store"), type="primary", disabled=not is_ready, key=figure.key("store")
        )
        if not is_ready:
            st.caption(t("correction.missing"))
        if pressed and is_ready:
            with st.spinner(t("correction.checking")):
                _correct(figure, typed, name, scope, t, has_seen=has_seen)
        _show_findings(st.session_state.get(figure.key("findings"), []), t)


def _correct(figure: Figure, typed: str, name: str, scope: Scope, t: Translator, *, has_seen: bool) -> None:
    """Check the unit's row with the value corrected; store it if nothing is odd, or what is odd was seen."""
    reading = read_text(typed, Style.DOT)
    if reading.value is None or reading.state not in {State.VALUE, State.NONE}:
        st.error(t("correction.no_number"), icon=":material/block:")
        return
    content, verdict = _checked(figure, reading.value, scope)
    findings = [finding for finding in verdict.findings if finding.severity is not Severity.NOTE]
    is_odd = verdict.decision is Decision.NEEDS_REVIEW
    outcome = {"findings": findings, "warned": is_odd, "receipt": ""}
    if verdict.decision is Decision.ACCEPTED or (is_odd and has_seen):
        try:
            receipt = store_submission(
                open_database(),
                verdict,
                content,
                submitted_by=name,
                warnings_signed_by=name if is_odd else "",
            )
        except StoreError as error:
            notice.refused(error, t)
            return
        outcome = {"findings": [], "warned": False, "receipt": receipt.receipt_code}
    for part, found in outcome.items():
        st.session_state[figure.key(part)] = found
    try:
        st.rerun(scope="fragment")  # in the window over a tile, which a run of the page would close
    except StreamlitAPIException:
        st.rerun()


def _checked(figure: Figure, value: float, scope: Scope) -> tuple[bytes, Verdict]:
    """The unit's form with what counts now and the right value, and the verdict on it."""
    unit, period = all_units()[figure.unit], figure.period
    province_id = province_of(unit).org_unit_id
    values = query("stored_values", scope, province_id=province_id, period_id=period.period_id)
    own = values[(values["org_unit_id"] == figure.unit) & values["value"].notna()]
    figures = {(figure.unit, line.data_element): float(line.value) for line in own.itertuples()}
    content = report_form(
        province_id,
        period,
        among={figure.unit},
        elements=[element for _, element in figures],
        figures=figures | {(figure.unit, figure.element): value},
    )
    verdict = check_report(
        content,
        f"dinh_chinh_{unit.code}_{period.period_id}.xlsx",
        province_id=province_id,
        period=period,
        history=partial(load_history, open_database(), scope=scope),
    )
    # What corrects made-up figures is made up, whatever the file says of itself.
    reports = query("submissions", scope).set_index("receipt_code")["is_synthetic"]
    return content, replace(verdict, is_synthetic=bool(reports.get(figure.receipt_code, False)))


def _show_findings(findings: list[Finding], t: Translator) -> None:
    for finding in findings:
        show = st.error if finding.severity is Severity.ERROR else st.warning
        show(f"{t(f'severity.{finding.severity}')}: {escape(finding.message(t.language))}")
