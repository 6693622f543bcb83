"""The dashboard as a server: Streamlit behind the gate."""

import base64
import hashlib
import hmac
import logging
import os
import re
import secrets
import signal
import sys
from contextlib import suppress
from pathlib import Path

import streamlit
import uvicorn
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import Runtime, memory_media_file_storage
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import bootstrap

from khuyenhoc.access.gate import Gate, Hooks, Policy
from khuyenhoc.access.gate.policy import DESK_SESSION, IDENTITY_HEADER
from khuyenhoc.access.mode import Mode, Setup, set_mode
from khuyenhoc.access.service import open_access
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.home import home_folder
from khuyenhoc.reports.web.player import player_script
from khuyenhoc.review.public import public_run_page
from khuyenhoc.store.backup_state import backup_state
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.open_data import answer_address
from khuyenhoc.store.opened import close_database, open_database
from khuyenhoc.store.workflow import note_action
from khuyenhoc.ui.access import SESSION_KEY, downloading, session_id
from khuyenhoc.ui.addresses import Addresses
from khuyenhoc.ui.log_lines import TEXT, write_log_as
from khuyenhoc.ui.page_shell import PageShell, put_right
from khuyenhoc.ui.sending import send_in_one_go
from khuyenhoc.ui.streamlit_scripts import OwnScripts, scripts_put_right

_log = logging.getLogger(__name__)
_MAX_MESSAGE = 50 * 1024 * 1024
_MAX_BODY = 21 * 1024 * 1024  # the largest upload, 20 MB (.streamlit/config.toml), and what a form adds to it
_SECRET = secrets.token_bytes(32)
_PREFIX_LENGTH = 24
_STREAMLIT = Path(streamlit.__file__).parent / "static"
_make_deferred = MediaFileManager.execute_deferred


def run_server(setup: Setup, *, metrics_token: str = "", log_form: str = TEXT) -> None:
    """Serve the dashboard until the process is told to stop.

    Args:
        metrics_token: what lets a machine read `/metrics`; empty for none.
        log_form: `text` or `json`, of `log_lines`.
    """
    _configure(setup)
    write_log_as(log_form)
    set_mode(setup.mode)
    memory_media_file_storage._calculate_file_id = _media_id
    MediaFileManager.execute_deferred = _execute_deferred
    send_in_one_go()
    scripts = scripts_put_right(_STREAMLIT / "static" / "js")
    screens = OwnScripts(streamlit.App(PROJECT_FOLDER / "dashboard.py"), scripts)
    application = Addresses(PageShell(screens, _streamlit_page()))
    service = open_access() if setup.mode is Mode.SERVER else None
    gate = Gate(application, Policy(setup, _MAX_BODY, _hooks(), metrics_token), service)
    config = uvicorn.Config(
        gate,
        host=setup.address,
        port=setup.port,
        ws="websockets-sansio",
        ws_max_size=_MAX_MESSAGE,
        ws_per_message_deflate=False,  # costs more than it saves; what is large comes over HTTP, compressed
        ws_ping_interval=30,
        ws_ping_timeout=30,
        access_log=False,
        server_header=False,
        proxy_headers=bool(setup.trusted_proxy),
        forwarded_allow_ips=setup.trusted_proxy or None,
        timeout_graceful_shutdown=2,
        limit_concurrency=2000,
        log_level="warning",
        log_config=None,
    )
    # Once it has stopped, uvicorn raises the signal again; the store is to be closed all the same.
    signal.signal(signal.SIGTERM, _end)
    try:
        uvicorn.Server(config).run()
    except KeyboardInterrupt:
        _log.info("stopped from the keyboard")
    finally:
        close_database()


def _end(*_: object) -> None:
    raise SystemExit(0)


