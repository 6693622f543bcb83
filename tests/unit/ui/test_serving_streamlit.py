"""What the server leans on in Streamlit, private names included: an upgrade must not move them unseen."""

import inspect
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import app_session, memory_media_file_storage, runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.ui import serving
from khuyenhoc.ui.access import downloading

MEGABYTE = 1024 * 1024


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> MemoryMediaFileStorage:
    monkeypatch.setattr(memory_media_file_storage, "_calculate_file_id", serving._media_id)
    return MemoryMediaFileStorage("/media")


def keep(storage: MemoryMediaFileStorage, session: str, data: bytes) -> str:
    with downloading(session):
        return storage.load_and_get_id(data, "text/csv", MediaFileKind.DOWNLOADABLE, "report.csv")


def test_v8_4_1_two_peoples_equal_looking_exports_are_two_files(storage: MemoryMediaFileStorage) -> None:
    """Length, beginning, middle and end agree: all that Streamlit's own name of a large file looks at."""
    head, middle, tail = b"a" * MEGABYTE, b"m" * MEGABYTE, b"z" * MEGABYTE
    first = keep(storage, "session-a", head + b"1" + middle + b"1" + tail)
    second = keep(storage, "session-b", head + b"2" + middle + b"2" + tail)
    third = keep(storage, "session-a", head + b"2" + middle + b"2" + tail)
    assert len({first, second, third}) == 3
    assert storage.get_file(second).content[MEGABYTE : MEGABYTE + 1] == b"2"
    assert storage.get_file(first).content[MEGABYTE : MEGABYTE + 1] == b"1"


def test_same_file_of_two_people_has_two_names_each_their_own(storage: MemoryMediaFileStorage) -> None:
    first, second = keep(storage, "session-a", b"same"), keep(storage, "session-b", b"same")
    assert first.startswith(serving._media_prefix("session-a"))
    assert second.startswith(serving._media_prefix("session-b"))
    assert first[:24] != second[:24]
    assert keep(storage, "session-a", b"same") == first


def test_private_names_of_streamlit_are_where_they_were() -> None:
    assert list(inspect.signature(memory_media_file_storage._calculate_file_id).parameters) == [
        "data",
        "mimetype",
        "filename",
    ]
    assert "_calculate_file_id(" in inspect.getsource(MemoryMediaFileStorage.load_and_get_id)
    assert list(inspect.signature(MediaFileManager.execute_deferred).parameters) == ["self", "file_id"]
    assert '"session_id": session_id' in inspect.getsource(MediaFileManager.add_deferred)
    assert "self._user_info" in inspect.getsource(app_session.AppSession.__init__)
    assert "self._session_mgr" in inspect.getsource(runtime.Runtime.__init__)


def test_plain_rerun_is_a_rerun_of_the_whole_page() -> None:
    message = BackMsg()
    message.ParseFromString(serving._hooks().plain_rerun)
    assert message.WhichOneof("type") == "rerun_script"
    assert not message.rerun_script.fragment_id


def test_every_inline_script_of_streamlits_page_is_named() -> None:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    inline = page.count("<script>")
    # Two more: our own in the same page, and the presenter's, which an iframe brings along.
    assert len(serving.inline_scripts()) == inline + 2 >= 3


def test_levers_of_speed_are_in_force() -> None:
    """No full collection after each run, and the loop and the parser that come with the performance extra."""
    asked = """
import streamlit
from khuyenhoc.access.mode import Mode, Setup
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.ui import serving
serving._configure(Setup(Mode.DESK, "127.0.0.1", 8501))
print(streamlit.get_option("runner.postScriptGC"), streamlit.get_option("server.enableAgentApi"))
"""
    command = [sys.executable, "-c", asked]
    told = subprocess.run(command, cwd=PROJECT_FOLDER, capture_output=True, check=True, text=True).stdout
    assert told.split() == ["False", "False"]
    assert version("orjson")
    assert version("httptools")
    assert sys.platform == "win32" or version("uvloop")
    wanted = (PROJECT_FOLDER / "requirements.txt").read_text(encoding="utf-8")
    assert f"streamlit[performance]=={streamlit.__version__}" in wanted.splitlines()
