"""Install what is missing and open the dashboard, or run every check: one file, standard library only.

    python start.py                 install what is missing, then open the dashboard in the browser
    python start.py setup           the installing alone
    python start.py test [...]      install the test tools too and run every check; extra words go to pytest

The syntax stays that of Python 3.5, so that an old Python gets as far as saying that it is too old.
"""
# ruff: noqa: UP032  f-strings would stop an old Python before it can explain itself

import argparse
import collections
import hashlib
import http.client
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unicodedata
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
INTERRUPTED = VENV / "khuyenhoc-installing"  # there while pip works; found at a start, pip was cut off
RUNNING = VENV / "khuyenhoc-running"  # port and data folder of the dashboard that is open
OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 14)  # the pinned duckdb has no build for a later one
BYTES_NEEDED = 2 * 1024**3
FIRST_PORT = 8501
REQUIREMENTS = {
    "runtime": ["requirements.txt"],
    "dev": ["requirements.txt", "requirements-scale.txt", "requirements-dev.txt"],
}
CHECKS = [
    ("ruff check .", ["-m", "ruff", "check", "."]),
    ("ruff format --check .", ["-m", "ruff", "format", "--check", "."]),
    ("lint-imports", ["-c", "from importlinter.cli import lint_imports_command as main; main()"]),
    ("sqlfluff lint queries", ["-m", "sqlfluff", "lint", "queries"]),
]
AUDIT = ("pip-audit", ["-m", "pip_audit", "-r", "requirements.txt"])
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{ProgramFiles}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Google/Chrome/Application/chrome.exe",
    "{LocalAppData}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles}/Microsoft/Edge/Application/msedge.exe",
    "{ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe",
)

# What happened, what is safe, what to do: in Vietnamese, then in English.
MESSAGES = {
    "python": """\
Máy này có Python {found}; chương trình cần Python {oldest} đến {newest}, bản 64 bit. Chưa có gì bị thay đổi.
Hãy cài Python {newest} từ https://www.python.org/downloads/ (đánh dấu ô “Add python.exe to PATH”),
mở cửa sổ lệnh mới rồi chạy lại: python start.py
This is Python {found}; the program needs Python {oldest} to {newest}, 64-bit. Nothing was changed.
Install Python {newest} from https://www.python.org/downloads/ (tick “Add python.exe to PATH”),
open a new command window and run again: python start.py""",
    "read_only": """\
Không ghi được vào thư mục {folder} ({reason}). Chưa có gì bị thay đổi.
Hãy chép cả thư mục chương trình vào nơi ghi được, ví dụ Documents, rồi chạy lại ở đó.
The folder {folder} cannot be written to ({reason}). Nothing was changed.
Copy the whole program folder to a place that can be written to, such as Documents, and run it there.""",
    "disk": """\
Ổ đĩa chỉ còn {free} GB trống; cài đặt cần 2 GB. Chưa có gì bị thay đổi. Hãy xóa bớt tệp rồi chạy lại.
Only {free} GB of disk are free; installing needs 2 GB. Nothing was changed. Free some and run again.""",
    "no_venv": """\
Python này thiếu phần “venv”. Chưa có gì bị thay đổi.
Trên Debian, Ubuntu: sudo apt install python{version}-venv rồi chạy lại.
This Python lacks its “venv” part. Nothing was changed.
On Debian, Ubuntu: sudo apt install python{version}-venv and run again.""",
    "venv_failed": """\
Không tạo được môi trường riêng .venv. Số liệu không bị ảnh hưởng.
Hãy đóng các cửa sổ khác đang chạy chương trình rồi chạy lại.
The private environment .venv could not be made. Your data are not affected.
Close other windows that run the program and run again.""",
    "pip_failed": """\
Chưa cài được các gói (chi tiết ở trên). Số liệu không bị ảnh hưởng. Thường là do mất mạng: hãy nối mạng
rồi chạy lại. Mạng cơ quan có proxy: đặt biến HTTPS_PROXY (ví dụ http://ten-proxy:8080).
The packages could not be installed (details above). Your data are not affected. The usual cause is no
network: connect and run again. Behind an office proxy: set HTTPS_PROXY (such as http://proxy-name:8080).""",
    "no_port": """\
Các cổng {first} đến {last} đều bận. Số liệu không bị ảnh hưởng. Hãy khởi động lại máy.
The ports {first} to {last} are all taken. Your data are not affected. Restart the computer.""",
    "serve_ended": """\
Chương trình tự dừng (mã {code}). Số liệu đã lưu không bị thay đổi.
Hãy chạy lại; nếu vẫn lỗi, gửi phần chữ ở trên cho người hỗ trợ.
The program ended by itself (code {code}). Stored data are unchanged.
Run it again; if that fails too, send the text above to whoever supports you.""",
    "no_chromium": """\
Không có Chromium để thử trên trình duyệt: hãy cài Chromium hoặc Chrome, hoặc đặt KHUYENHOC_CHROMIUM.
No Chromium for the browser tests: install Chromium or Chrome, or set KHUYENHOC_CHROMIUM to its path.""",
    "no_boundaries": """\
Chưa dựng được ranh giới bản đồ. Mọi trang khác vẫn chạy; lần mở sau sẽ thử lại.
The map boundaries could not be built. Every other page works; the next start tries again.""",
    "no_demo": """\
Chưa nạp được số liệu minh họa. Số liệu đã lưu không bị thay đổi.
The demo could not be loaded. Stored data are unchanged.""",
    "stopped": """\
Đã dừng theo yêu cầu. Không có gì bị hỏng; chạy lại lúc nào cũng được.
Stopped as asked. Nothing is damaged; run it again whenever you like.""",
}


