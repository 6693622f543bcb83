"""Ratios as lines of text."""

from collections.abc import Mapping

from khuyenhoc.bench.measuring import Ratio, formatted_amount

HEADING = f"{'':2}{'measurement':<34}{'ratio':>8}{'bar':>7}{'ours':>12}{'floor':>12}{'runs':>6}"


def line_of(ratio: Ratio) -> str:
    """One line: a tick or a cross, the ratio and its bar, and the amounts behind it."""
    sign = "✓" if ratio.is_within else "✗"
    if ratio.ratio is None:
        return f"{sign} {ratio.name:<34}{'–':>8}{ratio.bar:>7.2f}  {ratio.error}"
    amounts = "".join(f"{formatted_amount(value, ratio.unit):>12}" for value in (ratio.ours, ratio.floor))
    return f"{sign} {ratio.name:<34}{ratio.ratio:>8.2f}{ratio.bar:>7.2f}{amounts}{ratio.runs:>6}"


def line_of_machine(machine: Mapping[str, object]) -> str:
    """What the run was made on, in one line."""
    return " · ".join(f"{name} {value}" for name, value in machine.items() if value is not None)
