"""Cells of figures as people fill them in, and units that say they have no association."""

import pytest

from tests.unit.intake.workbooks import (
    HEAD,
    Form,
    assert_read,
    check,
    problems,
    values,
)


class TestCells:
    def test_none_missing_and_not_applicable(self):
        rows = (
            (1, "Nha Trang", 1000, "-"),
            (2, "Cam Ranh", 2000, "không"),
            (3, "Cam Lâm", 5, "x"),
            (4, "Vạn Ninh", 5, "…"),
            (5, "Ninh Hòa", "-", "-"),
        )
        verdict = check(Form(rows=rows).sheet())
        assert_read(
            verdict,
            {
                "568": {"population": 1000, "members": 0},
                "569": {"population": 2000, "members": 0},
                "570": {"population": 5, "members": None},
                "571": {"population": 5},
            },
        )

    def test_text_numbers_of_both_styles_by_column(self):
        head = (*HEAD, ("ĐVT: triệu đồng",))
        form = Form(
            columns=("Dân số", "Thu", "Chi"),
            rows=((1, "Nha Trang", "12,345", "1,234.5", "3,086"), (2, "Cam Ranh", "1,345", "2.5", "12")),
            head=head,
        )
        assert values(check(form.sheet()))["568"] == {
            "population": 12345,
            "fund_raised": 1_234_500_000,
            "fund_spent": 3_086_000_000,
        }

    def test_amounts_with_their_own_unit(self):
        form = Form(
            columns=("Tồn quỹ",), rows=((1, "Nha Trang", "1 tỷ 86 triệu đồng"), (2, "Cam Ranh", "944 triệu"))
        )
        verdict = check(form.sheet())
        assert values(verdict) == {
            "568": {"fund_closing": 1_086_000_000},
            "569": {"fund_closing": 944_000_000},
        }

    def test_the_units_of_columns_win_over_the_caption(self):
        form = Form(
            columns=("Vận động (đồng)", "Học bổng (triệu đồng)"),
            rows=((1, "Nha Trang", 5_000_000, 5),),
            head=(*HEAD, ("ĐVT: tỷ đồng",)),
        )
        verdict = check(form.sheet())
        assert values(verdict) == {"568": {"fund_raised": 5_000_000, "scholarships_amount": 5_000_000}}
        assert verdict.tables[0].money_unit == "đồng, triệu đồng"

    def test_ratios_give_both_their_parts(self):
        form = Form(
            columns=("GĐHT", "DHHT"),
            rows=((1, "Nha Trang", "3.046/3.725 (81,77%)", "46/72"), (2, "Cam Ranh", "1/2", "1/3")),
        )
        verdict = check(form.sheet())
        assert_read(
            verdict,
            {
                "568": {
                    "families_recognised": 3046,
                    "families_total": 3725,
                    "clans_recognised": 46,
                    "clans_total": 72,
                },
                "569": {
                    "families_recognised": 1,
                    "families_total": 2,
                    "clans_recognised": 1,
                    "clans_total": 3,
                },
            },
        )


class TestNotEstablished:
    @pytest.mark.parametrize(
        "note", ["Chưa thành lập Hội", "chưa thành lập", "Chưa có tổ chức Hội", "Chưa có Hội"]
    )
    def test_in_the_note(self, note):
        form = Form(
            columns=("Dân số", "HV", "Ghi chú"), rows=((1, "Nha Trang", "", "", note), (2, "Cam Ranh", 5, 1))
        )
        verdict = check(form.sheet())
        assert verdict.not_established == ("legacy-568",)
        assert values(verdict) == {"569": {"population": 5, "members": 1}}
        assert problems(verdict) == []

    def test_in_a_cell_of_figures_or_beside_the_name(self):
        rows = (
            (1, "Nha Trang", "Chưa thành lập Hội"),
            (2, "Cam Ranh (chưa thành lập Hội)"),
            (3, "Cam Lâm", 5, 1),
        )
        verdict = check(Form(rows=rows).sheet())
        assert verdict.not_established == ("legacy-568", "legacy-569")
        assert problems(verdict) == []

    def test_people_are_no_sign_of_an_association(self):
        form = Form(
            columns=("Dân số", "HV", "Ghi chú"), rows=((1, "Nha Trang", 5, "-", "Chưa thành lập Hội"),)
        )
        assert check(form.sheet()).not_established == ("legacy-568",)

    def test_a_remark_about_something_else(self):
        note = "Chưa thành lập Hội ở 2 trường"
        form = Form(columns=("Dân số", "HV", "Ghi chú"), rows=((1, "Nha Trang", 5, 2, note),))
        assert_read(check(form.sheet()), {"568": {"population": 5, "members": 2}})
