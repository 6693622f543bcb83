from khuyenhoc.reports.document.model import Grid

GRID = Grid(
    "Bảng",
    ("TT", "Việc", "Kết quả", "Căn cứ", "Chưa có"),
    (
        ("1", "Vận động hội viên", "≈ 81,8%", "387/QĐ-TTg (25/03/2022)", "–"),
        ("2", "Lập Hội", "–", "677/QĐ-TTg", "–"),
    ),
)


def test_words_are_told_from_figures() -> None:
    # Numbers of acts begin with a figure and are words; a dash stands where a figure is missing.
    assert GRID.word_columns == (1, 3)
    assert Grid("Bảng", ("A",), ()).word_columns == ()


def test_columns_share_the_width_by_their_longest_text() -> None:
    number, task, *_ = GRID.shares
    assert number == 4**0.75
    assert task == 17**0.75
