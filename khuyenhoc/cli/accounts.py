"""`account`: who may sign in, for the first administrator and for rescue; the rest is done on the page."""

import argparse
from datetime import timedelta

from khuyenhoc.access.accounts import CODE_DAYS, Account, AccountError
from khuyenhoc.access.roles import ACCOUNT_ROLES, Role
from khuyenhoc.access.service import open_access
from khuyenhoc.cli.audit import BY, note
from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.cli.permissions import add_matrix
from khuyenhoc.cli.tokens import add_token_commands
from khuyenhoc.domain.org_units import all_units


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("account", help="tài khoản đăng nhập · sign-in accounts")
    commands = parser.add_subparsers(required=True, metavar="VIỆC/WHAT")
    add = _command(commands, "add", _add, "lập tài khoản, in mã dùng một lần · make one, print its code")
    add.add_argument("--full-name", required=True, help="họ tên chủ tài khoản · its owner")
    _add_role(add)
    _command(commands, "disable", _disable, "ngừng cho vào, kết thúc mọi phiên · shut out at once")
    _command(commands, "enable", _enable, "cho vào lại · let in again")
    _command(commands, "reset", _reset, "xóa mật khẩu, in mã mới · forget the password, print a new code")
    _add_role(_command(commands, "roles", _roles, "đổi vai trò và đơn vị · another role, other units"))
    link = _command(commands, "link", _link, "gắn với cổng đăng nhập của tỉnh · tie to the sign-on")
    link.add_argument("--issuer", required=True, help="địa chỉ cổng đăng nhập · address of the sign-on")
    link.add_argument("--subject", required=True, help="mã người dùng ở cổng · the person's code there")
    rescue = _command(
        commands,
        "rescue",
        _rescue,
        "khi không ai vào được: cho một người quản trị vào · when nobody gets in: let an administrator in",
    )
    rescue.add_argument("--full-name", default="", help="nếu phải lập mới · if it must be made")
    add_matrix(commands)
    add_token_commands(commands)
    every = commands.add_parser("list", help="danh sách · all of them")
    every.add_argument("--json", action="store_true")
    every.set_defaults(run=_list)


def _command(
    commands: argparse._SubParsersAction, name: str, run: object, words: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words)
    parser.add_argument("name", help="tên đăng nhập · sign-in name")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=lambda options: _told(run, options))
    return parser


def _add_role(parser: argparse.ArgumentParser) -> None:
    roles = [str(role) for role in ACCOUNT_ROLES]
    parser.add_argument("--role", required=True, choices=roles, help="vai trò · role")
    parser.add_argument(
        "--unit",
        action="append",
        default=[],
        metavar="ID",
        help="đơn vị, ví dụ reform-56; không có: mọi đơn vị · a unit; none: all of them",
    )


def _told(run: object, options: argparse.Namespace) -> int:
    try:
        return run(options)
    except AccountError as error:
        raise CannotRunError(error.vi, error.en) from error


def _add(options: argparse.Namespace) -> int:
    code = open_access().accounts.add(
        options.name, options.full_name, Role(options.role), options.unit, by=BY
    )
    note("account_added", f"{options.name}: {options.role} {' '.join(options.unit)}")
    return _print_code(options, code)


def _reset(options: argparse.Namespace) -> int:
    code = open_access().accounts.reset(options.name)
    note("account_reset", options.name)
    return _print_code(options, code)


def _rescue(options: argparse.Namespace) -> int:
    """Whoever may run this on the machine has its data anyway."""
    accounts = open_access().accounts
    known = {account.name for account in accounts.all()}
    if options.name.strip().lower() in known:
        accounts.set_active(options.name, is_active=True)
        accounts.set_role(options.name, Role.ADMINISTRATOR, ())
        code = accounts.reset(options.name)
    else:
        code = accounts.add(options.name, options.full_name or options.name, Role.ADMINISTRATOR, by=BY)
    note("account_rescued", options.name)
    return _print_code(options, code)


def _disable(options: argparse.Namespace) -> int:
    open_access().accounts.set_active(options.name, is_active=False)
    return _done(options, "account_disabled")


def _enable(options: argparse.Namespace) -> int:
    open_access().accounts.set_active(options.name, is_active=True)
    return _done(options, "account_enabled")


def _roles(options: argparse.Namespace) -> int:
    open_access().accounts.set_role(options.name, Role(options.role), options.unit)
    return _done(options, "account_changed", f"{options.role} {' '.join(options.unit)}")


def _link(options: argparse.Namespace) -> int:
    open_access().accounts.link(options.name, options.issuer, options.subject)
    return _done(options, "account_linked", f"{options.issuer} {options.subject}")


def _done(options: argparse.Namespace, what: str, detail: str = "") -> int:
    note(what, f"{options.name} {detail}".strip())
    if options.json:
        print_json(_as_json(open_access().accounts.get(options.name)))
    else:
        print("Xong · Done.")
    return 0


def _list(options: argparse.Namespace) -> int:
    accounts = open_access().accounts.all()
    if options.json:
        print_json([_as_json(account) for account in accounts])
        return 0
    for account in accounts:
        state = "" if account.is_active else "  (đã ngừng · disabled)"
        units = ", ".join(all_units()[unit].name for unit in account.unit_ids) or "*"
        print(f"{account.name:24} {account.role:14} {account.full_name}: {units}{state}")
    return 0


def _as_json(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "full_name": account.full_name,
        "role": str(account.role),
        "units": list(account.unit_ids),
        "active": account.is_active,
        "has_password": account.has_password,
        "has_second_factor": account.has_second_factor,
        "issuer": account.issuer,
        "subject": account.subject,
    }


def _print_code(options: argparse.Namespace, code: str) -> int:
    days = timedelta(days=CODE_DAYS).days
    if options.json:
        print_json({"name": options.name, "code": code, "days": days})
    else:
        print(f"Mã dùng một lần của {options.name}, dùng trong {days} ngày, chỉ hiện lần này:")
        print(f"One-time code of {options.name}, good for {days} days, shown this once:\n\n    {code}\n")
    return 0
