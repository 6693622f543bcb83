"""The report form: its rows, codes, rules and locks, and what intake reads from one that was filled in."""

import io
import unicodedata
from functools import cache

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from khuyenhoc.bench.figures import invent_figures
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.org_units import Level, children
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.reports import form
from khuyenhoc.reports.form import WrongVintageError, blank_form, report_form
from khuyenhoc.reports.form_columns import UnknownElementError, form_columns
from khuyenhoc.reports.form_rules import NOT_ESTABLISHED, UPPER_BOUNDS

KHANH_HOA, OLD_KHANH_HOA, DONG_NAI = "reform-56", "legacy-56", "reform-75"
QUARTER, OLD_QUARTER = Period.parse("2026-Q3"), Period.parse("2024-Q1")
CODE_ROW, FIRST_ROW, FIRST_COLUMN = 7, 11, 4


def open_form(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@cache
def khanh_hoa() -> openpyxl.Workbook:
    return open_form(report_form(KHANH_HOA, QUARTER))


def columns_of(sheet: Worksheet) -> dict[str, str]:
    """Column letters by data element, from the hidden row."""
    cells = sheet[CODE_ROW]
    return {cell.value: cell.column_letter for cell in cells if cell.value}


def names_of(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet["C"][FIRST_ROW - 1 :] if cell.value]


def stored(verdict: Verdict) -> dict[tuple[str, str], float | None]:
    return {(value.org_unit_id, value.data_element): value.value for value in verdict.values}


class TestRowsAndColumns:
    def test_each_unit_has_a_row_with_its_code_and_name(self) -> None:
        sheet = khanh_hoa().worksheets[0]
        units = children(KHANH_HOA)
        rows = [
            (sheet.cell(row, 1).value, sheet.cell(row, 3).value)
            for row in range(FIRST_ROW, FIRST_ROW + len(units))
        ]
        assert rows == [(unit.code, unit.name_on(QUARTER.end)) for unit in units]
        assert sheet.cell(FIRST_ROW + len(units), 3).value == "TỔNG CỘNG"

    def test_districts_report_before_the_reform(self) -> None:
        sheet = open_form(report_form(OLD_KHANH_HOA, OLD_QUARTER)).worksheets[0]
        assert names_of(sheet)[:9] == [unit.name for unit in children(OLD_KHANH_HOA)]

    def test_codes_of_elements_and_units_are_hidden(self) -> None:
        sheet = khanh_hoa().worksheets[0]
        assert sheet.row_dimensions[CODE_ROW].hidden
        assert sheet.column_dimensions["A"].hidden
        assert set(columns_of(sheet)) == set(data_elements())

    def test_every_data_element_is_in_the_layout_once(self) -> None:
        names = [column.element.data_element for column in form_columns()]
        assert sorted(names) == sorted(data_elements())

    def test_only_chosen_elements_are_asked_for(self) -> None:
        sheet = open_form(report_form(KHANH_HOA, QUARTER, elements=["members", "population"])).worksheets[0]
        assert list(columns_of(sheet)) == ["population", "members"]

    @pytest.mark.parametrize("elements", [["members", "no_such"], []])
    def test_unknown_or_no_elements_are_refused(self, elements: list[str]) -> None:
        with pytest.raises(UnknownElementError):
            report_form(KHANH_HOA, QUARTER, elements=elements)

    @pytest.mark.parametrize("province_id", [OLD_KHANH_HOA, "reform-99", "reform-22345"])
    def test_province_must_be_one_of_the_periods_map(self, province_id: str) -> None:
        with pytest.raises(WrongVintageError):
            report_form(province_id, QUARTER)


class TestNamesOfTheDay:
    def test_units_and_province_bear_the_names_in_force_on_the_last_day(self) -> None:
        before, after = (
            open_form(report_form(DONG_NAI, Period.parse(period))).worksheets[0]
            for period in ("2026-Q1", "2026-Q2")
        )
        assert before["B1"].value == "HỘI KHUYẾN HỌC TỈNH ĐỒNG NAI"
        assert after["B1"].value == "HỘI KHUYẾN HỌC THÀNH PHỐ ĐỒNG NAI"
        assert "Xã Long Thành" in names_of(before)
        assert "Phường Long Thành" in names_of(after)
        assert "Xã Long Thành" not in names_of(after)

    def test_title_says_the_period(self) -> None:
        titles = [
            open_form(report_form(KHANH_HOA, Period.parse(period))).worksheets[0]["B4"].value
            for period in ("2026-Q3", "2025-9M", "2025")
        ]
        assert [title.removeprefix("BIỂU TỔNG HỢP SỐ LIỆU CÔNG TÁC KHUYẾN HỌC ") for title in titles] == [
            "QUÝ III/2026",
            "9 THÁNG NĂM 2025",
            "NĂM 2025",
        ]


class TestRulesAndLocks:
    def test_every_input_column_has_a_validation_over_exactly_the_unit_rows(self) -> None:
        sheet = khanh_hoa().worksheets[0]
        last = FIRST_ROW + len(children(KHANH_HOA)) - 1
        ranges = {str(rule.sqref) for rule in sheet.data_validations.dataValidation}
        inputs = range(FIRST_COLUMN, FIRST_COLUMN + len(data_elements()) + 1)
        letters = map(get_column_letter, inputs)
        assert ranges == {f"{letter}{FIRST_ROW}:{letter}{last}" for letter in letters}

    def test_parts_are_held_against_their_wholes(self) -> None:
        sheet = khanh_hoa().worksheets[0]
        columns = columns_of(sheet)
        rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
        for part, wholes in UPPER_BOUNDS.items():
            rule = rules[f"{columns[part]}{FIRST_ROW}"]
            for whole in wholes:
                assert f"${columns[part]}{FIRST_ROW}<=${columns[whole]}{FIRST_ROW}" in rule.formula1
                assert data_elements()[whole].name_vi in rule.error
            assert rule.showErrorMessage
            assert len(rule.error) <= 255

    def test_whole_without_its_column_is_not_asked_about(self) -> None:
        sheet = open_form(report_form(KHANH_HOA, QUARTER, elements=["families_recognised"])).worksheets[0]
        rule = sheet.data_validations.dataValidation[0]
        assert rule.formula1 == 'OR($D11="x",AND(ISNUMBER($D11),$D11>=0,$D11=INT($D11)))'

    def test_notes_offer_the_state_without_association(self) -> None:
        rule = khanh_hoa().worksheets[0].data_validations.dataValidation[-1]
        assert (rule.type, rule.formula1) == ("list", f'"{NOT_ESTABLISHED}"')
        assert not rule.showErrorMessage

    def test_only_input_cells_are_open(self) -> None:
        sheet = khanh_hoa().worksheets[0]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        last_input = FIRST_COLUMN + len(data_elements())
        units = range(FIRST_ROW, FIRST_ROW + len(children(KHANH_HOA)))
        for row in sheet.iter_rows(min_row=CODE_ROW, max_row=units.stop):
            for cell in row:
                is_input = cell.row in units and FIRST_COLUMN <= cell.column <= last_input
                assert cell.protection.locked is not is_input, cell.coordinate

    def test_total_adds_up_exactly_the_unit_rows(self) -> None:
        sheet = khanh_hoa().worksheets[0]
        total = FIRST_ROW + len(children(KHANH_HOA))
        for letter in columns_of(sheet).values():
            cells = f"{letter}{FIRST_ROW}:{letter}{total - 1}"
            assert sheet[f"{letter}{total}"].value == f'=IF(COUNT({cells})=0,"–",SUM({cells}))'

    def test_totals_have_their_results_without_excel(self) -> None:
        units = [unit.org_unit_id for unit in children(KHANH_HOA)]
        content = report_form(KHANH_HOA, QUARTER, figures={(unit, "members"): 10 for unit in units})
        sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
        row = FIRST_ROW + len(units)
        columns = columns_of(sheet)
        assert sheet[f"{columns['members']}{row}"].value == 10 * len(units)
        assert sheet[f"{columns['branches']}{row}"].value == "–"


class TestPaperAndWords:
    def test_print_is_a3_landscape_with_repeated_headings(self) -> None:
        sheet = khanh_hoa().worksheets[0]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
        assert sheet.print_title_rows == "$8:$10"
        assert sheet.freeze_panes == "D11"
        assert sheet.page_setup.scale >= 50

    def test_guide_stands_behind_the_data_and_holds_no_numbers(self) -> None:
        data, guide = khanh_hoa().worksheets
        assert (data.title, guide.title) == ("Biểu 01", "Hướng dẫn")
        values = [cell.value for row in guide.iter_rows() for cell in row if cell.value is not None]
        assert all(isinstance(value, str) for value in values)
        assert any("30/09/2026" in value for value in values)

    def test_properties_carry_province_and_period(self) -> None:
        book = khanh_hoa()
        found = {item.name: item.value for item in book.custom_doc_props.props}
        assert found == {
            form.PROPERTY_FORM: form.FORM_VERSION,
            form.PROPERTY_PROVINCE: KHANH_HOA,
            form.PROPERTY_PERIOD: "2026-Q3",
        }
        assert not book.properties.creator

    def test_text_is_composed(self) -> None:
        for sheet in khanh_hoa().worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str):
                        assert unicodedata.is_normalized("NFC", cell.value), cell.coordinate

    def test_same_form_has_the_same_bytes(self) -> None:
        assert report_form(OLD_KHANH_HOA, OLD_QUARTER) == report_form(OLD_KHANH_HOA, OLD_QUARTER)

    def test_last_stocks_stand_beside_the_cells_and_not_in_them(self) -> None:
        unit = children(OLD_KHANH_HOA)[0].org_unit_id
        last = {(unit, "members"): 1234, (unit, "fund_closing"): 5_000_000, (unit, "fund_raised"): 7}
        sheet = open_form(report_form(OLD_KHANH_HOA, OLD_QUARTER, last_values=last)).worksheets[0]
        columns = columns_of(sheet)
        cells = {name: sheet[f"{columns[name]}{FIRST_ROW}"] for name in columns}
        assert {name: cell.comment.text for name, cell in cells.items() if cell.comment} == {
            "members": "Kỳ trước: 1.234",
            "fund_opening": "Dư cuối kỳ trước: 5.000.000",
            "fund_closing": "Kỳ trước: 5.000.000",
        }
        assert all(cell.value is None for cell in cells.values())


