"""`serve` refuses what would let strangers in, in both languages, before anything listens."""

from pathlib import Path

import pytest

from khuyenhoc.cli import main


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--address", "0.0.0.0"], "127.0.0.1"),  # noqa: S104
        (["--mode", "server"], "--public-url"),
        (["--mode", "server", "--public-url", "http://khuyenhoc.example"], "https://"),
        (["--mode", "server", "--public-url", "https://khuyenhoc.example"], "account add"),
        (["--port", "0"], "65535"),
    ],
)
def test_unsafe_calls_are_refused(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    monkeypatch.delenv("KHUYENHOC_PUBLIC_URL", raising=False)

    def never(_: object) -> None:
        raise AssertionError("it must not start")

    monkeypatch.setattr("khuyenhoc.ui.serving.run_server", never)
    assert main(["serve", *arguments]) == 2
    vietnamese, english = capsys.readouterr().err.strip().split("\n")
    assert words in vietnamese
    assert words in english
