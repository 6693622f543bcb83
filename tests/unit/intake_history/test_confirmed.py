"""What a person told of a sender's wording is used, and nothing else changes."""

import io

import xlsxwriter

from khuyenhoc.intake.confirmed import NOT_STORED, Confirmed, heading_key, unit_key
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Decision


def report(heading: str, first_unit: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Bieu")
        sheet.write("A1", "HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA")
        sheet.write("A2", "BÁO CÁO QUÝ II/2024")
        sheet.write_row("A3", ["STT", "Đơn vị", "Dân số", heading])
        for row, unit in enumerate([first_unit, "Thành phố Cam Ranh", "Huyện Cam Lâm"]):
            sheet.write_row(3 + row, 0, [row + 1, unit, 100_000 - row, 20_000 - row])
    return buffer.getvalue()


def values(content: bytes, confirmed: Confirmed) -> dict[tuple[str, str], float]:
    verdict = check_report(content, "bc.xlsx", confirmed=confirmed)
    return {(value.org_unit_id, value.data_element): value.value for value in verdict.values}


STRANGE = "Lực lượng nòng cốt xyz"


def test_confirmed_heading_is_stored_under_its_element() -> None:
    content = report(STRANGE, "Thành phố Nha Trang")
    assert check_report(content, "bc.xlsx").decision is Decision.NEEDS_REVIEW
    told = Confirmed(headings={heading_key(STRANGE): "members"})
    assert values(content, told)["legacy-568", "members"] == 20_000
    assert check_report(content, "bc.xlsx", confirmed=told).decision is Decision.ACCEPTED


def test_heading_that_is_not_to_be_stored() -> None:
    content = report(STRANGE, "Thành phố Nha Trang")
    told = Confirmed(headings={heading_key(STRANGE): NOT_STORED})
    assert {element for _, element in values(content, told)} == {"population"}
    assert check_report(content, "bc.xlsx", confirmed=told).decision is Decision.ACCEPTED


def test_confirmed_name_of_a_unit() -> None:
    content = report("Tổng số hội viên", "Thành phố biển")
    assert check_report(content, "bc.xlsx").decision is Decision.REJECTED
    told = Confirmed(units={unit_key("thành phố BIỂN"): "legacy-568"})
    assert values(content, told)["legacy-568", "members"] == 20_000
