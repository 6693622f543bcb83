"""A rule's complaint about one cell: an error blocks, a warning needs a tick with a name, a note informs."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """What is wrong, where, and what to do about it, in both languages.

    Attributes:
        rule: id of the rule, e.g. `recognised_above_registered`.
        cell: `Sheet!K12`; the sheet alone when no cell is meant; empty for the file as a whole.
    """

    severity: Severity
    rule: str
    cell: str
    message_vi: str
    message_en: str

    def message(self, language: str) -> str:
        """The message in `vi` or `en`."""
        return self.message_vi if language == "vi" else self.message_en


@dataclass(frozen=True)
class Written:
    """A value as either language writes it: `78,58` and `78.58`."""

    vi: str
    en: str


@dataclass(frozen=True)
class Rule:
    """A rule of intake: its id, its weight, where it comes from, and its message templates.

    Templates are filled with `str.format`; a message says what to do.

    Attributes:
        source: the decree, clause or measured figure that the rule rests on.
    """

    rule: str
    severity: Severity
    source: str
    vi: str
    en: str

    def at(self, cell: str, **values: object) -> Finding:
        """A finding of this rule at a cell.

        Args:
            values: what fills the templates; `Written` where the languages write it in their own ways.

        Raises:
            KeyError: a value that the message needs is missing.
        """
        in_vi, in_en = (
            {
                name: getattr(value, language) if isinstance(value, Written) else value
                for name, value in values.items()
            }
            for language in ("vi", "en")
        )
        return Finding(self.severity, self.rule, cell, self.vi.format(**in_vi), self.en.format(**in_en))
