"""start.py piece by piece: what it refuses, what it repeats, what it finds."""

import ast
import http.server
import io
import os
import re
import socket
import sys
import threading
from pathlib import Path

import pytest

import start

FOLDED_QUOTES = str.maketrans("“”", '""')


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """start.py moved to a folder of its own, with requirements and a .venv that only seems to be one."""
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements.txt").write_text("streamlit==1.67.0\n")
    (tmp_path / "requirements-scale.txt").write_text("-r requirements.txt\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\npytest==9.2.0\n")
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "INTERRUPTED", tmp_path / ".venv" / "khuyenhoc-installing")
    monkeypatch.setattr(start, "RUNNING", tmp_path / ".venv" / "khuyenhoc-running")
    return tmp_path


@pytest.fixture
def pip(folder, monkeypatch):
    """Commands that start.py would have run; `pip.code` is what they end with."""

    class Pip(list):
        code = 0
        version = "3.11"

        def __call__(self, command, label):
            self.append(command[1:])
            return self.code, ["  | ERROR: no network"]

    pip = Pip()
    monkeypatch.setattr(start, "run_quietly", pip)
    monkeypatch.setattr(start, "venv_version", lambda: pip.version)
    return pip


def executable(path: Path, exit_code: int = 0) -> str:
    """A program that answers --version with this exit code."""
    if os.name == "nt":
        path = path.with_suffix(".bat")
        path.write_text(f"@exit /b {exit_code}\n")
    else:
        path.write_text(f"#!/bin/sh\nexit {exit_code}\n")
        path.chmod(0o755)
    return str(path)


class TestPythonVersion:
    @pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 14, 1)])
    def test_versions_with_builds_of_every_package_pass(self, version):
        start.check_python(version, is_64bit=True)

    @pytest.mark.parametrize(
        ("version", "is_64bit", "found"),
        [
            ((3, 6, 15), True, "Python 3.6 (64 bit)"),
            ((3, 10, 13), True, "Python 3.10 (64 bit)"),
            ((3, 15, 0), True, "Python 3.15 (64 bit)"),
            ((3, 12, 0), False, "Python 3.12 (32 bit)"),
        ],
    )
    def test_other_versions_are_named_in_the_refusal(self, version, is_64bit, found):
        with pytest.raises(start.Problem) as refusal:
            start.check_python(version, is_64bit=is_64bit)
        assert found in refusal.value.text
        assert "Python 3.11 đến 3.14" in refusal.value.text
        assert "Python 3.11 to 3.14" in refusal.value.text

    def test_the_file_is_readable_by_python_3_5(self):
        tree = ast.parse(Path(start.__file__).read_text(encoding="utf-8"), feature_version=(3, 5))
        too_new = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.Match)
        assert [node.lineno for node in ast.walk(tree) if isinstance(node, too_new)] == []
        hints = [node.annotation for node in ast.walk(tree) if isinstance(node, ast.arg) and node.annotation]
        assert {type(hint) for hint in hints} <= {ast.Name, ast.Attribute}  # no `X | Y`, no `list[X]`


class TestMessages:
    @pytest.mark.parametrize("key", start.MESSAGES)
    def test_vietnamese_comes_first_and_english_says_as_much(self, key):
        lines = start.MESSAGES[key].translate(FOLDED_QUOTES).splitlines()
        half = len(lines) // 2
        assert len(lines) == 2 * half
        assert not "".join(lines[:half]).isascii()
        assert "".join(lines[half:]).isascii()
        fields = [re.findall(r"{(\w+)}", "".join(part)) for part in (lines[:half], lines[half:])]
        assert fields[0] == fields[1]

    def test_an_old_console_gets_text_without_accents(self, monkeypatch):
        console = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        monkeypatch.setattr(sys, "stdout", console)
        start.say("Đã dừng ở ổ đĩa")
        console.flush()
        assert console.buffer.getvalue().decode() == "Da dung o o dia\n"

    def test_a_problem_ends_with_code_1_and_ctrl_c_with_130(self, monkeypatch, capsys):
        def refuse(arguments):
            raise start.Problem("disk", free=0.4)

        monkeypatch.setattr(start, "run", refuse)
        assert start.main() == 1
        assert capsys.readouterr().out.splitlines()[0].startswith("Ổ đĩa chỉ còn 0.4 GB trống")

        def interrupt(arguments):
            raise KeyboardInterrupt

        monkeypatch.setattr(start, "run", interrupt)
        assert start.main() == 130
        assert "Đã dừng theo yêu cầu" in capsys.readouterr().out

    def test_progress_is_silent_before_two_seconds_and_rare_in_a_log(self, capsys):
        for second in range(1, 31):
            start.show_progress("Cài đặt", second, packages=second)
        assert (
            capsys.readouterr().out
            == "  Cài đặt: 2 gói / packages, 2 s\n  Cài đặt: 17 gói / packages, 17 s\n"
        )


