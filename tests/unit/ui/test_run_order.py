from khuyenhoc.ui.conference.run_order import shortened

LONG = "4/5 mô hình đã đạt mục tiêu; xa nhất là tỷ lệ công dân học tập, còn thiếu 7,0 điểm %"


def test_a_name_that_fits_stays() -> None:
    assert shortened(LONG, len(LONG)) == LONG


def test_of_a_longer_name_as_many_words_stay_as_fit() -> None:
    assert shortened(LONG, 66) == "4/5 mô hình đã đạt mục tiêu; xa nhất là tỷ lệ công dân học tập…"
    assert shortened(LONG, 60) == "4/5 mô hình đã đạt mục tiêu; xa nhất là tỷ lệ công dân học…"
    assert all(len(shortened(LONG, letters)) <= letters for letters in range(10, 90))
