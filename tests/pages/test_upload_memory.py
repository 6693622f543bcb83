"""The upload page: what a person told is used, kept, remembered for the sender, and can be forgotten."""

import io
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import routes
from tests.pages.conftest import OpenPage
from tests.pages.test_upload import DEMO, GOOD, SAMPLES, changed, drop, stored

NEXT = DEMO / "demo_khanh_hoa_cu_2024_q2.xlsx"
STRANGE = {"Chi_hội": "Lực lượng nòng cốt xyz", "Thành_phố_Nha_Trang": "TP biển Nha Trng"}


def click(app: AppTest, label: str, number: int = 0) -> AppTest:
    return [button for button in app.button if button.label == label][number].click().run()


def box(app: AppTest, words: str) -> object:
    return next(field for field in app.selectbox if words in field.label)


def has(elements: list, words: str) -> bool:
    return any(words in str(element.value) for element in elements)


def test_unknown_names_and_columns_are_told_once_and_remembered(
    empty_home: Path, open_page: OpenPage
) -> None:
    app = drop(open_page(routes.UPLOAD), Path("la.xlsx"), changed(GOOD, **STRANGE))
    assert has(app.error, "Tệp chưa được lưu.")
    name = box(app, "Nha Trng")
    assert name.options[0] == "Thành phố Nha Trang – tên gần giống"
    assert len(name.options) == 9
    name.select("legacy-568").run()
    assert not app.error
    box(app, "nòng cốt").select("branches").run()
    assert not has(app.header, "Cần xem lại: 1")
    assert remembered(app) == []
    app.button(key="upload.confirm").click().run()
    assert stored(empty_home) == 1

    later = STRANGE | {"TP._Nha_Trang": STRANGE["Thành_phố_Nha_Trang"]}
    again = drop(open_page(routes.UPLOAD), Path("la_2.xlsx"), changed(NEXT, **later))
    assert not again.error
    assert not again.button(key="upload.confirm").disabled
    assert has(again.markdown, "Đã nhớ từ lần trước")
    assert len(remembered(again)) == 2
    assert has(again.markdown, "máy này xác nhận ngày")
    click(again, "Quên", 1)
    assert has(again.error, "Tệp chưa được lưu.")
    assert len(remembered(again)) == 1


def remembered(app: AppTest) -> list:
    return [button for button in app.button if button.label == "Quên"]


def test_nothing_is_remembered_of_a_file_that_was_not_stored(empty_home: Path, open_page: OpenPage) -> None:
    app = drop(open_page(routes.UPLOAD), Path("la.xlsx"), changed(GOOD, Chi_hội="Lực lượng nòng cốt xyz"))
    box(app, "nòng cốt").select("branches").run()
    rows = open_database().query("remembered_wordings", {"scope": None, "province_id": "legacy-56"})
    assert rows.empty


def test_what_was_told_outlives_a_switch_of_language_and_of_file(
    empty_home: Path, open_page: OpenPage
) -> None:
    app = open_page(routes.UPLOAD)
    uploader = app.file_uploader(key="upload.file")
    broken = SAMPLES / "khanh_hoa_2025_q1_sai.xlsx"
    uploader.upload("la.xlsx", changed(GOOD, **STRANGE)).upload(broken.name, broken.read_bytes()).run()
    box(app, "Nha Trng").select("legacy-568").run()
    box(app, "nòng cốt").select("branches").run()
    app.selectbox(key="upload.which").select_index(1).run()
    field = next(field for field in app.text_input if "K12" in field.label)
    # Typed and not yet checked.
    field.input("17000").run()
    app.segmented_control(key="lang").set_value("en").run()
    assert app.title[0].value == "Upload a report"
    assert next(field for field in app.text_input if "K12" in field.label).value == "17000"
    app.selectbox(key="upload.which").select_index(0).run()
    assert box(app, "nòng cốt").value == "branches"
    assert box(app, "Nha Trng").value == "legacy-568"
    assert not has(app.header, "Columns not recognised")
    assert not app.error


