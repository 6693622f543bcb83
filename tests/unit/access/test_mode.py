"""What refuses to start, and says why."""

import pytest

from khuyenhoc.access.mode import Mode, Setup, UnsafeSettingError, check_setup, is_loopback

PUBLIC = "https://khuyenhoc.example"


@pytest.mark.parametrize(
    ("setup", "words"),
    [
        (Setup(Mode.DESK, "0.0.0.0", 8501), "127.0.0.1"),  # noqa: S104
        (Setup(Mode.DESK, "192.168.1.5", 8501), "--mode server"),
        (Setup(Mode.DESK, "127.0.0.1", 8501, trusted_proxy="127.0.0.1"), "proxy"),
        (Setup(Mode.SERVER, "127.0.0.1", 8501), "--public-url"),
        (Setup(Mode.SERVER, "127.0.0.1", 8501, "khuyenhoc.example"), "--public-url"),
        (Setup(Mode.SERVER, "127.0.0.1", 8501, "https://khuyenhoc.example/path"), "--public-url"),
        (Setup(Mode.SERVER, "127.0.0.1", 8501, "http://khuyenhoc.example"), "https://"),
        (Setup(Mode.SERVER, "0.0.0.0", 8501, PUBLIC), "--trusted-proxy"),  # noqa: S104
        (Setup(Mode.SERVER, "0.0.0.0", 8501, PUBLIC, "*"), "--trusted-proxy"),  # noqa: S104
    ],
)
def test_unsafe_setups_are_refused(setup: Setup, words: str) -> None:
    with pytest.raises(UnsafeSettingError) as refused:
        check_setup(setup, has_administrator=True)
    assert words in refused.value.vi
    assert words in refused.value.en


@pytest.mark.parametrize(
    "setup",
    [
        Setup(Mode.DESK, "127.0.0.1", 8501),
        Setup(Mode.SERVER, "127.0.0.1", 8501, PUBLIC),
        Setup(Mode.SERVER, "127.0.0.1", 8501, "http://localhost:8501"),
        Setup(Mode.SERVER, "0.0.0.0", 8501, PUBLIC, "172.16.0.2"),  # noqa: S104
    ],
)
def test_safe_setups_start(setup: Setup) -> None:
    check_setup(setup, has_administrator=True)


def test_v6_3_2_server_needs_an_administrator_and_has_no_default_one() -> None:
    with pytest.raises(UnsafeSettingError, match="account add"):
        check_setup(Setup(Mode.SERVER, "127.0.0.1", 8501, PUBLIC), has_administrator=False)


@pytest.mark.parametrize(
    ("address", "is_local"),
    [
        *[("127.0.0.1", True), ("localhost", True), ("::1", True), ("[::1]", True), ("127.9.9.9", True)],
        *[("0.0.0.0", False), ("::", False), ("10.0.0.1", False), ("example.vn", False), ("", False)],  # noqa: S104
    ],
)
def test_loopback(address: str, is_local: bool) -> None:
    assert is_loopback(address) is is_local
