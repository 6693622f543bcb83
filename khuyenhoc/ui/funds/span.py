"""The time that the page of funds is about: the period alone, or from 1 January to its end."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.estimates import any_estimate
from khuyenhoc.domain.fund import FundFlow, fund_flow
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.ui.filters import Selection


@dataclass(frozen=True)
class Span:
    """A span of time with the fund's totals in it.

    Attributes:
        name: `Quý III/2026`, or `Từ đầu năm đến hết quý III/2026`.
        totals: rows of the query `fund_totals`.
    """

    from_january: bool
    name: str
    totals: pd.DataFrame
    flow: FundFlow

    @property
    def reported(self) -> int:
        """Units with a fund figure in the last period."""
        return 0 if self.totals.empty else int(self.totals["reported_units"].max())

    @property
    def method(self) -> str:
        """Whether one of the totals is an estimate."""
        return any_estimate(self.totals["method"])

    @property
    def expected(self) -> int:
        """Units that should report."""
        return 0 if self.totals.empty else int(self.totals["expected_units"].max())


def choose_span(selection: Selection, scope: Scope, t: Translator) -> Span:
    """Ask for the span where there is a choice; cumulative reports run from 1 January anyway."""
    from_january = False
    if not selection.period.is_cumulative:
        from_january = st.segmented_control(
            t("funds.span"),
            [False, True],
            default=False,
            required=True,
            format_func=lambda key: t("funds.from_january" if key else "funds.period_only"),
            key="funds.span",
        )
    return span_of(selection, scope, t, from_january=bool(from_january))


def span_of(selection: Selection, scope: Scope, t: Translator, *, from_january: bool) -> Span:
    """The span with its totals."""
    totals = query("fund_totals", scope, **parameters(selection, from_january=from_january))
    period = format_period(selection.period, t)
    name = t("funds.to_date", period=period[0].lower() + period[1:]) if from_january else period
    return Span(from_january, name, totals, derived(fund_flow)(totals))


def parameters(selection: Selection, *, from_january: bool) -> dict[str, object]:
    """What the queries of the page take; a span across the reform needs the province on both maps."""
    provinces = selection.all_province_ids if from_january else selection.lens_province_ids
    return {
        "province_ids": provinces,
        "period_id": selection.period.period_id,
        "from_january": from_january,
        "lens": str(selection.lens),
    }
