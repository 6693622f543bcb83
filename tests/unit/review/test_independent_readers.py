"""Exports opened by programs that did not write them: LibreOffice, poppler, pypdf."""

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from khuyenhoc.i18n import Translator
from khuyenhoc.reports.slides.deck import build_deck
from khuyenhoc.reports.slides.texts import rgb
from khuyenhoc.reports.workbook import TableColumn, to_workbook
from khuyenhoc.review.exports import build_export, build_ready
from khuyenhoc.review.screens import review_run
from khuyenhoc.store.database import Database
from tests.unit.review.conftest import facts_of
from tests.unit.review.test_review_exports import LAYERS, source

pytestmark = pytest.mark.slow
PAYLOADS = (
    "=1+1",
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    '=HYPERLINK("http://evil.example";"x")',
    '=WEBSERVICE("http://evil.example")',
    '=DDE("soffice";"x";"y")',
    "=IMPORTXML(CONCAT(1))",
    "http://evil.example",
    "mailto:x@evil.example",
    "{=1+1}",
    "＝1+1",
)


@dataclass(frozen=True)
class Converted:
    """Files as the product wrote them, and what LibreOffice made of each: its text as PDF, its cells."""

    made: dict[str, bytes]
    texts: dict[str, str]
    pages: dict[str, int]
    cells: list[object]


@pytest.fixture(scope="module")
def made(review_store: Database) -> dict[str, bytes]:
    facts, t = facts_of(review_store), Translator("vi")
    run = review_run(facts, t, layers=LAYERS)
    frame = pd.DataFrame({"name": PAYLOADS, "value": range(100, 100 + len(PAYLOADS))})
    columns = [TableColumn("name", "Tên"), TableColumn("value", "Giá trị", "#,##0")]
    return {
        "deck.pptx": build_deck(run, source, association="Hội Khuyến học tỉnh Khánh Hòa"),
        "narrow.pptx": build_deck(run, source, association="Hội Khuyến học tỉnh Khánh Hòa", shape="4:3"),
        "report.docx": build_export("docx", facts, t),
        "fund.docx": build_ready("fund", "docx", facts, t),
        "report.pdf": build_export("pdf", facts, t),
        "payloads.xlsx": to_workbook(frame, columns, sheet="S", notes={"=1+1": "=2+2"}, notes_sheet="N"),
    }


@pytest.fixture(scope="module")
def converted(made: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """Everything converted by one LibreOffice, which takes seconds to start."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed: exports are not opened by it on this machine")
    folder = tmp_path_factory.mktemp("office")
    for name, content in made.items():
        (folder / name).write_bytes(content)
    names = [name for name in made if not name.endswith(".pdf")]
    pdfs = ["--convert-to", "pdf", "--outdir", "out", *(name for name in names if not name.endswith(".xlsx"))]
    for arguments in (pdfs, ["--convert-to", "ods", "--outdir", "out", "payloads.xlsx"]):
        command = [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", *arguments]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)
    out = folder / "out"
    documents = {path.stem: path for path in out.glob("*.pdf")}
    cells = pd.read_excel(out / "payloads.ods", engine="calamine", sheet_name="S", header=None)
    return Converted(
        made,
        {name: text_of(path.read_bytes()) for name, path in documents.items()},
        {name: len(PdfReader(path).pages) for name, path in documents.items()},
        cells.iloc[1:].to_numpy().tolist(),
    )


def text_of(pdf: bytes) -> str:
    """Text of a PDF with single spaces: by poppler where it is, else by pypdf."""
    if shutil.which("pdftotext"):
        command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
        found = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    else:
        found = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", found))


@pytest.mark.parametrize("name", ["deck", "narrow"])
def test_libreoffice_opens_every_slide(converted: Converted, name: str) -> None:
    deck = Presentation(io.BytesIO(converted.made[f"{name}.pptx"]))
    assert converted.pages[name] == len(deck.slides)
    for slide in deck.slides:
        assert slide.shapes.title.text.split(":")[0][:24] in converted.texts[name]
    # A chart's own labels, drawn from its values.
    assert "36,3%" in converted.texts[name]


def test_libreoffice_opens_the_word_report(converted: Converted) -> None:
    text = converted.texts["report"]
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Nơi nhận:"):
        assert words in text
    assert "vận động được trong kỳ: 7,0 tỷ đồng, tăng 30,0%" in text
    # The 65 rows of each annex take two pages at least, and the heading is on each.
    assert text.count("TT Đơn vị") >= 4
    assert converted.pages["report"] >= 6
    assert "9.000,0" in converted.texts["fund"]


def test_the_pdf_report_holds_text_that_can_be_searched(made: dict[str, bytes]) -> None:
    text = text_of(made["report.pdf"])
    assert "Tỷ lệ công dân học tập đạt 55,0%, tăng 18,8 điểm % so với cùng kỳ năm trước" in text
    assert "PHỤ LỤC 3. Quỹ khuyến học và học bổng theo đơn vị (quý III/2026)" in text
    assert "I. KẾT QUẢ ĐẠT ĐƯỢC" in text
    assert PdfReader(io.BytesIO(made["report.pdf"])).metadata.title.startswith("Kết quả công tác")


def test_sixteen_payloads_stay_text_in_libreoffice(converted: Converted) -> None:
    assert len(converted.cells) == len(PAYLOADS) == 16
    for payload, (shown, number) in zip(PAYLOADS, converted.cells, strict=True):
        assert str(shown).strip() == payload.strip()
        assert number >= 100


def test_every_letter_of_the_word_report_is_times_new_roman(made: dict[str, bytes]) -> None:
    package = zipfile.ZipFile(io.BytesIO(made["report.docx"]))
    body = package.read("word/document.xml").decode()
    named = set(re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', body))
    assert named == {"Times New Roman"}
    headings = re.findall(r'<w:pStyle w:val="Heading\d"/>.*?</w:p>', body, re.DOTALL)
    assert len(headings) > 8
    assert all('w:ascii="Times New Roman"' in heading for heading in headings)


def test_shapes_of_a_map_take_another_colour(made: dict[str, bytes], tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(made["deck.pptx"]))
    shape = next(
        shape
        for slide in deck.slides
        for group in slide.shapes
        if group.shape_type == MSO_SHAPE_TYPE.GROUP
        for shape in group.shapes
        if shape.name.startswith("Bắc Nha Trang")
    )
    assert shape.shape_type == MSO_SHAPE_TYPE.FREEFORM
    shape.fill.fore_color.rgb = rgb("#B3261E")
    deck.save(tmp_path / "again.pptx")
    colours = {
        str(other.fill.fore_color.rgb)
        for slide in Presentation(tmp_path / "again.pptx").slides
        for group in slide.shapes
        if group.shape_type == MSO_SHAPE_TYPE.GROUP
        for other in group.shapes
        if other.name == shape.name
    }
    assert "B3261E" in colours


def test_workbook_of_a_review_has_formats_a_fixed_heading_and_notes(review_store: Database) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_export("xlsx", facts_of(review_store), Translator("vi"))))
    sheet = book["Theo đơn vị"]
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    cell = next(
        cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, int | float)
    )
    assert (cell.data_type, cell.number_format) == ("n", "#,##0")
    notes = {row[0]: row[1] for row in book["Ghi chú"].iter_rows(values_only=True)}
    assert "đơn vị có số liệu" in " ".join(notes.values())
