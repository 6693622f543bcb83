"""Handbook, methods and the first steps, from the entry file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.access import permissions
from khuyenhoc.access.mode import Mode, set_mode
from khuyenhoc.access.people import Person
from khuyenhoc.access.permissions import NotAllowedError
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import open_access
from khuyenhoc.access.sessions import Stage
from khuyenhoc.reports.handbook.chapters import chapters
from khuyenhoc.store.backup import back_up
from khuyenhoc.store.demo import StoreNotEmptyError, load_demo
from khuyenhoc.store.opened import close_database, open_database
from khuyenhoc.ui import routes
from tests.pages.conftest import OpenPage
from tests.reports import store

BAC_NHA_TRANG = {"reform-22333": {"population": 10.0}}


def shown(app: object) -> str:
    return "\n".join(element.value for element in (*app.markdown, *app.info, *app.caption))


@pytest.fixture
def sign_in(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts somebody with a role before the screen of a server."""

    def sit(role: Role, units: tuple[str, ...] = ()) -> None:
        service = open_access()
        service.accounts.add(str(role), f"Người {role}", role, units, by="t")
        account_id = service.accounts.get(str(role)).account_id
        token = service.sessions.begin(account_id, Stage.FULL, method="password", run_id="")
        session = {"session": service.sessions.of_token(token).session_id}
        monkeypatch.setattr("khuyenhoc.ui.access._gates_word", lambda _: session)

    set_mode(Mode.SERVER)
    yield sit
    set_mode(Mode.DESK)


def test_handbook_opens_at_its_first_chapter(empty_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.HANDBOOK)
    assert app.title[0].value == "Ngày đầu tiên"
    assert "Người làm máy tính cài giúp một lần (xem Dành cho người làm máy tính)" in shown(app)
    assert app.query_params["chapter"] == "01-first-day"


def test_handbook_turns_to_a_chapter_and_keeps_it_in_english(empty_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.HANDBOOK, chapter="09-before-and-after-july-2025")
    assert app.title[0].value == "Trước và sau ngày 01/07/2025"
    app.selectbox(key="chapter.vi").select("13-backup-and-restore").run()
    assert app.title[0].value == "Sao lưu và khôi phục"
    app.segmented_control(key="lang").set_value("en").run()
    assert app.title[0].value == "Backing up and restoring"


def test_every_chapter_can_be_drawn(empty_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.HANDBOOK)
    for chapter in chapters("vi"):
        app.selectbox(key="chapter.vi").select(chapter.slug).run()
        assert not app.exception
        assert app.title[0].value == chapter.title


def test_methods_are_searched_without_marks(empty_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.METHOD)
    assert [tab.label for tab in app.tabs][:2] == ["Chỉ tiêu", "Mục tiêu"]
    assert "learning\\_family\\_rate" not in shown(app)
    assert "`learning_family_rate`" in shown(app)
    app.text_input(key="method.search").input("so quy du cuoi ky").run()
    assert "`fund_identity`" in shown(app)
    assert "`learning_family_rate`" not in shown(app)
    app.text_input(key="method.search").input("gia đình bay lượn").run()
    assert "Không thấy mục nào" in shown(app)


def test_empty_store_greets_at_the_desk(empty_home: Path, open_page: OpenPage) -> None:
    app = open_page()
    assert app.title[0].value == "Bắt đầu với Khuyến học"
    labels = [button.label for button in app.button]
    assert labels[:4] == ["Nạp số liệu minh họa", "Quay lại", "Tiếp", "Bỏ qua"]
    assert "Nộp báo cáo" in [link.proto.label for link in app.get("page_link")]


def test_tour_goes_on_back_and_is_remembered(empty_home: Path, open_page: OpenPage) -> None:
    def press(label: str) -> None:
        next(button for button in app.button if button.label == label).click().run()

    app = open_page()
    assert app.subheader[2].value == "1. Nộp báo cáo"
    press("Tiếp")
    assert app.subheader[2].value == "2. Xem tỉnh đang ở đâu"
    press("Quay lại")
    press("Tiếp")
    press("Tiếp")
    assert app.subheader[2].value == "3. Trình chiếu và giữ an toàn"
    press("Xong")
    assert len(app.subheader) == 2
    again = open_page()
    assert [heading.value for heading in again.subheader] == ["Bạn làm việc ở đâu?", "Bắt đầu bằng gì?"]
    assert "Xem lại ba bước làm quen" in [button.label for button in again.button]


