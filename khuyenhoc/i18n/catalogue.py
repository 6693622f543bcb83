"""User-visible text by key, from the files in `vi/` and `en/`, one for each part of the product."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


class MissingTextError(KeyError):
    """A key that the catalogue does not hold."""


@cache
def catalogue(language: Language) -> dict[str, str]:
    """All texts of a language by dotted key."""
    texts: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / language).glob("*.toml")):
        texts |= _flatten(tomllib.loads(path.read_text(encoding="utf-8")))
    return texts


def _flatten(node: dict, prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in node.items():
        path = f"{prefix}{key}"
        pairs += _flatten(value, f"{path}.") if isinstance(value, dict) else [(path, value)]
    return pairs


@dataclass(frozen=True)
class Translator:
    """Looks up texts of one language: `t("upload.title")`."""

    language: Language = "vi"

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, filled with values; whole numbers in groups of three digits, years apart.

        Raises:
            MissingTextError: the key is not in the catalogue.
        """
        try:
            template = catalogue(self.language)[key]
        except KeyError as error:
            raise MissingTextError(key) from error
        if not values:
            return template
        return template.format(**{name: self._shown(name, value) for name, value in values.items()})

    def _shown(self, name: str, value: object) -> object:
        if type(value) is not int or "year" in name:
            return value
        return f"{value:,}".replace(",", "." if self.language == "vi" else ",")

    def has(self, key: str) -> bool:
        """Whether the catalogue holds a key."""
        return key in catalogue(self.language)
