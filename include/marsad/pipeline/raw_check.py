"""Whether the raw store holds what the rows say: WARC files against raw.page and ops.feed_poll. Changes nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import BinaryIO

from psycopg import Connection

from marsad.archive.layout import UNFINISHED, StoredFile
from marsad.archive.record import body_hash, read_response
from marsad.archive.repair import Survey, survey
from marsad.archive.warc import WarcStore
from marsad.errors import ConfigError, RetryableError, UnreadableError
from marsad.pipeline.raw_plan import GRACE, partitioned
from marsad.store.raw_files import FileUse, Record, file_uses, records_in, retired_files

WRITING = timedelta(hours=1)  # nobody writes a file for longer


class FindingKind(StrEnum):
    """What is not as it should be."""

    UNFINISHED = "unfinished"  # its writer died
    TORN = "torn"  # ends within a record
    DAMAGED = "damaged"  # holds bytes that are no record
    UNREADABLE = "unreadable"  # the disk or the network fails at this file
    LOST = "lost"  # rows whose record is missing or does not read back
    ORPHAN = "orphan"  # no row points into the file, which does no harm


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found at one source and day, and what was done about it."""

    source_id: str
    day: date
    kind: FindingKind
    what: str  # for a person
    byte_count: int
    file: str = ""  # of all kinds but LOST
    survey: Survey | None = None  # of a file that is torn or damaged
    records: tuple[Record, ...] = ()  # those that are LOST
    action: str | None = None  # None when nothing was done

    @property
    def is_damage(self) -> bool:
        """Whether something must still be done."""
        return self.action is None and self.kind is not FindingKind.ORPHAN


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check looked at and found. `sources` are those that have anything in the store, or should."""

    file_count: int
    byte_count: int
    used_count: int  # files that rows point into
    missing_count: int  # those of them that are not there
    read_count: int  # records read back and compared
    sources: frozenset[str]
    findings: tuple[Finding, ...]

    @property
    def damage(self) -> tuple[Finding, ...]:
        """What is still wrong."""
        return tuple(finding for finding in self.findings if finding.is_damage)

    def __str__(self) -> str:
        orphans = [f for f in self.findings if f.kind is FindingKind.ORPHAN and f.action is None]
        return (
            f"checked {self.file_count} files of {self.byte_count:,} bytes, read {self.read_count} records back: "
            f"{len(self.damage)} damaged, {len(orphans)} orphans of {sum(f.byte_count for f in orphans):,} bytes"
        )


def check_raw_store(
    connection: Connection, store: WarcStore, now: datetime, is_read_back: Callable[[str, date], bool]
) -> CheckReport:
    """Look for every file, and read back every record of those sources and days that `is_read_back` names.

    Raises ConfigError where none of the files is there: then it is another store, or one that is not mounted.
    """
    # Rows first: a row's file was written before it.
    uses = file_uses(connection)
    merged_away = retired_files(connection).keys() - uses.keys()
    files = {file.name: file for file in store.list() if file.name not in merged_away}
    if uses and not uses.keys() & files.keys():
        raise ConfigError("MARSAD_RAW_URI", f"holds none of the {len(uses)} files that rows point into")
    findings: list[Finding] = []
    read_count = 0
    partitions = partitioned({*uses, *files})
    for (source_id, day), names in partitions.items():
        unused = [files[name] for name in names if name not in uses]
        findings += [Finding(source_id, day, kind, f.name, f.size, f.name) for f, kind in _left_over(unused, now)]
        is_read = is_read_back(source_id, day)
        suspects = [name for name in names if name in uses and (is_read or _is_short(files.get(name), uses[name]))]
        found, count = _read_back(connection, store, source_id, day, suspects, files)
        findings += found
        read_count += count
    ours = [files[name] for names in partitions.values() for name in names if name in files]
    sources = frozenset(source_id for source_id, _ in partitions)
    return CheckReport(
        file_count=len(ours),
        byte_count=sum(file.size for file in ours),
        used_count=len(uses),
        missing_count=len(uses.keys() - files.keys()),
        read_count=read_count,
        sources=sources,
        findings=tuple(findings),
    )


def _left_over(unused: Sequence[StoredFile], now: datetime) -> Iterator[tuple[StoredFile, FindingKind]]:
    """Files without rows that nobody is writing and no open transaction will point into."""
    for file in unused:
        is_unfinished = file.name.endswith(UNFINISHED)
        if now - file.modified_at > (WRITING if is_unfinished else GRACE):
            yield file, FindingKind.UNFINISHED if is_unfinished else FindingKind.ORPHAN


def _is_short(file: StoredFile | None, use: FileUse) -> bool:
    return file is None or file.size < use.stop


def _read_back(
    connection: Connection,
    store: WarcStore,
    source_id: str,
    day: date,
    names: Sequence[str],
    files: Mapping[str, StoredFile],
) -> tuple[list[Finding], int]:
    """What is wrong with files that rows point into, and how many of their records are well."""
    findings: list[Finding] = []
    lost: list[tuple[Record, str]] = []
    well_count = 0
    records = records_in(connection, names) if names else []
    for name in names:
        of_file = [record for record in records if record.warc_file == name]
        if name not in files:
            lost += [(record, "no such file") for record in of_file]
            continue
        try:
            found, troubled = _compare(store, name, of_file)
        except RetryableError as error:  # a bad block in one file must not keep the others from being read
            what = f"{name}: cannot be read: {error.message}"
            findings.append(Finding(source_id, day, FindingKind.UNREADABLE, what, files[name].size, name))
            continue
        lost += troubled
        well_count += len(of_file) - len(troubled)
        if not found.is_whole:
            findings.append(_broken(source_id, day, name, found))
    if lost:
        findings.append(_lost(source_id, day, lost))
    return findings, well_count


def _compare(store: WarcStore, name: str, records: Sequence[Record]) -> tuple[Survey, list[tuple[Record, str]]]:
    """What is whole in a file, and which of the records in it do not read back, and why."""
    with store.open(name) as stream:
        return survey(stream), [(record, trouble) for record in records if (trouble := _trouble(stream, record))]


def _trouble(stream: BinaryIO, record: Record) -> str | None:
    """Why a record does not read back as its row says; None when it does."""
    stream.seek(record.warc_offset)
    member = stream.read(record.warc_length)
    if len(member) < record.warc_length:
        return f"torn record: {len(member)} of {record.warc_length} bytes"
    try:
        body = read_response(record.warc_file, member).body
    except UnreadableError as error:
        return error.message
    is_same = record.body_hash in (None, body_hash(body))
    return None if is_same else "not the body whose hash the row has"


def _broken(source_id: str, day: date, name: str, found: Survey) -> Finding:
    kind = FindingKind.TORN if found.is_torn else FindingKind.DAMAGED
    places = ", ".join(f"{extent.start}-{extent.stop}" for extent in found.broken)
    byte_count = sum(extent.stop - extent.start for extent in found.broken)
    return Finding(source_id, day, kind, f"{name}: bytes {places} of {found.size}", byte_count, name, found)


def _lost(source_id: str, day: date, lost: Sequence[tuple[Record, str]]) -> Finding:
    records = tuple(record for record, _ in lost)
    pages = sum(record.kind == "page" for record in records)
    first, trouble = lost[0]
    what = f"{pages} pages, {len(lost) - pages} feed bodies: {first.warc_file}@{first.warc_offset}: {trouble}"
    byte_count = sum(record.warc_length for record in records)
    return Finding(source_id, day, FindingKind.LOST, what, byte_count, records=records)