class Problem(Exception):  # noqa: N818  an outcome to explain, not a fault of the program
    """Something that ends the run and that the user must know."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.text = MESSAGES[key].format(**values)


def say(*lines: str, end: str = "\n") -> None:
    """Print lines; letters that an old console cannot show lose their accents instead of stopping us."""
    for line in lines:
        try:
            print(line, end=end, flush=True)
        except UnicodeEncodeError:
            plain = unicodedata.normalize("NFKD", line.replace("đ", "d").replace("Đ", "D"))
            print(plain.encode("ascii", "ignore").decode("ascii"), end=end, flush=True)


def dotted(version: tuple) -> str:
    """A version as people write it: 3.11."""
    return ".".join(str(part) for part in version[:2])


def check_python(version: tuple, *, is_64bit: bool) -> None:
    """Refuse a Python for which the pinned packages have no builds."""
    if not (OLDEST_PYTHON <= tuple(version[:2]) <= NEWEST_PYTHON and is_64bit):
        found = "{} ({} bit)".format(dotted(version), 64 if is_64bit else 32)
        raise Problem("python", found=found, oldest=dotted(OLDEST_PYTHON), newest=dotted(NEWEST_PYTHON))


def check_writable(folder: Path) -> None:
    """Refuse a folder in which nothing can be written, before anything is done there."""
    try:
        tempfile.TemporaryFile(dir=str(folder)).close()
    except OSError as error:
        raise Problem("read_only", folder=folder, reason=error.strerror) from error


def check_space(folder: Path) -> None:
    """Refuse to install on a nearly full disk."""
    free = shutil.disk_usage(str(folder)).free
    if free < BYTES_NEEDED:
        raise Problem("disk", free=round(free / 1024**3, 1))


def child_environment(**more: str) -> dict:
    """Environment for what we start: UTF-8, and no --user installing, which a private environment refuses."""
    return dict(os.environ, PYTHONUTF8="1", PIP_USER="0", **more)


def show_progress(label: str, seconds: int, packages: int) -> None:
    """Show one line of progress after two seconds: rewritten in place on a screen, now and then in a log."""
    on_screen = sys.stdout.isatty()
    if seconds >= 2 and (on_screen or seconds % 15 == 2):
        count = " {} gói / packages,".format(packages) if packages else ""
        line = "  {}:{} {} s".format(label, count, seconds)
        say("\r" + line if on_screen else line, end="" if on_screen else "\n")


def watch(process: subprocess.Popen, label: str, *, packages: list = (), is_ready=lambda: False) -> None:
    """Wait until a process ends, or is ready, with progress in between."""
    seconds = 0
    while process.poll() is None and not is_ready():
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            seconds += 1
            show_progress(label, seconds, len(packages))
    if seconds >= 2 and sys.stdout.isatty():
        say("")


def run_quietly(command: list, label: str) -> tuple:
    """Run a command with a progress line in place of its chatter; return its exit code and last lines."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=str(ROOT), env=child_environment()
    )
    last_lines, packages = collections.deque(maxlen=8), []

    def read() -> None:
        for raw in process.stdout:
            last_lines.append("  | " + raw.decode("utf-8", "replace").rstrip()[:200])
            if raw.startswith(b"Collecting "):
                packages.append(raw)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        watch(process, label, packages=packages)
    finally:
        if process.poll() is None:
            process.terminate()
    reader.join()
    return process.returncode, list(last_lines)


