"""What a sheet comes to, at once, and what stands between the unit and each level."""

import streamlit as st

from khuyenhoc.domain.assessed_sheets import AssessedSheet
from khuyenhoc.domain.assessment import Result, Standing, Verdict
from khuyenhoc.i18n import Translator
from khuyenhoc.ui.assessment.words import level_sentence, requirement
from khuyenhoc.ui.markdown import escape

_BOXES = {
    Standing.MET: (st.success, ":material/check_circle:"),
    Standing.FAILED: (st.error, ":material/cancel:"),
    Standing.INCOMPLETE: (st.info, ":material/pending:"),
    Standing.UNSETTLED: (st.warning, ":material/help:"),
}


def show_levels(result: Result, t: Translator) -> None:
    """A box for each level of the title, side by side."""
    for column, level in zip(st.columns(len(result.levels)), result.levels, strict=True):
        draw, icon = _BOXES[level.standing]
        with column:
            draw(level_sentence(level, t), icon=icon)


def show_missing(sheet: AssessedSheet, t: Translator) -> None:
    """The criteria that failed, in words, each with what was asked and what the sheet says."""
    failed = [criterion for level in sheet.result().levels for criterion in level.those(Verdict.FAILED)]
    if not failed:
        return
    st.markdown(f"**{t('assessment.missing')}**")
    st.markdown(
        "\n".join(
            "- "
            + escape(
                t(
                    "assessment.missing_one",
                    level=criterion.title_level,
                    item=criterion.item,
                    text=criterion.text(t.language),
                    asked=requirement(criterion, t),
                )
            )
            for criterion in failed
        )
    )
