"""Vault and ledger as the rest of the store knows them, wherever they lie."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from khuyenhoc.store import vault
from khuyenhoc.store.ledger import Line, Mark, Reading


class Vault(Protocol):
    """Original files and what was accepted of them, under the SHA-256 of their bytes."""

    def keep(self, content: bytes) -> str:
        """Store bytes durably and give back their hash; see `vault.keep`.

        Raises:
            OSError: they could not be written.
        """

    def fetch(self, digest: str) -> bytes:
        """The bytes under a hash; see `vault.fetch`.

        Raises:
            FileNotFoundError: nothing is stored under it.
            vault.DamagedFileError: the bytes changed.
        """

    def state(self, digest: str) -> str:
        """`whole`, `missing` or `damaged`."""

    def stored(self) -> Iterator[str]:
        """The hashes under which something is stored, in order."""


class Ledger(Protocol):
    """The append-only list of everything that was done; see `ledger.Ledger`."""

    @property
    def position(self) -> int:
        """Number of lines."""

    @property
    def head(self) -> str:
        """Hash of the last line."""

    @property
    def applied(self) -> str:
        """Hash of the last line in the tables when the ledger was last looked at; empty if only they tell."""

    def append(self, entry: dict[str, object]) -> Line:
        """Add an entry and wait until it is durable."""

    def look_again(self) -> None:
        """Find out where the ledger ends now."""

    def lines_after(self, mark: Mark) -> tuple[Line, ...]:
        """The lines after a mark."""

    def whole(self) -> Reading:
        """All of it, each line checked."""


class FolderVault:
    """A vault in a folder, of this machine or shared by several."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def keep(self, content: bytes) -> str:
        """As `vault.keep`."""
        return vault.keep(self.home, content)

    def fetch(self, digest: str) -> bytes:
        """As `vault.fetch`."""
        return vault.fetch(self.home, digest)

    def state(self, digest: str) -> str:
        """`whole`, `missing` or `damaged`."""
        path = vault.vault_path(self.home, digest)
        if not path.exists():
            return "missing"
        return "whole" if vault.is_whole(path, digest) else "damaged"

    def stored(self) -> Iterator[str]:
        """As `vault.stored`."""
        return vault.stored(self.home)
