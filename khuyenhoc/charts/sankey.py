"""Where a fund's money came from and where it went."""

from collections.abc import Sequence

import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_money

Flow = tuple[str, float]


def sources_and_uses(
    sources: Sequence[Flow], uses: Sequence[Flow], *, fund_name: str, t: Translator, is_narrow: bool = False
) -> go.Figure:
    """Bands from the sources through the fund to the uses; nothing that is zero is drawn.

    Args:
        sources, uses: name and amount in đồng.
        is_narrow: names only, without amounts, for a phone.
    """
    left = [flow for flow in sources if flow[1] > 0]
    right = [flow for flow in uses if flow[1] > 0]
    middle = len(left)
    total = sum(amount for _, amount in left)
    labels = [
        *(_label(flow, t, is_narrow=is_narrow) for flow in left),
        _label((fund_name, total), t, is_narrow=is_narrow),
        *(_label(flow, t, is_narrow=is_narrow) for flow in right),
    ]
    links = [(place, middle, amount) for place, (_, amount) in enumerate(left)]
    links += [(middle, middle + 1 + place, amount) for place, (_, amount) in enumerate(right)]
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    figure.add_trace(
        go.Sankey(
            arrangement="fixed",
            node={
                "label": labels,
                "color": [*[theme.GOOD] * len(left), theme.ACCENT, *[theme.INK_SOFT] * len(right)],
                "pad": 22,
                "thickness": 16,
                "line": {"width": 0},
                "hovertemplate": "%{label}<extra></extra>",
            },
            link={
                "source": [source for source, _, _ in links],
                "target": [target for _, target, _ in links],
                "value": [amount for _, _, amount in links],
                "color": theme.SEQUENTIAL[0],
                "hovertemplate": "%{source.label} → %{target.label}<extra></extra>",
            },
            textfont={"size": theme.FONT_SIZE - (4 if is_narrow else 1), "color": theme.INK},
        )
    )
    figure.update_layout(height=480, margin={"l": 8, "r": 8, "t": 12, "b": 12})
    return figure


def _label(flow: Flow, t: Translator, *, is_narrow: bool) -> str:
    name, amount = flow
    if is_narrow:
        return name
    return f"{name}: {format_money(amount, t, is_short=True)}"
