"""What storing a file would change."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.changes import changes
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.ui.upload.recognised import element_name


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
    return pd.DataFrame(
        {
            t("table.unit"): [all_units()[unit].name for unit in changed["org_unit_id"]],
            t("upload.element"): [element_name(element, t) for element in changed["data_element"]],
            t("upload.before"): [format_number(value, t.language) for value in changed["before"]],
            t("upload.after"): [format_number(value, t.language) for value in changed["after"]],
        }
    )
