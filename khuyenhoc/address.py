"""Where the store is: the data folder, or what `KHUYENHOC_STORE` names."""

import os
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_PREFIX = "ducklake:"
_SCHEMES = ("postgresql", "postgres")


class StoreAddressError(ValueError):
    """An address of a store that cannot be understood.

    Attributes:
        vi, en: why, and what one looks like.
    """

    def __init__(self, vi: str, en: str) -> None:
        example = "ducklake:postgresql://khuyenhoc@db.example:5432/khuyenhoc?data=s3://khuyenhoc/store"
        self.vi, self.en = f"Địa chỉ kho không đúng: {vi}. Ví dụ: {example}", f"{en}. Example: {example}"
        super().__init__(self.en)


@dataclass(frozen=True)
class SharedAddress:
    """A store that several processes share.

    Attributes:
        catalogue: URL of the PostgreSQL database, as libpq takes it.
        data: folder that all machines see, or `s3://bucket/prefix`; without a slash at its end.
    """

    catalogue: str
    data: str

    @property
    def is_in_object_storage(self) -> bool:
        """Whether the data are not in a folder."""
        return self.data.startswith("s3://")

    @property
    def without_password(self) -> str:
        """The address as it may be shown and logged."""
        parts = urlsplit(self.catalogue)
        where = parts.netloc.rpartition("@")
        user = where[0].partition(":")[0]
        return urlunsplit(parts._replace(netloc=f"{user}{where[1]}{where[2]}")) + f" + {self.data}"


def configured_address() -> SharedAddress | None:
    """What `KHUYENHOC_STORE` names; None for the data folder alone.

    Raises:
        StoreAddressError: it cannot be understood.
    """
    return parse_address(os.environ.get("KHUYENHOC_STORE", ""))


def parse_address(text: str) -> SharedAddress | None:
    """An address: `ducklake:postgresql://USER@HOST:PORT/DATABASE?data=FOLDER-OR-S3-URL`; `file` or nothing.

    Further parameters, such as `sslmode`, are PostgreSQL's. The password comes from `PGPASSWORD` or a
    password file (`PGPASSFILE`) as with every program of PostgreSQL; object storage takes
    `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION` and, where it is not Amazon's,
    `AWS_ENDPOINT_URL`.

    Raises:
        StoreAddressError: it cannot be understood.
    """
    if text in {"", "file"}:
        return None
    parts = urlsplit(text.removeprefix(_PREFIX))
    if not text.startswith(_PREFIX) or parts.scheme not in _SCHEMES or not parts.path.strip("/"):
        raise StoreAddressError(
            "cần ducklake:postgresql://…/CSDL", "ducklake:postgresql://…/DATABASE is needed"
        )
    parameters = dict(parse_qsl(parts.query))
    data = parameters.pop("data", "").rstrip("/")
    if not data.startswith(("s3://", "/")) and ":" not in data[:3]:
        raise StoreAddressError(
            "cần data=THƯ-MỤC (đường dẫn đầy đủ) hoặc data=s3://…",
            "data=FOLDER (a full path) or data=s3://… is needed",
        )
    return SharedAddress(urlunsplit(parts._replace(query=urlencode(parameters))), data)
