"""The reports stored lately, with their receipts."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment, format_number, format_period
from khuyenhoc.ui.device import is_phone
from khuyenhoc.ui.table_columns import right_aligned

_MOST_SHOWN = 10
# Pixels, beside the period.
_PHONE_FILE_WIDTH = 270


def show_recent(scope: Scope, t: Translator) -> None:
    """The last ten submissions, newest first; nothing while there are none."""
    rows = query("submissions", scope).head(_MOST_SHOWN)
    if rows.empty:
        return
    st.header(t("upload.recent"))
    shown = pd.DataFrame(
        {
            t("upload.receipt"): rows["receipt_code"],
            t("upload.province"): [all_units()[key].name for key in rows["province_id"]],
            t("upload.period"): [format_period(Period.parse(key), t) for key in rows["period_id"]],
            t("upload.file"): rows["file_name"],
            t("upload.date"): [format_moment(moment) for moment in rows["submitted_at"]],
            t("upload.units"): [format_number(count, t.language) for count in rows["unit_count"]],
        }
    )
    columns: dict[str, object] = dict(right_aligned(t("upload.units")))
    order = list(shown)
    if is_phone():
        # Two columns fill a phone: which period, and which file, whole; the others by pushing sideways.
        first = [t("upload.period"), t("upload.file")]
        order = [*first, *(name for name in order if name not in first)]
        columns[t("upload.file")] = st.column_config.TextColumn(width=_PHONE_FILE_WIDTH)
    st.dataframe(
        shown,
        hide_index=True,
        height="content",
        column_order=order,
        column_config=columns,
        alt=t("upload.recent"),
    )
