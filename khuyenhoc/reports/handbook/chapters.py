"""The chapters of the handbook and the quick guide, as they lie in `docs/handbook`."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.i18n.catalogue import Language
from khuyenhoc.reports.handbook.text import LINK, Block, blocks_of, title_of

HANDBOOK_FOLDER = PROJECT_FOLDER / "docs" / "handbook"
QUICK_GUIDE = "quick-guide"


@dataclass(frozen=True)
class Chapter:
    """A chapter.

    Attributes:
        slug: name of its file without the ending, the same in both languages: `02-submit-a-report`.
        folder: where it lies; pictures are named from there.
    """

    slug: str
    folder: Path
    text: str

    @property
    def title(self) -> str:
        """Its title."""
        return title_of(self.text)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What stands under the title."""
        return blocks_of(self.text)

    def picture(self, block: Block) -> Path:
        """The file of a picture block."""
        return (self.folder / block.file).resolve()


@cache
def chapters(language: Language) -> tuple[Chapter, ...]:
    """The chapters of the handbook in order."""
    paths = sorted((HANDBOOK_FOLDER / language).glob("[0-9][0-9]-*.md"))
    return tuple(_read(path) for path in paths)


@cache
def quick_guide(language: Language) -> Chapter:
    """The two pages for those who report for a commune."""
    return _read(HANDBOOK_FOLDER / language / f"{QUICK_GUIDE}.md")


def without_links(markdown: str) -> str:
    """Markdown whose links between files are plain words: on the screen there are no such files."""
    return LINK.sub(lambda match: match[1] if _is_file(match[2]) else match[0], markdown)


def _is_file(address: str) -> bool:
    return not address.startswith(("http://", "https://"))


def _read(path: Path) -> Chapter:
    return Chapter(path.stem, path.parent, path.read_text(encoding="utf-8"))