def venv_python(venv: Path, *, windows: bool = os.name == "nt") -> Path:
    """Path of the Python inside a virtual environment."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def venv_version() -> str:
    """Version of the Python in .venv; empty where it does not work or pip was cut off in it."""
    if INTERRUPTED.exists():
        return ""
    probe = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        output = subprocess.check_output([str(venv_python(VENV)), "-c", probe], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return output.decode().strip()


def stamp_path(name: str) -> Path:
    """Where a finished installation leaves its stamp."""
    return VENV / "khuyenhoc-{}.stamp".format(name)


def stamp_text(name: str, version: str) -> str:
    """What a finished installation is known by: its requirements and its Python."""
    digest = hashlib.sha256(version.encode())
    for file in REQUIREMENTS[name]:
        digest.update((ROOT / file).read_bytes())
    return digest.hexdigest()


def is_stamped(name: str, text: str) -> bool:
    """Whether this was finished before, for the same requirements."""
    return stamp_path(name).is_file() and stamp_path(name).read_text() == text


def make_venv() -> None:
    """Make .venv anew; what a broken or cut-off one left behind is cleared."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Problem("no_venv", version=dotted(sys.version_info))
    say("Tạo môi trường riêng .venv / Making the private environment .venv")
    code, last_lines = run_quietly([sys.executable, "-m", "venv", "--clear", str(VENV)], ".venv")
    if code:
        say(*last_lines)
        raise Problem("venv_failed")


