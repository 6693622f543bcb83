"""From a row of a table to the profile of its unit."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from khuyenhoc.i18n import Translator
from khuyenhoc.ui import routes


def table_with_profiles(
    table: pd.DataFrame | Styler, org_unit_ids: Sequence[str], t: Translator, *, key: str, **look: object
) -> None:
    """A table whose rows open the profile of their unit when they are ticked.

    Args:
        org_unit_ids: the unit of each row, in the order of the table.
        look: what `st.dataframe` takes: height, column_config, alt.
    """
    event = st.dataframe(
        table, hide_index=True, key=key, on_select="rerun", selection_mode="single-row", **look
    )
    st.caption(t("profile.how_to_open"))
    if event.selection.rows:
        open_profile(org_unit_ids[event.selection.rows[0]])


def open_profile(org_unit_id: str) -> None:
    """Leave this page for the profile of a unit."""
    st.switch_page(routes.PROFILE, query_params={"unit": org_unit_id})