class TestMachine:
    def test_a_folder_that_cannot_be_written_to_is_refused(self, tmp_path):
        start.check_writable(tmp_path)
        assert list(tmp_path.iterdir()) == []
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            locked = Path("/proc")  # root writes everywhere but here
        else:
            locked = tmp_path / "locked"
            locked.mkdir(mode=0o555)
        if os.name == "nt":
            pytest.skip("Windows ignores a folder's read-only mode")
        with pytest.raises(start.Problem) as refusal:
            start.check_writable(locked)
        assert f"Không ghi được vào thư mục {locked}" in refusal.value.text

    def test_a_nearly_full_disk_is_refused(self, tmp_path, monkeypatch):
        usage = type(start.shutil.disk_usage(tmp_path))
        monkeypatch.setattr(start.shutil, "disk_usage", lambda folder: usage(10**12, 0, 2 * 1024**3))
        start.check_space(tmp_path)
        monkeypatch.setattr(start.shutil, "disk_usage", lambda folder: usage(10**12, 0, 2 * 1024**3 - 1))
        with pytest.raises(start.Problem, match="disk") as refusal:
            start.check_space(tmp_path)
        assert "2.0 GB" in refusal.value.text

    def test_the_python_of_an_environment_is_where_each_system_puts_it(self):
        assert start.venv_python(Path("x"), windows=True) == Path("x", "Scripts", "python.exe")
        assert start.venv_python(Path("x"), windows=False) == Path("x", "bin", "python")

    def test_a_python_without_ensurepip_says_which_package_is_missing(self, folder, monkeypatch):
        monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
        with pytest.raises(start.Problem) as refusal:
            start.make_venv()
        assert f"python3.{sys.version_info.minor}-venv" in refusal.value.text


class TestInstall:
    def test_pip_runs_once(self, pip):
        start.install("runtime")
        start.install("runtime")
        assert pip == [
            ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-r", "requirements.txt"]
        ]

    def test_the_test_tools_bring_the_program_s_packages_with_them(self, pip):
        start.install("dev")
        start.install("runtime")
        assert [command[-1] for command in pip] == ["requirements-dev.txt"]

    def test_other_requirements_or_another_python_install_again(self, pip, folder):
        start.install("runtime")
        (folder / "requirements.txt").write_text("streamlit==1.68.0\n")
        start.install("runtime")
        pip.version = "3.12"
        start.install("runtime")
        assert len(pip) == 3

    def test_a_failed_pip_leaves_no_stamp_and_is_tried_again(self, pip, folder, capsys):
        pip.code = 1
        with pytest.raises(start.Problem, match="pip_failed"):
            start.install("runtime")
        assert "ERROR: no network" in capsys.readouterr().out
        assert list((folder / ".venv").iterdir()) == []
        pip.code = 0
        start.install("runtime")
        assert [path.name for path in (folder / ".venv").iterdir()] == ["khuyenhoc-runtime.stamp"]

    def test_a_pip_cut_off_in_the_middle_makes_the_environment_anew(self, folder, monkeypatch):
        monkeypatch.setattr(start, "venv_python", lambda venv: Path(sys.executable))
        here = ".".join(str(part) for part in sys.version_info[:2])
        assert start.venv_version() == here

        def cut_off(command, label):
            raise KeyboardInterrupt

        monkeypatch.setattr(start, "run_quietly", cut_off)
        with pytest.raises(KeyboardInterrupt):
            start.install("runtime")
        assert start.venv_version() == ""

    def test_an_environment_without_python_has_no_version(self, folder):
        assert start.venv_version() == ""

    def test_a_quiet_command_keeps_its_last_lines_and_its_exit_code(self, folder):
        script = "import sys; [print('line', n) for n in range(20)]; sys.exit(7)"
        code, last_lines = start.run_quietly([sys.executable, "-c", script], "test")
        assert code == 7
        assert last_lines == [f"  | line {n}" for n in range(12, 20)]

    def test_boundaries_are_built_once_and_again_when_asked_or_failed(self, pip, monkeypatch, capsys):
        codes, calls = [1, 0, 0], []
        monkeypatch.setattr(start, "khuyenhoc", lambda *words: calls.append(words) or codes.pop(0))
        start.build_boundaries(again=False)
        assert "Chưa dựng được ranh giới" in capsys.readouterr().out
        start.build_boundaries(again=False)
        start.build_boundaries(again=False)
        start.build_boundaries(again=True)
        assert calls == [("boundaries", "build")] * 3