def _configure(setup: Setup) -> None:
    os.chdir(PROJECT_FOLDER)  # Streamlit reads .streamlit/config.toml of the current folder
    sys.path.insert(0, str(PROJECT_FOLDER))
    hosts = sorted({host.rsplit(":", 1)[0] if ":" in host else host for host in setup.hosts})
    bootstrap.load_config_options(
        {
            "server_port": setup.port,
            "server_address": setup.address,
            "server_headless": True,
            "server_allowedHosts": hosts,
            "server_trustedUserHeaders": {IDENTITY_HEADER.decode(): SESSION_KEY},
            "server_enableAgentApi": False,
            "server_enableXsrfProtection": True,
            "server_enableCORS": True,
        }
    )
    # A folder called pages makes Streamlit expect its old way of finding pages until somebody has opened the
    # start page; a link to any other page would be answered with "page not found" until then.
    PagesManager.uses_pages_directory = False


def _hooks() -> Hooks:
    rerun = BackMsg()
    rerun.rerun_script.SetInParent()
    return Hooks(
        upload_owner=_tab_owner,
        media_prefix=_media_prefix,
        plain_rerun=rerun.SerializeToString(),
        inline_scripts=inline_scripts(),
        public_run=public_run_page,
        run_scripts=(script_source(player_script()),),
        api=answer_address,
        note=_note,
        is_ready=_is_ready,
        facts=_facts,
    )


def inline_scripts() -> tuple[str, ...]:
    """CSP sources for the scripts that stand in Streamlit's own page, and for the presenter's."""
    scripts = re.findall(r"<script>(.*?)</script>", put_right(_streamlit_page()), flags=re.DOTALL)
    return tuple(script_source(text) for text in (*scripts, player_script()))


def script_source(text: str) -> str:
    """The source of a content policy that lets exactly this script run."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _streamlit_page() -> str:
    return (_STREAMLIT / "index.html").read_text(encoding="utf-8")


def _media_prefix(session_id: str) -> str:
    """How the names of a session's files begin: nobody can work out another session's."""
    return hmac.new(_SECRET, session_id.encode(), hashlib.sha256).hexdigest()[:_PREFIX_LENGTH]


def _media_id(data: bytes, mimetype: str, filename: str | None = None) -> str:
    """Name of a file in `/media`, in place of Streamlit's.

    Streamlit's own is the same for everybody, and for large files leaves most of the content out: two
    people's exports of one length could be taken for each other.
    """
    owner = session_id() or DESK_SESSION
    told = b"\0".join(
        [owner.encode(), mimetype.encode(), (filename or "").encode(), hashlib.sha256(data).digest()]
    )
    return _media_prefix(owner) + hmac.new(_SECRET, told, hashlib.sha256).hexdigest()


def _execute_deferred(manager: MediaFileManager, file_id: str) -> str:
    """Make a download when its button is pressed, in the name of whoever's page has the button."""
    entry = manager._deferred_callables.get(file_id)
    with downloading(_tab_owner(entry["session_id"]) if entry else ""):
        return _make_deferred(manager, file_id)


def _tab_owner(tab_id: str) -> str:
    """The gate's session that a tab's Streamlit session runs for; empty when there is no such tab."""
    found = Runtime.instance()._session_mgr.get_session_info(tab_id)
    return str(found.session._user_info.get(SESSION_KEY) or "") if found else ""


def _note(what: str, by: str, detail: str) -> None:
    """Write into the audit; a nearly full disk keeps nobody out."""
    try:
        for left in open_access().notes.take():
            note_action(open_database(), left.what, by=left.by, detail=left.detail)
        note_action(open_database(), what, by=by, detail=detail)
    except StoreError as error:
        _log.warning("not in the audit: %s by %s: %s", what, by, error.en)


def _is_ready() -> bool:
    """Whether the store can be read; opens it if nobody has yet."""
    try:
        return open_database().version() >= 0
    except StoreError as error:
        _log.warning("not ready: %s", error.en)
        return False


def _facts() -> dict[str, float]:
    """Numbers for those who watch over the server."""
    facts = {"browser_sessions": float(Runtime.instance()._session_mgr.num_active_sessions())}
    with suppress(StoreError):
        facts["data_version"] = float(open_database().version())
    age = backup_state(home_folder()).age()
    if age is not None:
        facts["backup_age_seconds"] = age.total_seconds()
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        facts["resident_memory_bytes"] = float(pages * os.sysconf("SC_PAGE_SIZE"))
    return facts
