"""The vault in object storage that speaks S3."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from khuyenhoc.store.vault import DamagedFileError

_MISSING = frozenset({"404", "NoSuchKey", "NotFound"})
_SECONDS = 20


class ObjectVault:
    """Every file is one object, `<prefix>/vault/<first two letters>/<SHA-256>`; none is ever changed.

    Credentials and the endpoint come from the environment, as for every program that speaks S3.
    """

    def __init__(self, data: str) -> None:
        """Keep files below a URL `s3://bucket/prefix`."""
        bucket, _, prefix = data.removeprefix("s3://").partition("/")
        self._bucket, self._prefix = bucket, f"{prefix}/vault/".lstrip("/")
        self._client = boto3.client(
            "s3",
            config=Config(
                connect_timeout=5,
                read_timeout=_SECONDS,
                retries={"mode": "standard", "max_attempts": 4},
                s3={"addressing_style": "path"},
            ),
        )

    def keep(self, content: bytes) -> str:
        """Store bytes; the answer comes when the storage has them, and a damaged object is replaced.

        Raises:
            OSError: they could not be stored.
        """
        digest = hashlib.sha256(content).hexdigest()
        with _as_file_errors(digest):
            self._client.put_object(
                Bucket=self._bucket, Key=self._key(digest), Body=content, ChecksumAlgorithm="SHA256"
            )
        return digest

    def fetch(self, digest: str) -> bytes:
        """The bytes under a hash.

        Raises:
            FileNotFoundError: nothing is stored under it.
            DamagedFileError: the bytes changed.
            OSError: the storage does not answer.
        """
        with _as_file_errors(digest):
            found = self._client.get_object(Bucket=self._bucket, Key=self._key(digest))
            content = found["Body"].read()
        if hashlib.sha256(content).hexdigest() != digest:
            raise DamagedFileError(digest)
        return content

    def state(self, digest: str) -> str:
        """`whole`, `missing` or `damaged`."""
        try:
            self.fetch(digest)
        except FileNotFoundError:
            return "missing"
        except DamagedFileError:
            return "damaged"
        return "whole"

    def stored(self) -> Iterator[str]:
        """The hashes under which something is stored, in order."""
        with _as_file_errors("list"):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=self._prefix
            )
            for page in pages:
                for item in page.get("Contents", ()):
                    yield item["Key"].rpartition("/")[2]

    def _key(self, digest: str) -> str:
        return f"{self._prefix}{digest[:2]}/{digest}"


@contextmanager
def _as_file_errors(what: str) -> Iterator[None]:
    """The storage's errors as those of files, which the store knows how to take.

    Raises:
        FileNotFoundError: there is no such object.
        ConnectionError: anything else.
    """
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in _MISSING:
            raise FileNotFoundError(what) from error
        raise ConnectionError(str(error)) from error
    except BotoCoreError as error:
        raise ConnectionError(str(error)) from error