class TestServing:
    def test_a_taken_port_is_passed_over(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            first = taken.getsockname()[1]
            assert first < start.free_port(first, first + 50) <= first + 50
            with pytest.raises(start.Problem) as refusal:
                start.free_port(first, first)
        assert f"{first} đến {first}" in refusal.value.text

    def test_a_dashboard_that_is_open_on_the_same_data_is_found(self, folder):
        server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
        server.RequestHandlerClass.log_message = lambda *arguments: None
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        port = server.server_port
        assert start.open_port("/data") == 0
        start.RUNNING.write_text(f"{port}\n/data", encoding="utf-8")
        assert start.open_port("/data") == port
        assert start.open_port("/other") == 0
        server.shutdown()
        server.server_close()
        assert start.open_port("/data") == 0

    @pytest.mark.parametrize("note", ["", "85", "x\n/data"])
    def test_half_a_note_is_no_open_dashboard(self, folder, note):
        start.RUNNING.write_text(note, encoding="utf-8")
        assert start.open_port("/data") == 0


class TestChromium:
    @pytest.fixture(autouse=True)
    def _no_usual_places(self, monkeypatch):
        monkeypatch.setattr(start, "CHROMIUM_PLACES", ())

    def test_the_named_one_wins_and_a_wrong_name_finds_nothing(self, tmp_path):
        named = executable(tmp_path / "my-browser")
        executable(tmp_path / "chromium")
        environ = {"KHUYENHOC_CHROMIUM": named, "PATH": str(tmp_path)}
        assert start.find_chromium(environ) == named
        environ["KHUYENHOC_CHROMIUM"] = str(tmp_path / "missing")
        assert start.find_chromium(environ) == ""

    @pytest.mark.skipif(os.name == "nt", reason="Windows is not asked whether a browser starts")
    def test_a_stub_on_the_path_is_passed_over(self, tmp_path):
        executable(tmp_path / "chromium-browser", exit_code=1)
        assert start.find_chromium({"PATH": str(tmp_path)}) == ""
        chrome = executable(tmp_path / "google-chrome")
        assert start.find_chromium({"PATH": str(tmp_path)}) == chrome

    def test_a_usual_place_is_filled_in_from_the_environment(self, tmp_path, monkeypatch):
        chrome = Path(executable(tmp_path / "chrome"))
        monkeypatch.setattr(
            start, "CHROMIUM_PLACES", ("{Missing}/chrome.exe", "{ProgramFiles}/" + chrome.name)
        )
        found = start.find_chromium({"PATH": "", "ProgramFiles": str(tmp_path)})
        assert Path(found) == chrome

    def test_without_one_tests_skip_at_home_and_fail_in_ci(self, monkeypatch, capsys):
        monkeypatch.setattr(start, "find_chromium", lambda environ: "")
        monkeypatch.setattr(start, "get_chromium", lambda: "")
        for name in ("CI", "KHUYENHOC_CHROMIUM", "KHUYENHOC_NO_BROWSER"):
            monkeypatch.delenv(name, raising=False)
        assert start.browser_environment() == {"KHUYENHOC_NO_BROWSER": "1"}
        assert "Không có Chromium" in capsys.readouterr().out
        monkeypatch.setenv("CI", "true")
        with pytest.raises(start.Problem, match="no_chromium"):
            start.browser_environment()


class TestChecks:
    @pytest.fixture
    def calls(self, monkeypatch):
        """Checks that were run; those whose words hold `calls.failing` fail with code 3."""

        class Calls(list):
            failing = "nothing"

            def __call__(self, command, **options):
                self.append(" ".join(command[1:]))
                return 3 if self.failing in self[-1] else 0

        calls = Calls()
        monkeypatch.setattr(start.subprocess, "call", calls)
        monkeypatch.setattr(start, "install", lambda name: None)
        monkeypatch.setattr(start, "browser_environment", dict)
        return calls

    def test_pytest_comes_last_and_in_two_processes(self, calls, capsys):
        assert start.run_checks([]) == 0
        assert calls[0] == "-m ruff check ."
        assert calls[-1] == "-m pytest -n 2 --dist loadfile"
        assert len(calls) == 5
        assert capsys.readouterr().out.splitlines()[-1] == "== pytest -n 2 --dist loadfile"

    def test_words_go_to_pytest_and_audit_adds_a_check_before_it(self, calls):
        assert start.run_checks(["--audit", "-k", "stamp"]) == 0
        assert calls[-2:] == ["-m pip_audit -r requirements.txt", "-m pytest -k stamp"]

    def test_the_first_failure_ends_it_with_its_code(self, calls):
        calls.failing = "sqlfluff"
        assert start.run_checks([]) == 3
        assert calls[-1] == "-m sqlfluff lint queries"
