"""Each check at the cell it is about, and silent where figures are right."""

import pytest

from tests.unit.intake.workbooks import LETTERHEAD, TITLE, Form, check, problems, sheet

HEAD = ((LETTERHEAD,), (TITLE,), ("ĐVT: đồng",))


def found(columns, *rows, unit="đồng"):
    form = Form(columns=columns, rows=rows, head=((LETTERHEAD,), (TITLE,), (f"ĐVT: {unit}",)))
    return problems(check(form.sheet()))


class TestPartsAndWholes:
    columns = ("Tổng số dòng họ", "DHHT đăng ký", "DHHT được công nhận")

    @pytest.mark.parametrize(
        ("figures", "expected"),
        [
            ((30, 20, 10), []),
            ((30, 30, 30), []),
            ((30, 20, 21), [("recognised_above_registered", "Bieu 01!E5")]),
            ((30, 20, 31), [("recognised_above_registered", "Bieu 01!E5")]),
            ((30, 31, 10), [("registered_above_total", "Bieu 01!D5")]),
            ((30, "", 31), [("recognised_above_total", "Bieu 01!E5")]),
            (("", 20, 10), []),
            ((30, "x", 10), []),
        ],
    )
    def test_models(self, figures, expected):
        assert found(self.columns, (1, "Nha Trang", *figures)) == expected

    def test_citizens_are_adults(self):
        columns = ("Người từ 18 tuổi trở lên", "CDHT / đăng ký", "CDHT được công nhận")
        assert found(columns, (1, "Nha Trang", 100, 101, 5)) == [("registered_above_total", "Bieu 01!D5")]

    def test_figures_on_different_sheets_are_compared(self):
        first = Form(columns=("Tổng số hộ",), rows=((1, "Nha Trang", 10),)).sheet("B1")
        second = sheet([("STT", "Đơn vị", "GĐHT đăng ký"), (1, "Nha Trang", 11)], "B2")
        assert problems(check(first, second)) == [("registered_above_total", "B2!C2")]


@pytest.mark.parametrize(
    ("columns", "figures", "expected"),
    [
        (("Dân số", "HV"), (10, 11), [("members_above_population", "Bieu 01!D5")]),
        (("Dân số", "HV"), (10, 10), []),
        (("Dân số", "Người lớn"), (10, 11), [("adults_above_population", "Bieu 01!D5")]),
        (("HV", "Hội viên mới"), (10, 11), [("joined_above_members", "Bieu 01!D5")]),
        (("Dân số", "Tổng số hộ"), (10, 11), [("households_above_population", "Bieu 01!D5")]),
    ],
)
def test_wholes_of_people(columns, figures, expected):
    assert found(columns, (1, "Nha Trang", *figures)) == expected


def test_a_count_with_a_fraction_raises_nothing_else():
    assert found(("Dân số", "HV"), (1, "Nha Trang", 17.54, 300)) == [("fraction_in_count", "Bieu 01!C5")]


class TestFundIdentity:
    columns = ("Dư đầu kỳ", "Thu", "Chi", "Dư cuối kỳ")

    @pytest.mark.parametrize(
        ("unit", "figures", "expected"),
        [
            ("đồng", (100_000_000, 50_000_000, 30_000_000, 120_000_000), []),
            ("đồng", (100_000_000, 50_000_000, 30_000_000, 120_000_001), [("fund_identity", "Bieu 01!F5")]),
            ("triệu đồng", (100, 50, 30, 121), []),
            ("triệu đồng", (100, 50, 30, 122), [("fund_identity", "Bieu 01!F5")]),
            ("triệu đồng", (100.5, 50, 30, 121), []),
            ("đồng", (100_000_000, 50_000_000, 30_000_000, ""), []),
        ],
    )
    def test_at_the_closing_balance(self, unit, figures, expected):
        assert found(self.columns, (1, "Nha Trang", *figures), unit=unit) == expected

    def test_the_message_does_the_sum(self):
        form = Form(
            columns=self.columns,
            rows=((1, "Nha Trang", 1100, 50, 30, 20),),
            head=(*HEAD[:2], ("ĐVT: triệu đồng",)),
        )
        (finding,) = [f for f in check(form.sheet()).findings if f.rule == "fund_identity"]
        assert "= 1.120 triệu đồng" in finding.message_vi


