import io

import openpyxl
import pandas as pd

from khuyenhoc.reports.fund_publication import COLUMNS, publication_frame, publication_workbook

UNITS = pd.DataFrame(
    {name: [None] for name in COLUMNS if name != "other_uses"}
    | {"name": ["=Xã A"], "raised": [5e6], "spent": [4e6], "scholarships_amount": [3e6]}
)
TOTALS = pd.DataFrame({"data_element": ["fund_raised", "fund_spent"], "value": [5e6, 4e6]})


def test_total_row_stands_last_and_missing_stays_missing() -> None:
    frame = publication_frame(UNITS, TOTALS, total_name="Toàn tỉnh")
    assert frame["name"].tolist() == ["=Xã A", "Toàn tỉnh"]
    assert frame["other_uses"].tolist() == [1e6, 4e6]
    assert frame["opening"].isna().all()
    assert list(frame.columns) == list(COLUMNS)


def test_workbook_is_typed_and_says_its_unit() -> None:
    frame = publication_frame(UNITS, TOTALS, total_name="Toàn tỉnh")
    content = publication_workbook(frame, title="CÔNG KHAI", subtitle="Tỉnh", notes={"Nguồn": "báo cáo"})
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet["A3"].value == "Đơn vị tính: đồng"
    assert [cell.value for cell in sheet[5]] == [heading for heading, _ in COLUMNS.values()]
    assert (sheet["A6"].value, sheet["A6"].data_type) == ("=Xã A", "s")
    assert sheet["C6"].value == 5_000_000
    assert sheet["B6"].value is None
    assert sheet["A10"].value == "Nguồn: báo cáo"


def test_a_hidden_amount_is_not_given_away_by_what_is_left() -> None:
    """100 spent, 60 of it known: the other 40 would be the hidden amount."""
    units = pd.DataFrame(
        {
            **{name: [None, None] for name in COLUMNS},
            "name": ["A", "B"],
            "spent": [100.0, 100.0],
            "rewards_amount": [60.0, 60.0],
            "has_hidden": [True, False],
        }
    )
    frame = publication_frame(units, pd.DataFrame({"data_element": [], "value": []}), total_name="Cộng")
    assert frame["other_uses"].isna().tolist()[0]
    assert frame["other_uses"].tolist()[1] == 40.0