class TestReturnedForm:
    @pytest.mark.parametrize(
        ("province_id", "period_id"),
        [(KHANH_HOA, "2026-Q3"), (OLD_KHANH_HOA, "2024-H1"), (DONG_NAI, "2026-Q1"), ("reform-38", "2025")],
    )
    def test_filled_form_gives_exactly_its_values(self, province_id: str, period_id: str) -> None:
        period = Period.parse(period_id)
        figures = invent_figures([unit.org_unit_id for unit in children(province_id)])
        verdict = check_report(report_form(province_id, period, figures=figures), "bieu.xlsx")
        assert verdict.findings == ()
        assert (verdict.province_id, verdict.period) == (province_id, period)
        assert stored(verdict) == figures

    @pytest.mark.parametrize("group", sorted({element.group for element in data_elements().values()}))
    def test_form_of_one_group_is_read_too(self, group: str) -> None:
        elements = {name for name, element in data_elements().items() if element.group == group}
        invented = invent_figures([unit.org_unit_id for unit in children(OLD_KHANH_HOA)])
        figures = {key: value for key, value in invented.items() if key[1] in elements}
        content = report_form(OLD_KHANH_HOA, OLD_QUARTER, elements=elements, figures=figures)
        verdict = check_report(content, "bieu.xlsx")
        assert verdict.findings == ()
        assert stored(verdict) == figures

    def test_last_values_are_never_read_as_figures(self) -> None:
        units = [unit.org_unit_id for unit in children(OLD_KHANH_HOA)]
        last = invent_figures(units)
        figures = {(unit, "members"): 10 for unit in units}
        content = report_form(OLD_KHANH_HOA, OLD_QUARTER, last_values=last, figures=figures)
        assert stored(check_report(content, "bieu.xlsx")) == figures

    def test_unit_without_association_is_understood(self) -> None:
        first, *others = (unit.org_unit_id for unit in children(OLD_KHANH_HOA))
        content = report_form(
            OLD_KHANH_HOA, OLD_QUARTER, figures=invent_figures(others), remarks={first: NOT_ESTABLISHED}
        )
        verdict = check_report(content, "bieu.xlsx")
        assert verdict.findings == ()
        assert verdict.not_established == (first,)


