"""Every file of figures that a page offers says what it holds, of whom and when, how complete and whence."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from khuyenhoc.ui import output, routes
from tests.pages.conftest import OpenPage

PAGES = (
    routes.TARGETS,
    routes.SCORECARD,
    routes.TREND,
    routes.COMPARISON,
    routes.MODELS,
    routes.FUNDS,
    routes.CONTINUING,
    routes.PROGRESS,
)


@pytest.mark.parametrize("page", PAGES)
def test_notes_of_files(
    filled_home: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    files: dict[str, Mapping[str, str]] = {}

    def note(*_: object, name: str, notes: Mapping[str, str]) -> None:
        files[name] = notes

    monkeypatch.setattr(output, "download_table", note)
    app = open_page(page, province="legacy-56", period="2024-Q2", indicator="member_rate")
    assert not app.exception
    assert files
    for name, notes in files.items():
        assert {"Tỉnh, thành phố", "Kỳ báo cáo", "Mức đầy đủ", "Nguồn", "Xem theo"} <= set(notes), name
        assert {"Nội dung", "Chỉ tiêu"} & set(notes), name
