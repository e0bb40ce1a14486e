"""The raw store when the disk, the network or the process fails."""

import errno
import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from marsad.archive.layout import UNFINISHED
from marsad.archive.repair import survey
from marsad.archive.warc import WarcStore
from marsad.errors import ConfigError, RetryableError, UnreadableError
from marsad.model import Response
from object_storage import s3

DAY = date(2026, 1, 2)
AT = datetime(2026, 1, 2, tzinfo=UTC)


def page(body=b"body", url="https://nahr.example/"):
    return Response("u", url, 200, {}, body, AT)


def test_a_writer_that_is_killed_leaves_what_can_be_told_and_saved(tmp_path):
    """SIGKILL in the middle of a record: no finished file, and the records before it are whole."""
    code = f"""
import os, signal
from datetime import date, datetime, timezone
from marsad.archive import warc
from marsad.model import Response

def page(body):
    return Response("u", "https://nahr.example/", 200, {{}}, body, datetime.now(timezone.utc))

write = warc.write_response
def write_and_die(stream, answer, warcinfo_id):
    write(stream, answer, warcinfo_id)
    if answer.body == b"last":
        stream.truncate(stream.tell() - 9)
        stream.flush()
        os.kill(os.getpid(), signal.SIGKILL)
warc.write_response = write_and_die
warc.WarcStore({str(tmp_path)!r}).append("nahr", date(2026, 1, 2), map(page, [b"one", b"two", b"last"]))
"""
    died = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr
    (left,) = WarcStore(str(tmp_path)).list()
    assert left.name.endswith(UNFINISHED)
    with (tmp_path / left.name).open("rb") as stream:
        found = survey(stream)
    assert found.is_torn
    assert found.response_count == 2


@pytest.mark.parametrize(("code", "kind"), [(errno.ENOSPC, RetryableError), (errno.EACCES, ConfigError)])
def test_a_disk_that_refuses_is_told_and_nothing_is_left(tmp_path, monkeypatch, code, kind):
    def refuse(handle):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(kind, match=os.strerror(code)):
        WarcStore(str(tmp_path)).append("nahr", DAY, [page()])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_every_new_folder_is_synced_before_its_file_takes_its_name(tmp_path, monkeypatch):
    """A power cut must not take the year's folder, and with it what a row points to."""
    root = tmp_path / "home" / "raw"
    synced, rename, before = [], Path.rename, []
    fsync = os.fsync

    def noted(handle):
        synced.append(os.fstat(handle).st_ino)
        fsync(handle)

    def renamed(self, target):
        before.extend(synced)
        rename(self, target)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Path, "rename", renamed)
    (place,) = WarcStore(str(root)).append("nahr", DAY, [page()])
    folder = (root / place.file).parent
    above = list(folder.parents)[: len(folder.relative_to(tmp_path).parts)]
    assert above[-1] == tmp_path
    assert {one.stat().st_ino for one in above} <= set(before)
    assert synced[-1] == folder.stat().st_ino
    synced.clear()
    WarcStore(str(root)).append("nahr", DAY, [page()])
    assert len(synced) == 2  # the file, and the folder that has its name


def test_a_root_that_is_a_file_is_a_setting_that_is_wrong(tmp_path):
    (tmp_path / "raw").write_text("not a folder")
    with pytest.raises(ConfigError, match="MARSAD_RAW_URI: nahr/2026/01/02/"):
        WarcStore(str(tmp_path / "raw")).append("nahr", DAY, [page()])