def test_province_and_role_are_remembered_and_used(empty_home: Path, open_page: OpenPage) -> None:
    app = open_page()
    app.selectbox(key="welcome.province.vi").select("38").run()
    app.selectbox(key="welcome.role.vi").select("chair").run()
    kept = json.loads((empty_home / "preferences.json").read_text(encoding="utf-8"))
    assert kept["desk"] == {
        "province_code": "38",
        "role": "chair",
        "has_seen_tour": False,
        "language": "",
        "has_large_text": False,
    }
    # The form to hand out is for that province, at once, and so are the pages once there are figures.
    assert app.selectbox(key="form.province").value == "38"
    assert open_page().selectbox(key="form.province").value == "38"
    store(open_database(), "2025-Q3", {"reform-22333": {"population": 10.0}}, province_id="reform-56")
    store(open_database(), "2025-Q3", {"reform-14758": {"population": 10.0}}, province_id="reform-38")
    assert open_page().selectbox(key="province").value == "reform-38"


def test_damaged_preferences_ask_again(empty_home: Path, open_page: OpenPage) -> None:
    (empty_home / "preferences.json").write_text('{"desk": {"no_such": 1}}', encoding="utf-8")
    assert open_page().selectbox(key="welcome.province.vi").value is None
    (empty_home / "preferences.json").write_text("{", encoding="utf-8")
    assert open_page().selectbox(key="welcome.province.vi").value is None


@pytest.mark.parametrize(
    ("role", "has_demo", "has_upload"),
    [(Role.ADMINISTRATOR, True, False), (Role.OFFICER, False, True), (Role.VIEWER, False, False)],
)
def test_on_a_server_only_administrators_may_load_the_demo(
    sign_in: Callable, open_page: OpenPage, role: Role, *, has_demo: bool, has_upload: bool
) -> None:
    sign_in(role)
    app = open_page()
    assert ("Nạp số liệu minh họa" in [button.label for button in app.button]) is has_demo
    assert ("chỉ người quản trị nạp được" in shown(app)) is not has_demo
    assert ("Cán bộ tổng hợp hoặc người báo cáo" in shown(app)) is not has_upload
    assert "Công việc của bạn" not in [box.label for box in app.selectbox]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.VIEWER, Role.CHAIR])
