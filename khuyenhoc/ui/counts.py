"""How many more: a number with the word for what is counted."""

from khuyenhoc.domain.indicators import Indicator, data_elements
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_money, format_number


def counted(number: float, indicator: Indicator, t: Translator) -> str:
    """`1.240 gia đình`, `82.700 người`, `1,2 tỷ đồng`: in what the indicator's numerator is counted in."""
    element = data_elements()[indicator.numerator]
    if element.is_money:
        return format_money(number, t)
    return t(f"count.{element.unit}", count=format_number(number, t.language))


def element_name(element: str, t: Translator) -> str:
    """Name of a data element in the language of the screen."""
    found = data_elements()[element]
    return found.name_vi if t.language == "vi" else found.name_en
