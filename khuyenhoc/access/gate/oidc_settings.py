"""Settings of the province's own sign-on, from `oidc.toml` in the data folder."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from khuyenhoc.access.mode import UnsafeSettingError, is_loopback

SETTINGS_FILE = "oidc.toml"


class ProviderError(Exception):
    """The sign-on cannot be reached, or what it answered cannot be believed."""


@dataclass(frozen=True)
class Settings:
    """What `oidc.toml` in the data folder says: a client registered at the sign-on."""

    issuer: str
    client_id: str
    client_secret: str
    label: str


def load_settings(home: Path) -> Settings | None:
    """The settings of an installation; None where there is no such sign-on.

    Raises:
        UnsafeSettingError: the file is incomplete, or the issuer is not reached over TLS.
    """
    path = home / SETTINGS_FILE
    if not path.exists():
        return None
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        settings = Settings(
            fields["issuer"], fields["client_id"], fields.get("client_secret", ""), fields["label"]
        )
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise UnsafeSettingError(
            f"Tệp {SETTINGS_FILE} phải có issuer, client_id và label ({error}).",
            f"The file {SETTINGS_FILE} needs issuer, client_id and label ({error}).",
        ) from error
    url = urlsplit(settings.issuer)
    if url.scheme != "https" and not (url.hostname and is_loopback(url.hostname)):
        raise UnsafeSettingError(
            f"issuer trong {SETTINGS_FILE} phải là https://.", f"issuer in {SETTINGS_FILE} must be https://."
        )
    return settings
