import io
import re

from pypdf import PdfReader

from khuyenhoc.reports.receipt import receipt_document

HASH = "693856b50b1b8d96d691e987286c3a4b967d8886c4677ad8c36d07b47fe1212e"
SIGNATURES = ("Người nộp", "Người nhận")


def test_receipt_is_a_pdf_whatever_the_file_is_called() -> None:
    facts = [("Biên nhận", "7F4K-2MQX"), ("Tệp", '#panic("x") [a] $b$ "quý 1".xlsx'), ("Kỳ", "Quý I/2026")]
    content = receipt_document(facts, "7F4K-2MQX", SIGNATURES, "Tra cứu")
    assert content.startswith(b"%PDF-")
    assert len(content) > 5_000


def test_a_long_word_stays_on_the_paper() -> None:
    facts = [("Biên nhận", "7F4K-2MQX"), ("SHA-256", HASH)]
    (page,) = PdfReader(io.BytesIO(receipt_document(facts, "7F4K-2MQX", SIGNATURES, "Tra cứu"))).pages
    lines: dict[float, str] = {}

    def note(text: str, _cm: list, matrix: list, _font: object, size: float) -> None:
        # No letter of the typeface is wider than its size.
        lines[matrix[5]] = lines.get(matrix[5], "") + text
        assert matrix[4] < float(page.mediabox.width) - 60

    page.extract_text(visitor_text=note)
    parts = re.findall(r"[0-9a-f]{8,}", page.extract_text().replace("\u200b", ""))
    assert "".join(parts) == HASH
    assert len(parts) > 1
