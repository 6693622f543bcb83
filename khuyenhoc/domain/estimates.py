"""Which of two figures make what is worked out from them an estimate."""

import pandas as pd

EXACT, ESTIMATE = "exact", "estimate"


def any_estimate(*methods: pd.Series) -> str:
    """`estimate` where one of the figures is one, else `exact`: of what is counted or summed from them."""
    return ESTIMATE if any((each == ESTIMATE).any() for each in methods) else EXACT


def method_of_change(now: pd.Series, before: pd.Series) -> pd.Series:
    """`estimate` where either of two figures is one, else `exact`; missing where either figure is.

    Args:
        now: method of the later figures: `exact`, `estimate`, or missing.
        before: the same of the earlier ones.
    """
    is_estimate = (now == ESTIMATE) | (before == ESTIMATE)
    return is_estimate.map({True: ESTIMATE, False: EXACT}).where(now.notna() & before.notna())
