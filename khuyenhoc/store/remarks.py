"""Notes and questions on units and figures, and answers: lines of the ledger, never changed."""

from dataclasses import dataclass
from enum import StrEnum

from khuyenhoc.intake.personal_text import personal_kinds
from khuyenhoc.store.actions import new_entry, record, writing
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import StoreError

LONGEST_TEXT = 1000


class RemarkKind(StrEnum):
    """What somebody leaves: a question waits for an answer, a note does not."""

    NOTE = "note"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True)
class Subject:
    """What a remark is about: a unit, or a figure of a province.

    Attributes:
        figure: name of the page that shows the figure; None for a remark on a unit.
        indicator: what the figure showed, if it shows one.
        period_id: the period that was on screen.
    """

    province_id: str
    org_unit_id: str | None = None
    figure: str | None = None
    indicator: str | None = None
    period_id: str | None = None


class RemarkRefusedError(StoreError, ValueError):
    """A remark that is not kept: no text, no name, too long, or with personal data."""


def leave_remark(
    database: Database, subject: Subject, kind: RemarkKind, text: str, *, by: str, reply_to: str | None = None
) -> None:
    """Keep a note, a question, or an answer to one.

    Args:
        reply_to: id of the remark that an answer belongs to.

    Raises:
        RemarkRefusedError: it is empty, unsigned, too long or holds numbers of persons.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    text, by = text.strip(), by.strip()
    _require_keepable(text, by)
    with writing(database):
        entry = new_entry("remark", by, kind=str(kind), text=text, reply_to=reply_to, **vars(subject))
        record(database, entry)


def _require_keepable(text: str, by: str) -> None:
    if not text or not by:
        raise RemarkRefusedError(
            "Hãy ghi nội dung và họ tên hoặc chức danh.", "Write a text and your name or office."
        )
    if len(text) > LONGEST_TEXT:
        raise RemarkRefusedError(
            f"Nội dung dài {len(text)} ký tự; hãy rút còn {LONGEST_TEXT}.",
            f"The text has {len(text)} characters; keep it to {LONGEST_TEXT}.",
        )
    if personal_kinds(text):
        raise RemarkRefusedError(
            "Chưa lưu: nội dung có số điện thoại, số định danh hoặc thư điện tử của cá nhân. "
            "Hãy bỏ đi rồi ghi lại.",
            "Not saved: the text holds a phone number, an identity number or an e-mail address. Take it out.",
        )
