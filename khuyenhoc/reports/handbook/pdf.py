"""The handbook and the quick guide as PDF, set by typst from the chapters that the screen shows."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typst

from khuyenhoc import theme
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.drawing.svg import FONT_FOLDER
from khuyenhoc.reports.handbook.chapters import Chapter, chapters, quick_guide
from khuyenhoc.reports.handbook.method import SECTIONS, entries
from khuyenhoc.reports.handbook.text import Block

_TEMPLATE = Path(__file__).with_name("handbook.typ")


def handbook_pdf(t: Translator) -> bytes:
    """Every chapter, then every definition of the page of methods."""
    sections = [
        {
            "title": t(f"method.sections.{section}"),
            "about": t(f"method.about.{section}"),
            "entries": [asdict(entry) for entry in entries(section, t)],
        }
        for section in SECTIONS
    ]
    return _set(chapters(t.language), sections, t, is_short=False)


def quick_guide_pdf(t: Translator) -> bytes:
    """Two pages for those who report for a commune."""
    return _set((quick_guide(t.language),), [], t, is_short=True)


def _set(parts: Sequence[Chapter], sections: list[dict], t: Translator, *, is_short: bool) -> bytes:
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-") as name:
        folder = Path(name)
        book = {
            "title": parts[0].title if is_short else t("handbook.title"),
            "subtitle": t("handbook.subtitle"),
            "edition": t("handbook.edition"),
            "issuer": t("gate.product"),
            "contents": t("handbook.contents"),
            "language": t.language,
            "is_short": is_short,
            "size": 11.5 if is_short else 10.8,
            "margin": 18 if is_short else 20,
            "ink": theme.INK,
            "soft": theme.INK_SOFT,
            "accent": theme.ACCENT,
            "grid": theme.GRID,
            "head": theme.CIRCLE_GROUND,
            "chapters": [_plain(chapter, place, folder) for place, chapter in enumerate(parts)],
            "sections": sections,
        }
        (folder / "book.json").write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
        source = folder / _TEMPLATE.name
        source.write_bytes(_TEMPLATE.read_bytes())
        return typst.compile(
            str(source), format="pdf", font_paths=[str(FONT_FOLDER)], ignore_system_fonts=True
        )


def _plain(chapter: Chapter, place: int, folder: Path) -> dict[str, object]:
    """A chapter as data; its pictures lie beside the template, as typst reads nothing outside its folder."""
    blocks = []
    for number, block in enumerate(chapter.blocks):
        plain = asdict(block)
        if block.kind == "picture":
            plain["file"] = f"{place}-{number}.webp"
            (folder / plain["file"]).write_bytes(chapter.picture(block).read_bytes())
        elif block.kind == "table":
            plain["widths"] = _widths(block)
        blocks.append(plain)
    return {"title": chapter.title, "blocks": blocks}


def _widths(table: Block) -> list[float]:
    """Shares of the line for the columns of a table, by how long their longest cell is, within reason."""
    lengths = [[sum(len(span.words) for span in cell) for cell in row] for row in table.lines]
    return [min(max(max(column), 8), 60) ** 0.8 for column in zip(*lengths, strict=True)]
