"""Text of others within our Markdown."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|$~:<>])")


def escape(text: str) -> str:
    """The text with every character that Markdown would read as a sign made plain."""
    return _SPECIAL.sub(r"\\\1", text)
