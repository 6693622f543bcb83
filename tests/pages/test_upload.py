"""The upload page: recognised, complained about, compared, stored once."""

import io
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import routes
from khuyenhoc.ui.markdown import escape
from tests.pages.conftest import OpenPage

DEMO = PROJECT_FOLDER / "data" / "demo"
SAMPLES = PROJECT_FOLDER / "tests" / "data" / "samples"
GOOD = DEMO / "demo_khanh_hoa_cu_2024_q1.xlsx"


def changed(path: Path, **texts: str) -> bytes:
    """A workbook with other texts in place of some: `Chi_hội="Lực lượng"`, a space written as `_`."""
    workbook = openpyxl.load_workbook(path)
    wanted = {old.replace("_", " "): new for old, new in texts.items()}
    for row in workbook.worksheets[0].iter_rows():
        for cell in row:
            if cell.value in wanted:
                cell.value = wanted[cell.value]
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def drop(app: AppTest, path: Path, content: bytes | None = None) -> AppTest:
    data = path.read_bytes() if content is None else content
    return app.file_uploader(key="upload.file").upload(path.name, data).run()


def stored(home: Path) -> int:
    assert (home / "khuyenhoc.duckdb").exists()
    return len(open_database().query("submissions", {"scope": None}))


def test_good_report_is_recognised_and_stored_once(empty_home: Path, open_page: OpenPage) -> None:
    app = drop(open_page(routes.UPLOAD), GOOD)
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["Tỉnh, thành phố"] == "Tỉnh Khánh Hòa"
    assert shown["Kỳ báo cáo"] == "Quý I/2024"
    assert shown["Số đơn vị"] == "9"
    assert stored(empty_home) == 0
    app.text_input(key="person.name.typed").input("Bà Lan").run()
    app.button(key="upload.confirm").click().run()
    code = {metric.label: metric.value for metric in app.metric}["Mã biên nhận"]
    # The receipt stands in place of the steps: nothing on the screen asks to store once more.
    assert not [button for button in app.button if button.key == "upload.confirm"]
    assert not app.header
    app.toggle[0].set_value(True).run()
    assert [header.value for header in app.header] == ["Đã nhận ra mẫu", "Các dòng như đã đọc"]
    assert not [button for button in app.button if button.key == "upload.confirm"]
    assert stored(empty_home) == 1
    rows = open_database().query("submissions", {"scope": None})
    assert rows[["receipt_code", "submitted_by"]].to_numpy().tolist() == [[code, "Bà Lan"]]
    assert f"Mở biên nhận {code}" in [link.proto.label for link in app.get("page_link")]


def test_rejected_report_names_the_cell_and_offers_no_button(empty_home: Path, open_page: OpenPage) -> None:
    app = drop(open_page(routes.UPLOAD), SAMPLES / "khanh_hoa_2025_q1_sai.xlsx")
    assert "Tệp chưa được lưu." in app.error[0].value
    assert any(escape("Bieu 01!K12") in text.value for text in app.markdown)
    assert not [button for button in app.button if button.key == "upload.confirm"]
    assert stored(empty_home) == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rong.xlsx", b""),
        ("anh.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 200),
        ("ghi_chu.txt", "xin chào".encode()),
    ],
)
def test_what_is_no_report_is_refused_in_words(
    empty_home: Path, open_page: OpenPage, name: str, content: bytes
) -> None:
    app = drop(open_page(routes.UPLOAD), Path(name), content)
    assert app.error
    assert "ngoài dự kiến" not in app.error[0].value
    assert stored(empty_home) == 0


def test_correction_shows_what_changes(empty_home: Path, open_page: OpenPage) -> None:
    for name in ("demo_khanh_hoa_2026_q1.xlsx", "demo_khanh_hoa_2026_q1_dinh_chinh.xlsx"):
        app = drop(open_page(routes.UPLOAD), DEMO / name)
        counts = next(text.value for text in app.markdown if "giá trị mới" in text.value)
        app.button(key="upload.confirm").click().run()
    assert counts == (
        "0 giá trị mới, 3 giá trị thay đổi, 40 giá trị giữ nguyên, "
        "2.580 giá trị đã có mà tệp này không nêu, vẫn giữ."
    )


def test_english_words(empty_home: Path, open_page: OpenPage) -> None:
    app = drop(open_page(routes.UPLOAD, lang="en"), SAMPLES / "khanh_hoa_2025_q1_sai.xlsx")
    assert app.title[0].value == "Upload a report"
    assert "not stored" in app.error[0].value


def test_text_of_a_file_cannot_become_markup() -> None:
    assert escape("[x](javascript:1) **b** $y$ `c`") == (r"\[x\]\(javascript\:1\) \*\*b\*\* \$y\$ \`c\`")


def test_warnings_are_ticked_and_signed_before_storing(empty_home: Path, open_page: OpenPage) -> None:
    workbook = openpyxl.load_workbook(GOOD)
    sheet = workbook.worksheets[0]
    heading = next(cell for row in sheet.iter_rows(max_row=9) for cell in row if cell.value == "Dư cuối kỳ")
    unit = next(cell for cell in sheet["B"] if cell.value and "Nha Trang" in str(cell.value))
    sheet.cell(unit.row, heading.column).value += 5_000_000
    buffer = io.BytesIO()
    workbook.save(buffer)
    app = drop(open_page(routes.UPLOAD), Path("lech.xlsx"), buffer.getvalue())
    for is_ticked in (False, True):
        app.checkbox[0].set_value(is_ticked)
        app.button(key="upload.confirm").click().run()
        assert "ghi tên người xác nhận" in app.error[0].value
        assert stored(empty_home) == 0
    # The name comes with the press, as when somebody types it and presses at once.
    next(field for field in app.text_input if "Họ tên" in field.label).input("Chủ tịch Hội")
    app.button(key="upload.confirm").click().run()
    assert stored(empty_home) == 1
    with open_database().transaction() as cursor:
        rows = cursor.execute("select distinct signed_by from findings where severity = 'warning'").fetchall()
    assert rows == [("Chủ tịch Hội",)]


def test_several_files_are_looked_at_one_by_one(empty_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.UPLOAD)
    uploader = app.file_uploader(key="upload.file")
    second = DEMO / "demo_khanh_hoa_cu_2024_q2.xlsx"
    uploader.upload(GOOD.name, GOOD.read_bytes()).upload(second.name, second.read_bytes()).run()
    shown = [{metric.label: metric.value for metric in app.metric}["Kỳ báo cáo"]]
    app.selectbox(key="upload.which").select_index(1).run()
    shown.append({metric.label: metric.value for metric in app.metric}["Kỳ báo cáo"])
    assert shown == ["Quý I/2024", "Quý II/2024"]


def test_unknown_column_is_given_a_meaning_from_the_list(empty_home: Path, open_page: OpenPage) -> None:
    app = drop(open_page(routes.UPLOAD), Path("la.xlsx"), changed(GOOD, Chi_hội="Lực lượng nòng cốt xyz"))
    choice = next(box for box in app.selectbox if "nòng cốt" in box.label)
    choice.select("branches").run()
    assert not [text for text in app.header if "Cột chưa nhận ra" in text.value]
    app.button(key="upload.confirm").click().run()
    values = open_database().query(
        "stored_values", {"scope": None, "province_id": "legacy-56", "period_id": "2024-Q1"}
    )
    assert (values["data_element"] == "branches").sum() == 9