class TestFundSources:
    columns = ("Vận động", "Doanh nghiệp", "Cá nhân", "Dòng họ, đồng hương", "Nguồn khác")

    def test_all_sources_add_up(self):
        assert (
            found(self.columns, (1, "Nha Trang", 100_000_000, 10_000_000, 20_000_000, 30_000_000, 40_000_000))
            == []
        )
        assert found(
            self.columns, (1, "Nha Trang", 100_000_000, 10_000_000, 20_000_000, 30_000_000, 30_000_000)
        ) == [("fund_sources", "Bieu 01!C5")]

    def test_some_sources_must_not_exceed_the_whole(self):
        assert found(self.columns[:2], (1, "Nha Trang", 100_000_000, 90_000_000)) == []
        assert found(self.columns[:2], (1, "Nha Trang", 100_000_000, 110_000_000)) == [
            ("fund_sources", "Bieu 01!C5")
        ]


class TestTotalRow:
    rows = ((1, "Nha Trang", 1000, 300), (2, "Cam Ranh", 2000, 400))
    columns = ("Dân số", "HV")

    def test_at_the_totals_cell(self):
        assert found(self.columns, *self.rows, ("", "Tổng", 3000, 701)) == [("total_row", "Bieu 01!D7")]

    def test_subtotals_above_and_below_their_rows(self):
        rows = (
            ("I", "Khu vực I", 3001, 700),
            *self.rows,
            ("II", "Khu vực II"),
            (3, "Cam Lâm", 5, 5),
            ("", "Cộng khu vực II", 5, 6),
            ("", "Tổng cộng", 3005, 705),
        )
        assert found(self.columns, *rows) == [("total_row", "Bieu 01!C5"), ("total_row", "Bieu 01!D10")]

    def test_rounded_amounts_are_allowed_their_rounding(self):
        rows = ((1, "Nha Trang", 10), (2, "Cam Ranh", 20))
        assert found(("Thu",), *rows, ("", "Tổng", 31), unit="triệu đồng") == []
        assert found(("Thu",), *rows, ("", "Tổng", 35), unit="triệu đồng") == [("total_row", "Bieu 01!C7")]

    def test_a_table_with_an_unknown_unit_is_not_added_up(self):
        assert found(self.columns, *self.rows, (3, "Huyện Lạ", 1, 1), ("", "Tổng", 3001, 701)) == [
            ("unknown_unit", "Bieu 01!B7")
        ]


