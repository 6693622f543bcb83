"""`serve`: the dashboard itself."""

import argparse
import os

from khuyenhoc.cli.output import CannotRunError
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.database import close_database
from khuyenhoc.store.schedule import BackupSchedule

LOOPBACK = "127.0.0.1"
# Seconds: the first people are served before a backup is thought of.
_FIRST_BACKUP_AFTER = 60


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("serve", help="mở bảng điều khiển · run the dashboard")
    parser.add_argument("--mode", choices=("desk",), default="desk", help="desk: this computer only")
    parser.add_argument("--port", type=int, default=8501)
    parser.set_defaults(run=_serve)


def _serve(options: argparse.Namespace) -> int:
    # Slow to import, and only this subcommand needs them.
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web import bootstrap

    if not 1 <= options.port <= 65535:
        raise CannotRunError("Cổng phải từ 1 đến 65535.", "The port must be from 1 to 65535.")
    flags = {"server_port": options.port, "server_address": LOOPBACK, "server_headless": True}
    os.chdir(PROJECT_FOLDER)  # Streamlit reads .streamlit/config.toml of the current folder
    bootstrap.load_config_options(flags)
    # A folder called pages makes Streamlit expect its old way of finding pages until somebody has opened the
    # start page; a link to any other page would be answered with "page not found" until then.
    PagesManager.uses_pages_directory = False
    backups = BackupSchedule(first_after=_FIRST_BACKUP_AFTER)
    backups.start()
    try:
        bootstrap.run(str(PROJECT_FOLDER / "dashboard.py"), is_hello=False, args=[], flag_options=flags)
    finally:
        backups.stop()
        close_database()
    return 0
