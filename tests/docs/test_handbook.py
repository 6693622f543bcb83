"""The handbook speaks of what is on the screen, in both languages, with pictures that are there."""

import re
from pathlib import Path

import pytest
from PIL import Image

from khuyenhoc.i18n import LANGUAGES, Translator
from khuyenhoc.i18n.catalogue import catalogue
from khuyenhoc.reports.handbook.chapters import HANDBOOK_FOLDER, Chapter, chapters, quick_guide, without_links
from khuyenhoc.reports.handbook.method import SECTIONS
from khuyenhoc.reports.handbook.pdf import handbook_pdf, quick_guide_pdf
from khuyenhoc.reports.handbook.text import LINK, NotUnderstoodError, blocks_of, spans_of
from khuyenhoc.ui import routes

# What stands on the screen is written so in a chapter.
LABEL = re.compile(r"\*\*“([^”]+)”\*\*")
PICTURES = HANDBOOK_FOLDER / "pictures"
MOST_BYTES = 1_500_000
TOLD_ALIKE = {"numbers", "table", "picture", "command"}
EVERY = [
    (language, chapter) for language in LANGUAGES for chapter in (*chapters(language), quick_guide(language))
]
NAMED = [pytest.param(*pair, id=f"{pair[0]}-{pair[1].slug}") for pair in EVERY]


def pictures_of(chapter: Chapter) -> list[Path]:
    return [chapter.picture(block) for block in chapter.blocks if block.kind == "picture"]


def test_every_chapter_is_there_in_both_languages() -> None:
    vi, en = ([chapter.slug for chapter in chapters(language)] for language in ("vi", "en"))
    assert vi == en
    assert len(vi) >= 15
    assert [slug[:2] for slug in vi] == [f"{place:02}" for place in range(1, len(vi) + 1)]


@pytest.mark.parametrize(("language", "chapter"), NAMED)
def test_every_label_stands_on_the_screen(language: str, chapter: Chapter) -> None:
    texts = set(catalogue(language).values())
    assert [label for label in LABEL.findall(chapter.text) if label not in texts] == []


@pytest.mark.parametrize(("language", "chapter"), NAMED)
def test_links_and_pictures_exist(language: str, chapter: Chapter) -> None:
    addresses = [address for _, address in LINK.findall(chapter.text) if not address.startswith("http")]
    assert [address for address in addresses if not (chapter.folder / address).exists()] == []
    assert [picture.name for picture in pictures_of(chapter) if not picture.is_file()] == []
    assert all(picture.parent == PICTURES / language for picture in pictures_of(chapter))


@pytest.mark.parametrize(("language", "chapter"), NAMED)
def test_what_is_written_is_what_the_reader_understands(language: str, chapter: Chapter) -> None:
    """Nothing but the part of Markdown that both the screen and the PDF draw."""
    words = " ".join(
        span.words for block in chapter.blocks for row in block.lines for cell in row for span in cell
    )
    assert "**" not in words
    assert "](" not in words
    assert "<" not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_have_the_same_blocks(language: str) -> None:
    """A task that is told in one language is told in the other."""
    other = {chapter.slug: chapter for chapter in chapters("en" if language == "vi" else "vi")}
    for chapter in chapters(language):
        kinds = [
            block.kind for block in chapter.blocks if block.kind in {"numbers", "table", "picture", "command"}
        ]
        theirs = [block.kind for block in other[chapter.slug].blocks if block.kind in set(kinds)]
        assert kinds == theirs, chapter.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_menu_is_in_the_handbook(language: str) -> None:
    named = {label for chapter in chapters(language) for label in LABEL.findall(chapter.text)}
    titles = {catalogue(language)[route.title] for route in routes.all_routes()}
    assert titles - named == set()


def test_pictures_are_all_used_and_small() -> None:
    used = {picture for _, chapter in EVERY for picture in pictures_of(chapter)}
    files = set(PICTURES.rglob("*.webp"))
    assert files == used
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES
    for file in files:
        with Image.open(file) as picture:
            assert picture.format == "WEBP"
            assert picture.width >= 1000


def test_no_picture_of_a_map() -> None:
    """Shapes of the maps may not be passed on, not as pixels either."""
    script = (HANDBOOK_FOLDER.parents[1] / "scripts" / "build_handbook_pictures.py").read_text(
        encoding="utf-8"
    )
    named = set(re.findall(r'^    Picture\(\s*"([a-z-]+)"', script, re.MULTILINE))
    assert named == {file.stem for file in PICTURES.rglob("*.webp")}
    assert "map" not in named


def test_a_line_in_pieces() -> None:
    styles = [(span.style, span.words) for span in spans_of("Bấm **“Lưu”** rồi gõ `ls` ([xem](a.md))")]
    assert styles == [
        ("plain", "Bấm "),
        ("bold", "“Lưu”"),
        ("plain", " rồi gõ "),
        ("code", "ls"),
        ("plain", " (xem)"),
    ]


def test_reader_refuses_what_it_would_draw_wrongly() -> None:
    with pytest.raises(NotUnderstoodError):
        blocks_of("# Đầu\n\n> lời trích")
    text = "# Đầu\n\n1. một\n   nối\n2. hai\n\n| a | b |\n|---|---|\n| c | d |"
    numbers, table = blocks_of(text)
    assert [item[0][0].words for item in numbers.lines] == ["một nối", "hai"]
    assert [[cell[0].words for cell in row] for row in table.lines] == [["a", "b"], ["c", "d"]]


def test_links_between_files_are_words_on_the_screen() -> None:
    text = "Xem [chương hai](02-submit-a-report.md) và [nguồn](https://example.vn)."
    assert without_links(text) == "Xem chương hai và [nguồn](https://example.vn)."


def page_count(pdf: bytes) -> int:
    return int(re.search(rb"/Type\s*/Pages\s*/Count (\d+)", pdf)[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_quick_guide_is_two_pages_and_the_book_has_everything(language: str) -> None:
    t = Translator(language)
    assert page_count(quick_guide_pdf(t)) == 2
    book = handbook_pdf(t)
    assert page_count(book) > len(chapters(language)) + len(SECTIONS)
    assert len(re.findall(rb"/Subtype\s*/Image", book)) >= sum(
        len(pictures_of(chapter)) for chapter in chapters(language)
    )
