"""What the figures of other pages become as screens: the same frames, in words."""

from collections.abc import Sequence

import pandas as pd

from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.screens import Line, Mark, Table
from khuyenhoc.domain.targets import Target
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_value, marked
from khuyenhoc.review.figures import series_line
from khuyenhoc.review.sentences import amount
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.estimates import marked_texts
from khuyenhoc.ui.filters import indicator_name
from khuyenhoc.ui.funds import Span
from khuyenhoc.ui.scorecard.card import Scorecard
from khuyenhoc.ui.scorecard.cells import leading_texts

# Of a long list the first and the last so many are shown: a screen holds fourteen rows.
ENDS = 6
_FUND = ("fund_opening", "fund_raised", "fund_spent", "fund_closing", "budget_support")
_STAGES = ("total", "registered", "recognised")


def trend_line(series: pd.DataFrame, targets: Sequence[Target], indicator: Indicator, t: Translator) -> Line:
    """The line of the trend page, with the targets it shows.

    Args:
        series: rows of the query `indicator_series`.
    """
    marks = tuple(
        Mark(
            target.value,
            t("tile.target", year=target.year, value=format_value(target.value, indicator.unit, t)),
        )
        for target in targets
    )
    return series_line(series, marks, indicator, t)


def targets_table(models: pd.DataFrame, t: Translator) -> Table:
    """Each model against the target that comes next.

    Args:
        models: rows of the query `models_against_targets`.
    """
    nearest = models.sort_values("target_year", kind="stable").drop_duplicates("indicator").sort_index()
    rows = tuple(
        (
            indicator_name(indicators()[row.indicator], t),
            format_value(row.value, "%", t),
            format_value(row.target_value, "%", t),
            str(row.target_year),
        )
        for row in nearest.itertuples()
    )
    return _table((t("notes.indicator"), t("table.value"), t("targets.target"), t("targets.year")), rows)


def scorecard_table(card: Scorecard, t: Translator) -> Table:
    """The first and the last units of the scorecard."""
    words = leading_texts(card, t)
    unit = card.indicator.unit
    rows = tuple(
        zip(
            card.units["name"],
            words["level_rank"],
            marked_texts(
                (format_value(value, unit, t) for value in card.units["value"]), card.units["method"], t
            ),
            words["movement_rank"],
            words["reached"],
            strict=True,
        )
    )
    headings = ("table.unit", "scorecard.level_rank", "table.value", "scorecard.movement_rank")
    shown = rows if len(rows) <= 2 * ENDS else (*rows[:ENDS], *rows[-ENDS:])
    return _table((*(t(heading) for heading in headings), t("scorecard.reached")), shown)


def ends_words(card: Scorecard, t: Translator) -> str:
    """That only the ends of the scorecard are shown; nothing where all of it is."""
    return t("review.best_and_weakest", count=ENDS) if len(card.units) > 2 * ENDS else ""


def fund_table(span: Span, t: Translator) -> Table:
    """Opening, raised, spent, closing and budget support."""
    totals = span.totals.set_index("data_element")
    rows = tuple(
        (
            element_name(name, t),
            marked(amount(totals["value"].get(name), name, t), totals["method"].get(name), t),
            t(
                "table.of",
                reported=totals["reported_units"].get(name, 0),
                expected=totals["expected_units"].get(name, span.expected),
            ),
        )
        for name in _FUND
    )
    return _table((t("funds.item"), t("table.value"), t("table.completeness")), rows)


def stages_table(models: pd.DataFrame, t: Translator) -> Table:
    """Total, registered and recognised of each model.

    Args:
        models: rows of the query `models_stages`.
    """
    rows = tuple(
        (
            t(f"models.name.{row.model}_recognised"),
            *(marked(format_number(getattr(row, stage), t.language), row.method, t) for stage in _STAGES),
            marked(format_value(row.recognised_share, "%", t), row.method, t),
        )
        for row in models.itertuples()
    )
    headings = (t("models.model"), *(t(f"models.stage.{stage}") for stage in _STAGES))
    return _table((*headings, t("models.rate.recognised_share")), rows)


def _table(headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(headings, rows, ("",) * len(headings))
