"""Desk or server: who may reach the program decides whether it asks who they are."""

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")


class Mode(StrEnum):
    """Desk: one person, this computer alone, no sign-in. Server: everybody signs in."""

    DESK = "desk"
    SERVER = "server"


class UnsafeSettingError(Exception):
    """A combination of settings that would let in people who do not belong, said in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


@dataclass(frozen=True)
class Setup:
    """How the program is reached.

    Attributes:
        address: network address it listens on.
        public_url: what people type, e.g. `https://khuyenhoc.example.vn`; empty at the desk.
        trusted_proxy: addresses whose `X-Forwarded-For` is believed; empty without a proxy.
    """

    mode: Mode
    address: str
    port: int
    public_url: str = ""
    trusted_proxy: str = ""

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach it over TLS."""
        return self.public_url.startswith("https://")

    @property
    def origins(self) -> frozenset[str]:
        """Origins that browsers may send requests from."""
        if self.mode is Mode.SERVER:
            return frozenset({_origin(self.public_url)})
        return frozenset(f"http://{host}" for host in self.hosts)

    @property
    def hosts(self) -> frozenset[str]:
        """Values that the Host header may have."""
        if self.mode is Mode.SERVER:
            return frozenset({urlsplit(self.public_url).netloc.lower()})
        return frozenset(f"{name}:{self.port}" for name in LOOPBACK_NAMES)


def is_loopback(address: str) -> bool:
    """Whether only this computer reaches an address."""
    if address.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def check_setup(setup: Setup, *, has_administrator: bool) -> None:
    """Refuse to start in a way that lets strangers in, or passwords out.

    Raises:
        UnsafeSettingError: what is wrong and what to do.
    """
    if setup.mode is Mode.DESK:
        _check_desk(setup)
        return
    url = urlsplit(setup.public_url)
    if url.scheme not in {"http", "https"} or not url.hostname or url.path.strip("/") or url.query:
        raise UnsafeSettingError(
            "Chế độ máy chủ cần địa chỉ mọi người sẽ gõ: --public-url https://ten-mien-cua-tinh.",
            "Server mode needs the address people will type: --public-url https://your.domain.",
        )
    if url.scheme == "http" and not is_loopback(url.hostname):
        raise UnsafeSettingError(
            "Địa chỉ công khai phải là https://: với http, mật khẩu đi qua mạng không được mã hóa.",
            "The public address must be https://: over http, passwords cross the network in the clear.",
        )
    if not is_loopback(setup.address) and not setup.trusted_proxy:
        raise UnsafeSettingError(
            f"Nghe ở {setup.address} mà không có proxy TLS thì mật khẩu đi qua mạng không được mã hóa. "
            "Hãy để --address 127.0.0.1 và đặt proxy trên cùng máy, hoặc ghi địa chỉ proxy: --trusted-proxy.",
            f"Listening on {setup.address} without a TLS proxy sends passwords in the clear. Keep --address "
            "127.0.0.1 with the proxy on the same machine, or name the proxy's address: --trusted-proxy.",
        )
    if "*" in setup.trusted_proxy:
        raise UnsafeSettingError(
            "--trusted-proxy phải là địa chỉ cụ thể: với “*”, ai cũng giả được địa chỉ của mình.",
            "--trusted-proxy must be an address: with “*”, anybody can pretend to come from elsewhere.",
        )
    if not has_administrator:
        raise UnsafeSettingError(
            "Chưa có người quản trị nào. Hãy lập trước: "
            "python -m khuyenhoc account add TEN --role administrator --full-name “Họ tên”.",
            "There is no administrator yet. Make one first: "
            "python -m khuyenhoc account add NAME --role administrator --full-name “Full name”.",
        )


def _check_desk(setup: Setup) -> None:
    if not is_loopback(setup.address):
        raise UnsafeSettingError(
            f"Chế độ máy bàn không hỏi đăng nhập nên chỉ nghe ở 127.0.0.1, không ở {setup.address}. "
            "Muốn nhiều máy cùng dùng: --mode server.",
            f"Desk mode asks for no sign-in, so it listens on 127.0.0.1 only, not on {setup.address}. "
            "For several computers: --mode server.",
        )
    if setup.public_url or setup.trusted_proxy:
        raise UnsafeSettingError(
            "Chế độ máy bàn không hỏi đăng nhập nên không được đặt sau proxy. Hãy dùng --mode server.",
            "Desk mode asks for no sign-in, so it must not stand behind a proxy. Use --mode server.",
        )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


# What this process was started as. A script run without `khuyenhoc serve` is at the desk, and refuses to
# run on any other address (ui/access.py).
_mode = Mode.DESK


def set_mode(mode: Mode) -> None:
    """Say, once at the start, how this process was started."""
    global _mode
    _mode = mode


def current_mode() -> Mode:
    """How this process was started."""
    return _mode
