"""Data elements (what is counted) and indicators (what is computed from them)."""

from dataclasses import dataclass
from functools import cache

from khuyenhoc.domain.reference import read_reference


@dataclass(frozen=True)
class DataElement:
    """A reported count or amount.

    Attributes:
        unit: person, household, VND ...
        kind: `stock` (as of the period's end) or `flow` (within the period).
        sensitive_trait: what counted people share that is nobody's business; empty for most elements.
    """

    data_element: str
    group: str
    name_vi: str
    name_en: str
    unit: str
    kind: str
    sensitive_trait: str = ""

    @property
    def is_money(self) -> bool:
        """Whether values are amounts in đồng."""
        return self.unit == "VND"


@dataclass(frozen=True)
class Indicator:
    """A figure shown: sum(numerator) / sum(denominator), or the numerator alone.

    Attributes:
        unit: `%`, `VND`, `VND/person`, `VND/award`, `per 1000`, `award`, `person`.
        higher_is_better: None where neither direction is better.
    """

    indicator: str
    group: str
    name_vi: str
    name_en: str
    numerator: str
    denominator: str | None
    unit: str
    higher_is_better: bool | None

    @property
    def factor(self) -> int:
        """What the ratio is multiplied by to be shown in `unit`."""
        return {"%": 100, "per 1000": 1000}.get(self.unit, 1)


@cache
def data_elements() -> dict[str, DataElement]:
    """The data elements by name, in reporting order."""
    return {row["data_element"]: DataElement(**row) for row in read_reference("data_elements")}


@cache
def indicators() -> dict[str, Indicator]:
    """The indicators by name, in display order."""
    directions = {"true": True, "false": False, "": None}
    return {
        row["indicator"]: Indicator(
            **row
            | {
                "denominator": row["denominator"] or None,
                "higher_is_better": directions[row["higher_is_better"]],
            }
        )
        for row in read_reference("indicators")
    }
