"""How good the boundaries are, said where somebody can see it: sources, and what is approximate."""

import pandas as pd
import streamlit as st

from khuyenhoc.data_access import derived
from khuyenhoc.domain.crosswalk import successions
from khuyenhoc.domain.later_acts import present_by_code
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.domain.periods import REFORM_DATE
from khuyenhoc.geography.boundaries import BoundaryStatus, boundary_status, load_manifest
from khuyenhoc.geography.inputs import OFFICIAL
from khuyenhoc.geography.later_shapes import without_shape
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import output
from khuyenhoc.ui.markdown import escape

_DISC = "disc"


def show_shapes(t: Translator) -> None:
    """Sources of every layer, the communes whose shape is approximate by province, and units without one."""
    status = boundary_status()
    manifest = load_manifest() if status.is_built else None
    if manifest is None:
        st.info(t("acts.shapes_not_built"))
        return
    approximate = frozenset(manifest.approximate & all_units().keys())
    total = status.layers["communes-reform"]
    divided = {row.from_id for row in successions() if not row.is_exact and row.event_date == REFORM_DATE}
    st.header(t("acts.shapes_headline", count=len(approximate), total=format_number(total, t.language)))
    st.markdown(t("acts.shapes_why", divided=len(divided)))
    lacking = without_shape([unit.org_unit_id for unit in present_by_code().values()])
    if lacking:
        names = ", ".join(all_units()[unit].name for unit in lacking)
        st.warning(t("acts.shapes_after_act", count=len(lacking), names=escape(names)))
    left, right = st.columns(2, gap="large")
    with left:
        _sources(status, t)
        st.caption(t("acts.shapes_import_hint"))
    with right:
        _by_province(approximate, t)


def _sources(status: BoundaryStatus, t: Translator) -> None:
    rows = [
        {
            t("acts.shapes_layer"): t(f"acts.shapes_layer_{layer}"),
            t("acts.shapes_units"): format_number(status.layers[layer], t.language),
            t("acts.shapes_derived"): format_number(sources.get(status.source, 0), t.language),
            t("acts.shapes_official"): format_number(sources.get(OFFICIAL, 0), t.language),
            t("acts.shapes_disc"): format_number(sources.get(_DISC, 0), t.language),
        }
        for layer, sources in status.sources.items()
    ]
    st.table(pd.DataFrame(rows).set_index(t("acts.shapes_layer")))


@derived
def _communes(approximate: frozenset[str]) -> pd.DataFrame:
    """Every commune of today with its province, and whether its shape is approximate."""
    return pd.DataFrame(
        [
            {
                "province": province_of(unit).short_name,
                "code": unit.code,
                "name": unit.name,
                "is_approximate": unit.org_unit_id in approximate,
            }
            for unit in present_by_code().values()
        ]
    )


def _by_province(approximate: frozenset[str], t: Translator) -> None:
    """Every province with such communes, those with the largest share first; the download names each."""
    units = _communes(approximate)
    counted = units.groupby("province")["is_approximate"].agg(["sum", "size"]).reset_index()
    counted["share"] = counted["sum"] / counted["size"]
    counted = counted[counted["sum"] > 0].sort_values(["share", "province"], ascending=[False, True])
    st.markdown(f"**{t('acts.shapes_by_province')}**")
    st.dataframe(
        pd.DataFrame(
            {
                t("acts.shapes_province"): counted["province"],
                t("acts.shapes_approximate"): counted["sum"],
                t("acts.shapes_all"): counted["size"],
                t("acts.shapes_share"): [
                    f"{format_number(100 * share, t.language, decimals=0)}%" for share in counted["share"]
                ],
            }
        ),
        hide_index=True,
        height=420,
        alt=t("acts.shapes_by_province"),
    )
    output.download_table(
        units[units["is_approximate"]].sort_values(["province", "code"]),
        [
            TableColumn("province", t("acts.shapes_province")),
            TableColumn("code", t("crosswalk.code")),
            TableColumn("name", t("crosswalk.name")),
        ],
        t,
        name="ranh_gioi_gan_dung",
        notes={t("acts.shapes_download"): t("acts.shapes_by_province")},
    )
