"""The installation page says what start.py does."""

import re
from pathlib import Path

import platformdirs.macos
import platformdirs.unix
import pytest

import start

ROOT = Path(start.__file__).parent
PAGE = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
SOURCE = Path(start.__file__).read_text(encoding="utf-8")
VIETNAMESE, ENGLISH = PAGE.split("\n---\n")


@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH])
def test_every_command_on_the_page_is_one_that_start_takes(language):
    commands = {match.strip() for match in re.findall(r"python start\.py([^`\n]*)", language)}
    assert {"", "setup", "setup --no-boundaries", "--no-browser"} <= commands
    words = {word for command in commands for word in command.split()}
    assert words <= {"setup", "test", "--no-boundaries", "--no-browser"}
    assert all(f'"{word}"' in SOURCE for word in words)


def test_every_variable_on_the_page_is_read_somewhere():
    code = SOURCE + (ROOT / "khuyenhoc" / "home.py").read_text(encoding="utf-8")
    names = set(re.findall(r"KHUYENHOC_\w+", PAGE))
    assert names == {"KHUYENHOC_HOME", "KHUYENHOC_CHROMIUM", "KHUYENHOC_NO_BROWSER"}
    assert [name for name in names if f'"{name}"' not in code] == []


@pytest.mark.parametrize(("language", "to"), [(VIETNAMESE, "đến"), (ENGLISH, "to")])
def test_versions_port_and_disk_are_the_ones_that_start_checks(language, to):
    oldest, newest = start.dotted(start.OLDEST_PYTHON), start.dotted(start.NEWEST_PYTHON)
    assert f"Python {newest}**" in language
    assert f"{oldest} {to} {newest}" in language
    assert f"http://127.0.0.1:{start.FIRST_PORT}" in language
    assert f"{start.BYTES_NEEDED / 1024**3:.0f} GB" in language


def test_data_folders_are_the_platforms_own(monkeypatch):
    monkeypatch.setenv("HOME", "/home/an")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    for system in (platformdirs.macos.MacOS, platformdirs.unix.Unix):
        folder = system("khuyenhoc", appauthor=False).user_data_dir
        assert "`" + folder.replace("/home/an", "~") + "`" in VIETNAMESE


@pytest.mark.parametrize("key", sorted(set(start.MESSAGES) - {"stopped", "no_chromium"}))
def test_every_message_a_user_can_meet_is_in_the_table(key):
    first_words = re.split(r"[{(.:;]", start.MESSAGES[key])[0].strip()
    start_of_row = " ".join(first_words.split()[:4])
    assert f"| {start_of_row}" in VIETNAMESE
