"""What a person chose for themselves: language, large type, province, role, whether they have seen the tour.

No figure depends on it, so it lies beside the ledger and not in it; a damaged file means that the person is
asked again. Several people of one server share the file, each under the id of the account.
"""

import json
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from khuyenhoc.store.durable import write_durably

PREFERENCES_FILE = "preferences.json"
DESK = "desk"
_lock = threading.Lock()


@dataclass(frozen=True)
class Preferences:
    """The choices of one person.

    Attributes:
        province_code: code of a present province; empty until chosen.
        role: what they do, as in `access.roles`; empty until chosen.
        has_seen_tour: whether the tour was gone through or skipped.
        language: of the screen, where the address names none; empty until switched.
        has_large_text: whether the screen has large type, where the address does not say.
    """

    province_code: str = ""
    role: str = ""
    has_seen_tour: bool = False
    language: str = ""
    has_large_text: bool = False


def preferences(home: Path, account_id: str) -> Preferences:
    """The choices of an account, or of the desk where the id is empty."""
    with suppress(TypeError):
        return Preferences(**_read(home).get(account_id or DESK, {}))
    return Preferences()


def save_preferences(home: Path, account_id: str, chosen: Preferences) -> None:
    """Keep the choices of an account.

    Raises:
        OSError: they could not be written.
    """
    with _lock:
        everybody = _read(home) | {account_id or DESK: asdict(chosen)}
        write_durably(home / PREFERENCES_FILE, json.dumps(everybody, ensure_ascii=False).encode())


def _read(home: Path) -> dict[str, dict]:
    with suppress(OSError, ValueError):
        read = json.loads((home / PREFERENCES_FILE).read_text(encoding="utf-8"))
        if isinstance(read, dict):
            return read
    return {}