def test_several_files_with_their_states_and_one_button_for_the_ready_ones(
    empty_home: Path, open_page: OpenPage
) -> None:
    app = open_page(routes.UPLOAD)
    uploader = app.file_uploader(key="upload.file")
    strange = changed(DEMO / "demo_khanh_hoa_2026_q1.xlsx", Chi_hội="Lực lượng nòng cốt xyz")
    broken = (SAMPLES / "khanh_hoa_2025_q1_sai.xlsx").read_bytes()
    for name, content in (
        ("tot.xlsx", GOOD.read_bytes()),
        ("sai.xlsx", broken),
        ("xem.xlsx", strange),
        ("tot_2.xlsx", NEXT.read_bytes()),
    ):
        uploader = uploader.upload(name, content)
    uploader.run()

    def states() -> list[str]:
        return app.dataframe[0].value["Tình trạng"].tolist()

    assert states() == ["● sẵn sàng lưu", "✖ có 1 lỗi", "▲ cần xác nhận 1 cảnh báo", "● sẵn sàng lưu"]
    app.button(key="upload.store_all").click().run()
    assert stored(empty_home) == 2
    assert states() == ["✔ đã lưu", "✖ có 1 lỗi", "▲ cần xác nhận 1 cảnh báo", "✔ đã lưu"]
    codes = app.dataframe[0].value["Mã biên nhận"].tolist()
    assert [len(code) for code in codes] == [9, 0, 0, 9]
    assert app.button(key="upload.store_all").disabled

    app.selectbox(key="upload.which").select_index(2).run()
    assert not [tick for tick in app.checkbox if "Đã xem cả" in tick.label]
    app.checkbox[0].check().run()
    next(field for field in app.text_input if "Họ tên" in field.label).input("Chủ tịch Hội").run()
    app.selectbox(key="upload.which").select_index(1).run()
    assert states()[2] == "● sẵn sàng lưu"
    app.button(key="upload.store_all").click().run()
    assert states() == ["✔ đã lưu", "✖ có 1 lỗi", "✔ đã lưu", "✔ đã lưu"]
    assert stored(empty_home) == 3


def test_hidden_sheets_are_offered(empty_home: Path, open_page: OpenPage) -> None:
    workbook = openpyxl.load_workbook(GOOD)
    workbook.worksheets[0].sheet_state = "hidden"
    workbook.create_sheet("Trống")
    workbook.active = 1
    buffer = io.BytesIO()
    workbook.save(buffer)
    app = drop(open_page(routes.UPLOAD), Path("an.xlsx"), buffer.getvalue())
    assert has(app.markdown, "đang bị ẩn")
    next(tick for tick in app.checkbox if "Đọc cả trang tính ẩn" in tick.label).check().run()
    assert {metric.label: metric.value for metric in app.metric}["Số đơn vị"] == "9"
    app.button(key="upload.confirm").click().run()
    assert stored(empty_home) == 1


def test_rows_with_problems_are_shown_first_and_all_on_request(empty_home: Path, open_page: OpenPage) -> None:
    app = drop(open_page(routes.UPLOAD), SAMPLES / "khanh_hoa_2025_q1_sai.xlsx")

    def rows() -> list[str]:
        return app.dataframe[-1].value["name"].tolist()

    assert len(rows()) == 1
    assert "✖ 19.386" in app.dataframe[-1].value.iloc[0].tolist()
    toggle = next(switch for switch in app.toggle if "Chỉ dòng có vấn đề (1/10 dòng)" in switch.label)
    toggle.set_value(False).run()
    assert len(rows()) == 10


def test_the_period_is_told_and_the_file_checked_with_it(empty_home: Path, open_page: OpenPage) -> None:
    sheet = openpyxl.load_workbook(GOOD).worksheets[0]
    texts = [cell.value for row in sheet.iter_rows(max_row=6) for cell in row if cell.value]
    dated = next(text for text in texts if "2024" in str(text))
    content = changed(GOOD, **{str(dated).replace(" ", "_"): "BIỂU TỔNG HỢP"})
    app = drop(open_page(routes.UPLOAD), Path("bieu.xlsx"), content)
    assert has(app.header, "Xin cho biết thêm")
    box(app, "Năm").select(2024).run()
    box(app, "Kỳ").select("Q2").run()
    assert {metric.label: metric.value for metric in app.metric}["Kỳ báo cáo"] == "Quý II/2024"
    assert not app.error
