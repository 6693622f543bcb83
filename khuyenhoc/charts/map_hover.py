"""What a map says about a unit under the pointer."""

import pandas as pd

from khuyenhoc.charts.map_classes import ESTIMATE_MARK
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_number, format_value


def full_hover(row: object, indicator: Indicator, t: Translator, *, is_approximate: bool = False) -> str:
    """Name, value, rank, parts, change and source of one row of `indicator_by_unit`, in lines."""
    lines = [f"<b>{row.name}</b>"]
    if is_approximate:
        lines.append(t("map.approximate_shape"))
    if pd.isna(row.value):
        return "<br>".join([*lines, t(f"state.{row.state}")])
    lines.append(f"{written_value(row, indicator, t)} · {t('map.rank', rank=int(row.rank))}")
    if getattr(row, "method", "") == "estimate":
        lines.append(t("map.estimated", share=format_value(100 * _share(row), "%", t)))
    if indicator.denominator:
        lines.append(
            t(
                "map.parts",
                numerator=format_number(row.numerator, t.language),
                denominator=format_number(row.denominator, t.language),
            )
        )
    if pd.notna(row.earlier_value):
        change = format_change(row.value - row.earlier_value, indicator.unit, t)
        lines.append(t("map.change", change=change))
    if getattr(row, "expected_sources", 1) > 1:
        lines.append(
            t("source.completeness", reported=int(row.reported_sources), expected=int(row.expected_sources))
        )
    if pd.notna(getattr(row, "file_name", None)):
        lines.append(t("map.source", file=row.file_name, cell=row.cell))
    return "<br>".join(lines)


def short_hover(row: object, indicator: Indicator, t: Translator) -> str:
    """The value or the state alone: the file of shapes has the name."""
    return t(f"state.{row.state}") if pd.isna(row.value) else written_value(row, indicator, t)


def written_value(row: object, indicator: Indicator, t: Translator) -> str:
    """A value with its unit, marked when it is an estimate."""
    text = format_value(row.value, indicator.unit, t)
    return f"{ESTIMATE_MARK} {text}" if getattr(row, "method", "") == "estimate" else text


def _share(row: object) -> float:
    share = getattr(row, "estimated_share", 1.0)
    return 1.0 if pd.isna(share) else float(share)
