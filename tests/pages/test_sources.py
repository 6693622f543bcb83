"""The page of sources: every file, one of them opened, withdrawn, and its original handed out."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.store import vault
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import routes
from tests.pages.conftest import OpenPage
from tests.queries.conftest import CAM_LAM, NHA_TRANG
from tests.reports import store


def receipt_of(file_name: str, period: str = "2024-Q1") -> str:
    rows = open_database().query("submissions", {"scope": None})
    found = rows[(rows["file_name"] == file_name) & (rows["period_id"] == period)]
    return found["receipt_code"].iloc[0]


def opened(app: AppTest, code: str) -> AppTest:
    app.query_params["receipt"] = code
    app.switch_page(routes.SOURCES).run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(text.value for text in [*app.markdown, *app.caption])


def test_every_file_is_listed_with_its_state(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.SOURCES)
    listed = app.dataframe[0].value.set_index("Mã biên nhận")
    assert len(listed) == 7
    assert listed.loc[receipt_of("report.xlsx"), "Tình trạng"] == "Đã thay một phần"
    assert listed.loc[receipt_of("correction.xlsx"), "Tình trạng"] == "Đang dùng"
    app.selectbox(key="sources.period_id").select("2024-Q1").run()
    assert len(app.dataframe[0].value) == 2
    app.text_input(key="sources.search").input("CORRECTION").run()
    assert app.dataframe[0].value["Tệp"].tolist() == ["correction.xlsx"]


def test_a_selected_row_opens_its_file(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.SOURCES)
    code = app.dataframe[0].value["Mã biên nhận"].iloc[2]
    app.session_state["sources.list"] = {"selection": {"rows": [2], "columns": [], "cells": []}}
    app.run()
    assert code in app.title[0].value
    assert app.query_params["receipt"] == code
    app.button(key="sources.back").click().run()
    assert app.title[0].value == "Nguồn số liệu: mọi tệp đã nộp"


def test_a_code_as_it_was_heard_on_the_phone_opens_it(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.SOURCES)
    code = receipt_of("correction.xlsx")
    spoken = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    app.text_input(key="sources.code").input(spoken).run()
    assert code in app.title[0].value
    app = opened(open_page(), "OOOO-LLLL")
    assert "Không có biên nhận 0000-1111" in app.error[0].value


def test_an_opened_file_shows_cells_changes_and_the_original(filled_home: Path, open_page: OpenPage) -> None:
    app = opened(open_page(), receipt_of("correction.xlsx"))
    assert app.title[0].value.endswith("đang dùng cả 1 giá trị")
    values, changes = app.dataframe[0].value.iloc[0], app.dataframe[1].value.iloc[0]
    assert values[["Đơn vị", "Giá trị", "Ô", "Tình trạng"]].tolist() == [
        "Thành phố Nha Trang",
        "100",
        "Bieu 01!C10",
        "Đang dùng",
    ]
    assert changes[["Trước đó", "Trong tệp", "Chênh lệch"]].tolist() == ["90", "100", "+10"]
    assert changes["Biên nhận trước"] == receipt_of("report.xlsx")
    assert app.get("download_button")[0].proto.label == "Tải tệp gốc"
    first = opened(open_page(), receipt_of("report.xlsx"))
    replaced = first.dataframe[0].value.set_index(["Đơn vị", "Số liệu"])["Thay bằng biên nhận"]
    assert [code for code in replaced if code] == [receipt_of("correction.xlsx")]


def test_a_value_is_walked_back_through_its_history(filled_home: Path, open_page: OpenPage) -> None:
    app = opened(open_page(), receipt_of("correction.xlsx"))
    app.session_state["sources.values"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    text = words(app)
    assert "**Tổng số hội viên** của Thành phố Nha Trang, quý I/2024: **100**" in text
    assert "Trang **Bieu 01**, ô **C10**" in text
    assert "**tester** nộp lúc" in text
    history = next(table.value for table in app.dataframe if "Vì sao" in table.value)
    assert history["Giá trị"].tolist() == ["90", "100"]
    assert history["Vì sao"].tolist() == [f"Thay bằng {receipt_of('correction.xlsx')}", ""]


def test_findings_name_who_signed_them(empty_home: Path, open_page: OpenPage) -> None:
    from khuyenhoc.domain.findings import Finding, Severity

    warning = Finding(Severity.WARNING, "magnitude", "Bieu 01!C10", "tăng gấp mười", "ten times")
    receipt = store(
        open_database(), "2024-Q1", {NHA_TRANG: {"members": 1.0}}, findings=(warning,), signed_by="Bà Lan"
    )
    app = opened(open_page(), receipt.receipt_code)
    found = next(table.value for table in app.dataframe if "Người xác nhận" in table.value).iloc[0]
    assert found.tolist() == ["Cảnh báo", "Bieu 01!C10", "tăng gấp mười", "Bà Lan"]


def test_withdrawing_needs_reason_name_and_tick_and_brings_figures_back(
    filled_home: Path, open_page: OpenPage
) -> None:
    code = receipt_of("correction.xlsx")
    app = opened(open_page(), code)
    app.toggle(key=f"sources.withdraw.{code}").set_value(True).run()
    assert "**1** giá trị trở về số của lần nộp trước, **0** giá trị không còn" in words(app)
    assert app.dataframe[-1].value[["Đang có", "Sau khi rút"]].iloc[0].tolist() == ["100", "90"]
    button = app.button(key="sources.withdraw_now")
    assert button.disabled
    app.text_input(key=f"sources.reason.{code}").input("nhầm biểu").run()
    app.text_input(key="person.name.typed").input("Bà Lan").run()
    assert app.button(key="sources.withdraw_now").disabled
    app.checkbox(key=f"sources.sure.{code}").check().run()
    app.button(key="sources.withdraw_now").click().run()
    assert "Đã rút lại biên nhận" in app.success[0].value
    assert "Bà Lan" in app.error[0].value
    assert "nhầm biểu" in app.error[0].value
    values = open_database().query(
        "stored_values", {"scope": None, "province_id": "legacy-56", "period_id": "2024-Q1"}
    )
    members = values[values["data_element"] == "members"].set_index("org_unit_id")["value"]
    assert members[NHA_TRANG] == 90.0


def test_locked_figures_are_not_withdrawn_and_the_page_says_so(
    filled_home: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khuyenhoc.domain.periods import Period
    from khuyenhoc.domain.workflow import Step
    from khuyenhoc.store.workflow import take_step

    for step in (Step.SUBMIT, Step.APPROVE, Step.LOCK):
        take_step(open_database(), step, [NHA_TRANG], Period.parse("2024-Q1"), by="Chủ tịch")
    code = receipt_of("correction.xlsx")
    app = opened(open_page(), code)
    app.toggle(key=f"sources.withdraw.{code}").set_value(True).run()
    app.text_input(key=f"sources.reason.{code}").input("nhầm").run()
    app.text_input(key="person.name.typed").input("Bà Lan").run()
    app.checkbox(key=f"sources.sure.{code}").check().run()
    app.button(key="sources.withdraw_now").click().run()
    assert "đã khóa" in app.error[0].value


def test_only_units_without_association(empty_home: Path, open_page: OpenPage) -> None:
    receipt = store(open_database(), "2024-Q1", {}, not_established=(CAM_LAM,))
    app = opened(open_page(), receipt.receipt_code)
    assert "chưa thành lập Hội" in app.info[0].value


def test_a_damaged_original_is_said_in_words(filled_home: Path, open_page: OpenPage) -> None:
    code = receipt_of("correction.xlsx")
    rows = open_database().query("submissions", {"scope": None}).set_index("receipt_code")
    path = vault.vault_path(filled_home, rows.loc[code, "file_sha256"])
    path.write_bytes(b"x")
    assert "đã bị hỏng" in opened(open_page(), code).error[0].value
    path.unlink()
    assert "không còn trong kho" in opened(open_page(), code).error[0].value
