"""A filled-in form dropped on a page that is not about reports: read once, and refused cell by cell."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import streamlit as st

from khuyenhoc.domain.findings import Finding
from khuyenhoc.i18n import Translator
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.uploader_words import translate_drop_zone

_MEGABYTES = 20


class ReadSheet(Protocol):
    """What a reader makes of a file."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What is wrong with it; nothing of it counts while there is any."""


Read = TypeVar("Read", bound=ReadSheet)


def read_dropped(
    reader: Callable[[bytes, str, str], Read],
    province_id: str,
    t: Translator,
    *,
    label: str,
    key: str,
    types: Sequence[str] = ("xlsx", "xls", "ods"),
) -> Read | None:
    """Draw the drop zone; what was read of a file without a wrong cell, else None with its complaints shown.

    Args:
        reader: takes content, file name and province.
        label: of the drop zone.
        key: of the page.
        types: endings of the files that are taken.
    """
    translate_drop_zone(t, megabytes=_MEGABYTES)
    dropped = st.file_uploader(
        label,
        type=list(types),
        max_upload_size=_MEGABYTES,
        key=f"{key}.sheet.{st.session_state.setdefault(_turn(key), 0)}",
    )
    if dropped is None:
        return None
    content = dropped.getvalue()
    kept = f"{key}.read.{hashlib.sha256(content).hexdigest()}.{province_id}"
    if kept not in st.session_state:
        st.session_state[kept] = reader(content, dropped.name, province_id)
    read = st.session_state[kept]
    if not read.findings:
        return read
    st.error(t("targets.sheet_refused", count=len(read.findings)), icon=":material/block:")
    st.markdown(
        "\n".join(
            f"- **{escape(finding.cell or dropped.name)}**: {escape(finding.message(t.language))}"
            for finding in read.findings
        )
    )
    return None


def empty_zone(key: str) -> None:
    """After an import: the zone's next key is a new one, so that it stands empty."""
    st.session_state[_turn(key)] += 1


def _turn(key: str) -> str:
    return f"{key}.turn"