class TestBlankForms:
    @pytest.mark.parametrize("level", [Level.DISTRICT, Level.COMMUNE])
    def test_blank_form_has_open_rows_without_units(self, level: Level) -> None:
        sheet = open_form(blank_form(level)).worksheets[0]
        rows = range(FIRST_ROW, FIRST_ROW + 15)
        assert [sheet.cell(row, 2).value for row in rows] == list(range(1, 16))
        assert all(sheet.cell(row, 3).value is None for row in rows)
        assert not any(sheet.cell(row, 3).protection.locked for row in rows)
        assert set(columns_of(sheet)) == set(data_elements())

    def test_blank_form_typed_into_is_read(self) -> None:
        book = open_form(blank_form(Level.DISTRICT, elements=["population", "members"]))
        sheet = book.worksheets[0]
        units = children(OLD_KHANH_HOA)
        sheet["B1"] = "HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA"
        sheet["B4"] = "BIỂU TỔNG HỢP SỐ LIỆU CÔNG TÁC KHUYẾN HỌC QUÝ I/2024"
        for row, unit in enumerate(units, start=FIRST_ROW):
            sheet.cell(row, 3).value = unit.name
            sheet.cell(row, 4).value, sheet.cell(row, 5).value = 20_000, 1_500
        # openpyxl does not calculate.
        sheet["D26"], sheet["E26"] = 20_000 * len(units), 1_500 * len(units)
        saved = io.BytesIO()
        book.save(saved)
        verdict = check_report(saved.getvalue(), "bieu.xlsx")
        assert verdict.findings == ()
        assert len(stored(verdict)) == 2 * len(units)