def test_nobody_else_loads_it_by_another_way(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    monkeypatch.setattr(permissions, "_resolver", lambda: Person("1", "x", role))
    with pytest.raises(NotAllowedError):
        load_demo(open_database(), lambda _done, _count: None)


def test_demo_never_goes_among_real_figures(filled_home: Path, open_page: OpenPage) -> None:
    with pytest.raises(StoreNotEmptyError):
        load_demo(open_database(), lambda _done, _count: None)
    app = open_page(routes.WELCOME)
    assert "Nạp số liệu minh họa" not in [button.label for button in app.button]
    assert "không nạp số liệu minh họa được nữa" in shown(app)


@pytest.mark.parametrize("page", [routes.TARGETS, routes.PROFILE, routes.APPROVAL, routes.SOURCES])
def test_who_may_not_upload_is_not_sent_there(sign_in: Callable, open_page: OpenPage, page: str) -> None:
    sign_in(Role.CHAIR if page == routes.APPROVAL else Role.VIEWER)
    app = open_page(page)
    assert ("Cán bộ tổng hợp hoặc người báo cáo" in shown(app)) is (page != routes.APPROVAL)


@pytest.mark.parametrize(
    "route",
    [route for route in routes.all_routes() if not route.is_server_only and route.path != routes.METHOD],
    ids=lambda route: route.url_path,
)
def test_every_page_of_an_empty_store_leads_on(
    empty_home: Path, open_page: OpenPage, route: routes.Route
) -> None:
    app = open_page(route.path)
    ways = [*app.get("page_link"), *app.button, *app.get("download_button"), *app.get("file_uploader")]
    assert app.title or app.info
    assert ways


def test_ways_on_stand_under_a_failure(
    filled_home: Path, monkeypatch: pytest.MonkeyPatch, open_page: OpenPage
) -> None:
    app = open_page(routes.METHOD)

    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("khuyenhoc.ui.guide.show_definitions", fail)
    app.run()
    assert app.error[0].value.startswith("Có lỗi ngoài dự kiến (mã ")
    monkeypatch.undo()
    next(button for button in app.button if button.label == "Thử lại").click().run()
    assert not app.error
    assert app.tabs


def test_language_and_large_type_are_remembered_of_the_desk(empty_home: Path, open_page: OpenPage) -> None:
    app = open_page()
    app.segmented_control(key="lang").set_value("en").run()
    app.toggle(key="text.large").set_value(True).run()
    again = open_page()
    assert again.segmented_control(key="lang").value == "en"
    assert again.query_params["text"] == "large"
    # A link says how it is to be read, and changes nothing for later.
    assert open_page(lang="vi", text="normal").segmented_control(key="lang").value == "vi"
    assert open_page().segmented_control(key="lang").value == "en"
    again.toggle(key="text.large").set_value(False).run()
    assert "text" not in open_page().query_params


def test_on_a_server_everybody_has_preferences_of_their_own(
    empty_home: Path, sign_in: Callable, open_page: OpenPage
) -> None:
    sign_in(Role.CHAIR, ("reform-38",))
    app = open_page()
    app.segmented_control(key="lang").set_value("en").run()
    app.toggle(key="text.large").set_value(True).run()
    app.selectbox(key="welcome.province.en").select("38").run()
    sign_in(Role.VIEWER, ("reform-56",))
    other = open_page()
    assert other.segmented_control(key="lang").value == "vi"
    assert other.toggle(key="text.large").value is False
    assert other.selectbox(key="welcome.province.vi").value is None
    kept = json.loads((empty_home / "preferences.json").read_text(encoding="utf-8"))
    assert [mine["language"] for mine in kept.values()] == ["en"]


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_from_the_demo_to_an_empty_store_by_a_button(empty_home: Path, open_page: OpenPage) -> None:
    store(open_database(), "2025-Q3", BAC_NHA_TRANG, province_id="reform-56", is_synthetic=True)
    overview = open_page()
    assert "Dùng với số liệu thật của tỉnh mình" in [link.proto.label for link in overview.get("page_link")]
    app = open_page(routes.WELCOME)
    assert "Nạp số liệu minh họa" not in [button.label for button in app.button]
    press(app, "Cất số liệu minh họa, mở kho trống")
    assert app.success[0].value.startswith("Kho đã trống, sẵn sàng nhận báo cáo đầu tiên")
    assert open_database().query("submissions", {"scope": None}).empty
    assert "Cất số liệu minh họa, mở kho trống" not in [button.label for button in app.button]
    assert open_page().title[0].value == "Bắt đầu với Khuyến học"


def test_ones_own_figures_have_no_such_button(empty_home: Path, open_page: OpenPage) -> None:
    store(open_database(), "2025-Q3", BAC_NHA_TRANG, province_id="reform-56")
    app = open_page(routes.WELCOME)
    assert "Cất số liệu minh họa, mở kho trống" not in [button.label for button in app.button]
    assert [box.label for box in app.expander] == ["Tải biểu mẫu đã ghi sẵn tên đơn vị"]
    assert "Dùng với số liệu thật của tỉnh mình" not in [
        link.proto.label for link in open_page().get("page_link")
    ]


def test_backup_is_restored_on_a_new_machine(
    empty_home: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    open_page: OpenPage,
) -> None:
    usb, new = tmp_path_factory.mktemp("usb"), tmp_path_factory.mktemp("new")
    code = store(open_database(), "2025-Q3", BAC_NHA_TRANG, province_id="reform-56").receipt_code
    back_up(open_database(), usb)
    close_database()
    monkeypatch.setenv("KHUYENHOC_HOME", str(new))
    app = open_page()
    app.text_input(key="welcome.restore_folder").input(str(new / "nothing")).run()
    assert app.error[0].value.startswith("Không thấy bản sao lưu nào trong")
    app.text_input(key="welcome.restore_folder").input(str(usb)).run()
    assert app.info[0].value.startswith("Tìm thấy 1 bản sao lưu")
    press(app, "Khôi phục bản mới nhất")
    assert open_database().query("submissions", {"scope": None})["receipt_code"].tolist() == [code]
    assert open_page().title[0].value.startswith("Khánh Hòa, quý III/2025")
