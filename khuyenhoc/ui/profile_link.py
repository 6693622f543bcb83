"""From a row of a table, or from a map, to the profile of a unit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from khuyenhoc.domain.org_units import Level, all_units
from khuyenhoc.i18n import Translator
from khuyenhoc.ui import routes
from khuyenhoc.ui.access import current_scope

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler


def table_with_profiles(
    table: "pd.DataFrame | Styler", org_unit_ids: Sequence[str], t: Translator, *, key: str, **look: object
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


def offer_profile(org_unit_id: str | None, t: Translator) -> None:
    """A link to the profile of the unit that was chosen on a map, where it may be seen.

    Nothing for provinces and other areas.
    """
    unit = all_units().get(org_unit_id or "")
    is_seen = unit is not None and current_scope().includes(unit.org_unit_id)
    if is_seen and unit.level is not Level.PROVINCE:
        st.page_link(
            routes.PROFILE,
            label=t("profile.open", name=unit.name),
            icon=":material/badge:",
            query_params={"unit": unit.org_unit_id},
        )


def open_profile(org_unit_id: str) -> None:
    """Leave this page for the profile of a unit."""
    st.switch_page(routes.PROFILE, query_params={"unit": org_unit_id})
