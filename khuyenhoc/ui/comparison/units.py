"""What is compared: the chosen units' figures beside those of all units of the province."""

from dataclasses import dataclass

import pandas as pd

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.comparison import default_units
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.standing import IndicatorStanding
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.ui import lens_words, output
from khuyenhoc.ui.comparison.choosing import choose_units
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.scorecard.card import cells_of, province_own


@dataclass(frozen=True)
class Comparison:
    """What is compared.

    Attributes:
        cells: rows of the query `scorecard_cells`, of all units of the province.
        units: of the indicator on screen, one row per chosen unit in the order chosen.
        province: the province's own standing by indicator.
    """

    cells: pd.DataFrame
    units: pd.DataFrame
    province: dict[str, IndicatorStanding]


def load(selection: Selection, scope: Scope, t: Translator) -> Comparison:
    """Ask for the units and read their figures."""
    cells = cells_of(selection.province, selection.period, selection.lens, scope)
    own = province_own(selection.province, selection.period, selection.lens, scope)
    rows, names = _of_indicator(cells, selection.indicator)
    default = derived(default_units)(cells, selection.indicator)
    chosen = choose_units(names, default, selection, scope, t)
    return Comparison(cells, _in_order(rows, chosen), own)


@derived
def _of_indicator(cells: pd.DataFrame, indicator: Indicator) -> tuple[pd.DataFrame, dict[str, str]]:
    """The cells of an indicator by unit, and the units' names."""
    rows = cells[cells["indicator"] == indicator.indicator].set_index("org_unit_id")
    return rows, rows["name"].to_dict()


@derived
def _in_order(rows: pd.DataFrame, chosen: list[str]) -> pd.DataFrame:
    return rows.loc[chosen].reset_index()


@derived
def courses(found: Comparison, selection: Selection, scope: Scope) -> pd.DataFrame:
    """Rows of the query `unit_indicators`: each chosen unit over the periods up to the one on screen."""
    units = tuple(found.units["org_unit_id"])
    series = query("unit_indicators", scope, org_unit_ids=units, lens=str(selection.lens))
    return series[
        (series["indicator"] == selection.indicator.indicator)
        & (series["is_cumulative"] == selection.period.is_cumulative)
        & (series["period_end"] <= pd.Timestamp(selection.period.end))
    ]


def show_source(found: Comparison, selection: Selection, t: Translator, *, of_all: bool = False) -> None:
    """The source line of a figure of the chosen units, or of all units of the province."""
    rows = _rows(found, selection, of_all=of_all)
    output.source_line(
        t,
        reported=lens_words.complete_units(rows),
        expected=len(rows),
        is_synthetic=selection.is_synthetic,
        estimated=lens_words.estimated_units(rows["method"], t),
    )


def _rows(found: Comparison, selection: Selection, *, of_all: bool) -> pd.DataFrame:
    return _of_indicator(found.cells, selection.indicator)[0] if of_all else found.units


def notes_of_files(
    found: Comparison, selection: Selection, t: Translator, *, of_all: bool = False
) -> dict[str, str]:
    """The sheet of notes of a file of the chosen units, or of all units of the province."""
    rows = _rows(found, selection, of_all=of_all)
    return file_notes(
        selection,
        t,
        indicator=indicator_name(selection.indicator, t),
        period=format_period(selection.period, t),
        completeness=t("source.completeness", reported=lens_words.complete_units(rows), expected=len(rows)),
    )
