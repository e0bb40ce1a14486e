"""How files are named in the raw store: `<source_id>/<YYYY>/<MM>/<DD>/<name>.warc.gz`. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from marsad.errors import UnreadableError

FINISHED = ".warc.gz"
UNFINISHED = ".warc.gz.open"  # of a file that is being written, or was when its writer died

_NOT_IN_NAMES = re.compile(r"[^\w.-]|^\.+")
_PARTITION = re.compile(r"(?P<source>[^/]+)/(?P<day>\d{4}/\d\d/\d\d)/[^/]+\.warc\.gz(?:\.open)?")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the store as a listing shows it."""

    name: str  # relative to the store's root
    size: int  # bytes
    modified_at: datetime  # aware


def folder_of(source_id: str, day: date) -> str:
    """The folder of one source and day, whatever a source calls itself."""
    return f"{_NOT_IN_NAMES.sub('_', source_id)}/{day:%Y/%m/%d}"


def partition_of(name: str) -> tuple[str, date] | None:
    """Source and day of a WARC file, finished or not; None for any other file, which is none of ours."""
    match = _PARTITION.fullmatch(name)
    try:
        return (match["source"], date(*map(int, match["day"].split("/")))) if match else None
    except ValueError:  # the 31st of February
        return None


def checked(name: str) -> str:
    """`name`, if it stays inside the store. Raises UnreadableError."""
    steps = name.split("/")
    if "\\" in name or "\0" in name or any(step in ("", ".", "..") for step in steps):
        raise UnreadableError(name, "outside the raw store")
    return name