class TestRates:
    columns = ("Tổng số hộ", "GĐHT được công nhận", "Tỷ lệ %")

    @pytest.mark.parametrize(
        ("rate", "expected"),
        [
            (33.33, []),
            ("33,33%", []),
            ("33.3", []),
            ("33%", [("rate_differs", "Bieu 01!E5")]),
            (33.4, [("rate_differs", "Bieu 01!E5")]),
            (43.33, [("rate_differs", "Bieu 01!E5")]),
            ("", []),
            ("x", []),
        ],
    )
    def test_against_the_counts(self, rate, expected):
        rows = ((1, "Nha Trang", 3, 1, rate), (2, "Cam Ranh", 200, 50, "25,00"))
        assert found(self.columns, *rows) == expected

    def test_the_message_names_the_unit_and_writes_numbers_as_its_language_does(self):
        rows = ((1, "Nha Trang", 3, 1, 43.33), (2, "Cam Ranh", 200, 50, "25,00"))
        findings = check(Form(columns=self.columns, rows=rows, head=HEAD).sheet()).findings
        finding = next(each for each in findings if each.rule == "rate_differs")
        assert "của Nha Trang ghi 43,33 nhưng tính lại từ số liệu là 33,33% (1 / 3)" in finding.message("vi")
        assert "of Nha Trang says 43.33, but its counts give 33.33% (1 / 3)" in finding.message("en")

    def test_rates_stored_as_shares_of_one(self):
        assert found(self.columns, (1, "Nha Trang", 3, 1, 0.3333), (2, "Cam Ranh", 200, 50, 0.25)) == []
        assert found(self.columns, (1, "Nha Trang", 3, 1, 0.35), (2, "Cam Ranh", 200, 50, 0.25)) == [
            ("rate_differs", "Bieu 01!E5")
        ]

    @pytest.mark.parametrize("rates", [("50", "25"), ("62,5", "50")])
    def test_citizens_are_a_share_of_adults_or_of_the_registered(self, rates):
        columns = ("Người lớn", "CDHT đăng ký", "CDHT được công nhận", "Tỷ lệ CDHT")
        rows = ((1, "Nha Trang", 1000, 800, 500, rates[0]), (2, "Cam Ranh", 1000, 500, 250, rates[1]))
        assert found(columns, *rows) == []

    def test_without_the_usual_denominator_nothing_can_be_told(self):
        columns = ("CDHT đăng ký", "CDHT được công nhận", "Tỷ lệ CDHT")
        rows = (
            (1, "Nha Trang", 800, 500, 37.1),
            (2, "Cam Ranh", 500, 250, 28.4),
            (3, "Cam Lâm", 500, 300, 41.2),
        )
        assert found(columns, *rows) == []

    def test_a_mean_of_percentages_is_not_the_totals_rate(self):
        rows = ((1, "Nha Trang", 100, 50, 50), (2, "Cam Ranh", 1000, 100, 10), ("", "Tổng", 1100, 150, 30))
        assert found(self.columns, *rows) == [("rate_differs", "Bieu 01!E7")]

    def test_a_column_that_fits_nowhere_is_told_once(self):
        columns = ("Dân số", "HV", "% DS")
        rows = tuple(
            (n, name, 1000, 100 * n, 3 * n) for n, name in enumerate(("Nha Trang", "Cam Ranh", "Cam Lâm"), 1)
        )
        assert found(columns, *rows) == [("rate_not_reproducible", "Bieu 01!E4")]

    def test_the_rate_beside_a_ratio(self):
        columns = ("GĐHT được công nhận",)
        assert found(columns, (1, "Nha Trang", "3.046/3.725 (81,77%)")) == []
        assert found(columns, (1, "Nha Trang", "3.046/3.725 (82,77%)")) == [("rate_differs", "Bieu 01!C5")]


class TestSizes:
    def test_amounts_per_head(self):
        rows = tuple(
            (n, name, 100_000, 500) for n, name in enumerate(("Nha Trang", "Cam Ranh", "Cam Lâm"), 1)
        )
        assert found(("Dân số", "Thu"), *rows, unit="triệu đồng") == []
        assert found(("Dân số", "Thu"), *rows, unit="đồng") == [("fund_per_head_low", "Bieu 01!D4")]
        assert found(("Dân số", "Thu"), *rows, unit="tỷ đồng") == [
            ("fund_per_head_high", f"Bieu 01!D{row}") for row in (5, 6, 7)
        ]

    @pytest.mark.parametrize(("amount", "expected"), [(50, []), (50_000, [("award_average", "Bieu 01!D5")])])
    def test_average_award(self, amount, expected):
        assert (
            found(("Số suất học bổng", "Tiền học bổng"), (1, "Nha Trang", 100, amount), unit="triệu đồng")
            == expected
        )

    def test_thousands_that_excel_made_decimals(self):
        rows = ((1, "Nha Trang", 944), (2, "Cam Ranh", 3.086), (3, "Cam Lâm", 76))
        assert found(("Tồn quỹ",), *rows, unit="triệu đồng") == [("lost_thousands", "Bieu 01!C6")]
        assert found(("Tồn quỹ",), *rows, (4, "Vạn Ninh", 1200), unit="triệu đồng") == []
