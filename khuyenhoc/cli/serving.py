"""`serve`: the dashboard itself."""

import argparse
import os

from khuyenhoc.access.gate.observing import SHORTEST_TOKEN
from khuyenhoc.access.mode import Mode, Setup, UnsafeSettingError, check_setup
from khuyenhoc.access.service import open_access
from khuyenhoc.cli.output import CannotRunError
from khuyenhoc.store.schedule import BackupSchedule
from khuyenhoc.store.upkeep import kept_up

LOOPBACK = "127.0.0.1"
# Seconds: the first people are served before a backup is thought of.
_FIRST_BACKUP_AFTER = 60
_TEXT = "text"


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("serve", help="mở bảng điều khiển · run the dashboard")
    parser.add_argument(
        "--mode",
        choices=[str(mode) for mode in Mode],
        default=str(Mode.DESK),
        help="desk: chỉ máy này, không đăng nhập · this computer only, no sign-in; "
        "server: mọi người đăng nhập · everybody signs in",
    )
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--address", default=LOOPBACK, help="nghe ở địa chỉ mạng nào · where to listen")
    parser.add_argument(
        "--public-url",
        default=os.environ.get("KHUYENHOC_PUBLIC_URL", ""),
        metavar="URL",
        help="địa chỉ mọi người gõ · what people type: https://…",
    )
    parser.add_argument(
        "--trusted-proxy", default="", metavar="ADDRESS", help="địa chỉ của proxy TLS · the TLS proxy"
    )
    parser.add_argument(
        "--log",
        choices=(_TEXT, "json"),
        default=os.environ.get("KHUYENHOC_LOG", _TEXT),
        help="json: mỗi dòng một đối tượng, có cả các yêu cầu · one object a line, requests included",
    )
    parser.set_defaults(run=_serve)


def _serve(options: argparse.Namespace) -> int:
    if not 1 <= options.port <= 65535:
        raise CannotRunError("Cổng phải từ 1 đến 65535.", "The port must be from 1 to 65535.")
    token = os.environ.get("KHUYENHOC_METRICS_TOKEN", "")
    if token and len(token) < SHORTEST_TOKEN:
        raise CannotRunError(
            f"KHUYENHOC_METRICS_TOKEN phải có từ {SHORTEST_TOKEN} ký tự.",
            f"KHUYENHOC_METRICS_TOKEN must have {SHORTEST_TOKEN} characters or more.",
        )
    mode = Mode(options.mode)
    public_url = options.public_url.rstrip("/") if mode is Mode.SERVER else ""
    setup = Setup(mode, options.address, options.port, public_url, options.trusted_proxy)
    try:
        has_administrator = mode is Mode.SERVER and open_access().accounts.has_administrator()
        check_setup(setup, has_administrator=has_administrator)
    except UnsafeSettingError as error:
        raise CannotRunError(error.vi, error.en) from error
    # Slow to import, and only this subcommand needs it.
    from khuyenhoc.ui.serving import run_server

    backups = BackupSchedule(first_after=_FIRST_BACKUP_AFTER)
    backups.start()
    try:
        with kept_up():
            run_server(setup, metrics_token=token, log_form=options.log)
    finally:
        backups.stop()
    return 0
