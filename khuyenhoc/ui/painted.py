"""Tables with coloured or slanted cells, worked out once.

Of a table with styles pandas works out every cell again at each run, which takes longer than all the rest
of a page. Streamlit has no way to hand it what was worked out; so the one function of it that asks pandas is
replaced by one that looks first.
"""

from typing import TYPE_CHECKING

from streamlit.elements import arrow
from streamlit.proto.ArrowData_pb2 import ArrowData

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

_WORKED_OUT = "khuyenhoc_worked_out"
_work_out = arrow.marshall_styler


def painted(styler: "Styler") -> "Styler":
    """The same for `st.dataframe`, and for nothing else; may be kept and shown to many."""
    told = ArrowData()
    _work_out(told, styler, "")
    light = object.__new__(type(styler))
    light.data = styler.data
    setattr(light, _WORKED_OUT, told.styler.SerializeToString())
    return light


def _marshall(proto: ArrowData, styler: "Styler", default_uuid: str) -> None:
    """In place of Streamlit's."""
    told = vars(styler).get(_WORKED_OUT)
    if told is None:
        _work_out(proto, styler, default_uuid)
    else:
        proto.styler.MergeFromString(told)


arrow.marshall_styler = _marshall
