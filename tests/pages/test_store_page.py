"""The administrator's page: backups, alarms, the proof, the audit."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.store.backup_plan import BackupPlan, backup_plan
from khuyenhoc.store.backup_state import BackupState, backup_state, save_backup_state
from khuyenhoc.store.manifest import snapshots
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.report import RecoveryReport
from khuyenhoc.store.space import SpaceFloor
from khuyenhoc.store.workflow import note_action
from khuyenhoc.ui import routes
from tests.pages.conftest import OpenPage


@pytest.fixture
def page(filled_home: Path, open_page: OpenPage) -> AppTest:
    return named(open_page(routes.STORE))


def named(app: AppTest, name: str = "Bà Lan") -> AppTest:
    return app.text_input(key="person.name.typed").input(name).run()


def audit() -> list[str]:
    rows = open_database().query("audit", {"scope": None, "since": None, "until": None})
    return [f"{row.actor}: {row.action}" for row in rows.itertuples()]


def table_with(app: AppTest, column: str) -> object:
    return next(table.value for table in app.dataframe if column in table.value)


def has_mark(app: AppTest) -> bool:
    return any(link.proto.label == "Kho số liệu cần xem" for link in app.sidebar.get("page_link"))


def alarm(home: Path) -> None:
    report = RecoveryReport("2026-01-05T01:30:00+00:00")
    report.add("wal_quarantined", "Nhật ký ghi bị hỏng.", "The log was damaged.", is_alarm=True)
    report.save(home)


def test_no_backup_is_said_in_red_and_one_is_made(page: AppTest, filled_home: Path, tmp_path: Path) -> None:
    assert page.title[0].value == "Kho số liệu: chưa có bản sao lưu nào"
    assert "Chưa có bản sao lưu nào" in page.error[0].value
    target = filled_home.parent / f"{filled_home.name}-usb"
    page.text_input(key="store.folder").input(str(target)).run()
    page.button(key="store.backup_now").click().run()
    assert "Đã sao lưu, mở lại và so từng bảng" in page.success[0].value
    assert page.title[0].value == "Kho số liệu: bản sao lưu tốt gần nhất 0 phút trước"
    assert not page.error
    made = list(snapshots(target).values())
    assert backup_state(filled_home).snapshot == str(made[0])
    row = table_with(page, "Đã kiểm tra").iloc[0]
    assert row[["Tên thư mục", "Số dòng sổ cái", "Đã kiểm tra"]].tolist() == [
        made[0].name,
        "7",
        "Lúc sao lưu: đã mở và so",
    ]
    assert audit()[0] == "Bà Lan: backup"
    page.button(key="store.read_again").click().run()
    assert table_with(page, "Đã kiểm tra")["Đã kiểm tra"].iloc[0] == "Vừa đọc lại: còn nguyên"
    (made[0] / "ledger.jsonl").write_bytes(b"x")
    page.button(key="store.read_again").click().run()
    assert "bị hỏng hoặc thiếu" in page.error[0].value


def test_an_old_or_failed_backup_is_said_on_every_page(filled_home: Path, open_page: OpenPage) -> None:
    assert not has_mark(open_page(routes.TREND))
    now = datetime.now(UTC)
    save_backup_state(filled_home, BackupState(last_good_at=now - timedelta(days=3), snapshot="x", entries=5))
    app = open_page(routes.STORE)
    assert app.title[0].value == "Kho số liệu: đã quá 2 ngày chưa sao lưu (bản gần nhất 3 ngày trước)"
    assert "3 ngày trước" in app.error[0].value
    assert {metric.label: metric.value for metric in app.metric}["Việc chưa có trong bản sao lưu"] == "2"
    assert has_mark(open_page(routes.TREND))
    state = BackupState(last_good_at=now, failed_at=now, reason_vi="ổ USB đã rút", reason_en="unplugged")
    save_backup_state(filled_home, state)
    assert "ổ USB đã rút" in open_page(routes.STORE).error[0].value
    assert "unplugged" in open_page(routes.STORE, lang="en").error[0].value


def test_a_backup_that_cannot_be_made_is_refused_in_words(page: AppTest, filled_home: Path) -> None:
    page.text_input(key="store.folder").input("saoluu").run()
    page.button(key="store.backup_now").click().run()
    assert "đường dẫn đầy đủ" in page.error[-1].value
    blocked = filled_home / "ledger.jsonl" / "x"
    page.text_input(key="store.folder").input(str(blocked)).run()
    page.button(key="store.backup_now").click().run()
    assert any("Sao lưu không thành công" in error.value for error in page.error)


def test_alarms_stay_until_somebody_has_seen_them(filled_home: Path, open_page: OpenPage) -> None:
    alarm(filled_home)
    assert has_mark(open_page(routes.MAP))
    app = open_page(routes.STORE)
    assert app.error[0].value == "05/01/2026 08:30: kho số liệu đã tự phát hiện và xử lý"
    assert "- Nhật ký ghi bị hỏng." in [text.value for text in app.markdown]
    seen = next(button for button in app.button if button.label == "Tôi đã xem")
    assert seen.disabled
    named(app)
    next(button for button in app.button if button.label == "Tôi đã xem").click().run()
    assert not [button for button in app.button if button.label == "Tôi đã xem"]
    assert audit()[0] == "Bà Lan: alarm_seen"
    assert not has_mark(open_page(routes.MAP))
    app = open_page(routes.STORE)
    assert any("05/01/2026 08:30: Nhật ký ghi bị hỏng." in text.value for text in app.markdown)


def test_a_nearly_full_disk_is_said_with_the_floor(page: AppTest) -> None:
    open_database().floor = SpaceFloor(free=lambda _: 1024**3 // 4)
    page.run()
    shown = {metric.label: metric.value for metric in page.metric}
    assert (shown["Ổ đĩa còn trống"], shown["Cần ít nhất"]) == ("0,3 GB", "0,5 GB")
    assert any("Ổ đĩa sắp đầy" in error.value for error in page.error)
    assert has_mark(page)


def test_the_plan_is_kept_and_noted(page: AppTest, filled_home: Path) -> None:
    page.toggle(key="store.plan.is_on").set_value(False).run()
    page.selectbox(key="store.plan.hour").select(17).run()
    page.text_input(key="store.plan.folder").input("/mnt/usb").run()
    page.button(key="store.plan.save").click().run()
    assert backup_plan(filled_home) == BackupPlan(is_on=False, hour=17, folder="/mnt/usb")
    rows = open_database().query("audit", {"scope": None, "since": None, "until": None})
    assert rows.loc[0, ["action", "from_state", "to_state"]].tolist() == [
        "backup_plan",
        "on any",
        "off 17:00 /mnt/usb",
    ]
    assert has_mark(page)


def test_the_proof_shows_counts_and_equal_hashes(page: AppTest, filled_home: Path) -> None:
    page.button(key="store.check_now").click().run()
    assert "Kho nguyên vẹn" in page.success[0].value
    found = table_with(page, "Mã băm SHA-256").set_index("Phần")
    assert found.loc["Sổ cái", "Số lượng"] == "7"
    assert found.loc["Tệp gốc và nội dung đã nhận", "Số lượng"] == "14"
    hashes = found["Mã băm SHA-256"]
    assert len(hashes["Cơ sở dữ liệu"]) == 64
    assert hashes["Cơ sở dữ liệu"] == hashes["Dựng lại từ sổ cái và tệp gốc"]
    damaged = next(
        path for path in (filled_home / "vault").glob("??/*") if path.read_bytes()[:2] != b"\x1f\x8b"
    )
    damaged.write_bytes(b"x")
    page.button(key="store.check_now").click().run()
    assert any("Kho có lỗi" in error.value for error in page.error)
    assert any(damaged.name in text.value for text in page.markdown)


def test_the_audit_is_narrowed_and_downloaded(page: AppTest) -> None:
    shown = table_with(page, "Chi tiết")
    assert shown["Việc"].tolist() == ["Nộp báo cáo"] * 7
    assert shown["Đơn vị"].iloc[0] == "Tỉnh Khánh Hòa"
    page.multiselect(key="store.people").set_value(["tester"]).run()
    assert len(table_with(page, "Chi tiết")) == 7
    page.date_input(key="store.days").set_value((date(2020, 1, 1), date(2020, 1, 2))).run()
    assert not [table for table in page.dataframe if "Chi tiết" in table.value and len(table.value)]


def test_versions_stand_at_the_end(page: AppTest) -> None:
    assert "DuckDB 1.5.5" in page.caption[-1].value


def test_english_words(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.STORE, lang="en")
    assert app.title[0].value == "The store: there is no backup yet"


def test_holdings_and_reference_data_are_listed(page: AppTest, filled_home: Path) -> None:
    parts = table_with(page, "Số tệp").set_index("Phần")
    originals = len([file for file in (filled_home / "vault").rglob("*") if file.is_file()])
    assert parts.loc["Tệp gốc đã nộp và những gì đã nhận từ chúng", "Số tệp"] == str(originals)
    assert parts.loc["Sổ cái", "Số tệp"] == "1"
    reference = table_with(page, "Thay đổi bằng cách nào").set_index("Danh mục")["Số lượng"]
    assert reference["Số liệu báo cáo"] == "49"
    assert reference["Đơn vị hành chính từ 01/07/2025"] == "3.355"
    assert reference["Mục tiêu tỉnh, xã đã nhập ở đây"] == "0"
    assert any(link.proto.page == "targets" for link in page.get("page_link"))


def test_what_people_do_about_accounts_has_words_in_the_audit(filled_home: Path, open_page: OpenPage) -> None:
    note_action(open_database(), "session_ended", by="Bà Lan", detail="x")
    note_action(open_database(), "sign_in", by="Bà Lan", detail="password, 127.0.0.1")
    rows = table_with(named(open_page(routes.STORE)), "Việc")
    assert rows["Việc"].tolist()[:2] == ["Đăng nhập", "Kết thúc phiên"]


def test_all_figures_are_offered_to_whoever_gives_a_name(filled_home: Path, open_page: OpenPage) -> None:
    def is_disabled(app: AppTest) -> bool:
        buttons = {one.proto.label: one.proto for one in app.get("download_button")}
        return buttons["Tải tệp zip"].disabled

    app = open_page(routes.STORE)
    assert is_disabled(app)
    assert not is_disabled(named(app))
