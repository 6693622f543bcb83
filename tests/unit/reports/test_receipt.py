from khuyenhoc.reports.receipt import receipt_document


def test_receipt_is_a_pdf_whatever_the_file_is_called() -> None:
    facts = [("Biên nhận", "7F4K-2MQX"), ("Tệp", '#panic("x") [a] $b$ "quý 1".xlsx'), ("Kỳ", "Quý I/2026")]
    content = receipt_document(facts, "7F4K-2MQX")
    assert content.startswith(b"%PDF-")
    assert len(content) > 5_000
