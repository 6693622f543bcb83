"""Everything about accounts of one data folder, opened once a process."""

import threading
from dataclasses import dataclass
from pathlib import Path

from khuyenhoc.access.accounts import Accounts
from khuyenhoc.access.database import AccountsDatabase
from khuyenhoc.access.notes import LeftNotes
from khuyenhoc.access.public_links import PublicLinks
from khuyenhoc.access.sessions import Sessions
from khuyenhoc.access.signing_in import SigningIn
from khuyenhoc.address import SharedAddress, configured_address
from khuyenhoc.home import home_folder


@dataclass(frozen=True)
class AccessService:
    """Accounts, sessions and links of a data folder."""

    accounts: Accounts
    sessions: Sessions
    signing_in: SigningIn
    public_links: PublicLinks
    notes: LeftNotes

    @classmethod
    def of(cls, home: Path) -> "AccessService":
        """Open the accounts of a data folder, and make their database at the first call."""
        return cls.on(AccountsDatabase(home))

    @classmethod
    def on(cls, database: AccountsDatabase) -> "AccessService":
        """The accounts in a database."""
        return cls(
            Accounts(database),
            Sessions(database),
            SigningIn(database),
            PublicLinks(database),
            LeftNotes(database),
        )


_opened: dict[tuple[Path, SharedAddress | None], AccessService] = {}
_lock = threading.Lock()


def open_access() -> AccessService:
    """The accounts of the current home folder, or of the shared store that `KHUYENHOC_STORE` names."""
    key = home, address = home_folder(), configured_address()
    with _lock:
        if key not in _opened:
            _opened[key] = AccessService.of(home) if address is None else _shared(address)
        return _opened[key]


def _shared(address: SharedAddress) -> AccessService:
    # Needs the packages for shared stores.
    from khuyenhoc.access.shared_accounts import SharedAccountsDatabase

    return AccessService.on(SharedAccountsDatabase(address))
