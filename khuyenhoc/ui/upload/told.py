"""What a person told of a dropped file: it lies in the session, so that no rerun and no switch loses it."""

from dataclasses import dataclass, field

import streamlit as st

from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.confirmed import Confirmed, heading_key, unit_key
from khuyenhoc.ui.upload.files import DroppedFile

# Typed but not yet told: kept by Streamlit while the file's fields are off the screen.
KEEP = "session"


@dataclass(frozen=True)
class Told:
    """Everything that a person added to a file.

    Attributes:
        headings: heading as the file writes it -> data element, or `NOT_STORED`.
        units: name as the file writes it -> org unit id.
        corrections: `Sheet!K12` -> what was typed in its place.
        sheets: hidden sheets to be read as well.
    """

    province_id: str | None = None
    period_id: str | None = None
    headings: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    corrections: dict[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()

    @property
    def period(self) -> Period | None:
        """The period that was chosen."""
        return Period.parse(self.period_id) if self.period_id else None

    @property
    def confirmed(self) -> Confirmed:
        """The meanings of headings and names."""
        return Confirmed(
            headings={heading_key(heading): meaning for heading, meaning in self.headings.items()},
            units={unit_key(name): unit for name, unit in self.units.items()},
        )


def told_of(report: DroppedFile) -> Told:
    """What was told of a file so far."""
    return st.session_state.get(report.key("told"), Told())


def tell(report: DroppedFile, **parts: object) -> None:
    """Add to what was told of a file: mappings grow (None takes an entry back), the rest is replaced."""
    told = told_of(report)
    merged = {
        name: _grown(getattr(told, name), value) if isinstance(value, dict) else value
        for name, value in parts.items()
    }
    st.session_state[report.key("told")] = Told(**{**vars(told), **merged})


def _grown(before: dict[str, str], added: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in {**before, **added}.items() if value is not None}
