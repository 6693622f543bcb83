"""The figures for other programs: answers to questions by address, and the whole store as files."""

from khuyenhoc.store.open_data.answering import answer_address
from khuyenhoc.store.open_data.package import write_package

__all__ = ["answer_address", "write_package"]
