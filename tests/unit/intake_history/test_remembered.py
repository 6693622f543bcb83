"""What was confirmed of earlier files is applied to tables of the same layout, and said."""

from khuyenhoc.intake.confirmed import Confirmed, heading_key, layout_fingerprint, unit_key
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.progress import Stage, share_done
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.store.wordings import HEADING, UNIT, Wording, wordings_of
from tests.unit.intake.workbooks import LETTERHEAD, Form, check, sheet, values
from tests.unit.intake_history.test_confirmed import STRANGE, report

LAYOUT = layout_fingerprint(["STT", "Đơn vị", "Dân số", STRANGE])
MEMORY = Confirmed(
    units={unit_key("Thành phố biển"): "legacy-568"}, layouts={LAYOUT: {heading_key(STRANGE): "members"}}
)


def rules(verdict: Verdict) -> list[tuple[str, str]]:
    return [(finding.rule, finding.cell) for finding in verdict.findings if finding.rule != "missing_units"]


def test_the_memory_of_the_reporting_province_is_asked_for_and_used() -> None:
    asked = []

    def memory(province_id: str) -> Confirmed:
        asked.append(province_id)
        return MEMORY

    verdict = check_report(report(STRANGE, "Thành phố biển"), "bc.xlsx", memory=memory)
    assert asked == ["legacy-56"]
    assert verdict.decision is Decision.ACCEPTED
    assert values(verdict)["568"] == {"population": 100_000, "members": 20_000}
    assert rules(verdict) == [("column_confirmed", "Bieu!D3"), ("unit_confirmed", "Bieu!B4")]
    assert verdict.told_names == ("Thành phố biển",)
    assert verdict.tables[0].layout == LAYOUT


def test_another_layout_is_asked_about_anew() -> None:
    form = Form(
        columns=("Dân số", "Hội viên", STRANGE),
        rows=[(1, "Thành phố Nha Trang", 100_000, 9, 20_000), (2, "Huyện Cam Lâm", 90_000, 8, 19_000)],
    )
    verdict = check(form.sheet(), memory=lambda _: MEMORY)
    assert ("unknown_column", "Bieu 01!E4") in rules(verdict)


def test_what_is_told_now_outweighs_what_was_told_before() -> None:
    told = Confirmed(
        headings={heading_key(STRANGE): "branches"}, units={unit_key("Thành phố biển"): "legacy-569"}
    )
    joined = told.over(MEMORY)
    assert joined.units == {"thành phố biển": "legacy-569"}
    verdict = check_report(
        report(STRANGE, "Thành phố Nha Trang"), "bc.xlsx", confirmed=told, memory=lambda _: MEMORY
    )
    assert values(verdict)["568"]["branches"] == 20_000


def test_a_table_of_strange_headings_alone_can_be_told_and_remembered() -> None:
    form = Form(columns=("Mục lạ xyz", "Mục lạ uvw"), rows=[(1, "Thành phố Nha Trang", 100_000, 2_000)])
    unread = check(form.sheet())
    assert [finding.rule for finding in unread.findings] == ["no_figures"]
    assert [column.heading for column in unread.tables[0].columns][2:] == ["Mục lạ xyz", "Mục lạ uvw"]
    memory = Confirmed(layouts={unread.tables[0].layout: {"mục lạ xyz": "population"}})
    assert values(check(form.sheet(), memory=lambda _: memory))["568"] == {"population": 100_000}


def test_an_unknown_name_is_asked_about_with_likely_units() -> None:
    verdict = check_report(report("Tổng số hội viên", "Thành phố Nha Trng"), "bc.xlsx")
    (question,) = verdict.questions
    assert (question.cell, question.name, question.is_homonym) == ("Bieu!B4", "Thành phố Nha Trng", False)
    assert [(found.unit.org_unit_id, found.vi) for found in question.suggestions] == [
        ("legacy-568", "tên gần giống")
    ]