def install(name: str) -> None:
    """Bring .venv to what the requirements list; without pip and network where it is so already."""
    version = venv_version()
    if version and is_stamped(name, stamp_text(name, version)):
        return
    check_space(ROOT)
    if not version:
        make_venv()
        version = venv_version()
    say("Cài các gói, lần đầu cần mạng / Installing packages, which needs a network the first time")
    INTERRUPTED.touch()
    command = [str(venv_python(VENV)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    code, last_lines = run_quietly([*command, "-r", REQUIREMENTS[name][-1]], "Cài đặt / Installing")
    if code >= 0:  # pip ended by itself: it installs nothing before everything is downloaded
        INTERRUPTED.unlink()
    if code:
        say(*last_lines)
        raise Problem("pip_failed")
    for done in ("runtime", name):
        stamp_path(done).write_text(stamp_text(done, version))


def khuyenhoc(*arguments: str) -> int:
    """Run one subcommand of the program, its output passing through."""
    command = [str(venv_python(VENV)), "-m", "khuyenhoc", *arguments]
    return subprocess.call(command, cwd=str(ROOT), env=child_environment())


def build_boundaries(*, again: bool) -> None:
    """Build the map shapes, once unless asked again; the dashboard also works without them."""
    text = stamp_text("runtime", venv_version())
    if again or not is_stamped("boundaries", text):
        if khuyenhoc("boundaries", "build"):
            say(MESSAGES["no_boundaries"])
        else:
            stamp_path("boundaries").write_text(text)


def answers(port: int) -> bool:
    """Whether a dashboard answers on this port of this machine; asked directly, past any proxy."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def free_port(first: int = FIRST_PORT, last: int = FIRST_PORT + 98) -> int:
    """First port that nothing on this machine listens on."""
    for port in range(first, last + 1):
        with socket.socket() as probe:
            if os.name != "nt":  # else a port closed a minute ago would seem taken
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise Problem("no_port", first=first, last=last)


def open_port(home: str) -> int:
    """Port of the dashboard that is open on this data folder already; 0 when none is."""
    try:
        port, folder = RUNNING.read_text(encoding="utf-8").split("\n", 1)
        return int(port) if folder == home and answers(int(port)) else 0
    except (OSError, ValueError):  # nothing is open, or a power cut left half a note
        return 0


def show(port: int, *, browser: bool) -> None:
    """Say where the dashboard is and open it; without a screen, opening would start a text browser here."""
    url = "http://127.0.0.1:{}".format(port)
    say("Bảng điều khiển đang mở tại / The dashboard is open at  {}".format(url))
    has_screen = sys.platform != "linux" or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    if browser and has_screen:
        webbrowser.open(url)


def stop(process: subprocess.Popen) -> None:
    """End the server: it has heard Ctrl-C too and gets time to close the database."""
    for end in (process.terminate, process.kill):
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            end()


def serve(*, browser: bool) -> int:
    """Run the dashboard until Ctrl-C; where it is open already, only show it."""
    home = os.environ.get("KHUYENHOC_HOME", "")
    port = open_port(home)
    if port:
        show(port, browser=browser)
        return 0
    if khuyenhoc("demo", "--if-empty"):
        say(MESSAGES["no_demo"])
    port = free_port()
    command = [str(venv_python(VENV)), "-m", "khuyenhoc", "serve", "--mode", "desk", "--port", str(port)]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    process = subprocess.Popen(command, cwd=str(ROOT), env=child_environment())
    RUNNING.write_text("{}\n{}".format(port, home), encoding="utf-8")
    try:
        watch(process, "Đang mở / Opening", is_ready=lambda: answers(port))
        if process.poll() is None:
            show(port, browser=browser)
            say("Để dừng: nhấn Ctrl-C ở cửa sổ này / To stop: press Ctrl-C in this window")
        if process.wait():
            raise Problem("serve_ended", code=process.returncode)
    except KeyboardInterrupt:
        say("\nĐang dừng / Stopping")
    finally:
        stop(process)
        RUNNING.unlink(missing_ok=True)
    return 0


def find_chromium(environ: dict) -> str:
    """Path of a Chromium that starts, from the environment, PATH or the usual places; empty when none is."""
    if environ.get("KHUYENHOC_CHROMIUM"):
        paths = [environ["KHUYENHOC_CHROMIUM"]]
    else:
        folders = collections.defaultdict(str, environ)
        paths = [shutil.which(name, path=environ.get("PATH", "")) for name in CHROMIUM_NAMES]
        paths += [place.format_map(folders) for place in CHROMIUM_PLACES]
    return next((path for path in paths if path and Path(path).is_file() and starts(path)), "")


def starts(browser: str) -> bool:
    """Whether a browser is more than a stub, as Ubuntu's is; on Windows asking would open a window."""
    if os.name == "nt":
        return True
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.call([browser, "--version"], **quiet) == 0


def get_chromium() -> str:
    """Install a Chromium from Debian's packages as root, else by Playwright; empty when neither can."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        for arguments in (["update"], ["install", "-y", "chromium"]):
            run_quietly(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *arguments], "apt-get")
        found = find_chromium(os.environ)
        if found:
            return found
    python = str(venv_python(VENV))
    code, last_lines = run_quietly([python, "-m", "playwright", "install", "chromium"], "playwright install")
    if code:
        say(*last_lines)
        return ""
    ask = "import playwright.sync_api as p\nwith p.sync_playwright() as s: print(s.chromium.executable_path)"
    return subprocess.check_output([python, "-c", ask]).decode().strip()


def browser_environment() -> dict:
    """Say to the tests which browser to drive, or that there is none; in CI there must be one."""
    if os.environ.get("KHUYENHOC_NO_BROWSER"):
        return {}
    path = find_chromium(os.environ)
    if not path and not os.environ.get("KHUYENHOC_CHROMIUM"):
        path = get_chromium()
    if path:
        return {"KHUYENHOC_CHROMIUM": path}
    if os.environ.get("CI") or os.environ.get("KHUYENHOC_CHROMIUM"):
        raise Problem("no_chromium")
    say(MESSAGES["no_chromium"])
    return {"KHUYENHOC_NO_BROWSER": "1"}


def run_checks(arguments: list) -> int:
    """Run every check, stopping at the first that fails; pytest's summary stays the last thing printed."""
    install("dev")
    environment = child_environment(**browser_environment())
    checks = CHECKS + [AUDIT] * ("--audit" in arguments)
    words = [word for word in arguments if word != "--audit"] or ["-n", "2", "--dist", "loadfile"]
    checks = [*checks, ("pytest " + " ".join(words), ["-m", "pytest", *words])]
    for label, command in checks:
        say("== " + label)
        code = subprocess.call([str(venv_python(VENV)), *command], cwd=str(ROOT), env=environment)
        if code:
            return code
    return 0


def run(arguments: list) -> int:
    """Do what the command line asks."""
    check_python(sys.version_info, is_64bit=sys.maxsize > 2**32)
    check_writable(ROOT)
    if arguments[:1] == ["test"]:  # before argparse: what follows belongs to pytest
        return run_checks(arguments[1:])
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="start.py"
    )
    parser.add_argument("command", nargs="?", choices=["setup", "test"])
    parser.add_argument(
        "--no-boundaries", action="store_true", help="không dựng bản đồ / build no map shapes"
    )
    parser.add_argument("--no-browser", action="store_true", help="không mở trình duyệt / open no browser")
    options = parser.parse_args(arguments)
    if options.command == "test":
        parser.error("test đứng trước mọi tùy chọn / test comes before every option")
    install("runtime")
    if not options.no_boundaries:
        build_boundaries(again=options.command == "setup")
    if options.command == "setup":
        say("Đã cài xong / Installed")
        return 0
    return serve(browser=not options.no_browser)


def main() -> int:
    """Run and turn every foreseen ending into plain words and an exit code."""
    try:
        return run(sys.argv[1:])
    except Problem as problem:
        say(problem.text)
        return 1
    except KeyboardInterrupt:
        say("", MESSAGES["stopped"])
        return 130


if __name__ == "__main__":
    sys.exit(main())
