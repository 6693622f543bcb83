"""The files dropped on the page: nothing of them is stored yet."""

import hashlib
from dataclasses import dataclass

import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.ui.uploader_words import translate_drop_zone

_MEGABYTES = 20


@dataclass(frozen=True)
class DroppedFile:
    """A file in the browser's hands."""

    name: str
    content: bytes
    sha256: str

    def key(self, name: str) -> str:
        """A key for what the person chose for this file."""
        return f"upload.{self.sha256[:16]}.{name}"


def drop_files(t: Translator) -> list[DroppedFile]:
    """The drop zone; a file dropped twice counts once."""
    translate_drop_zone(t, megabytes=_MEGABYTES)
    dropped = st.file_uploader(
        t("upload.drop"), max_upload_size=_MEGABYTES, accept_multiple_files=True, key="upload.file"
    )
    contents = [(file.name, file.getvalue()) for file in dropped]
    files = [DroppedFile(name, content, hashlib.sha256(content).hexdigest()) for name, content in contents]
    return list({file.sha256: file for file in reversed(files)}.values())[::-1]
