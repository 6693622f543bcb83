"""`account token`, `tokens` and `revoke`: by what programs read the figures an account may see."""

import argparse

from khuyenhoc.access.accounts import AccountError
from khuyenhoc.access.api_tokens import LONGEST_DAYS, USUAL_DAYS, ApiToken
from khuyenhoc.access.service import open_access
from khuyenhoc.cli.audit import BY, note
from khuyenhoc.cli.output import CannotRunError, print_json


def add_token_commands(commands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    token = commands.add_parser("token", help="cấp mã đọc số liệu qua API · a token for the API")
    token.add_argument("name", help="tên đăng nhập · sign-in name")
    token.add_argument("--label", default="API", help="dùng cho chương trình nào · which program it is for")
    token.add_argument(
        "--days", type=int, default=USUAL_DAYS, help=f"số ngày dùng được, đến {LONGEST_DAYS} · days it lasts"
    )
    _finish(token, _make)
    every = commands.add_parser("tokens", help="các mã đang dùng · the tokens in use")
    every.add_argument("name", nargs="?", default="", help="của một tài khoản · of one account")
    _finish(every, _list)
    end = commands.add_parser("revoke", help="thu hồi một mã · end a token at once")
    end.add_argument("token_id", help="xem `account tokens` · see `account tokens`")
    _finish(end, _end)


def _finish(parser: argparse.ArgumentParser, run: object) -> None:
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=lambda options: _told(run, options))


def _told(run: object, options: argparse.Namespace) -> int:
    try:
        run(options)
    except AccountError as error:
        raise CannotRunError(error.vi, error.en) from error
    return 0


def _make(options: argparse.Namespace) -> None:
    token = open_access().api_tokens.make(options.name, options.label, by=BY, days=options.days)
    note("token_made", f"{options.name}: {options.label}")
    if options.json:
        print_json({"name": options.name, "token": token, "days": options.days})
        return
    print(f"Mã đọc số liệu của {options.name}, dùng trong {options.days} ngày, chỉ hiện lần này:")
    print(f"Token of {options.name}, good for {options.days} days, shown this once:\n\n    {token}\n")


def _list(options: argparse.Namespace) -> None:
    tokens = open_access().api_tokens.all(options.name)
    if options.json:
        print_json([_as_json(token) for token in tokens])
        return
    for token in tokens:
        print(f"{token.token_id}  {token.account_name:24} {token.expires_at:%d/%m/%Y}  {token.label}")


def _end(options: argparse.Namespace) -> None:
    open_access().api_tokens.end(options.token_id)
    note("token_ended", options.token_id)
    if options.json:
        print_json({"ended": options.token_id})
    else:
        print("Xong · Done.")


def _as_json(token: ApiToken) -> dict[str, object]:
    return {
        "id": token.token_id,
        "name": token.account_name,
        "label": token.label,
        "expires_at": token.expires_at.isoformat(),
        "used_at": token.used_at.isoformat() if token.used_at else None,
    }
