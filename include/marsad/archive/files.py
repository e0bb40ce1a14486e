"""The files of the raw store, in a folder or in object storage: whole or not there at all."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

from marsad.archive.layout import StoredFile, checked
from marsad.archive.objects import PROTOCOLS, ObjectFiles
from marsad.errors import ConfigError, RetryableError, UnreadableError

# `file:/x` is a URI too, but would pass for a relative path of that name.
_SHORT = re.compile(rf"(?:file|{'|'.join(PROTOCOLS)}):(?!//)", re.IGNORECASE)


class Files(Protocol):
    """Names are relative to the store's root; one that leads out of it is an UnreadableError, as a missing file is.

    A disk or a network that fails is a RetryableError; a lack of rights, or of the store itself, a ConfigError.
    """

    def write(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A stream, also readable, that becomes the file when the block ends well, and nothing when it does not."""
        ...

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """The whole file as a seekable stream."""
        ...

    def read(self, name: str, offset: int, length: int) -> bytes:
        """At most `length` bytes from `offset` on; fewer where the file ends."""
        ...

    def list(self, folder: str = "") -> Iterator[StoredFile]:
        """Every file, or those of one folder, unfinished ones included, in no order."""
        ...

    def delete(self, name: str) -> None:
        """Remove the file; nothing happens where there is none."""
        ...


def open_files(raw_uri: str) -> Files:
    """The files under MARSAD_RAW_URI. Raises ConfigError for a URI that cannot be used."""
    if _SHORT.match(raw_uri):
        raise ConfigError("MARSAD_RAW_URI", "two slashes follow the colon, as in file:///data/raw or s3://bucket")
    scheme, separator, _ = raw_uri.partition("://")
    if not separator:
        return LocalFiles(Path(raw_uri).expanduser().resolve())
    if scheme.lower() == "file":
        return LocalFiles(_folder(raw_uri))
    return ObjectFiles(scheme.lower(), raw_uri)


def _folder(raw_uri: str) -> Path:
    parts = urlsplit(raw_uri)
    if parts.netloc.lower() not in ("", "localhost") or not parts.path.startswith("/"):
        raise ConfigError("MARSAD_RAW_URI", "a file URI names a folder and no host, as in file:///data/raw")
    return Path(unquote(parts.path)).resolve()


class LocalFiles:
    """Files in a folder. While one is written its name ends in `.open`; it is synced before it takes its name."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def write(self, name: str) -> Iterator[BinaryIO]:
        """See Files.write."""
        path = self._path(name)
        unfinished = path.with_name(f"{path.name}.open")
        with _told(name):
            _make_folder(path.parent)
            try:
                with unfinished.open("w+b") as stream:
                    yield stream
                    stream.flush()
                    os.fsync(stream.fileno())
                unfinished.rename(path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
            _sync_folder(path.parent)

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """See Files.open."""
        path = self._path(name)
        if not self._root.is_dir():  # a volume that is not mounted must not make every record a damaged one
            raise ConfigError("MARSAD_RAW_URI", f"{self._root} is no folder")
        if not path.is_file():
            raise UnreadableError(name, "no such file in the raw store")
        with _told(name), path.open("rb") as stream:
            yield stream

    def read(self, name: str, offset: int, length: int) -> bytes:
        """See Files.read."""
        with self.open(name) as stream:
            stream.seek(offset)
            return stream.read(length)

    def list(self, folder: str = "") -> Iterator[StoredFile]:
        """See Files.list."""
        with _told(str(self._root)):
            for path in (self._root / folder).rglob("*"):
                try:
                    facts = path.stat()
                except FileNotFoundError:  # a file that was being written has taken its name
                    continue
                if path.is_file():
                    name = path.relative_to(self._root).as_posix()
                    yield StoredFile(name, facts.st_size, datetime.fromtimestamp(facts.st_mtime, UTC))

    def delete(self, name: str) -> None:
        """See Files.delete."""
        with _told(name):
            self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        path = (self._root / checked(name)).resolve()
        if not path.is_relative_to(self._root):  # through a symbolic link
            raise UnreadableError(name, "outside the raw store")
        return path


@contextmanager
def _told(subject: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:  # gone since we looked
        raise UnreadableError(subject, "no such file in the raw store") from error
    except (PermissionError, FileExistsError, NotADirectoryError) as error:  # the last two: a file instead of a folder
        raise ConfigError("MARSAD_RAW_URI", f"{subject}: {error.strerror}") from error
    except io.UnsupportedOperation:  # a mistake of ours, though it is an OSError
        raise
    except OSError as error:
        raise RetryableError(subject, f"the raw store: {error.strerror or error}") from error


def _make_folder(folder: Path) -> None:
    """Make it with the folders above it, each so that it survives a power cut."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        _sync_folder(made.parent)


def _sync_folder(folder: Path) -> None:
    """Make a name in it survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
