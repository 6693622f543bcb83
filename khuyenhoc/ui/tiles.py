"""Tiles: one indicator each, with target, change since last year and completeness."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.standing import IndicatorStanding
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_gap, format_period_inline, format_value
from khuyenhoc.ui import provenance
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.metric import show_metric

TILES = (
    "learning_citizen_rate",
    "learning_family_rate",
    "learning_clan_rate",
    "learning_community_rate",
    "learning_unit_rate",
    "member_rate",
    "fund_raised",
    "scholarships",
)
_TILES_A_ROW = 4


def show_tiles(
    standings: Sequence[IndicatorStanding], selection: Selection, scope: Scope, t: Translator
) -> None:
    """A grid of tiles, each with the way to the cells it is summed from."""
    for start in range(0, len(standings), _TILES_A_ROW):
        row = standings[start : start + _TILES_A_ROW]
        for column, standing in zip(st.columns(_TILES_A_ROW), row, strict=False):
            with column, st.container(border=True, height="stretch", gap="xsmall"):
                _tile(standing, selection, t)
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.caption(
                        t(
                            "tile.completeness",
                            reported=standing.reported_units,
                            expected=standing.expected_units,
                        )
                    )
                    _source_button(standing, selection, scope, t)


def _tile(standing: IndicatorStanding, selection: Selection, t: Translator) -> None:
    indicator = standing.indicator
    change = standing.change
    name = indicator_name(indicator, t)
    st.markdown(f"**{name}**")
    show_metric(
        name,
        format_value(standing.value, indicator.unit, t),
        change,
        indicator.unit,
        t,
        higher_is_better=indicator.higher_is_better,
    )
    if change is not None:
        st.caption(
            t(
                "tile.than",
                period=format_period_inline(selection.earlier_period, t),
                reported=standing.earlier_reported_units,
                expected=standing.earlier_expected_units,
            )
        )
    st.markdown(_target_text(standing, t))


def _source_button(standing: IndicatorStanding, selection: Selection, scope: Scope, t: Translator) -> None:
    indicator = standing.indicator
    pressed = st.button(
        t("provenance.tile"),
        key=f"tile.source.{indicator.indicator}",
        icon=":material/receipt_long:",
        type="tertiary",
        disabled=standing.value is None,
    )
    if pressed:

        @st.dialog(indicator_name(indicator, t), width="large")
        def show() -> None:
            provenance.of_figure(
                replace(selection, indicator=indicator), selection.period, scope, t, key="tile.cells"
            )

        show()


def _target_text(standing: IndicatorStanding, t: Translator) -> str:
    unit = standing.indicator.unit
    if standing.target_value is None:
        return t("tile.no_target")
    target = t("tile.target", year=standing.target_year, value=format_value(standing.target_value, unit, t))
    if standing.gap is None:
        return target
    if standing.gap >= 0:
        return f":material/check_circle: {target} – **{t('tile.reached')}**"
    missing = format_gap(standing.gap, unit, t)
    return f":material/trending_flat: {target} – **{t('tile.missing', gap=missing)}**"
