"""How wide a window is: what its page wrote down counts, the browser's name where there is nothing."""

from types import SimpleNamespace

import pytest
import streamlit as st

from khuyenhoc.ui.device import figure_width, is_phone, room_to_spare

PHONE = "Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile"
OFFICE = "Mozilla/5.0 (Windows NT 10.0) Chrome/140"


def seen_by(monkeypatch: pytest.MonkeyPatch, width: str | None, browser: str = OFFICE) -> None:
    cookies = {} if width is None else {"khuyenhoc-width": width}
    monkeypatch.setattr(st, "context", SimpleNamespace(cookies=cookies, headers={"User-Agent": browser}))


@pytest.mark.parametrize(
    ("width", "browser", "expected", "figures"),
    [
        ("390", OFFICE, True, (330, 330)),
        ("640", OFFICE, True, (330, 330)),
        ("641", OFFICE, False, (600, 342)),
        ("1024", OFFICE, False, (600, 342)),
        ("1366", OFFICE, False, (1000, 570)),
        ("844", PHONE, False, (600, 342)),
        (None, PHONE, True, (330, 330)),
        (None, OFFICE, False, (1000, 570)),
        ("wide", PHONE, True, (330, 330)),
        ("٣٩٠", OFFICE, False, (1000, 570)),
    ],
)
def test_width_of_figures(
    monkeypatch: pytest.MonkeyPatch,
    width: str | None,
    browser: str,
    expected: bool,
    figures: tuple[int, int],
) -> None:
    seen_by(monkeypatch, width, browser)
    assert is_phone() is expected
    assert (figure_width(1000), figure_width(570)) == figures


def test_under_large_type_fewer_labels_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    seen_by(monkeypatch, "1366")
    monkeypatch.setattr(st, "session_state", {"text.large": True})
    assert figure_width(1000) == 750


@pytest.mark.parametrize(("width", "room"), [("1920", 554), ("1366", 0), ("390", 0), (None, 0)])
def test_room_beyond_an_office_screen(monkeypatch: pytest.MonkeyPatch, width: str | None, room: int) -> None:
    seen_by(monkeypatch, width)
    assert room_to_spare() == room