def test_an_s3_that_is_away_is_retryable_and_no_secret_is_told(monkeypatch):
    with s3() as uri:
        store = WarcStore(uri)
        (place,) = store.append("nahr", DAY, [page()])
        address = os.environ["AWS_ENDPOINT_URL"].removeprefix("http://")
    # Its port is closed now. An endpoint with credentials in it is unusual, but it happens.
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://reporter:hush@{address}",
        "AWS_ACCESS_KEY_ID": "reporter",
        "AWS_SECRET_ACCESS_KEY": "hush",
        "AWS_REGION": "eu-central-1",
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    store = WarcStore(uri)
    monkeypatch.setattr(store._files._files, "retries", 1)
    tries = (
        lambda: store.append("nahr", DAY, [page()]),
        lambda: store.read(place.file, place.offset, place.length),
        lambda: store.open(place.file).__enter__(),
        lambda: list(store.list()),
        lambda: store.delete(place.file),
    )
    for attempt in tries:
        with pytest.raises(RetryableError, match="the raw store: ") as caught:
            attempt()
        assert "hush" not in str(caught.value)


def test_a_wrong_bucket_is_a_setting_that_is_wrong():
    with s3() as uri:
        store = WarcStore(uri.replace("s3://news-", "s3://nobodys-"))
        for attempt in (
            lambda: store.append("nahr", DAY, [page()]),
            lambda: store.read("nahr/2026/01/02/a.warc.gz", 0, 10),
            lambda: list(store.list()),
        ):
            with pytest.raises(ConfigError, match="MARSAD_RAW_URI: there is no such bucket"):
                attempt()


def test_an_s3_without_keys_is_told(monkeypatch):
    with s3() as uri:
        import s3fs

        monkeypatch.delenv("AWS_ACCESS_KEY_ID")
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
        s3fs.S3FileSystem.clear_instance_cache()
        with pytest.raises(ConfigError, match=r"MARSAD_RAW_URI: .*NoCredentialsError"):
            WarcStore(uri).append("nahr", DAY, [page()])


def test_nothing_is_sent_of_an_append_that_failed():
    class DiskError(Exception):
        """The second page cannot be written."""

    class Broken(dict):
        def items(self):
            raise DiskError

    with s3() as uri:
        store = WarcStore(uri)
        bad = Response("u", "https://nahr.example/", 200, Broken(), b"two", AT)
        with pytest.raises(DiskError):
            store.append("nahr", DAY, [page(), bad])
        assert list(store.list()) == []


def test_only_the_records_bytes_are_fetched(caplog):
    with s3() as uri:
        store = WarcStore(uri)
        noise = os.urandom(200_000)
        _, place, _ = store.append("nahr", DAY, [page(noise), page(b"small"), page(noise)])
        fetched = []
        call = store._files._files._call_s3

        async def noted(method, *arguments, **options):
            answer = await call(method, *arguments, **options)
            fetched.append((method, answer.get("ContentLength")))
            return answer

        store._files._files._call_s3 = noted
        try:
            assert store.read(place.file, place.offset, place.length).body == b"small"
        finally:
            del store._files._files._call_s3
        assert fetched == [("get_object", place.length)]
        assert place.length < 1000


def test_a_large_file_is_sent_in_parts_or_not_at_all(monkeypatch):
    with s3() as uri:
        store = WarcStore(uri)
        files = store._files._files
        body = os.urandom(6 * 2**20)
        put = files.put_file
        monkeypatch.setattr(files, "put_file", lambda local, path: put(local, path, chunksize=5 * 2**20))
        (place,) = store.append("nahr", DAY, [page(body * 2)])
        assert store.read(place.file, place.offset, place.length).body == body * 2

        async def fail(*arguments, **options):
            raise OSError(errno.EIO, "connection lost in the second part")

        monkeypatch.setattr(files, "_upload_file_part_concurrent", fail)
        with pytest.raises(RetryableError, match="connection lost"):
            store.append("nahr", DAY, [page(body * 2)])
        assert {file.name for file in store.list()} == {place.file}


def test_temporary_files_are_gone(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    store = WarcStore(f"memory://{tmp_path.name}")
    (place,) = store.append("nahr", DAY, [page()])
    with store.open(place.file) as stream:
        assert stream.read(2) == b"\x1f\x8b"
    with pytest.raises(UnreadableError), store.open("nahr/2026/01/02/none.warc.gz"):
        pass
    assert list(Path(tmp_path).iterdir()) == []