def test_a_former_district_is_not_to_be_mapped_onto_a_commune() -> None:
    head = ((LETTERHEAD,), ("BÁO CÁO QUÝ III/2025",), ("",))
    form = Form(head=head, rows=[(1, "Huyện Diên Khánh", 100, 10), (2, "Xã Cam Lâm", 90, 9)])
    verdict = check(form.sheet())
    assert "unit_of_other_vintage" in [finding.rule for finding in verdict.findings]
    assert verdict.questions == ()


def test_what_storing_confirms() -> None:
    verdict = check_report(report(STRANGE, "Thành phố biển"), "bc.xlsx", confirmed=MEMORY)
    told = wordings_of(verdict, {STRANGE: "members"}, {"Thành phố biển": "legacy-568"})
    assert told == [
        Wording(UNIT, "", "thành phố biển", "Thành phố biển", "legacy-568"),
        Wording(HEADING, LAYOUT, heading_key(STRANGE), STRANGE, "members"),
    ]
    assert wordings_of(verdict, {}, {}) == []


def test_a_guess_that_was_ticked_is_confirmed_and_an_unknown_column_is_not() -> None:
    form = Form(
        columns=("Dân số", "Hội viên xyz", "Mục lạ uvw"),
        rows=[(1, "Xã Nha Trang", 100_000, 900, 20_000), (2, "Huyện Cam Lâm", 90_000, 800, 19_000)],
    )
    verdict = check(form.sheet())
    found = dict(rules(verdict))
    assert {"uncertain_column", "unknown_column"} <= set(found)
    assert [(told.shown, told.meaning) for told in wordings_of(verdict, {}, {}) if told.kind == HEADING] == [
        ("Hội viên xyz", "members")
    ]


def test_hidden_sheets_are_read_when_they_are_asked_for() -> None:
    shown = Form(columns=("Dân số",), rows=[(1, "Thành phố Nha Trang", 100), (2, "Huyện Cam Lâm", 90)])
    hidden = Form(columns=("Chi hội",), rows=[(1, "Thành phố Nha Trang", 7), (2, "Huyện Cam Lâm", 6)])
    sheets = (shown.sheet("Bieu 01"), hidden.sheet("Bieu 02", is_hidden=True))
    unread, read = check(*sheets), check(*sheets, sheets=["Bieu 02"])
    assert unread.hidden_sheets == read.hidden_sheets == ("Bieu 02",)
    assert ("hidden_sheet", "Bieu 02") in rules(unread)
    assert ("hidden_sheet", "Bieu 02") not in rules(read)
    assert values(unread)["568"] == {"population": 100}
    assert values(read)["568"] == {"population": 100, "branches": 7}


def test_a_file_of_hidden_sheets_alone_names_them_and_is_read_on_request() -> None:
    form = Form(columns=("Dân số",), rows=[(1, "Thành phố Nha Trang", 100), (2, "Huyện Cam Lâm", 90)])
    sheets = (sheet([], "Trống"), form.sheet("Bieu 02", is_hidden=True))
    assert rules(check(*sheets)) == [("only_hidden_sheets", "")]
    assert check(*sheets).hidden_sheets == ("Bieu 02",)
    assert values(check(*sheets, sheets=["Bieu 02"]))["568"] == {"population": 100}


def test_stages_are_told_in_their_order() -> None:
    stages: list[Stage] = []
    check_report(report("Tổng số hội viên", "Thành phố Nha Trang"), "bc.xlsx", progress=stages.append)
    assert stages == list(Stage)
    assert [share_done(stage) for stage in stages] == [0.0, 0.2, 0.4, 0.6, 0.8]


def test_how_figures_are_written_is_said_for_each_column() -> None:
    form = Form(
        columns=("Dân số", "Tổng số hội viên", "Thu quỹ trong kỳ (triệu đồng)"),
        rows=[
            (1, "Thành phố Nha Trang", 424_610, "77.653", "1.234,5"),
            (2, "Huyện Cam Lâm", 110_000, "9.000", "99,5"),
        ],
    )
    columns = check(form.sheet()).tables[0].columns[2:]
    assert [(c.style, c.example, c.money_unit) for c in columns] == [
        ("plain", "424610", ""),
        ("dot", "77.653", ""),
        ("dot", "1.234,5", "triệu đồng"),
    ]
