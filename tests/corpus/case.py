"""A case: a file, what to call it, what the sender chose beside it, and its right reading."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from khuyenhoc.domain.org_units import all_units
from tests.corpus import files
from tests.corpus.form import Form
from tests.corpus.layout import draw
from tests.corpus.page import Page

ACCEPTED, NEEDS_REVIEW, REJECTED = "accepted", "needs_review", "rejected"
EITHER = (ACCEPTED, NEEDS_REVIEW)
ASKING = (NEEDS_REVIEW, REJECTED)
Values = dict[str, dict[str, float | None]]


@dataclass
class Reading:
    """What a careful person would store of a file, and what they would object to.

    Attributes:
        verdicts: the decisions that are right.
        province: code; None when it cannot be told.
        values: unit code -> data element -> đồng or count; None where a cell says "does not apply".
        findings: severity and cell of what must be found; no error may stand anywhere else. Without a cell
            the file as a whole, or a sheet, is meant; `|` stands between cells of which one will do.
        elsewhere: cells where more errors may stand; `*` for any.
        asked: a person must be asked before anything is stored; `values` are then what may be proposed.
    """

    verdicts: tuple[str, ...] = (ACCEPTED,)
    province: str | None = None
    period: str | None = None
    values: Values = field(default_factory=dict)
    not_established: tuple[str, ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[str, ...] = ()
    asked: bool = False


@dataclass(frozen=True)
class Made:
    """A file ready to be sent, with its right reading.

    Attributes:
        province_id: what the sender chose, if anything.
        period: the same.
    """

    content: bytes
    reading: Reading
    file_name: str = "bao cao.xlsx"
    province_id: str | None = None
    period: str | None = None


@dataclass(frozen=True)
class Case:
    """A named maker of a file: made when it is needed."""

    name: str
    make: Callable[[], Made]


def reading_of(*forms: Form, verdicts: tuple[str, ...] = (ACCEPTED,)) -> Reading:
    """The right reading of forms that were drawn as they are."""
    reading = Reading(verdicts, all_units()[forms[0].province].code, forms[0].period)
    absent: list[str] = []
    for form in forms:
        for unit in form.all_units:
            if form.is_reporting(unit):
                figures = form.figures(unit)
                reading.values.setdefault(unit.code, {}).update(
                    {name: figures[name] for name in form.elements}
                )
        absent += form.not_established
    reading.not_established = tuple(dict.fromkeys(absent))
    return reading


Edit = Callable[[Page, Reading], None]


@dataclass(frozen=True)
class Sent:
    """How a drawn form is sent: the usual way of making a case.

    Attributes:
        edit: changes on the page and in the reading after drawing.
        write: pages to bytes.
    """

    form: Form
    edit: Edit | None = None
    write: Callable[..., bytes] = files.xlsx
    sheet: str = "Bieu 01"
    file_name: str = "bao cao.xlsx"
    verdicts: tuple[str, ...] = (ACCEPTED,)
    top: tuple[int, int] = (1, 1)
    before: Sequence[Page] = ()
    after: Sequence[Page] = ()
    province_id: str | None = None
    period: str | None = None

    def __call__(self) -> Made:
        """Draw, edit, write."""
        page = draw(self.form, self.sheet, row=self.top[0], column=self.top[1])
        reading = reading_of(self.form, verdicts=self.verdicts)
        if self.edit:
            self.edit(page, reading)
        content = self.write(*self.before, page, *self.after)
        return Made(content, reading, self.file_name, self.province_id, self.period)


def asked(page: Page, reading: Reading) -> None:
    """The edit of a file that nobody can read without asking."""
    reading.asked = True
    reading.verdicts = (REJECTED,)
    reading.values.clear()
    reading.not_established = ()


def rejected(reading: Reading, *cells: str) -> None:
    """Make it the reading of a file with an error at each of some cells."""
    reading.verdicts = (REJECTED,)
    reading.values = {}
    reading.not_established = ()
    reading.findings = tuple(("error", cell) for cell in cells)


def warned(reading: Reading, *cells: str) -> None:
    """Make it the reading of a file that is right but for a warning at each of some cells."""
    reading.verdicts = (NEEDS_REVIEW,)
    reading.findings = tuple(("warning", cell) for cell in cells)
