"""What the cells of a form accept, so that the commonest slips are caught while typing.

Every cell takes a whole number from zero up, or `x` for "does not apply". A part is held against its whole
only when the part is typed: totals stand to the left, so all three can still be lowered from left to right.
"""

from collections.abc import Mapping
from types import MappingProxyType

NOT_ESTABLISHED = "Chưa thành lập Hội"
NOT_APPLICABLE = "x"

# Data element -> those it must not exceed; learning citizens are adults in the practice of reports.
UPPER_BOUNDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "members": ("population",),
        "adults_in_learning_groups": ("adults",),
        "citizens_registered": ("adults",),
        "citizens_recognised": ("citizens_registered", "adults"),
    }
    | {
        f"{model}_{part}": wholes
        for model in ("families", "clans", "communities", "units")
        for part, wholes in (
            ("registered", (f"{model}_total",)),
            ("recognised", (f"{model}_registered", f"{model}_total")),
        )
    }
)

_TITLE = "Xin xem lại số vừa gõ"
_WHOLE_NUMBER = "Ô này nhận số nguyên từ 0 trở lên. Chưa có số liệu thì để trống, không áp dụng thì gõ x."


def figure_rule(element: str, cells: Mapping[str, str], names: Mapping[str, str]) -> dict[str, object]:
    """The validation of a column of figures, as xlsxwriter takes it.

    Args:
        element: the column's data element.
        cells: data element -> address of its cell in the first row, such as `K11`.
        names: data element -> Vietnamese name, for the message.
    """
    cell = cells[element]
    conditions = [f"ISNUMBER({cell})", f"{cell}>=0", f"{cell}=INT({cell})"]
    bounds = [bound for bound in UPPER_BOUNDS.get(element, ()) if bound in cells]
    conditions += [f"OR(ISBLANK({cells[bound]}),{cell}<={cells[bound]})" for bound in bounds]
    message = _WHOLE_NUMBER
    if bounds:
        wholes = ", ".join(f"“{names[bound]}”" for bound in bounds)
        message = f"“{names[element]}” không được lớn hơn {wholes}. {_WHOLE_NUMBER}"
    return {
        "validate": "custom",
        "value": f'=OR({cell}="{NOT_APPLICABLE}",AND({",".join(conditions)}))',
        "error_title": _TITLE,
        "error_message": message,
    }


def note_rule() -> dict[str, object]:
    """The validation of the notes: a list with the one state that counts, and free text beside it."""
    return {"validate": "list", "source": [NOT_ESTABLISHED], "show_error": False}
