"""Findings about the fund in words."""

import pandas as pd

from khuyenhoc.domain.fund import TYPICAL_AVERAGE, FundFlow
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_money, format_number, marked
from khuyenhoc.ui.filters import Selection, of_selected, selected_name
from khuyenhoc.ui.funds.span import Span


def headline(span: Span, selection: Selection, t: Translator) -> str:
    """What came in, what went out, what is left."""
    flow = span.flow
    province = selected_name(selection, t)
    if flow.raised is None and flow.closing is None:
        return t("funds.headline_empty", province=province, span=inline(span.name))
    return t(
        "funds.headline",
        province=province,
        span=inline(span.name),
        raised=marked(format_money(flow.raised, t), span.method, t),
        spent=marked(format_money(flow.spent, t), span.method, t),
        closing=marked(format_money(flow.closing, t), span.method, t),
    )


def inline(text: str) -> str:
    """The same within a sentence."""
    return text[:1].lower() + text[1:]


def balance_title(flow: FundFlow, selection: Selection, t: Translator) -> str:
    """Whether the balance grew or shrank, and by how much."""
    if flow.opening is None or flow.closing is None:
        return of_selected(t("funds.balance_unknown"), selection, t)
    change = flow.closing - flow.opening
    key = "funds.balance_grew" if change > 0 else "funds.balance_fell" if change < 0 else "funds.balance_same"
    finding = t(
        key,
        change=format_money(abs(change), t),
        opening=format_money(flow.opening, t),
        closing=format_money(flow.closing, t),
    )
    return of_selected(finding, selection, t)


def balance_alt(flow: FundFlow, t: Translator) -> str:
    """The waterfall in words."""
    return t(
        "funds.balance_alt",
        opening=format_money(flow.opening, t),
        raised=format_money(flow.raised, t),
        spent=format_money(flow.spent, t),
        closing=format_money(flow.closing, t),
    )


def flows_title(flow: FundFlow, selection: Selection, t: Translator) -> str:
    """The largest source and the largest use."""
    if not flow.sources or not flow.uses:
        return of_selected(t("funds.flows_unknown"), selection, t)
    source = max(flow.sources, key=flow.sources.get)
    use = max(flow.uses, key=flow.uses.get)
    finding = t(
        "funds.flows_title",
        source=t(f"funds.short.{source}"),
        source_amount=format_money(flow.sources[source], t),
        use=inline(t(f"funds.short.{use}")),
        use_amount=format_money(flow.uses[use], t),
    )
    return of_selected(finding, selection, t)


def awards_title(awards: pd.DataFrame, selection: Selection, t: Translator) -> str:
    """How many awards, worth how much."""
    if awards.empty:
        return of_selected(t("funds.awards_unknown"), selection, t)
    finding = t(
        "funds.awards_title",
        count=format_number(awards["award_count"].sum(), t.language),
        amount=format_money(awards["amount"].sum(), t),
    )
    return of_selected(finding, selection, t)


def awards_note(awards: pd.DataFrame, t: Translator) -> str:
    """The published band, and how many units lie far outside it."""
    low, high = (format_money(value, t) for value in TYPICAL_AVERAGE)
    unusual = int(awards["units_below"].sum() + awards["units_above"].sum())
    key = "funds.awards_note_unusual" if unusual else "funds.awards_note"
    return t(key, low=low, high=high, count=unusual)
