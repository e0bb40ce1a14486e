"""The raw store in object storage, through fsspec: `s3://bucket/prefix`, and `memory://` for tests.

Endpoint and keys come from where the protocol's own tools take them (for s3: AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_PROFILE, instance roles). The URI carries none, so no message can show one.
"""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import fsspec

from marsad.archive.layout import StoredFile, checked
from marsad.errors import ConfigError, RetryableError, UnreadableError

PROTOCOLS = ("s3", "memory")  # those the tests run against
_SETTING = "MARSAD_RAW_URI"
# Their exceptions are no OSErrors. By name, since the packages are there only with the extra.
_CLIENTS = frozenset({"aiobotocore", "aiohttp", "botocore"})
_OF_SETTINGS = frozenset({"NoCredentialsError", "PartialCredentialsError", "ProfileNotFound", "NoRegionError"})
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")  # an endpoint may carry some


class ObjectFiles:
    """Files in object storage. A file is built on the local disk and sent when it is finished."""

    def __init__(self, protocol: str, raw_uri: str) -> None:
        self._files = _file_system(protocol, raw_uri)
        self._root = str(self._files._strip_protocol(raw_uri)).rstrip("/")  # noqa: SLF001 - fsspec's own way to a path

    @contextmanager
    def write(self, name: str) -> Iterator[BinaryIO]:
        """See Files.write."""
        path = self._path(name)
        with _told(name), NamedTemporaryFile(prefix="marsad-", suffix=".warc.gz", mode="w+b") as local:
            yield local  # type: ignore[misc]  # typeshed: a wrapper around the stream it stands for
            local.flush()
            self._files.put_file(local.name, path)

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """See Files.open."""
        with NamedTemporaryFile(prefix="marsad-", mode="w+b") as local:
            with _told(name):
                self._files.get_file(self._path(name), local.name)
            yield local  # type: ignore[misc]  # as above

    def read(self, name: str, offset: int, length: int) -> bytes:
        """See Files.read."""
        with _told(name):
            try:
                content: bytes = self._files.cat_file(self._path(name), start=offset, end=offset + length)
            except OSError as error:
                if error.errno == errno.EINVAL:  # s3fs for 416: the file ends before `offset`
                    return b""
                raise
        return content

    def list(self, folder: str = "") -> Iterator[StoredFile]:
        """See Files.list."""
        with _told(self._root):
            found: dict[str, dict[str, Any]] = self._files.find(f"{self._root}/{folder}".rstrip("/"), detail=True)
        for path, facts in found.items():
            yield StoredFile(path[len(self._root) + 1 :], facts["size"], _modified_at(facts))

    def delete(self, name: str) -> None:
        """See Files.delete."""
        with _told(name):
            try:
                self._files.rm_file(self._path(name))
            except FileNotFoundError:  # s3 does not say so, others do
                return

    def _path(self, name: str) -> str:
        return f"{self._root}/{checked(name)}"


def _file_system(protocol: str, raw_uri: str) -> Any:
    if protocol not in PROTOCOLS:
        raise ConfigError(_SETTING, f"{protocol}:// is not supported; use a path, file:// or s3://")
    if "@" in urlsplit(raw_uri).netloc:
        raise ConfigError(_SETTING, "carries credentials; give them as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    if protocol == "s3" and not urlsplit(raw_uri).netloc:
        raise ConfigError(_SETTING, "names no bucket; write s3://bucket/prefix")
    try:
        # A listing must show what another worker has just written.
        return fsspec.filesystem(protocol, use_listings_cache=False)
    except ImportError as error:
        raise ConfigError(_SETTING, f"{protocol}:// needs a package more: pip install 'marsad[{protocol}]'") from error


@contextmanager
def _told(subject: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        if _code(error) == "NoSuchBucket":
            raise ConfigError(_SETTING, "there is no such bucket") from error
        raise UnreadableError(subject, "no such file in the raw store") from error
    except PermissionError as error:
        raise ConfigError(_SETTING, f"{subject}: {error}") from error
    except Exception as error:
        cause = f"{type(error).__name__}: {_CREDENTIALS.sub('', str(error))}"
        if type(error).__name__ in _OF_SETTINGS:
            raise ConfigError(_SETTING, f"{subject}: {cause}") from error
        if isinstance(error, OSError) or type(error).__module__.partition(".")[0] in _CLIENTS:
            raise RetryableError(subject, f"the raw store: {cause}") from error
        raise


def _code(error: OSError) -> str | None:
    """S3's own word for what went wrong."""
    response: dict[str, Any] = getattr(error.__cause__, "response", {})
    code: str | None = response.get("Error", {}).get("Code")
    return code


def _modified_at(facts: dict[str, Any]) -> datetime:
    """Files are written once, so it is when they appeared. S3 says LastModified, memory says created."""
    moment: datetime | None = facts.get("LastModified")
    return moment or datetime.fromtimestamp(facts["created"], UTC)
