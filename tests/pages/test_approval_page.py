"""The page of approval: what is offered, what is refused, and what is noted."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.subject import Subject
from khuyenhoc.domain.workflow import State, Step
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.workflow import report_states, reporting_units, take_step
from khuyenhoc.ui import routes
from khuyenhoc.ui.approval_mark import unapproved_units
from tests.pages.conftest import OpenPage
from tests.queries.conftest import CAM_LAM, CAM_RANH, NHA_TRANG

PROVINCE, Q1 = "legacy-56", Period.parse("2024-Q1")
KEY = f"approval.{PROVINCE}.2024-Q1"


@pytest.fixture
def page(filled_home: Path, open_page: OpenPage) -> AppTest:
    return open_page(routes.APPROVAL, province=PROVINCE, period="2024-Q1")


def named(app: AppTest, name: str = "Bà Lan") -> AppTest:
    return app.text_input(key="person.name.typed").input(name).run()


def take(app: AppTest, step: Step, *units: str, reason: str = "") -> AppTest:
    app.segmented_control(key=f"{KEY}.step").set_value(step).run()
    if units:
        app.multiselect(key=f"{KEY}.{step}.units").set_value(list(units)).run()
    else:
        app.checkbox(key=f"{KEY}.{step}.all").check().run()
    if reason:
        app.text_input(key=f"{KEY}.{step}.reason").input(reason).run()
    return app.button(key=f"{KEY}.{step}.go").click().run()


def table(app: AppTest) -> object:
    return app.dataframe[0].value.set_index("Đơn vị")


def states() -> dict[str, State]:
    return report_states(open_database(), PROVINCE, Q1)


def test_opens_on_where_each_unit_stands(page: AppTest) -> None:
    assert page.title[0].value == (
        "Khánh Hòa (cũ, đến 30/06/2025), quý I/2024: 0/9 huyện, thị xã, thành phố đã duyệt, "
        "0 chờ duyệt, 6 chưa nộp"
    )
    counts = {metric.label: metric.value for metric in page.metric}
    assert (counts["Chưa nộp"], counts["Đã nhận, chưa trình duyệt"]) == ("6", "3")
    shown = table(page)
    assert shown.loc["Thành phố Nha Trang", "Hạn nộp"] == "15/04/2024"
    assert shown.loc["Huyện Cam Lâm", "Tình trạng"] == "Đã nhận, chưa trình duyệt · Chưa thành lập Hội"
    # The deadline lay before anything was stored: what came is neither in time nor late.
    assert shown.loc["Thành phố Nha Trang", "Đúng hạn?"] == "Đã nhận"
    offered = page.segmented_control(key=f"{KEY}.step").options
    assert offered == ["Trình duyệt (3)", "Miễn báo cáo (6)"]


def test_nothing_is_done_without_a_name(page: AppTest) -> None:
    page.segmented_control(key=f"{KEY}.step").set_value(Step.SUBMIT).run()
    page.checkbox(key=f"{KEY}.submit.all").check().run()
    assert page.button(key=f"{KEY}.submit.go").disabled
    named(page)
    assert not page.button(key=f"{KEY}.submit.go").disabled


def test_from_draft_to_a_locked_province(page: AppTest) -> None:
    named(page)
    take(page, Step.SUBMIT)
    assert "Trình duyệt: " in page.success[0].value
    take(page, Step.RETURN, CAM_RANH, reason="số hội viên chưa khớp")
    assert states()[CAM_RANH] is State.RETURNED
    assert table(page).loc["Thành phố Cam Ranh", "Lý do"] == "số hội viên chưa khớp"
    assert table(page).loc["Thành phố Cam Ranh", "Người làm bước cuối"] == "Bà Lan"
    take(page, Step.SUBMIT, CAM_RANH)
    assert not [button for button in page.button if button.key == f"{KEY}.province.approve"]
    take(page, Step.APPROVE)
    take(page, Step.EXCUSE, reason="bão lũ")
    page.button(key=f"{KEY}.province.approve").click().run()
    assert states()[PROVINCE] is State.APPROVED
    assert any("Báo cáo của tỉnh đang ở trạng thái “đã duyệt”" in info.value for info in page.info)
    page.button(key=f"{KEY}.province.lock").click().run()
    assert states()[PROVINCE] is State.LOCKED
    assert page.button(key=f"{KEY}.province.unlock").disabled
    page.text_input(key=f"{KEY}.province.reason").input("xã gửi lại số").run()
    page.button(key=f"{KEY}.province.unlock").click().run()
    assert states()[PROVINCE] is State.APPROVED
    history = page.dataframe[-1].value
    assert history["Bước"].iloc[0] == "Mở khóa"
    assert history["Lý do"].iloc[0] == "xã gửi lại số"
    page.selectbox(key=f"{KEY}.history").select(CAM_RANH).run()
    assert page.dataframe[-1].value["Bước"].tolist() == ["Duyệt", "Trình duyệt", "Trả lại", "Trình duyệt"]


def test_a_step_that_another_took_meanwhile_is_refused_in_words(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(page)
    page.segmented_control(key=f"{KEY}.step").set_value(Step.EXCUSE).run()
    unit = page.multiselect(key=f"{KEY}.excuse.units")
    other = next(unit for unit in reporting_units(PROVINCE) if unit not in {NHA_TRANG, CAM_RANH, CAM_LAM})
    unit.set_value([other]).run()
    page.text_input(key=f"{KEY}.excuse.reason").input("bão").run()
    real = take_step

    def late(*arguments: object, **options: object) -> object:
        rest = [unit for unit in reporting_units(PROVINCE) if states()[unit] is State.NOT_STARTED]
        real(open_database(), Step.EXCUSE, rest, Q1, by="Ông Tư", reason="bão")
        drafts = [unit for unit in reporting_units(PROVINCE) if states()[unit] is State.DRAFT]
        real(open_database(), Step.SUBMIT, drafts, Q1, by="Ông Tư")
        real(open_database(), Step.APPROVE, drafts, Q1, by="Ông Tư")
        real(open_database(), Step.APPROVE, [PROVINCE], Q1, by="Ông Tư")
        return real(*arguments, **options)

    monkeypatch.setattr("khuyenhoc.ui.approval.steps.take_step", late)
    page.button(key=f"{KEY}.excuse.go").click().run()
    assert "Báo cáo của tỉnh đã nộp, duyệt hoặc khóa" in page.error[0].value


def test_deadline_of_the_province_and_of_one_unit(page: AppTest) -> None:
    from datetime import date

    named(page)
    page.date_input(key=f"{KEY}.deadline.day").set_value(date(2024, 4, 20)).run()
    page.button(key=f"{KEY}.deadline.go").click().run()
    assert page.success[0].value == "Đã đặt hạn nộp của Tỉnh Khánh Hòa: 20/04/2024."
    page.selectbox(key=f"{KEY}.deadline.whose").select(NHA_TRANG).run()
    page.date_input(key=f"{KEY}.deadline.day").set_value(date(2030, 1, 1)).run()
    assert page.button(key=f"{KEY}.deadline.go").disabled
    page.text_input(key=f"{KEY}.deadline.reason").input("bão").run()
    page.button(key=f"{KEY}.deadline.go").click().run()
    shown = table(page)
    assert shown.loc["Thành phố Cam Ranh", "Hạn nộp"] == "20/04/2024"
    assert shown.loc["Thành phố Nha Trang", ["Hạn nộp", "Đúng hạn?"]].tolist() == [
        "01/01/2030 (riêng)",
        "Đúng hạn",
    ]
    words = " ".join(text.value for text in page.markdown)
    assert "**1/8** đơn vị nộp đúng hạn, **0** nộp muộn" in words
    assert "**1** báo cáo nạp vào sau" in words


def test_units_of_one_state_alone(page: AppTest) -> None:
    page.pills(key=f"{KEY}.only").set_value([State.NOT_STARTED]).run()
    assert len(table(page)) == 6


def test_a_merged_province_asks_which_former_one(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.APPROVAL, province="reform-56", period="2025-Q1")
    assert "Khánh Hòa (cũ" in app.title[0].value
    app.segmented_control(key="approval.former").set_value("legacy-58").run()
    assert "Ninh Thuận (cũ" in app.title[0].value


def test_the_running_quarter_can_be_chosen_before_any_report(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.APPROVAL)
    assert "quý III/2025" in app.title[0].value
    running = app.selectbox(key="period").options[1]
    app.selectbox(key="period").select_index(1).run()
    assert "0/65 xã, phường, đặc khu đã duyệt, 0 chờ duyệt, 65 chưa nộp" in app.title[0].value
    assert running != "Quý III/2025"


def test_figures_say_how_many_units_are_not_approved(filled_home: Path, open_page: OpenPage) -> None:
    choice = {"province": PROVINCE, "period": "2024-Q1", "indicator": "member_rate"}
    for route in (routes.SUMMARY, routes.MAP):
        app = open_page(route, **choice)
        assert any("2 đơn vị chưa duyệt" in text.value for text in app.caption)
    app = open_page(routes.TREND, province="reform-56", indicator="member_rate")
    assert any("2 đơn vị chưa duyệt" in text.value for text in app.caption)
    for step in (Step.SUBMIT, Step.APPROVE):
        take_step(open_database(), step, [NHA_TRANG, CAM_RANH, CAM_LAM], Q1, by="Chủ tịch")
    app = open_page(routes.MAP, **choice)
    assert not any("chưa duyệt" in text.value for text in app.caption)


def test_the_countrys_map_counts_the_units_of_every_province(filled_home: Path) -> None:
    open_database()
    other, everything = Subject(all_units()["legacy-58"], Q1), Scope.everything()
    assert unapproved_units(other, other.period, everything) == 0
    assert unapproved_units(other, other.period, everything, is_country=True) == 2


def test_english_words(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.APPROVAL, province=PROVINCE, period="2024-Q1", lang="en")
    assert app.segmented_control(key=f"{KEY}.step").options == ["Hand in (3)", "Excuse (6)"]
