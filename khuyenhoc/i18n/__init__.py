"""Words and numbers in Vietnamese and English."""

from khuyenhoc.i18n.catalogue import LANGUAGES, Language, Translator

__all__ = ["LANGUAGES", "Language", "Translator"]
